"""Next week's request from last week's published one: what moves on, what is over, what is carried.

**The work.** Last week's visits, posts and covers are taken as the week's pattern: each is due again as many days later
as the horizon has, at the same London clock times (in elapsed time an hour more or less where the clocks change). Ids
stay, so that a visit is known by its name from week to week; a date in an id (2026-01-12, 12Jan) moves on with it.
Left out is a visit whose person's `expected_end_date` has passed by then, and the person where it passed before the
horizon (`left_out` names these visits, as the date was an expectation). Whatever became of it, a visit keeps its
`need`: nothing in a request says that a waiting-list visit made once is promised from then on, so it stays on the list.

**Dated things.** Pins and preferences are about last week's dates and end with them. Absences go on from the first new
date with the minutes their dates left are paid; trainings not held go on where their dates reach it, and others end.

**as_was** is empty: it holds duties that somebody works in these dates, to compare with. Last week's moved on would be
a roster nobody drew up, blind to this week's leave and wishes, and a gain over it no gain.

**History** (`history.py`) is carried for each worker, and to each service user's known workers are added those who
visited them. Where delivered visits are given they count before the plan: who made them, over-run as work and against
rest (`optimiser.delivered.as_worked`); of a planned visit without a record the plan is taken as done. Totals of line
terms (`duties_worked`, `weekends_worked`) go on and on: whoever starts a new line sets them to 0.

A horizon of whole weeks from a Monday carries exactly. Otherwise a short last week counts in the average week at its
rate, and a Saturday that ends the horizon belongs to the weekend of its Sunday, in the week after.
"""

from collections.abc import Sequence

from models.delivered import DeliveredVisit
from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster
from models.workers import Worker
from optimiser.checks.roster_index import RosterIndex
from optimiser.delivered import as_worked, problems_of
from optimiser.delivered.shares import shares_of
from optimiser.next_week.history import carried_in
from optimiser.next_week.moving import Move
from optimiser.next_week.people import absences_from, trainings_from, users_known
from optimiser.next_week.work import moved_covers, moved_posts, moved_visits

BEYOND_THE_CALENDAR = "E8241"
LAST_YEAR = 2098  # a window may open and a night may end in the days after the horizon; years go to 2099


def next_week(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit] = ()) -> RotaRequest:
    """Return the request of the week after, sound as a request, for a team leader to correct and complete.

    Args:
        request: last week's.
        roster: published for it.
        delivered: what became of its visits, where that is known.

    Raises:
        InputError: the request (E2xxx) or the delivered visits (E825x) have problems; the week after lies beyond 2098
            (E8241).
    """
    move = Move(request.horizon.days)
    _require_usable(request, roster, delivered)
    horizon = move.horizon(request.horizon)
    shares = list(shares_of(request, roster, delivered))
    made = request.changed(
        horizon=horizon,
        workers=_workers(request, roster, delivered),
        service_users=users_known(request, shares, horizon.start),
        visits=moved_visits(request, move),
        posts=moved_posts(request, move),
        covers=moved_covers(request, move),
        absences=absences_from(request, horizon.start),
        trainings=trainings_from(request, roster, horizon.start),
        preferences=(),
        pins=(),
        as_was=(),
    )
    _require_sound(find_problems(made))
    return made


def left_out(request: RotaRequest) -> tuple[str, ...]:
    """Return the ids of the visits that the week after does not have, for a team leader to look at."""
    move = Move(request.horizon.days)
    due = {visit.id for visit in moved_visits(request, move)}
    names = move.names({visit.id: visit.windows[0].earliest_start.date() for visit in request.visits})
    return tuple(visit.id for visit in request.visits if names[visit.id] not in due)


def _require_usable(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]) -> None:
    _require_sound(find_problems(request) or problems_of(request, roster, delivered))
    if Move(2 * request.horizon.days).day(request.horizon.start).year > LAST_YEAR:
        cause, action = "the week after ends beyond the year 2098", "correct the year of the horizon"
        raise InputError([Problem(code=BEYOND_THE_CALENDAR, cause=cause, action=action, column="horizon")])


def _require_sound(problems: Sequence[Problem]) -> None:
    if problems:
        raise InputError(problems)


def _workers(request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]) -> tuple[Worker, ...]:
    """Return the workers with what they bring into the week after."""
    published = RosterIndex(request, roster)
    worked = RosterIndex(*as_worked(request, roster, delivered)) if delivered else published
    return tuple(
        worker.model_copy(update={"carried": carried_in(worker, published, worked)}) for worker in request.workers
    )
