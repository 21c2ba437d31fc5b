"""`python -m benchmarks.why_times team|city [ROSTER]` times reasons, near misses, changes and wishes, each by itself.

In processor seconds.
"""

import time

from benchmarks.published import measure_published
from models.request import RotaRequest
from models.roster import Roster
from optimiser.explain.unserved import Unmade
from optimiser.explain.wishes import Refusals

VISITS, WISHES = 20, 5


def timed(_: str, request: RotaRequest, roster: Roster) -> dict[str, float]:
    """Return the processor seconds of one of each part, over the first so many visits and wishes."""
    began = time.process_time()
    unmade, refusals = Unmade(request, roster), Refusals(request, roster)
    ids, seconds = unmade.visit_ids(), {"prepared": time.process_time() - began}
    began = time.process_time()
    for visit_id in ids:
        unmade.reason(visit_id)
    seconds["a reason"] = (time.process_time() - began) / max(1, len(ids))
    for name, with_change in (("a visit without a change", False), ("a visit in full", True)):
        began = time.process_time()
        for visit_id in ids[:VISITS]:
            unmade.why(visit_id, with_change=with_change)
        seconds[name] = (time.process_time() - began) / max(1, len(ids[:VISITS]))
    began = time.process_time()
    for wish in refusals.refused[:WISHES]:
        refusals.granting(wish)
    seconds["a wish"] = (time.process_time() - began) / max(1, len(refusals.refused[:WISHES]))
    return {name: round(value, 3) for name, value in seconds.items()}


if __name__ == "__main__":
    measure_published("why_times", __doc__, timed)
