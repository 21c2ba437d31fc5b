"""What wishes are judged by is read before a hundred workers ask at once: of weeks still asked, and of no others."""

from datetime import timedelta

import pytest

from models.request import RotaRequest
from service.store.tables import StoredRequest
from service.weeks import wishes
from service.weeks.requests import as_request
from service.weeks.wishes import read_ahead
from tests import builders as make
from tests.service.house import OTHER, House, opened_week


def test_weeks_that_workers_are_still_asked_of_are_read(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def watched(stored: StoredRequest) -> RotaRequest:
        read.append(stored.week_id)
        return as_request(stored)

    monkeypatch.setattr(wishes, "as_request", watched)
    asked = opened_week(home, make.request())
    opened_week(home, make.request(), OTHER, until=-timedelta(days=1))
    read_ahead(home.store)
    read_ahead(home.store)
    assert read == [asked]


def test_a_request_that_cannot_be_read_keeps_nobody_else_waiting(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: StoredRequest) -> RotaRequest:
        raise ValueError

    monkeypatch.setattr(wishes, "as_request", unreadable)
    opened_week(home, make.request())
    read_ahead(home.store)
