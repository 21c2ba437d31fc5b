"""Two rosters side by side: every figure, and in words what each worker would do otherwise."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from models.roster import Roster
from service.rosters.making.changing import duties_told
from service.rosters.making.papers import Papers, request_of, roster_of

Metrics = Mapping[str, Any]


def comparison(papers: Papers, metrics: Metrics, other: Papers | None, other_metrics: Metrics | None) -> dict[str, Any]:
    """Return what a roster has otherwise than another, or than the one worked today.

    Args:
        papers: of the roster.
        metrics: its own, with those of today's roster in `as_was`.
        other: the roster to compare it with; None = the one worked today.
        other_metrics: that one's.

    Returns:
        `figures`: each metric of the other roster (`before`), of this one (`after`) and the change; `duties`: each
        worker's and date's that differs, in sentences.
    """
    from optimiser.metrics import compare

    request, roster = request_of(papers), roster_of(papers)
    before = roster_of(other) if other else Roster(duties=request.as_was)
    lines = [asdict(line) for line in compare(other_metrics if other else metrics.get("as_was"), metrics)]
    return {
        "figures": [{"before": line.pop("as_was"), "after": line.pop("planned"), **line} for line in lines],
        "duties": duties_told(request, before, roster),
    }
