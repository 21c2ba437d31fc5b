"""The page of `rota stress`: how a roster stands up to weeks as they come."""

from models.request import RotaRequest
from optimiser.stress.result import StressResult
from service.report.sections import lateness
from service.report.standalone import standalone
from service.report.words import count, long_date, percent


def stress_page(request: RotaRequest, result: StressResult) -> str:
    """Return the page of a roster's simulated weeks."""
    view = lateness.view(result)
    fields = type(result.terms).model_fields
    terms = [(name, value, fields[name].description or "") for name, value in result.terms.model_dump().items()]
    sections = (
        ("lateness", "How late visits begin", view),
        ("strain", "Duties that break", view),
        ("drawn", "What was assumed", terms),
    )
    sentence = (
        f"{percent(result.very_late_pct)} of visits made begin over {result.terms.very_late_minutes} minutes after "
        f"the time told, in {count(result.weeks, 'simulated week')}; the published norm is one in ten."
    )
    footer = f"Made from request {request.sha256[:12]}, seed {result.seed}."
    heading = f"What the week of {long_date(request.horizon.start)} stands"
    return standalone(f"Enablement rota: {request.name}", heading, sentence, sections, footer)
