"""The page of `rota whatif`: scenarios side by side, what trades against what, and the way to a target."""

from models.request import RotaRequest
from optimiser.studies.result import StudyResult
from service.report.sections import scenarios, target
from service.report.standalone import standalone
from service.report.words import count, long_date


def study_page(request: RotaRequest, study: StudyResult) -> str:
    """Return the page of a study."""
    sections: list[tuple[str, str, object]] = [("scenarios", "Scenarios side by side", scenarios.view(study))]
    sentence = f"{count(len(study.scenarios) - 1, 'scenario')} beside the request as it is."
    way = target.view(study)
    if way is not None:
        sections.append(("target", way.heading, way))
        sentence += f" {way.sentence}."
    footer = f"Made from request {request.sha256[:12]}, seed {study.seed}."
    heading = f"What if: {study.name}"
    product = f"Enablement rota: {request.name}, from {long_date(request.horizon.start)}"
    return standalone(product, heading, sentence, sections, footer)
