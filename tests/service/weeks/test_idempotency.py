"""A POST that is sent again with its key is done once and answered alike."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from service.store.tables import AuditEntry, GivenAnswer, Role, Team, now
from service.web import idempotency
from tests.service.house import House

EAST = {"name": "east"}


def post(home: House, key: str, body: dict[str, str], role: Role = Role.ADMINISTRATOR) -> Any:
    return home.as_(role).post("/api/v1/teams", json=body, headers={"Idempotency-Key": key})


def counted(home: House, table: type[Any]) -> int:
    with home.store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["problems"][0]["code"]


def test_the_same_post_again_is_done_once_and_answered_alike(home: House) -> None:
    first, again = post(home, "k1", EAST), post(home, "k1", EAST)
    assert (again.status_code, again.content, again.headers["content-type"]) == (
        first.status_code,
        first.content,
        first.headers["content-type"],
    )
    assert (first.status_code, counted(home, Team), counted(home, AuditEntry)) == (201, 3, 1)


def test_a_key_is_for_one_body(small_home: House) -> None:
    post(small_home, "k1", EAST)
    assert told(post(small_home, "k1", {"name": "west"})) == (422, "E8603")


def test_a_key_is_the_account_s_own(small_home: House) -> None:
    post(small_home, "k1", EAST)
    other = small_home.as_(Role.ADMINISTRATOR, "south")
    assert told(other.post("/api/v1/teams", json=EAST, headers={"Idempotency-Key": "k1"})) == (409, "E8201")


def test_what_was_refused_may_be_sent_again_under_its_key(small_home: House) -> None:
    assert told(post(small_home, "k1", {"name": "north"})) == (409, "E8201")
    assert post(small_home, "k1", EAST).status_code == 201


def test_two_at_once_make_one_and_both_have_its_answer(home: House) -> None:
    home.as_(Role.ADMINISTRATOR)
    answers: list[Any] = []
    senders = [threading.Thread(target=lambda: answers.append(post(home, "k1", EAST))) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert counted(home, Team) == 3


def test_an_answer_that_was_not_kept_is_never_done_twice(small_home: House) -> None:
    post(small_home, "k1", EAST)
    with small_home.store.writing() as session:
        session.execute(update(GivenAnswer).values(status=idempotency.NOT_KEPT, body=b""))
    assert told(post(small_home, "k1", EAST)) == (409, "E8601")


def test_an_answer_is_kept_for_the_stated_time(small_home: House) -> None:
    post(small_home, "k1", EAST)
    with small_home.store.writing() as session:
        session.execute(update(GivenAnswer).values(at=now() - idempotency.KEPT - timedelta(minutes=1)))
    assert post(small_home, "k1", {"name": "west"}).status_code == 201
    assert counted(small_home, GivenAnswer) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 200])
def test_a_key_is_short_and_plain(small_home: House, key: str) -> None:
    assert told(post(small_home, key, EAST)) == (422, "E8602")


def test_who_may_not_do_it_gets_nobody_s_answer(small_home: House) -> None:
    post(small_home, "k1", EAST)
    assert told(post(small_home, "k1", EAST, Role.LEADER)) == (403, "E8102")
