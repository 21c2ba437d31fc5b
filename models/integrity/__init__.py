"""What is wrong between the records of a rota request: every problem at once, before anything is planned."""

from collections.abc import Container, Mapping

from models.integrity.cover import contradictory_cover
from models.integrity.days import outside_the_horizon
from models.integrity.ids import duplicate_ids, unknown_ids
from models.integrity.people import contradictory_people
from models.integrity.shifts import impossible_patterns
from models.integrity.work import contradictory_work
from models.problems import Problem
from models.request import RotaRequest

_CHECKS = (
    duplicate_ids,
    impossible_patterns,
    contradictory_people,
    contradictory_work,
    contradictory_cover,
    outside_the_horizon,
)


def find_problems(request: RotaRequest, also_known: Mapping[str, Container[str]] | None = None) -> list[Problem]:
    """Return every problem between the records of a request.

    `file` is the request's table (workers, visits, ...) and `row` the record's position in it, from 1; the readers of
    files turn these into the file's own name and row.

    Args:
        request: the request.
        also_known: by table, ids that count as known although the request lacks them: rows already rejected for
            reasons of their own, so that one mistake is told once.
    """
    problems = [problem for check in _CHECKS for problem in check(request)]
    return [*problems, *unknown_ids(request, also_known or {})]


__all__ = ["find_problems"]
