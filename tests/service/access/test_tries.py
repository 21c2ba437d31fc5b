"""Guessing is slow: a name locks after ten tries, an address after a hundred, in every process, known name or not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from service.access import tries
from service.access.passwords import hash_of
from service.access.tries import count_try, forgive
from service.store.database import Store
from service.store.tables import AuditEntry, SignInTries, now
from service.web.refusals import RefusedError
from tests.service.access.browsers import new_account
from tests.service.house import House

WORDS = "correct horse battery"


def tried(store: Store, address: str, name: str | None, times: int = 1) -> int:
    """How many of some tries are let through."""

    def once(_: int) -> bool:
        try:
            count_try(store, address, name)
        except RefusedError as refused:
            assert (refused.status, refused.problems[0].code) == (429, "E8109")
            assert 0 < int(refused.headers["retry_after"]) <= tries.WITHIN.total_seconds()
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(once, range(times)))


def test_a_name_has_ten_tries_from_wherever_they_come_even_at_once(home: House) -> None:
    assert sum(tried(home.store, f"10.0.0.{number}", "anna", 5) for number in range(4)) == tries.MOST_OF_A_NAME
    assert tried(home.store, "10.0.0.9", "bela") == 1


def test_an_address_has_a_hundred_tries_whatever_the_names(small_home: House) -> None:
    for number in range(tries.MOST_OF_AN_ADDRESS):
        assert tried(small_home.store, "10.0.0.1", f"name-{number}") == 1
    assert tried(small_home.store, "10.0.0.1", "another") == 0
    assert tried(small_home.store, "10.0.0.2", "another") == 1


def test_neighbours_in_one_network_of_version_6_count_together(small_home: House) -> None:
    for number in range(tries.MOST_OF_AN_ADDRESS):
        tried(small_home.store, f"2001:db8::{number:x}", None)
    assert tried(small_home.store, "2001:db8::ffff", None) == 0
    assert tried(small_home.store, "2001:db8:0:1::1", None) == 1


def test_a_lock_ends_and_nothing_old_is_kept(home: House) -> None:
    tried(home.store, "10.0.0.1", "anna", 11)
    with home.store.writing() as session:
        session.execute(update(SignInTries).values(began_at=now() - tries.WITHIN - timedelta(seconds=1)))
    assert tried(home.store, "10.0.0.2", "anna") == 1
    with home.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInTries)) == 2


def test_a_try_that_succeeds_counts_for_nothing(home: House) -> None:
    tried(home.store, "10.0.0.1", "anna", 9)
    with home.store.writing() as session:
        forgive(session, "10.0.0.1", "anna")
    assert tried(home.store, "10.0.0.1", "anna", 11) == tries.MOST_OF_A_NAME


def test_neither_names_nor_addresses_can_be_read_there(small_home: House) -> None:
    tried(small_home.store, "10.0.0.1", "anna")
    with small_home.store.reading() as session:
        assert all(len(key) == 32 for key in session.scalars(select(SignInTries.key_hash)))


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_the_right_password_too_waits_for_the_lock_to_end(small_home: House, name: str) -> None:
    new_account(small_home, "anna", password_hash=hash_of(WORDS))

    def sign_in(password: str) -> int:
        given = {"name": name, "password": password}
        return small_home.client.post("/api/v1/sign-in/password", json=given).status_code

    assert [sign_in("wrong") for _ in range(tries.MOST_OF_A_NAME)] == [401] * tries.MOST_OF_A_NAME
    assert sign_in(WORDS) == 429


def test_a_lock_is_in_the_audit_log_once(small_home: House) -> None:
    account = new_account(small_home, "anna")
    for name in ("anna", "nobody"):
        tried(small_home.store, "10.0.0.1", name, tries.MOST_OF_A_NAME + 3)
    with small_home.store.reading() as session:
        entries = session.scalars(select(AuditEntry)).all()
    assert [(entry.action, entry.account_id) for entry in entries] == [("sign-in-locked", account)]


def test_unknown_links_are_counted_by_address(small_home: House) -> None:
    tried(small_home.store, "testclient", None, tries.MOST_OF_AN_ADDRESS)
    answer = small_home.client.post("/api/v1/sign-in/link", json={"secret": "guessed"})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (429, "E8109")
    assert int(answer.headers["retry-after"]) > 0
