"""A study's scenarios side by side: a table, and contact time against preferences granted and split duties."""

from dataclasses import dataclass

from markupsafe import Markup

from optimiser.studies.result import ScenarioResult, StudyResult
from service.report.charts.scatter import Axis, Dot, scatter
from service.report.words import NOT_KNOWN, percent, pounds, signed, signed_pounds

UNBEATEN = "nothing beats it"
CONTACT = Axis("contact time, of rostered paid time", "{:.1f}%")


@dataclass(frozen=True)
class Row:
    """One scenario in words."""

    number: str
    name: str
    levers: str
    contact: str
    change: str
    ceiling: str
    cost: str
    cost_change: str
    unserved: str
    granted: str
    splits: str
    disturbed: str
    mark: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """Everything that the section shows."""

    rows: tuple[Row, ...]
    pictures: tuple[Markup, ...]
    limit: str
    set_out_from: str


def view(study: StudyResult) -> View:
    """Return the section's rows and pictures."""
    rows = tuple(
        row(str(number), each, study.scenarios[0], UNBEATEN if each.name in study.unbeaten else "")
        for number, each in enumerate(study.scenarios, start=1)
    )
    return View(rows, _pictures(study), limit_in_words(study), study.set_out_from)


def limit_in_words(study: StudyResult) -> str:
    """Return for how long each scenario was solved."""
    if study.work_limit is not None:
        return f"{study.work_limit:,} steps of work each"
    return f"{study.seconds_each:g} seconds each"


def row(number: str, result: ScenarioResult, base: ScenarioResult, mark: str = "") -> Row:
    """Return one scenario in words, changes against another; `mark` is what is special about it."""
    contact, before = result.contact_time_pct, base.contact_time_pct
    cost, cost_before = result.cost_per_contact_hour_pence, base.cost_per_contact_hour_pence
    return Row(
        number=number,
        name=result.name,
        levers=result.levers,
        contact=percent(contact),
        change=NOT_KNOWN if contact is None or before is None or result is base else signed(contact - before),
        ceiling=percent(result.contact_time_ceiling_pct),
        cost=pounds(cost),
        cost_change=NOT_KNOWN
        if cost is None or cost_before is None or result is base
        else signed_pounds(cost - cost_before),
        unserved=_of(result.visits_required_unserved, result.visits_required),
        granted=percent(result.preferences_granted_pct),
        splits=_known(result.split_duties),
        disturbed=_known(result.people_disturbed),
        mark=mark,
        problems=result.problems,
    )


def _known(value: int | None) -> str:
    return NOT_KNOWN if value is None else f"{value:,}"


def _of(part: int | None, whole: int) -> str:
    return NOT_KNOWN if part is None else f"{part:,} of {whole:,}"


def _pictures(study: StudyResult) -> tuple[Markup, ...]:
    """Return contact time against preferences granted, and against split duties; none where nothing was rostered."""
    numbered = list(enumerate(study.scenarios, start=1))
    granted = [
        Dot(str(number), each.preferences_granted_pct, each.contact_time_pct, each.name in study.unbeaten)
        for number, each in numbered
        if each.preferences_granted_pct is not None and each.contact_time_pct is not None
    ]
    splits = [
        Dot(str(number), each.split_duties, each.contact_time_pct, each.name in study.unbeaten)
        for number, each in numbered
        if each.split_duties is not None and each.contact_time_pct is not None
    ]
    pictures = []
    if granted:
        words = "Contact time of each scenario against the preferences it grants; the table has the figures."
        pictures.append(scatter(words, granted, Axis("preferences granted, of those stated", "{:.0f}%"), CONTACT))
    if splits:
        words = "Contact time of each scenario against its split duties; the table has the figures."
        pictures.append(scatter(words, splits, Axis("split duties", "{:.0f}"), CONTACT))
    return tuple(pictures)
