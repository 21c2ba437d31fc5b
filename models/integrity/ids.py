"""Ids: each once in its table, and every reference to one that is there."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from models.integrity.codes import IntegrityCode, problem
from models.problems import Problem
from models.request import RotaRequest

_TABLES_WITH_IDS = (
    "places",
    "patterns",
    "workers",
    "service_users",
    "visits",
    "posts",
    "covers",
    "line_terms",
    "absences",
    "trainings",
    "preferences",
    "pins",
)
# Table, the field that refers (a dot: a field of the record there, or of each in a list), the table referred to.
_REFERENCES = (
    ("workers", "place_id", "places"),
    ("workers", "end_place_id", "places"),
    ("workers", "pattern_ids", "patterns"),
    ("workers", "line_terms_id", "line_terms"),
    ("workers", "carried.last_pattern_id", "patterns"),
    ("service_users", "place_id", "places"),
    ("service_users", "known_worker_ids", "workers"),
    ("service_users", "preferred_worker_ids", "workers"),
    ("service_users", "excluded_worker_ids", "workers"),
    ("visits", "service_user_id", "service_users"),
    ("visits", "gaps.after_visit_id", "visits"),
    ("posts", "place_id", "places"),
    ("covers", "pattern_id", "patterns"),
    ("line_terms", "bounds.pattern_id", "patterns"),
    ("absences", "worker_id", "workers"),
    ("trainings", "worker_id", "workers"),
    ("preferences", "worker_id", "workers"),
    ("preferences", "pattern_id", "patterns"),
    ("pins", "worker_id", "workers"),
    ("pins", "pattern_id", "patterns"),
    ("pins", "visit_id", "visits"),
    ("as_was", "worker_id", "workers"),
    ("as_was", "pattern_id", "patterns"),
    ("as_was", "post_id", "posts"),
    ("as_was", "visits.visit_id", "visits"),
    ("as_was", "trainings.training_id", "trainings"),
)


def duplicate_ids(request: RotaRequest) -> Iterator[Problem]:
    """Yield each record whose id an earlier one of its table has, and each second duty of a worker on a date."""
    for table in _TABLES_WITH_IDS:
        for row, name in _seen_before(record.id for record in getattr(request, table)):
            cause = f'{_singular(table)} id "{name}" is used more than once'
            yield problem(IntegrityCode.DUPLICATE_ID, table, row, "id", cause, "give each its own id, or remove one")
    for row, (worker, day) in _seen_before((duty.worker_id, duty.date) for duty in request.as_was):
        cause = f"worker {worker} has two duties on {day}"
        action = "make them one duty with two parts, or remove one"
        yield problem(IntegrityCode.TWO_DUTIES_ON_A_DATE, "as_was", row, "date", cause, action)


def _seen_before(keys: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    seen: Counter[Any] = Counter()
    for row, key in enumerate(keys, start=1):
        seen[key] += 1
        if seen[key] > 1:
            yield row, key


def unknown_ids(request: RotaRequest, also_known: Mapping[str, Container[str]]) -> Iterator[Problem]:
    """Yield each reference to an id that the request does not have.

    Args:
        request: the request.
        also_known: by table, further ids that count as known.
    """
    ids = {table: {record.id for record in getattr(request, table)} for table in _TABLES_WITH_IDS}
    for table, field, target in _REFERENCES:
        for row, record in enumerate(getattr(request, table), start=1):
            for name in _referred(record, field):
                if name not in ids[target] and name not in also_known.get(target, ()):
                    yield _unknown(table, row, _column(field), name, target, record)
    yield from _unknown_successions(request, ids["patterns"], also_known.get("patterns", ()))


def _column(field: str) -> str:
    """Return the column a field stands in: histories have a column for each of their fields."""
    first, _, inner = field.partition(".")
    return inner if first == "carried" else first


def _unknown_successions(request: RotaRequest, known: Container[str], also_known: Container[str]) -> Iterator[Problem]:
    for succession in request.rules.forbidden_successions:
        for name in (succession.pattern_id, succession.next_pattern_id):
            if name not in known and name not in also_known:
                cause = f'a forbidden succession refers to pattern "{name}", which is not in patterns'
                action = f"correct the id, or add {name} to patterns"
                yield problem(IntegrityCode.UNKNOWN_ID, "rules", 1, "forbidden_successions", cause, action)


def _referred(record: Any, field: str) -> list[str]:
    """Return the ids that a field of a record holds."""
    first, _, inner = field.partition(".")
    value = getattr(record, first)
    values = value if isinstance(value, tuple) else (value,)
    names = [getattr(each, inner) for each in values] if inner else list(values)
    return [name for name in names if name is not None]


def _unknown(table: str, row: int, column: str, name: str, target: str, record: Any) -> Problem:
    who = getattr(record, "id", None)
    subject = f"{_singular(table)} {who}" if who else f"the as-was duty of {record.worker_id} on {record.date}"
    cause = f'{subject} refers to {_singular(target)} "{name}", which is not in {target}'
    return problem(IntegrityCode.UNKNOWN_ID, table, row, column, cause, f"correct the id, or add {name} to {target}")


def _singular(table: str) -> str:
    name = table.replace("_", " ")
    return name if table == "line_terms" else name.removesuffix("s")
