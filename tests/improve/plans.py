"""How the tests of improvement make an incumbent whose shifts keep every rule, or any at all."""

from hypothesis import settings
from hypothesis import strategies as st

from models.request import RotaRequest
from optimiser.improve.incumbent import Incumbent
from optimiser.routing.routing import Routing
from optimiser.shifts import candidate_shifts
from tests.routing.plans import some_shifts

generated = settings(max_examples=25)
few = settings(generated, max_examples=8)
seeds = st.integers(0, 1_000)


def incumbent_with_some_shifts(request: RotaRequest, seed: int) -> Incumbent:
    """An incumbent with shifts drawn at random (rules between shifts not asked), filled."""
    incumbent = Incumbent(Routing.of(request), candidate_shifts(request), seed)
    incumbent.replace_shifts([worker.id for worker in request.workers], some_shifts(request, seed))
    incumbent.plan.fill_all()
    return incumbent
