"""How a study's target is reached: every set of levers tried for it, and the cheapest that reaches it."""

from dataclasses import dataclass

from optimiser.studies.result import StudyResult
from service.report.sections.scenarios import Row, row


@dataclass(frozen=True)
class View:
    """What came of a target, and the sets tried, the request as it is first."""

    heading: str
    sentence: str
    not_tried: int
    rows: tuple[Row, ...]


def view(study: StudyResult) -> View | None:
    """Return the section; None where the study has no target."""
    target = study.target
    if target is None:
        return None
    base = study.scenarios[0]
    rows = [
        row(str(number), each, base, "the cheapest that reaches it" if each is target.cheapest else "")
        for number, each in enumerate((base, *target.tried), start=1)
    ]
    return View(f"How to reach {target.contact_time_pct:g}%", target.sentence, target.not_tried, tuple(rows))
