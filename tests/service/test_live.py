"""The live line says what a person waits for, and is silent where nobody looks."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from optimiser.progress import Progress
from service.live import live_line, progress_text
from service.words import change, figure, percent, pounds

FOUND = Progress(
    elapsed_seconds=3.0,
    objective_pence=123_456,
    contact_minutes=330,
    paid_minutes=600,
    visits_required_unserved=2,
    source="weeks freed",
)


def shown(*, terminal: bool) -> str:
    console = Console(file=StringIO(), force_terminal=terminal, width=100)
    with live_line(console, "planning") as line:
        line.update(FOUND)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_line_says_about_what_a_contact_hour_costs_once_that_is_known() -> None:
    costed = replace(FOUND, cost_per_contact_hour_pence=3_188)
    assert "about £31.88 per contact hour" in progress_text(costed)


def test_the_line_names_contact_time_its_denominator_the_objective_and_the_unserved() -> None:
    assert progress_text(FOUND) == ("contact 55.0% of rostered paid time  objective £1,234.56  2 required unserved")


def test_a_terminal_shows_the_newest_progress() -> None:
    assert "55.0%" in shown(terminal=True)


def test_where_there_is_no_terminal_nothing_is_written() -> None:
    assert shown(terminal=False) == ""


def test_money_is_written_in_pounds_with_its_sign_before_them() -> None:
    assert [pounds(pence) for pence in (0, 5, -5, 123_456)] == ["£0.00", "£0.05", "-£0.05", "£1,234.56"]


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (percent(0, 0), percent(1, 3)) == ("-", "33.3%")


def test_a_figure_is_written_in_its_unit() -> None:
    written = [figure(54.25, "%"), figure(4_512, "pence"), figure(90, "minutes"), figure(1_200, "visits")]
    assert written == ["54.2%", "£45.12", "1.5 h", "1,200"]
    assert figure(None, "pence") == "-"


def test_a_change_has_its_sign_and_percentages_change_by_points() -> None:
    written = [change(27.3, "%"), change(-2_300, "pence"), change(0, "visits"), change(None, "%")]
    assert written == ["+27.3 points", "-£23.00", "0", "-"]
