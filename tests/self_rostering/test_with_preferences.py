"""Wishes put into a request: the givers' earlier ones go, everybody else's stay, and the request is sound."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings

from models.integrity import find_problems
from models.problems import InputError
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from models.wishes import Preference, PreferenceKind
from optimiser.self_rostering import problems_of, with_preferences
from tests.builders import MONDAY, request, worker
from tests.strategies import requests


def wish(wish_id: str, worker_id: str, day: int = 0, **fields: Any) -> Preference:
    kind = fields.pop("kind", PreferenceKind.WANT)
    return Preference(id=wish_id, worker_id=worker_id, kind=kind, date=MONDAY + timedelta(days=day), **fields)


BEFORE = (wish("old", "W1"), wish("leader's", "W1", 3, pence=900), wish("other", "W2"))


def asked(*preferences: Preference) -> RotaRequest:
    return request(workers=(worker("W1"), worker("W2")), preferences=preferences)


def ids(made: RotaRequest) -> list[str]:
    return [each.id for each in made.preferences]


def test_new_wishes_stand_in_place_of_the_earlier_ones_of_who_gives_them() -> None:
    made = with_preferences(asked(*BEFORE), [wish("new", "W1", 1)])
    assert ids(made) == ["leader's", "other", "new"]
    assert made.changed(preferences=BEFORE) == asked(*BEFORE)


def test_who_asks_for_nothing_now_has_no_wish_left_but_a_price_stays_the_leaders() -> None:
    assert ids(with_preferences(asked(*BEFORE), [], worker_ids=["W1", "W2"])) == ["leader's"]
    assert ids(with_preferences(asked(*BEFORE), [])) == ["old", "leader's", "other"]


def test_the_order_in_which_wishes_came_in_leaves_no_trace() -> None:
    wishes = [wish("b", "W2", 1), wish("a", "W1", 2), wish("c", "W1", 0)]
    hashes = {with_preferences(asked(), order).sha256 for order in permutations(wishes)}
    assert len(hashes) == 1


def test_an_id_that_a_wish_staying_has_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        with_preferences(asked(*BEFORE), [wish("leader's", "W1")])
    assert [each.code for each in refused.value.problems] == ["E2001"]


@settings(max_examples=25)
@given(requests())
def test_wishes_without_problems_make_a_sound_request(week: RotaRequest) -> None:
    bare = week.changed(preferences=())
    granted: list[Preference] = []
    for each in week.workers:
        own = [wish for wish in week.preferences if wish.worker_id == each.id]
        if not problems_of(bare, each.id, own, PreferenceLimits()):
            granted += own
    assert find_problems(with_preferences(bare, granted)) == []
