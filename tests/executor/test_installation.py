"""Machines that would plan otherwise are refused, each named with what it has otherwise."""

from optimiser.executor.installation import SOURCE, differences, installation
from optimiser.versions import versions


def test_an_installation_is_like_itself() -> None:
    assert differences(installation(), installation()) == []


def test_an_installation_tells_the_versions_that_every_roster_tells_and_the_source() -> None:
    assert installation().keys() - versions().keys() == {SOURCE}


def test_another_version_is_told_with_both() -> None:
    assert differences({"ortools": "9.15"}, {"ortools": "9.14"}) == ["ortools 9.14 instead of 9.15"]


def test_a_library_that_is_not_there_is_told() -> None:
    assert differences({"ortools": "9.15"}, {}) == ["ortools missing instead of 9.15"]
