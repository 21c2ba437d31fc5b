"""The cheapest change that would have a visit made: real rosters, tried in several ways, priced by the referee.

Each way proposes changed duties and guesses what they cost; the likeliest proposals of each way are then judged and
priced with all that they can reach, and the cheapest with which the whole roster keeps every rule is the change. It is
the cheapest of those tried: an upper bound.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from models.base import Id, Record
from models.roster import Duty
from optimiser.checks import check
from optimiser.explain.changes import extend_duty, move_visit, open_duty, put_in
from optimiser.explain.changes.proposal import Proposal
from optimiser.explain.prices import Prices
from optimiser.explain.rooms import with_changed
from optimiser.explain.trial import Trial
from optimiser.explain.words import pounds

PRICED_EACH_WAY = 4

Way = Callable[[Trial], Iterator[Proposal]]
WAYS: tuple[Way, ...] = (put_in.proposals, move_visit.proposals, extend_duty.proposals, open_duty.proposals)


class Change(Record):
    """A change that would have a visit made, and what it costs.

    Attributes:
        sentence: what to do.
        pence: what all else costs more, as the objective weighs it; the visit's own price when nobody makes it aside.
        saved_pence: what leaving the visit out is weighed at, saved by the change.
        contact_minutes: more than now.
        duties: as they would be, changed and new ones alone.
    """

    sentence: str
    pence: int
    saved_pence: int
    contact_minutes: int
    worker_ids: tuple[Id, ...]
    duties: tuple[Duty, ...]

    @property
    def rise(self) -> int:
        """The pence by which the whole roster is weighed at more; below 0 where the change is a gain."""
        return self.pence - self.saved_pence

    @property
    def told(self) -> str:
        """The change in words, with what it costs."""
        contact = f"{'+' if self.contact_minutes > 0 else ''}{self.contact_minutes} contact minutes"
        more, less = f"costs {pounds(self.pence)} more", f"is {pounds(-self.pence)} better"
        return f"{self.sentence}; all else {more if self.pence >= 0 else less}, {contact}"


def cheapest_change(trial: Trial, prices: Prices) -> Change | None:
    """Return the cheapest change found that would have a visit made; None when every way tried breaks a rule."""
    likely = [proposal for way in WAYS for proposal in _likely(trial, prices, way)]
    ranked = sorted((prices.rise_of(each.duties), number) for number, each in enumerate(likely))
    sound = ((rise, likely[number]) for rise, number in ranked if _is_sound(prices, likely[number]))
    return next((_change(trial, prices, *each) for each in sound), None)


def _likely(trial: Trial, prices: Prices, way: Way) -> Iterator[Proposal]:
    """Yield the likeliest few proposals of one way that break nothing near them."""
    proposals = sorted(way(trial), key=lambda each: each.guess)
    accepted = (each for each in proposals[: 3 * PRICED_EACH_WAY] if not prices.breaks(each.duties))
    return islice(accepted, PRICED_EACH_WAY)


def _is_sound(prices: Prices, proposal: Proposal) -> bool:
    return not check(prices.request, with_changed(prices.roster, proposal.duties))


def _change(trial: Trial, prices: Prices, rise: int, proposal: Proposal) -> Change:
    saved = prices.unserved(trial.visit)
    return Change(
        sentence=proposal.sentence,
        pence=rise + saved,
        saved_pence=saved,
        contact_minutes=prices.more_contact(proposal.duties),
        worker_ids=tuple(sorted({duty.worker_id for duty in proposal.duties.values()})),
        duties=tuple(proposal.duties.values()),
    )
