"""Which processes live is known by what they say, and on one machine by whether they are there."""

import subprocess
from datetime import timedelta

from service.jobs import presence
from service.store.tables import SolvingProcess, now
from tests.service.house import House


def test_a_process_that_was_just_seen_lives(home: House) -> None:
    presence.be_seen(home.store, "here", 1)
    presence.be_seen(home.store, "here", 1)
    assert presence.living(home.store) == {"here"}


def test_a_process_not_seen_for_a_while_is_taken_for_dead(home: House) -> None:
    note(home, machine="another", seen_at=now() - 2 * presence.LEASE)
    note(home, id="elsewhere", machine="another")
    assert presence.living(home.store) == {"elsewhere"}


def test_a_process_of_this_machine_that_is_gone_is_dead_at_once(small_home: House) -> None:
    child = subprocess.Popen(["true"])
    child.wait()
    note(small_home, process_id=child.pid)
    assert presence.living(small_home.store) == set()


def test_the_gone_are_cleared_away_and_who_was_only_held_up_comes_back(small_home: House) -> None:
    note(small_home, machine="another", seen_at=now() - timedelta(hours=1))
    presence.clear_away_the_gone(small_home.store)
    with small_home.store.reading() as session:
        assert session.query(SolvingProcess).all() == []
    presence.be_seen(small_home.store, "one", 1)
    assert presence.living(small_home.store) == {"one"}


def test_a_process_that_leaves_is_not_taken_to_live(small_home: House) -> None:
    presence.be_seen(small_home.store, "here", 1)
    presence.leave(small_home.store, "here")
    assert presence.living(small_home.store) == set()


def note(home: House, **fields: object) -> None:
    usual = {"id": "one", "machine": presence.this_machine(), "process_id": 1, "solves_at_once": 1, "seen_at": now()}
    with home.store.writing() as session:
        session.add(SolvingProcess(**{**usual, **fields}))
