"""Which duties to free: as few further ones as serve what can be served (MATHEMATICS.md)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from models.changes import ChangePrices
from optimiser.replan.attempt import Attempt, attempt
from optimiser.replan.bounds import Bounds
from optimiser.replan.changed_request import Slot
from optimiser.replan.composing import Composed, composed
from optimiser.replan.options import Options
from optimiser.replan.situation import Freed, Situation
from optimiser.replan.weighing import Weighing
from optimiser.replan.widening import Widening

MOST_SETS = {2: 90, 3: 50, 4: 30}  # sets of so many further duties that are tried
EQUALS = 20  # of them, or of longer and new duties, where as few are known to do already and only pence can be won
MOST_TIES = 8  # equally small sets that are compared by pence
MOST_POLISHED = 2
STEPS, POLISH_STEPS = 100, 300  # of annealing, a round
WITHIN = (0, 15, 60, None)  # minutes by which visits may move when the chosen duties are polished
SEEDS = (1, 2)

Value = tuple[int, int]


class Search:
    """Tries sets of duties.

    Args:
        situation: what the changes leave.
        options: the duties there are to choose from.
        most: further duties that may change; None = any number.
        prices: of change.
    """

    def __init__(self, situation: Situation, options: Options, most: int | None, prices: ChangePrices) -> None:
        self.situation, self.options, self.prices = situation, options, prices
        self.most = len(situation.request.workers) * situation.request.horizon.days if most is None else most
        self.attempts = 0

    def run(self) -> Composed:
        """Return the best roster found."""
        base = self.options.hit()
        best = self._best_of([base, *self._longer(base)])
        return self._polished([best] if self.value(best) == (0, 0) else self._with_further(best))

    def value(self, tried: Attempt) -> Value:
        """Return what counts first: pence of promised visits unserved, further duties that have to change."""
        return tried.unserved_pence, len(self.further(tried) | tried.lone)

    def further(self, tried: Attempt) -> frozenset[Slot]:
        """Return the duties freed that no change is about."""
        return tried.slots - self.situation.hit

    def try_out(self, freed: Sequence[Freed]) -> Attempt:
        """Return what comes of freeing these duties."""
        self.attempts += 1
        return attempt(self.situation, freed, steps=STEPS)

    def _best_of(self, sets: Iterable[Sequence[Freed]]) -> Attempt:
        return min((self.try_out(freed) for freed in sets), key=self.value)

    def _longer(self, base: Sequence[Freed]) -> Iterator[list[Freed]]:
        """Yield the base with one of its standing duties longer."""
        for number, each in enumerate(base):
            if each.duty is not None:
                for longer in self.options.stretched(each):
                    yield [*base[:number], longer, *base[number + 1 :]]

    def _with_further(self, base: Attempt) -> list[Attempt]:
        """Return the best attempts with as few further duties as will do."""
        singles = self._singles(base)
        ties = self._least([base, *singles.values()])
        offered = self._one_a_duty(singles)
        if len(self.further(base)) + 1 < self.most and self.value(ties[0])[0]:
            ties = self._least([*ties, *Widening(self, offered).run(ties[0])])
        bounds = Bounds(self.situation, self.options, base.freed, [*offered], self._promised(base.unserved))
        for size in MOST_SETS:
            count = len(self.further(base)) + size
            if count <= min(self.most, self.value(ties[0])[1]) or (self.value(ties[0])[0] and count <= self.most):
                ties = self._least([*ties, *self._sets(base, offered, bounds, size, self.value(ties[0]))])
        return ties

    def _promised(self, names: Iterable[str]) -> list[str]:
        return sorted(name for name in names if self.situation.is_promised(name))

    def _singles(self, base: Attempt) -> dict[Freed, Attempt]:
        """Return what comes of each option added alone."""
        if len(self.further(base)) >= self.most:
            return {}
        standing = self.options.standing(base.unserved | self.situation.loose)
        tried = {each: self.try_out([*base.freed, each]) for each in standing}
        short = [each for each in standing if tried[each].unserved_pence]
        longer = (other for each in short for other in self.options.stretched(each))
        most = EQUALS if len(short) < len(standing) else None
        others = islice(chain(longer, self.options.new(base.unserved)), most)
        return tried | {each: self.try_out([*base.freed, each]) for each in others}

    def _one_a_duty(self, singles: dict[Freed, Attempt]) -> dict[Freed, Attempt]:
        """Return of every duty the shift that did best alone, as published where that did as well; the best first."""
        best: dict[Slot, Freed] = {}
        for option, tried in singles.items():
            known = best.get(option.slot)
            if known is None or self.value(tried) < self.value(singles[known]):
                best[option.slot] = option
        ranked = sorted(best.values(), key=lambda option: self.value(singles[option]))
        return {option: singles[option] for option in ranked}

    def _sets(
        self, base: Attempt, offered: dict[Freed, Attempt], bounds: Bounds, size: int, known: Value
    ) -> Iterator[Attempt]:
        """Yield attempts with so many options, those first whose takings alone leave least; none that is ruled out."""
        options = list(offered)
        takings = [base.unserved - tried.unserved for tried in offered.values()]
        price = {name: self.situation.price(name) for name in base.unserved}

        def left(rows: Sequence[int]) -> int:
            taken = frozenset().union(*(takings[row] for row in rows))
            return sum(price[name] for name in base.unserved - taken)

        most = EQUALS if known[0] == 0 and known[1] == len(self.further(base)) + size else MOST_SETS[size]
        for rows in sorted(bounds.sets(size).tolist(), key=left)[:most]:
            tried = self.try_out([*base.freed, *(options[row] for row in rows)])
            yield tried

    def _least(self, tried: Sequence[Attempt]) -> list[Attempt]:
        """Return the attempts that are as good as the best, of those within the budget; at least one."""
        within = [each for each in tried if len(self.further(each)) <= self.most] or [tried[0]]
        least = min(map(self.value, within))
        return [each for each in within if self.value(each) == least]

    def _polished(self, ties: Sequence[Attempt]) -> Composed:
        """Return the best roster that the tied sets give when colleagues left alone are freed and times are tried."""
        settled = [self._with_colleagues(each) for each in ties[:MOST_TIES]]
        workers = {slot[0] for each in settled for slot in each.slots}
        weighing = Weighing(self.situation, self.prices, workers)
        ranked = sorted((composed(self.situation, each, weighing) for each in settled), key=lambda each: each.rank)
        polished = [
            composed(self.situation, attempt(self.situation, each.attempt.freed, seed, POLISH_STEPS, within), weighing)
            for each in ranked[:MOST_POLISHED]
            for within in WITHIN
            for seed in SEEDS
        ]
        sound = [each for each in (*ranked, *polished) if not each.attempt.lone]
        return min(sound or ranked, key=lambda each: each.rank)

    def _with_colleagues(self, tried: Attempt) -> Attempt:
        """Free the duties of colleagues who would stand alone at a visit."""
        while tried.lone - tried.slots:
            colleagues = [self.situation.as_it_is(slot) for slot in sorted(tried.lone - tried.slots)]
            tried = self.try_out([*tried.freed, *colleagues])
        return tried
