"""A service's store filled for measuring: workers who will state preferences, leaders who will read a roster."""

from datetime import timedelta

import fixtures
from models.request import RotaRequest
from models.roster import Roster
from optimiser.solve import SolveOptions, solve
from service.access.keys import hashed
from service.rosters.keeping import checked_roster, keep_roster
from service.store.database import Store
from service.store.tables import Account, ApiToken, Membership, Role, Team, Week, WeekState, now
from service.weeks.requests import keep_request

WORKERS, LEADERS = 100, 20
PLANNING_STEPS = 3
WEEK = timedelta(days=7)


def furnish(store: Store) -> tuple[int, int, int]:
    """Fill an empty store.

    Returns:
        The ids of a week open for the preferences of worker-0 to worker-99, of a submitted week whose roster leader-0
        to leader-19 may read, and of that roster. The names are the tokens, too.
    """
    request = with_workers(fixtures.load("team"), WORKERS)
    planned = fixtures.load("team")
    roster = solve(planned, SolveOptions(time_limit_seconds=None, work_limit=PLANNING_STEPS, workers=1)).roster
    store.migrate()
    with store.writing() as session:
        team = Team(name="measured")
        session.add(team)
        session.flush()
        named = [(f"worker-{n}", Role.WORKER, worker.id) for n, worker in enumerate(request.workers)]
        named += [(f"leader-{n}", Role.LEADER, "") for n in range(LEADERS)]
        for name, role, worker_id in named:
            account = Account(name=name, role=role, worker_id=worker_id or None)
            account.memberships.append(Membership(team_id=team.id))
            session.add(account)
            session.flush()
            session.add(ApiToken(account_id=account.id, name="measured", secret_hash=hashed(name)))
    opened, _ = _week(store, request, WeekState.OPEN, weeks_later=1)
    return opened, *_week(store, planned, WeekState.SUBMITTED, roster=roster)


def with_workers(request: RotaRequest, count: int) -> RotaRequest:
    """Return a request with so many workers: its own, and further ones like them."""
    own = request.workers
    further = (own[n % len(own)].model_copy(update={"id": f"further-{n}"}) for n in range(len(own), count))
    return request.changed(workers=(*own, *further))


def _week(
    store: Store, request: RotaRequest, state: WeekState, weeks_later: int = 0, roster: Roster | None = None
) -> tuple[int, int]:
    """Open a week; return its id and, where it has a roster, that one's."""
    checked = checked_roster(request, roster) if roster else None
    with store.writing() as session:
        week = Week(
            team_id=1, starts=request.horizon.start + weeks_later * WEEK, days=request.horizon.days, state=state
        )
        week.preferences_until, week.preference_limits = now() + WEEK, {}
        session.add(week)
        session.flush()
        stored = keep_request(session, week, request, "uploaded", None)
        return week.id, keep_roster(session, week, stored, checked, "solved").id if checked else 0
