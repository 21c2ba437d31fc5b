"""Posts that nobody can cover."""

from models.problems import Problem
from models.visits import Post
from optimiser.preflight.staff import Staff


def find(staff: Staff) -> list[Problem]:
    """Return a problem for each post without a single possible shift."""
    if not staff.request.posts:
        return []
    covered = {shift.post_id for shifts in staff.candidates.values() for shift in shifts if shift.post_id}
    return [_problem(staff, post) for post in staff.request.posts if post.id not in covered]


def _problem(staff: Staff, post: Post) -> Problem:
    workers = staff.request.workers
    skilled = [worker for worker in workers if set(post.skills) <= set(worker.skills)]
    near = [worker for worker in skilled if staff.reaches(worker, post.place_id, post.constituency)]
    found = f"{len(skilled)} workers have its skills, {len(near)} of them reach it"
    cause = (
        f"post {post.id} can be covered by nobody: {found}, none of those may work a shift from its start to its end"
    )
    action = "permit a pattern with exactly the post's times, or give a worker who may work it the skills and the reach"
    return Problem(code="E3008", cause=cause, action=action)
