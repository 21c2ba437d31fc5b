"""Covers that must have more duties than there are workers to count for them."""

from collections import Counter
from datetime import date

from models.cover import Cover
from models.problems import Problem
from optimiser.preflight.staff import Staff

Counted = tuple[date, str, str | None]
"""A date, a pattern, and a skill or None for any."""


def find(staff: Staff) -> list[Problem]:
    """Return a problem for each cover whose least is out of reach."""
    asked = [cover for cover in staff.request.covers if cover.least]
    able = _able(staff) if asked else Counter()
    workers = ((cover, able[cover.date, cover.pattern_id, cover.skill]) for cover in asked)
    return [_problem(cover, number) for cover, number in workers if number < cover.least]


def _able(staff: Staff) -> Counter[Counted]:
    """Return how many workers could have a duty that counts there."""
    able: Counter[Counted] = Counter()
    for shifts in staff.candidates.values():
        no_posts = [shift for shift in shifts if shift.post_id is None]
        able.update({(each.date, each.pattern_id, role) for each in no_posts for role in {None, each.role}})
    return able


def _problem(cover: Cover, workers: int) -> Problem:
    role = f" counted for {cover.skill}" if cover.skill else ""
    duties = f"{cover.least} duties of {cover.pattern_id}{role} on {cover.date}"
    cause = f"cover {cover.id} must have {duties}, which {workers} workers could work"
    action = "lower its least, or permit more workers the pattern, give them the skill or lift their days off"
    return Problem(code="E3012", cause=cause, action=action)
