"""Covers that must have more duties than there are workers to count for them."""

from models.cover import Cover
from models.problems import Problem
from optimiser.preflight.staff import Staff


def find(staff: Staff) -> list[Problem]:
    """Return a problem for each cover whose least is out of reach."""
    able = ((cover, _able(staff, cover)) for cover in staff.request.covers if cover.least)
    return [_problem(cover, workers) for cover, workers in able if workers < cover.least]


def _able(staff: Staff, cover: Cover) -> int:
    """Return how many workers could have a duty that counts for the cover."""
    return sum(
        any(
            shift.pattern_id == cover.pattern_id and shift.post_id is None and cover.skill in (None, shift.role)
            for shift in staff.by_date[worker.id].get(cover.date, ())
        )
        for worker in staff.request.workers
    )


def _problem(cover: Cover, workers: int) -> Problem:
    role = f" counted for {cover.skill}" if cover.skill else ""
    duties = f"{cover.least} duties of {cover.pattern_id}{role} on {cover.date}"
    cause = f"cover {cover.id} must have {duties}, which {workers} workers could work"
    action = "lower its least, or permit more workers the pattern, give them the skill or lift their days off"
    return Problem(code="E3012", cause=cause, action=action)
