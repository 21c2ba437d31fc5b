"""The page of `rota replan`: what is otherwise for whom, duty by duty, and what it costs."""

from typing import Any

from optimiser.replan import Replanned
from service.report.sections import changes
from service.report.standalone import standalone
from service.report.words import count, long_date


def replan_page(found: Replanned, document: dict[str, Any]) -> str:
    """Return the page.

    Args:
        found: what re-planning found.
        document: what changes.json holds of it.
    """
    view = changes.view(found, document)
    sections = (("changes", "What is otherwise", view), ("change-cost", "What it costs", view))
    promised = count(len(view.unserved), "promised visit goes", "promised visits go") + " unserved"
    sentence = f"{count(view.further, 'further duty changes', 'further duties change')}; {promised}."
    heading = f"Changes to the week of {long_date(found.request.horizon.start)}"
    footer = f"Made from request {found.request.sha256[:12]}."
    return standalone(f"Enablement rota: {found.request.name}", heading, sentence, sections, footer)
