"""Charts draw what they are given, where it belongs, and say it to those who cannot see."""

import re

from models.places import Place
from service.report.charts.bars import Stretch, bars
from service.report.charts.curve import curve
from service.report.charts.half_hours import half_hours
from service.report.charts.outline import outline, sheet_of
from service.report.charts.route_map import Area, Route, route_map
from service.report.charts.scale import Band, Mark, scale
from service.report.charts.scatter import Axis, Dot, scatter
from service.report.charts.timeline import Piece, timeline
from service.report.svg import element, number, share


def test_an_attribute_and_a_text_are_escaped() -> None:
    assert str(element("text", "a < b", data_route='x"&y')) == '<text data-route="x&#34;&amp;y">a &lt; b</text>'


def test_numbers_are_short_and_shares_stay_on_the_axis() -> None:
    assert (number(12.0), number(12.34)) == ("12", "12.3")
    assert (share(35, 70), share(90, 70), share(1, 0)) == ("50.00%", "100.00%", "0.00%")


def test_a_scale_puts_a_mark_at_its_value_and_names_its_bands() -> None:
    drawn = str(
        scale("said", 70, [Band(26, 28, "26–28%", "review found")], [Mark(35, "planned", "planned")], ("0", "70"))
    )
    assert '<circle cx="50.00%"' in drawn
    assert "review found" in drawn and "<title>said</title>" in drawn


def test_two_marks_near_each_other_lean_apart() -> None:
    drawn = str(scale("said", 70, [], [Mark(30, "as-was", "as-was"), Mark(33, "planned", "planned")], ("0", "70")))
    assert re.findall(r'mark-label [\w-]+" text-anchor="(\w+)"', drawn) == ["end", "start"]


def test_a_bar_that_falls_is_drawn_from_its_lower_end() -> None:
    assert 'x="25.00%"' in str(bars([Stretch(30, 15, "c-wait")], 60))


def test_a_visit_by_two_workers_carries_a_stripe() -> None:
    alone = Piece(480, 510, "contact", "V1")
    together = Piece(520, 550, "contact", "V2", two_workers=True)
    assert str(timeline([alone, together], 420, 840)).count('class="two"') == 1
    assert 'viewBox="420 0 420 20"' in str(timeline([alone], 420, 840))


def test_half_hours_share_one_scale() -> None:
    assert "M0 104L0 8L160 8L160 56L320 56" in str(half_hours("a day", [2, 1], [0, 0], [1, 1], 2))


def test_a_curve_of_one_point_is_drawn() -> None:
    assert str(curve("title", [(0.0, 5.0)], ("5", "5"))).count("<circle") == 1


def test_an_outline_leaves_out_what_lies_inside() -> None:
    corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert set(outline([*corners, (2.0, 2.0), (1.0, 3.0)])) == set(corners)
    assert outline([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]


def test_a_sheet_keeps_a_metre_the_same_both_ways() -> None:
    sheet = sheet_of([Place(id="A", latitude=52.4, longitude=-1.9), Place(id="B", latitude=52.6, longitude=-1.9)])
    east, _ = sheet.point(Place(id="C", latitude=52.5, longitude=-1.8852))
    _, south = sheet.point(Place(id="D", latitude=52.491, longitude=-1.9))
    assert round(east) == 1002
    assert round(south) == 1001


def test_a_map_has_a_scale_bar_north_and_a_title_for_each_route() -> None:
    area = Area("Yardley", ((0.0, 0.0), (3000.0, 0.0), (0.0, 3000.0)))
    route = Route("W1", "W1: 2 visits", 3, "dashed", ((0.0, 0.0), (3000.0, 0.0)))
    drawn = str(route_map("map", [area], [route]))
    assert '<g class="r3 dashed" data-route="W1"><title>W1: 2 visits</title>' in drawn
    assert ">N</text>" in drawn and re.search(r">(500 m|1 km)</text>", drawn)


def test_a_dot_that_others_would_cover_is_drawn_once_and_names_them() -> None:
    dots = [Dot("1", 57.0, 60.0, False), Dot("2", 57.0, 60.05, True), Dot("3", 63.0, 64.0, False)]
    chart = scatter("three", dots, Axis("wishes", "{:.0f}%"), Axis("contact", "{:.1f}%"))
    assert chart.count("<circle") == 2
    assert ">and 1<" in chart, "2 is drawn, since nothing beats it"
