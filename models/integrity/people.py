"""People: shares that make a whole, days in order, wishes that say one thing."""

from collections.abc import Iterator

from models.integrity.codes import IntegrityCode, problem
from models.problems import Problem
from models.request import RotaRequest


def contradictory_people(request: RotaRequest) -> Iterator[Problem]:
    """Yield each record about a person that contradicts itself."""
    yield from _shares(request)
    yield from _end_places(request)
    yield from _days_in_order(request)
    yield from _preferred_and_excluded(request)
    yield from _pattern_and_span(request)


def _shares(request: RotaRequest) -> Iterator[Problem]:
    for table in ("service_users", "posts"):
        for row, record in enumerate(getattr(request, table), start=1):
            total = sum(share.percent for share in record.funding)
            if total != 100:
                cause = f"the funding shares of {record.id} sum to {total}, not 100"
                action = "give whole percentages that sum to 100, such as council:50; NHS:50"
                yield problem(IntegrityCode.SHARES_NOT_100, table, row, "funding", cause, action)


def _end_places(request: RotaRequest) -> Iterator[Problem]:
    for row, worker in enumerate(request.workers, start=1):
        if worker.end_place_id is not None and worker.end_base_id is None:
            cause = f"worker {worker.id} ends at home and yet has the end place {worker.end_place_id}"
            action = "make ends_at base, or empty end_place_id"
            yield problem(IntegrityCode.END_PLACE_AT_HOME, "workers", row, "end_place_id", cause, action)


def _days_in_order(request: RotaRequest) -> Iterator[Problem]:
    spans = (
        ("service_users", "start_date", "expected_end_date"),
        ("absences", "first_date", "last_date"),
        ("trainings", "first_date", "last_date"),
        ("trainings", "earliest_start", "latest_start"),
    )
    for table, first_name, last_name in spans:
        for row, record in enumerate(getattr(request, table), start=1):
            first, last = getattr(record, first_name), getattr(record, last_name)
            if first is not None and last is not None and last < first:
                cause = f"{last_name} of {record.id} ({last}) is before its {first_name} ({first})"
                action = "swap or correct them"
                yield problem(IntegrityCode.LAST_BEFORE_FIRST, table, row, last_name, cause, action)


def _preferred_and_excluded(request: RotaRequest) -> Iterator[Problem]:
    for row, user in enumerate(request.service_users, start=1):
        both = sorted(set(user.preferred_worker_ids) & set(user.excluded_worker_ids))
        if both:
            cause = f"service user {user.id} both prefers and excludes {', '.join(both)}"
            action = "name each worker under one of the two"
            yield problem(
                IntegrityCode.PREFERRED_AND_EXCLUDED, "service_users", row, "excluded_worker_ids", cause, action
            )


def _pattern_and_span(request: RotaRequest) -> Iterator[Problem]:
    for row, wish in enumerate(request.preferences, start=1):
        if wish.pattern_id is not None and wish.span is not None:
            cause = f"preference {wish.id} names both a pattern and a span of time"
            action = "keep one; make two preferences where both matter"
            yield problem(IntegrityCode.PATTERN_AND_SPAN, "preferences", row, "span", cause, action)
