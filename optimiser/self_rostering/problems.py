"""What is wrong with one worker's wishes: every problem at once, before anybody else sees them."""

from collections.abc import Iterator, Sequence

from models.integrity import find_problems
from models.problems import Problem
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from models.wishes import Preference, PreferenceKind
from models.workers import Worker
from optimiser.self_rostering.codes import WishCode, wish_problem
from optimiser.self_rostering.granting import granting_shifts, refused_by
from optimiser.self_rostering.limits import beyond_limits

_OPPOSED = {PreferenceKind.WANT, PreferenceKind.CANNOT}


def problems_of(
    request: RotaRequest,
    worker_id: str,
    preferences: Sequence[Preference],
    limits: PreferenceLimits = PreferenceLimits(),  # noqa: B008 - frozen
) -> list[Problem]:
    """Return every problem with the wishes that one worker gives; none = they may stand in the request.

    Args:
        request: of the week, with or without this worker's earlier wishes (these replace them).
        worker_id: who gives them.
        preferences: all their wishes for the horizon; `row` in a problem is the position here, from 1.
        limits: of the collective agreement, for each week of the horizon.

    Returns:
        E83xx, and E2xxx where the wish would be wrong in any request (dates, ids, pattern and span together).
    """
    worker = request.worker_by_id.get(worker_id)
    if worker is None:
        cause = f"worker {worker_id} is not in this week's request"
        return [wish_problem(WishCode.UNKNOWN_WORKER, None, "worker_id", cause, "ask the team leader to add them")]
    own = [wish for wish in preferences if wish.worker_id == worker_id]
    return [
        *_wrong_anywhere(request, worker, preferences),
        *_not_theirs(request, worker, preferences),
        *_told_twice(preferences),
        *_never_granted(request, worker, preferences),
        *beyond_limits(request.horizon, own, limits),
    ]


def _wrong_anywhere(request: RotaRequest, worker: Worker, preferences: Sequence[Preference]) -> list[Problem]:
    """Return what integrity says of these wishes, asked about them alone: a city's other records take long."""
    alone = RotaRequest(
        horizon=request.horizon,
        places=(),
        patterns=request.patterns,
        workers=(worker,),
        preferences=tuple(preferences),
    )
    known = {"workers": {wish.worker_id for wish in preferences}}
    return [problem for problem in find_problems(alone, known) if problem.file == "preferences"]


def _not_theirs(request: RotaRequest, worker: Worker, preferences: Sequence[Preference]) -> Iterator[Problem]:
    """Yield each wish, id, pattern or price that is not this worker's to give."""
    taken = {wish.id for wish in request.preferences if wish.worker_id != worker.id}
    for row, wish in enumerate(preferences, start=1):
        if wish.worker_id != worker.id:
            cause, action = f"wish {wish.id} is worker {wish.worker_id}'s, not {worker.id}'s", "give your own only"
            yield wish_problem(WishCode.ANOTHERS_WISH, row, "worker_id", cause, action)
        if wish.id in taken:
            cause, action = f'the id "{wish.id}" is taken', "give the wish another id"
            yield wish_problem(WishCode.TAKEN_ID, row, "id", cause, action)
        if wish.pattern_id in request.pattern_by_id and wish.pattern_id not in worker.pattern_ids:
            cause = f"wish {wish.id} names pattern {wish.pattern_id}, which {worker.id}'s terms do not permit"
            action = f"name one of {', '.join(worker.pattern_ids)}"
            yield wish_problem(WishCode.ANOTHERS_PATTERN, row, "pattern_id", cause, action)
        if wish.pence is not None and wish.kind is not PreferenceKind.CANNOT:
            cause = f"wish {wish.id} has a price of its own, which only the team leader gives"
            yield wish_problem(WishCode.OWN_PRICE, row, "pence", cause, "leave pence out; strength says how much")


def _told_twice(preferences: Sequence[Preference]) -> Iterator[Problem]:
    """Yield each wish about what an earlier one is about, a `want` beside a `cannot` left to `_never_granted`."""
    seen: dict[tuple[object, ...], dict[PreferenceKind, str]] = {}
    for row, wish in enumerate(preferences, start=1):
        earlier = seen.setdefault(_about(wish), {})
        same = [wish_id for kind, wish_id in earlier.items() if {kind, wish.kind} != _OPPOSED]
        if same:
            cause = f"wishes {same[0]} and {wish.id} are about the same time or pattern on {wish.date}"
            yield wish_problem(WishCode.SAME_THING_TWICE, row, "date", cause, "keep one of them")
        earlier.setdefault(wish.kind, wish.id)


def _about(wish: Preference) -> tuple[object, ...]:
    return wish.worker_id, wish.date, wish.pattern_id, wish.span


def _never_granted(request: RotaRequest, worker: Worker, preferences: Sequence[Preference]) -> Iterator[Problem]:
    """Yield each `want` of the worker that none of their shifts grants, because of what they cannot or anyway."""
    own = [(row, wish) for row, wish in enumerate(preferences, start=1) if wish.worker_id == worker.id]
    cannots = [wish for _, wish in own if wish.kind is PreferenceKind.CANNOT]
    for row, wish in own:
        if wish.kind is not PreferenceKind.WANT or wish.pattern_id not in (None, *worker.pattern_ids):
            continue
        shifts = granting_shifts(request, worker, wish)
        refusing = refused_by(cannots, shifts)
        if refusing or not shifts:
            yield _ungrantable(row, wish, refusing)


def _ungrantable(row: int, wish: Preference, refusing: Sequence[Preference]) -> Problem:
    cause = f"wish {wish.id} is to work on {wish.date} and can never be granted: "
    if not refusing:
        cause += "no shift that the worker's terms permit lies wholly inside its span"
        return wish_problem(WishCode.NEVER_GRANTED, row, "span", cause, "widen the span, or name a pattern")
    names = ", ".join(each.id for each in refusing)
    cause += f"{names} rule{'s' if len(refusing) == 1 else ''} out every shift that would"
    return wish_problem(WishCode.NEVER_GRANTED, row, "kind", cause, f"leave out {wish.id} or {names}")
