"""Finance reads what rosters cost and where paid time went, of every team; no visit, and wishes only as a total."""

import csv
import io

import pytest

from service.store.tables import Role
from service.web.csv_text import csv_of
from tests.service.house import House
from tests.service.rosters.weeks import BOTH, HOSTILE, code_of, drafts, published


def read(home: House, what: str, role: Role = Role.FINANCE, **params: str):
    _, (draft,) = drafts(home, BOTH)
    return home.as_(role).get(f"/api/v1/rosters/{draft}/{what}", params=params)


def test_every_metric_names_its_unit_and_denominator(reading_home: House) -> None:
    lines = {line["slug"]: line for line in read(reading_home, "metrics").json()["metrics"]}
    assert lines["contact_time_pct"]["denominator"].startswith("rostered paid minutes")
    assert (lines["contact_minutes"]["value"], lines["contact_minutes"]["unit"]) == (60, "minutes")


def test_paid_time_sums_to_payroll_and_names_no_visit(reading_home: House) -> None:
    answer = read(reading_home, "ledger")
    rows = answer.json()["paid_time"]
    metrics = reading_home.as_(Role.FINANCE).get(f"/api/v1/rosters/{answer.json()['roster_id']}/metrics").json()
    paid = next(line["value"] for line in metrics["metrics"] if line["slug"] == "paid_minutes")
    assert sum(row["minutes"] for row in rows) == paid
    assert "V1" not in answer.text


def test_every_split_of_the_cost_sums_to_the_whole(reading_home: House) -> None:
    rows = read(reading_home, "costs").json()["costs"]
    (whole,) = [row["cost_pence"] for row in rows if row["split_by"] == "whole"]
    for split in {row["split_by"] for row in rows}:
        assert sum(row["cost_pence"] for row in rows if row["split_by"] == split) == whole


@pytest.mark.parametrize("what", ["metrics", "ledger", "costs"])
def test_one_constituency_has_figures_of_its_own(reading_home: House, what: str) -> None:
    answer = read(reading_home, what, constituency="Yardley")
    assert (answer.status_code, answer.json()["constituency"]) == (200, "Yardley")


def test_the_only_constituency_has_all_the_contact_time(reading_home: House) -> None:
    lines = read(reading_home, "metrics", constituency="Yardley").json()["metrics"]
    assert {line["slug"]: line["value"] for line in lines}["contact_minutes"] == 60


@pytest.mark.parametrize("what", ["metrics", "ledger", "costs"])
def test_a_constituency_that_is_not_there_is_told(reading_home: House, what: str) -> None:
    assert code_of(read(reading_home, what, constituency="Nowhere")) == (422, "E8520")


@pytest.mark.parametrize("what", ["metrics", "ledger", "costs"])
def test_as_csv_there_is_a_row_for_each(reading_home: House, what: str) -> None:
    as_json = read(reading_home, what)
    path = f"/api/v1/rosters/{as_json.json()['roster_id']}/{what}.csv"
    rows = list(csv.DictReader(io.StringIO(reading_home.as_(Role.FINANCE).get(path).text)))
    found = as_json.json()["paid_time" if what == "ledger" else what]
    assert len(rows) == len(found)
    assert set(rows[0]) == set(found[0])


def test_a_worker_reads_no_figures(reading_home: House) -> None:
    assert code_of(read(reading_home, "metrics", Role.WORKER)) == (403, "E8102")


def test_a_cell_that_begins_like_a_formula_stays_text() -> None:
    assert csv_of([{"name": HOSTILE, "pence": -5}], ["name", "pence"]) == f"name,pence\n'{HOSTILE},-5\n".encode()


def test_finance_begins_with_the_version_in_force(small_home: House) -> None:
    finance, (week, roster) = small_home.as_(Role.FINANCE), published(small_home)
    answer = finance.get(f"/api/v1/weeks/{week}/published").json()
    assert (answer["id"], answer["figures"]["contact_minutes"]) == (roster, 60)
    assert finance.get(f"/api/v1/rosters/{answer['id']}/costs").status_code == 200


def test_before_anything_is_published_that_is_said(small_home: House) -> None:
    week, _ = drafts(small_home, BOTH)
    assert code_of(small_home.as_(Role.FINANCE).get(f"/api/v1/weeks/{week}/published")) == (409, "E8505")
