"""The page as a text: every section, every figure as the metrics have it, nothing fetched, everything escaped."""

import re
from pathlib import Path

import pytest

from service.report import render, write_report
from service.report.page import SECTIONS
from tests.report.bundles import bundle, empty_bundle


@pytest.fixture(scope="module")
def page() -> str:
    return render(bundle())


def test_every_section_has_its_heading_in_order(page: str) -> None:
    headings = re.findall(r'<h2 id="([\w-]+)-title">([^<]+)</h2>', page)
    assert headings == [(key, title) for key, title, _ in SECTIONS]


def test_every_section_is_reached_from_the_navigation(page: str) -> None:
    assert re.findall(r'<li><a href="#([\w-]+)">', page) == [key for key, _, _ in SECTIONS]


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    assert not re.search(r"https?://", page)
    assert not re.search(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:)', page)
    assert "default-src 'none'" in page


def test_ids_and_reasons_are_escaped(page: str) -> None:
    assert "O&#39;Hara &amp; W2" in page
    assert "O'Hara & W2" not in page
    assert "nobody&#39;s &lt;late&gt; shift &amp; skills fit" in page
    assert "<late>" not in page


def test_the_headline_shows_the_figures_of_the_metrics_with_their_denominators(page: str) -> None:
    metrics = bundle().metrics
    assert f"{metrics['contact_time_pct']:.1f}%" in page
    assert f"{metrics['as_was']['contact_time_pct']:.1f}%" in page
    assert f"£{metrics['cost_per_contact_hour_pence'] / 100:.2f}" in page
    assert "of rostered paid minutes (absence and unrostered minutes left out)" in page
    assert "whole cost over contact hours" in page


def test_what_the_referee_found_is_said_in_its_own_words(page: str) -> None:
    violations = bundle().violations
    assert f'<p class="big">{len(violations)}</p>' in page
    assert all(str(violation.code) in page for violation in violations)


def test_the_same_result_gives_the_same_page(page: str) -> None:
    assert render(bundle()) == page


def test_without_a_roster_worked_today_nothing_is_compared() -> None:
    page = render(bundle(as_was=None, metrics={**bundle().metrics, "as_was": None}))
    assert '<span class="before">' not in page
    assert "holds no roster worked today" in page


def test_an_empty_result_still_has_a_whole_page(tmp_path: Path) -> None:
    write_report(empty_bundle(), tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert [key for key, _, _ in SECTIONS] == re.findall(r'<section id="([\w-]+)"', page)
    assert "Nobody works this day" in page
