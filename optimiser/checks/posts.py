"""R15 posts: each post is covered by exactly one duty that is the post and nothing else."""

from collections import defaultdict
from collections.abc import Iterator

from models.roster import Duty, Violation
from models.rules import RuleCode
from models.visits import Post
from optimiser.checks.phrases import count, listed, moment_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each post covered by no duty or by several, and each post's duty with other times or other work."""
    covering: dict[str, list[Duty]] = defaultdict(list)
    for duty in index.roster.duties:
        if duty.post_id is not None:
            covering[duty.post_id].append(duty)
    for post in index.request.posts:
        duties = covering[post.id]
        if len(duties) != 1:
            yield _number_violation(post, duties)
        for duty in duties:
            for fault in _faults(post, duty):
                yield Violation(
                    code=RuleCode.POSTS,
                    sentence=f"{duty.worker_id}'s duty covering post {post.id} on {moment_text(post.start)} {fault}.",
                    worker_ids=(duty.worker_id,),
                    visit_ids=tuple(planned.visit_id for planned in duty.visits),
                    date=duty.date,
                )


def _number_violation(post: Post, duties: list[Duty]) -> Violation:
    workers = tuple(sorted({duty.worker_id for duty in duties}))
    covered = (
        f"is covered by {count(len(duties), 'duty', 'duties')} of {listed(workers)}"
        if duties
        else "is covered by nobody"
    )
    sentence = f"post {post.id}, {moment_text(post.start)} to {moment_text(post.end)}, {covered}; it needs one duty."
    return Violation(code=RuleCode.POSTS, sentence=sentence, worker_ids=workers, date=post.start.date())


def _faults(post: Post, duty: Duty) -> Iterator[str]:
    if len(duty.parts) != 1:
        yield f"has {len(duty.parts)} parts; a post is covered in one"
    if duty.start != post.start or duty.end != post.end:
        own, needed = (f"{moment_text(each.start)} to {moment_text(each.end)}" for each in (duty, post))
        yield f"runs {own}; the post is {needed}"
    if duty.visits or duty.trainings:
        held = [planned.visit_id for planned in duty.visits] + [planned.training_id for planned in duty.trainings]
        yield f"also holds {listed(held)}; a post's duty holds nothing else"
