"""R15 posts: each post has exactly one duty."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning

CODE = RuleCode.POSTS


def add(planning: Planning) -> None:
    """Have one worker on each post that no standing shift covers, and nobody on the others."""
    covered = {shift.post_id for shift in planning.variables.standing}
    for post in planning.request.posts:
        literals = planning.variables.covering(post.id)
        if post.id in covered:
            planning.rules.forbid(literals, CODE, post.id)
        else:
            planning.rules.exactly_one(literals, CODE, post.id)
