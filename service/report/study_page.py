"""The page of `rota whatif`: scenarios side by side, what trades against what, and the way to a target."""

from dataclasses import dataclass

from models.request import RotaRequest
from optimiser.studies.result import StudyResult
from service.report.sections import scenarios
from service.report.standalone import standalone
from service.report.words import count, long_date


@dataclass(frozen=True)
class _Target:
    sentence: str
    not_tried: int
    rows: tuple[scenarios.Row, ...]


def study_page(request: RotaRequest, study: StudyResult) -> str:
    """Return the page of a study."""
    sections: list[tuple[str, str, object]] = [("scenarios", "Scenarios side by side", scenarios.view(study))]
    if study.target is not None:
        sections.append(("target", f"How to reach {study.target.contact_time_pct:g}%", _target(study)))
    sentence = f"{count(len(study.scenarios) - 1, 'scenario')} beside the request as it is."
    if study.target is not None:
        sentence += f" {study.target.sentence}."
    footer = f"Made from request {request.sha256[:12]}, seed {study.seed}."
    heading = f"What if: {study.name}"
    product = f"Enablement rota: {request.name}, from {long_date(request.horizon.start)}"
    return standalone(product, heading, sentence, sections, footer)


def _target(study: StudyResult) -> _Target:
    """Return the sets tried for the target, as rows."""
    if study.target is None:
        raise ValueError("the study has no target")
    base, cheapest = study.scenarios[0], study.target.cheapest
    rows = [
        scenarios.row(str(number), each, base, "the cheapest that reaches it" if each is cheapest else "")
        for number, each in enumerate((base, *study.target.tried), start=1)
    ]
    return _Target(study.target.sentence, study.target.not_tried, tuple(rows))
