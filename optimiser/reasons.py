"""Why nobody makes a visit, found by really trying to insert it into the finished roster."""

from models.roster import Roster, Unserved
from optimiser.explain.unserved import Unmade
from optimiser.improve.incumbent import Incumbent


def unserved_with_reasons(incumbent: Incumbent) -> tuple[Unserved, ...]:
    """Return every visit nobody makes, in the request's order, with the reason in a sentence."""
    if incumbent.plan.is_made().all():  # a year's duties take their time to write
        return ()
    unmade = Unmade(incumbent.request, Roster(duties=incumbent.plan.duties()), incumbent.routing)
    reasons = {visit_id: unmade.reason(visit_id) for visit_id in unmade.visit_ids()}
    return tuple(
        Unserved(visit_id=visit_id, reason_code=code, reason=reason) for visit_id, (code, reason) in reasons.items()
    )
