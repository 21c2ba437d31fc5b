"""Finance can reckon with the workbook: numbers are numbers, pounds are pounds, and every part is there."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from service.bundle import Bundle
from service.workbook import write_workbook
from tests.service.bundles import bundle as make_bundle


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return make_bundle()


@pytest.fixture(scope="module")
def path(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "roster.xlsx"
    write_workbook(bundle, path)
    return path


@pytest.fixture(scope="module")
def workbook(path: Path) -> Workbook:
    return load_workbook(path)


def rows(workbook: Workbook, sheet: str) -> list[dict[str, Any]]:
    headings, *values = workbook[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in values]


def test_every_sheet_finance_asked_for_is_there(workbook: Workbook) -> None:
    assert workbook.sheetnames == [
        "summary",
        "roster",
        "visits",
        "ledger",
        "costs",
        "unserved",
        "preferences",
        "request",
        "versions",
    ]


def test_the_summary_sets_today_beside_the_plan_with_the_denominator(workbook: Workbook, bundle: Bundle) -> None:
    line = next(row for row in rows(workbook, "summary") if row["metric"] == "Cost per contact hour")
    assert bundle.as_was is not None
    assert (line["unit"], line["denominator"]) == ("£", "contact hours")
    assert line["as-was"] * 100 == pytest.approx(bundle.as_was.metrics["cost_per_contact_hour_pence"])
    assert line["planned"] * 100 == pytest.approx(bundle.metrics["cost_per_contact_hour_pence"])


def test_each_split_of_the_cost_sums_to_the_whole_in_pounds(workbook: Workbook, bundle: Bundle) -> None:
    costs = pd.DataFrame(rows(workbook, "costs"))
    sums = (costs.groupby("split by")["cost £"].sum() * 100).round().astype(int)
    assert set(sums) == {bundle.costs.total_pence}
    assert {"component", "day or night", "constituency", "programme", "funder", "worker"} <= set(sums.index)


def test_money_is_a_number_shown_in_pounds(workbook: Workbook) -> None:
    cell = workbook["costs"]["C2"]
    assert isinstance(cell.value, float)
    assert cell.number_format.startswith("£")


def test_the_ledger_is_the_ledger(workbook: Workbook, bundle: Bundle) -> None:
    ledger = rows(workbook, "ledger")
    assert [row["minutes"] for row in ledger] == list(bundle.ledger["minutes"])
    assert ledger[0]["start"] == datetime(2026, 1, 12, 7, 0)


def test_the_roster_grid_shows_shifts_and_leave(workbook: Workbook) -> None:
    first, second = rows(workbook, "roster")
    assert (first["worker"], first["Mon 12 Jan"], first["Tue 13 Jan"]) == ("W1", "07:00-13:00", None)
    assert second["Mon 12 Jan"] == "leave"
    assert first["contract hours a week"] == 21


def test_a_visit_names_its_worker_its_times_and_the_journey_to_it(workbook: Workbook) -> None:
    first, second = rows(workbook, "visits")
    assert (first["visit"], first["worker"], first["start"].time(), first["end"].time()) == (
        "V1",
        "W1",
        time(8),
        time(8, 30),
    )
    assert (first["minutes late"], first["minutes early"]) == (0, 0)
    assert (first["journey to it, minutes"], second["journey to it, minutes"]) == (None, 0)


def test_a_visit_nobody_makes_has_its_reason(workbook: Workbook) -> None:
    (unserved,) = rows(workbook, "unserved")
    assert (unserved["visit"], unserved["reason code"]) == ("V3", "U01")
    assert unserved["windows"] == "Wed 14 Jan 08:00-08:30"


def test_no_text_is_ever_a_formula(workbook: Workbook) -> None:
    cell = workbook["unserved"]["J2"]
    assert (cell.value, cell.data_type) == ("=nobody is on duty then", "s")
    assert cell.quotePrefix


def test_wishes_are_granted_or_refused(workbook: Workbook) -> None:
    granted, refused = rows(workbook, "preferences")
    assert (granted["granted"], refused["granted"], refused["between"]) == ("yes", "no", "12:00-14:00")


def test_prices_and_rules_stand_in_the_workbook_with_their_source(workbook: Workbook, bundle: Bundle) -> None:
    terms = {(row["part"], row["term"]): row for row in rows(workbook, "request")}
    pence = bundle.request.prices.required_visit_unserved
    assert terms["prices", "required visit unserved"]["value"] * 100 == pence
    assert terms["prices", "overtime percent"]["value"] == 125
    assert terms["pay", "overhead pence per paid hour"]["value"] == 3
    assert terms["rules", "daily rest minutes"]["meaning and source"] == "11 h, WTR regulation 10"
    assert terms["pay", "enhancements 1: name"]["value"] == "night"


def test_headings_stay_in_sight(workbook: Workbook) -> None:
    assert {sheet.freeze_panes for sheet in workbook} == {"B2", "C2"}
