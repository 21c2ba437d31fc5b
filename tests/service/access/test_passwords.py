"""A password is long and not among the first that are guessed; what it is made of is its owner's business."""

from time import monotonic

import pytest

from service.access.passwords import hash_of, is_right, problems_of


@pytest.mark.parametrize(
    "password", ["correct horse battery", "83920174839201", "ÄÖÜ und viele Umlaute", "x7!" * 2 + "kT9$ qw&zP2"]
)
def test_long_passwords_of_any_kind_will_do(password: str) -> None:
    assert problems_of(password + "4", "anna") == []


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password 2024 Password!",
        "Welcome1234Welcome1234",
        "p@ssw0rd-p@ssw0rd",
        "aaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "123456789012345",
        "abcdefghijklmnop",
        "qwertyuiopasdfghjkl",
        "leader-north-leader-north",
        "administrator2026",
    ],
)
def test_what_is_guessed_first_is_refused_however_long(password: str) -> None:
    assert [problem.code for problem in problems_of(password, "leader-north")] == ["E8111"]


@pytest.mark.parametrize("length", [14, 257])
def test_a_password_is_neither_too_short_nor_too_long(length: int) -> None:
    assert "E8110" in [problem.code for problem in problems_of(("mutant ninja turtle " * 20)[:length], "anna")]


def test_no_password_takes_long_to_look_at() -> None:
    began = monotonic()
    problems_of("1" * 255 + "x", "1")
    problems_of("qwertyqwertyuiop" * 15 + "x", "1")
    assert monotonic() - began < 1


def test_letters_may_be_composed_by_any_keyboard() -> None:
    assert is_right("cafe\u0301 au lait noir", hash_of("caf\u00e9 au lait noir"))


def test_nobody_has_no_password() -> None:
    assert not is_right("nobody has this password", None)


def test_a_hash_that_is_none_is_never_right() -> None:
    assert not is_right("correct horse battery", "not a hash")
