"""A cap on split duties a week."""

from models.request import RotaRequest
from models.studies import MostSplits


def sentence(lever: MostSplits) -> str:
    """Return what is done, in words."""
    return f"at most {lever.most} split duties a worker a week"


def apply(request: RotaRequest, lever: MostSplits) -> RotaRequest:
    """Return the request with that cap."""
    return request.changed(rules=request.rules.model_copy(update={"most_split_duties_a_week": lever.most}))
