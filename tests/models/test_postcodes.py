"""Postcodes are looked up on this machine, behind geopy's interface."""

import socket
from typing import Any, NoReturn

import pytest
from geopy.distance import great_circle
from geopy.geocoders.base import Geocoder

from models.postcodes import PostcodeGeocoder, place_of, tidy


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a postcode was about to leave this machine")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_postcode_is_where_it_is() -> None:
    location = PostcodeGeocoder().geocode("b13 8jl")
    assert location.address == "B13 8JL"
    # Moseley village green, Birmingham, lies within a kilometre.
    assert great_circle((location.latitude, location.longitude), (52.4459, -1.8881)).m < 1_000


def test_northern_ireland_is_on_its_own_grid() -> None:
    place = place_of("BT1 1AA")
    assert place is not None
    # Belfast city hall.
    assert great_circle((place.latitude, place.longitude), (54.5964, -5.9301)).m < 1_500


def test_it_is_a_geopy_geocoder() -> None:
    geocoder = PostcodeGeocoder()
    assert isinstance(geocoder, Geocoder)
    assert geocoder.geocode("B13 8JL", exactly_one=False) == [geocoder.geocode("B13 8JL")]


@pytest.mark.parametrize("text", ["B13 9ZZ", "JE2 3AB", "hello", "", "B13"])
def test_what_is_no_postcode_with_a_place_on_the_map_is_not_found(text: str) -> None:
    assert PostcodeGeocoder().geocode(text) is None


@pytest.mark.parametrize(
    ("text", "usual"), [("b138jl", "B13 8JL"), (" EC1A  1bb ", "EC1A 1BB"), ("B13", None), ("P1", None), ("W1", None)]
)
def test_postcodes_have_one_usual_form(text: str, usual: str | None) -> None:
    assert tidy(text) == usual


def test_a_place_takes_the_id_given_or_else_the_postcode() -> None:
    named, unnamed = place_of("B13 8JL", "P1"), place_of("B138JL")
    assert named is not None and unnamed is not None
    assert (named.id, unnamed.id) == ("P1", "B13 8JL")
    assert (named.latitude, named.postcode) == (unnamed.latitude, "B13 8JL")
