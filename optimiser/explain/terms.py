"""Each priced term of the objective in one sentence: what it counts, and what it comes to in a roster."""

from models.base import Record
from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks.objective import recompute
from optimiser.explain.words import pounds

SENTENCES = {
    "required_unserved": "promised visits that nobody makes, at what buying them elsewhere costs",
    "waiting_list_unserved": "waiting-list visits that nobody makes, at what they would be worth",
    "training_not_held": "trainings and supervisions that no duty holds",
    "under_cover": "duties that covers want and lack",
    "over_cover": "duties that covers count beyond what they want",
    "overtime_pay": "permanent workers' minutes above their contract, at the overtime rate",
    "bank_pay": "the pay of bank and agency workers for their duties",
    "mileage": "the car miles of all paid journeys",
    "waiting": "minutes with nothing to do between the stops of a duty",
    "most_idle": "the idle minutes of the idlest part of any duty",
    "lateness": "minutes by which visits start after their windows",
    "earliness": "minutes by which visits start before their windows",
    "preferences": "wishes refused, each times its strength or at its own price",
    "fairness": "wishes refused to those who were refused others before",
    "line_terms": "runs and totals of workers' lines that are shorter or longer than asked",
    "unfamiliar_workers": "pairs of a person and a worker new to them",
    "not_preferred": "visits made by others than the workers a person prefers",
    "hours_balance": "hours by which workers' balances end away from zero",
    "rostered_time": "all hours of duty, used or not",
}


class Term(Record):
    """One term of the objective.

    Attributes:
        name: as in optimiser/MEANING.md.
        pence: what it comes to in the roster.
        sentence: what it counts, with the pounds.
    """

    name: str
    pence: int
    sentence: str


def explain_terms(request: RotaRequest, roster: Roster) -> tuple[Term, ...]:
    """Return every term of the objective, in the order of optimiser/MEANING.md, as the referee adds it up."""
    terms = recompute(request, roster)
    return tuple(
        Term(name=name, pence=pence, sentence=f"{pounds(pence)} for {SENTENCES[name]}.")
        for name, pence in terms.items()
    )
