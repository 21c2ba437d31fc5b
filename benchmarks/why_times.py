"""How long `rota why` takes on the demo team: reasons, near misses, changes and wishes, each by itself.

Run as `python -m benchmarks.why_times ROSTER`; prints JSON of processor seconds.
"""

import json
import sys
import time
from pathlib import Path

import fixtures
from models.roster import Roster
from optimiser.explain.unserved import Unmade
from optimiser.explain.wishes import Refusals

VISITS, WISHES = 20, 5


def main(roster_path: Path) -> None:
    """Time each part over the first so many visits and wishes, and print the seconds for one."""
    request = fixtures.load("team")
    roster = Roster.model_validate_json(roster_path.read_text(encoding="utf-8"))
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
    print(json.dumps({name: round(value, 3) for name, value in seconds.items()}, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
