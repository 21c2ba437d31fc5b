"""R18 skills: each worker at a visit or a post has every skill it needs."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import listed
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each worker at a visit or a post without a skill it needs."""
    for each, visit, _ in index.visits_made():
        yield from _missing(each, visit.skills, f"makes visit {visit.id}", (visit.id,))
    for each in index.duties:
        if post := index.request.post_by_id.get(each.duty.post_id or ""):
            yield from _missing(each, post.skills, f"covers post {post.id}", ())


def _missing(
    rostered: RosteredDuty, skills: tuple[str, ...], what: str, visit_ids: tuple[str, ...]
) -> Iterator[Violation]:
    missing = [skill for skill in skills if skill not in rostered.worker.skills]
    if missing:
        yield Violation(
            code=RuleCode.SKILLS,
            sentence=f"{rostered.worker.id} {what} without the skill {listed(missing)}.",
            worker_ids=(rostered.worker.id,),
            visit_ids=visit_ids,
            date=rostered.duty.date,
        )
