"""Figures in the report's words."""

from datetime import date

from service.report.words import count, hours, minute_of, percent, pounds, share, signed, signed_pounds, whole_pounds
from tests.builders import moment


def test_money_is_pounds_with_a_real_minus() -> None:
    assert (pounds(123_456), pounds(-5), pounds(None)) == ("£1,234.56", "−£0.05", "–")
    assert (whole_pounds(123_456), signed_pounds(120)) == ("£1,235", "+£1.20")


def test_a_difference_carries_its_sign_unless_it_rounds_to_nothing() -> None:
    assert (signed(3.21), signed(-3.21), signed(-0.01)) == ("+3.2", "−3.2", "0.0")


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (share(1, 4), share(1, 0), percent(None), hours(90)) == ("25.0%", "–", "–", "1.5")


def test_nouns_follow_their_number() -> None:
    assert (count(1, "duty", "duties"), count(2, "duty", "duties"), count(1_000, "visit")) == (
        "1 duty",
        "2 duties",
        "1,000 visits",
    )


def test_minutes_run_on_past_midnight_for_a_night_duty() -> None:
    assert minute_of(date(2026, 1, 12), moment("07:00", day=1)) == 1_860
