"""What was kept long enough goes; everything else, and the audit log, stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from service.access.keys import hashed
from service.settings import Settings
from service.store.retention import Purge
from service.store.tables import (
    AuditEntry,
    BrowserSession,
    GivenAnswer,
    Notice,
    OwnRota,
    Role,
    SignInLink,
    StatedPreferences,
    StoredRequest,
    StoredRoster,
    Swap,
    Table,
    Week,
    WeekState,
    now,
)
from tests import builders as make
from tests.service.house import House, kept_roster, opened_week

ACCEPTED = make.roster(make.duty(visits=[("V1", "08:00")]))
LONG_AGO = now() - timedelta(days=1_000)
PERIODS = {"preferences_kept_days": 30, "notices_kept_days": 30, "weeks_kept_days": 60}


def purge(home: House, *, only_count: bool = False, **settings: int) -> dict[str, int]:
    return Purge(home.store, Settings(**(PERIODS | settings)), only_count).run()  # type: ignore[arg-type]


def a_full_week(home: House, *, days_ago: int, closed: bool) -> int:
    """A week with a request, a roster, preferences, a notice, a rota and a swap; ended some days ago."""
    week_id = opened_week(home, make.request())
    roster_id = kept_roster(home, week_id, ACCEPTED)
    with home.store.writing() as session:
        week = session.get(Week, week_id)
        assert week is not None
        week.starts = date.today() - timedelta(days=days_ago + week.days)
        week.state = WeekState.CLOSED if closed else WeekState.PUBLISHED
        session.add(StatedPreferences(week_id=week_id, worker_id="W1", preferences=[]))
        session.add(Notice(week_id=week_id, roster_id=roster_id, worker_id="W1", kind="new"))
        session.add(OwnRota(roster_id=roster_id, worker_id="W1", duties=[]))
        session.add(Swap(week_id=week_id, roster_id=roster_id, giver_id="W1", giver_date="2026-01-12"))
    return week_id


def count(home: House, kind: type[Table]) -> int:
    with home.store.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_closed_week_goes_with_everything_of_it_when_it_is_old(home: House) -> None:
    a_full_week(home, days_ago=61, closed=True)
    gone = purge(home)
    assert (gone["weeks"], gone["rosters"]) == (1, 1)
    assert [count(home, kind) for kind in (Week, StoredRequest, StoredRoster, Notice, OwnRota, Swap)] == [0] * 6


def test_what_comes_after_a_purge_never_has_the_id_of_what_went(home: House) -> None:
    went = a_full_week(home, days_ago=61, closed=True)
    purge(home)
    assert opened_week(home, make.request()) > went


def test_a_week_that_is_not_old_enough_stays_without_its_preferences(home: House) -> None:
    a_full_week(home, days_ago=59, closed=True)
    assert purge(home) | {"sessions": 0} == purge_counts(preferences=1)
    assert [count(home, kind) for kind in (Week, StoredRoster, StatedPreferences)] == [1, 1, 0]


def purge_counts(**some: int) -> dict[str, int]:
    """A purge that removed nothing but `some`."""
    names = ["preferences", "notices", "answers", "sessions", "links", "directory sign-ins", "tries"]
    return dict.fromkeys([*names, "weeks", "rosters", "weeks not closed"], 0) | some


def test_an_old_week_that_was_never_closed_stays_and_is_told(small_home: House) -> None:
    a_full_week(small_home, days_ago=61, closed=False)
    assert purge(small_home)["weeks not closed"] == 1
    assert count(small_home, Week) == 1


def test_a_week_that_followed_an_old_one_stays(home: House) -> None:
    old = a_full_week(home, days_ago=61, closed=True)
    with home.store.writing() as session:
        limits: dict[str, Any] = {}
        later = Week(team_id=home.teams["north"], starts=date.today(), days=7, preference_limits=limits)
        later.preferences_until, later.follows_week_id = now(), old
        session.add(later)
    purge(home)
    with home.store.reading() as session:
        assert [week.follows_week_id for week in session.query(Week)] == [None]


@pytest.mark.parametrize(("days_ago", "left"), [(29, 1), (31, 0)])
def test_preferences_go_when_their_week_ended_long_enough_ago(small_home: House, days_ago: int, left: int) -> None:
    a_full_week(small_home, days_ago=days_ago, closed=False)
    purge(small_home)
    assert count(small_home, StatedPreferences) == left


def test_old_notices_answers_sessions_and_unused_links_go(home: House) -> None:
    home.as_(Role.LEADER)
    a_full_week(home, days_ago=1, closed=False)
    with home.store.writing() as session:
        session.query(Notice).update({Notice.created_at: LONG_AGO})
        one = {"account_id": home.accounts["leader-north"], "expires_at": LONG_AGO}
        session.add(BrowserSession(secret_hash=hashed("a"), csrf_secret="c", began_with="link", **one))
        session.add(SignInLink(secret_hash=hashed("a"), **one))
        session.add(SignInLink(secret_hash=hashed("b"), used_at=LONG_AGO, **one))
        answer = {"key": "k", "asked_sha256": "", "status": 200, "headers": {}, "body": b"", "at": LONG_AGO}
        session.add(GivenAnswer(account_id=one["account_id"], **answer))
    assert purge(home) == purge_counts(notices=1, answers=1, sessions=1, links=1)
    assert count(home, SignInLink) == 1


def test_counting_removes_nothing(home: House) -> None:
    a_full_week(home, days_ago=61, closed=True)
    counted = purge(home, only_count=True)
    assert (counted["weeks"], counted["rosters"], counted["preferences"]) == (1, 1, 1)
    assert [count(home, kind) for kind in (Week, StoredRoster, StatedPreferences, AuditEntry)] == [1, 1, 1, 0]


def test_the_audit_log_says_what_went_and_keeps_what_it_had(home: House) -> None:
    with home.store.writing() as session:
        session.add(AuditEntry(action="open-week", what="week 1", details={}, at=datetime(2001, 1, 1, tzinfo=UTC)))
    week = a_full_week(home, days_ago=61, closed=True)
    purge(home)
    with home.store.reading() as session:
        told = [(entry.action, entry.what, entry.details) for entry in session.query(AuditEntry)]
    assert told[0] == ("open-week", "week 1", {})
    assert told[1][:2] == ("purge", "purge")
    assert told[1][2]["preferences"] == 1
    assert told[2] == ("purge", f"week {week}", {"rosters": 1})
