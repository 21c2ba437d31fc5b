"""Windows widened at both ends."""

from models.clock import plus
from models.request import RotaRequest
from models.studies import WidenWindows
from models.visits import Visit, Window


def sentence(lever: WidenWindows) -> str:
    """Return what is done, in words."""
    which = "all windows" if lever.time_critical_too else "windows that are not time-critical"
    return f"widen {which} by {lever.minutes} minutes"


def apply(request: RotaRequest, lever: WidenWindows) -> RotaRequest:
    """Return the request with wider windows."""
    return request.changed(visits=tuple(_widened(visit, lever) for visit in request.visits))


def _widened(visit: Visit, lever: WidenWindows) -> Visit:
    if visit.time_critical and not lever.time_critical_too:
        return visit
    return visit.model_copy(update={"windows": tuple(_wider(window, lever.minutes) for window in visit.windows)})


def _wider(window: Window, minutes: int) -> Window:
    return window.model_copy(
        update={
            "earliest_start": plus(window.earliest_start, -minutes),
            "latest_start": plus(window.latest_start, minutes),
        }
    )
