"""Which duties to free: as few further ones as serve what can be served (MATHEMATICS.md)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from models.changes import ChangePrices
from optimiser.replan.attempt import Attempt, attempt
from optimiser.replan.composing import Composed, composed
from optimiser.replan.options import Options
from optimiser.replan.situation import Freed, Situation

MOST_PAIRS, MOST_TRIPLES = 110, 60  # sets of further duties that are tried
GREEDY_WIDTH = 8  # options tried for the next further duty
MOST_TIES = 6  # equally small sets that are compared by pence
STEPS, POLISH_STEPS = 100, 300  # of annealing, a round
WITHIN = (0, 15, None)  # minutes by which visits may move when the chosen duties are polished
SEEDS = (1, 2)

Value = tuple[int, int]


class Search:
    """Tries sets of duties, fewest first."""

    def __init__(self, situation: Situation, options: Options, most: int | None, prices: ChangePrices) -> None:
        self.situation, self.options, self.prices = situation, options, prices
        self.most = len(situation.request.workers) * situation.request.horizon.days if most is None else most
        self.attempts = 0

    def run(self, fixed: Sequence[Freed] = ()) -> Composed:
        """Return the best roster found; `fixed` are duties that have to change besides those hit (posts taken over)."""
        base = [*self.options.hit(), *fixed]
        best = self._best_of([base, *self._longer(base)])
        if self.value(best) <= (0, len(fixed)):
            return self._polished([best])
        return self._polished(self._with_further(best))

    def value(self, tried: Attempt) -> Value:
        """Return what counts first: pence of promised visits unserved, further duties that have to change."""
        further = {each.slot for each in tried.freed} - self.situation.hit
        return tried.unserved_pence, len(further | tried.lone)

    def _try(self, freed: Sequence[Freed], steps: int = STEPS) -> Attempt:
        self.attempts += 1
        return attempt(self.situation, freed, steps=steps)

    def _best_of(self, sets: Iterable[Sequence[Freed]]) -> Attempt:
        return min((self._try(freed) for freed in sets), key=self.value)

    def _longer(self, base: Sequence[Freed]) -> Iterator[list[Freed]]:
        """Yield the base with one of its standing duties longer."""
        for number, each in enumerate(base):
            if each.duty is not None and self.situation.loose:
                for longer in self.options.stretched(each):
                    yield [*base[:number], longer, *base[number + 1 :]]

    def _with_further(self, base: Attempt) -> list[Attempt]:
        """Return the best attempts with as few further duties as will do."""
        singles = self._singles(base)
        ties = self._least([base, *singles.values()])
        for size in (2, 3):
            if self.value(ties[0])[0] == 0 and self.value(ties[0])[1] < self._already(base) + size:
                return ties
            if self._already(base) + size <= self.most:
                ties = self._least([*ties, *self._sets(base, singles, size)])
        if self.value(ties[0])[0]:
            ties = self._least([*ties, *self._greedy(ties[0], singles)])
        return ties

    def _already(self, base: Attempt) -> int:
        return len({each.slot for each in base.freed} - self.situation.hit)

    def _singles(self, base: Attempt) -> dict[Freed, Attempt]:
        """Return what comes of each option added alone."""
        if self._already(base) >= self.most:
            return {}
        standing = self.options.standing(base.unserved | self.situation.loose)
        tried = {each: self._try([*base.freed, each]) for each in standing}
        for each in standing:
            tried |= {longer: self._try([*base.freed, longer]) for longer in self._longer_if_short(each, tried[each])}
        new = self.options.new(base.unserved & self.situation.request.visit_by_id.keys())
        return tried | {each: self._try([*base.freed, each]) for each in new}

    def _longer_if_short(self, each: Freed, tried: Attempt) -> Iterator[Freed]:
        """Yield longer versions of a duty that could not take everything."""
        if tried.unserved_pence:
            yield from self.options.stretched(each)

    def _sets(self, base: Attempt, singles: dict[Freed, Attempt], size: int) -> Iterator[Attempt]:
        """Yield attempts with so many options, those first that could together take most."""
        takings = {option: base.unserved - tried.unserved for option, tried in singles.items()}
        useful = [option for option in singles if takings[option] or singles[option].lone != base.lone or option.duty]
        sets = [each for each in combinations(useful, size) if len({option.slot for option in each}) == size]
        price = {name: self.situation.price(name) for name in base.unserved}

        def left(chosen: Sequence[Freed]) -> int:
            taken = frozenset().union(*(takings[option] for option in chosen))
            return sum(price[name] for name in base.unserved - taken)

        most = MOST_PAIRS if size == 2 else MOST_TRIPLES
        for chosen in islice(sorted(sets, key=left), most):
            yield self._try([*base.freed, *chosen])

    def _greedy(self, start: Attempt, singles: dict[Freed, Attempt]) -> Iterator[Attempt]:
        """Yield attempts that add the option that saves most, again and again, then go without what is not needed."""
        best = start
        while best.unserved and len({each.slot for each in best.freed} - self.situation.hit) < self.most:
            slots = best.slots
            ranked = sorted(
                (option for option in singles if option.slot not in slots),
                key=lambda option: (
                    -sum(self.situation.price(name) for name in best.unserved - singles[option].unserved)
                ),
            )
            tried = [self._try([*best.freed, option]) for option in ranked[:GREEDY_WIDTH]]
            following = min(tried, key=self.value, default=best)
            if following.unserved_pence >= best.unserved_pence:
                break
            best = following
            yield best
        yield from self._without_needless(best)

    def _without_needless(self, best: Attempt) -> Iterator[Attempt]:
        """Yield attempts without one further duty after another, as long as nothing more goes unserved."""
        for option in best.freed:
            if option.slot in self.situation.hit:
                continue
            tried = self._try([each for each in best.freed if each is not option])
            if tried.unserved_pence <= best.unserved_pence:
                best = tried
                yield best

    def _least(self, tried: Sequence[Attempt]) -> list[Attempt]:
        """Return the attempts that are as good as the best, of those within the budget; at least one."""
        within = [each for each in tried if self.value(each)[1] <= self.most] or [tried[0]]
        least = min(map(self.value, within))
        return [each for each in within if self.value(each) == least]

    def _polished(self, ties: Sequence[Attempt]) -> Composed:
        """Return the best roster that the tied sets give when colleagues left alone are freed and times are tried."""
        settled = [self._with_colleagues(each) for each in ties[: 2 * MOST_TIES]]
        ranked = sorted((composed(self.situation, each, self.prices) for each in settled), key=lambda each: each.rank)
        polished = [
            composed(
                self.situation, attempt(self.situation, each.attempt.freed, seed, POLISH_STEPS, within), self.prices
            )
            for each in ranked[:2]
            for within in WITHIN
            for seed in SEEDS
        ]
        sound = [each for each in (*ranked, *polished) if not each.attempt.lone]
        return min(sound or ranked, key=lambda each: each.rank)

    def _with_colleagues(self, tried: Attempt) -> Attempt:
        """Free the duties of colleagues who would stand alone at a visit."""
        while tried.lone - tried.slots:
            colleagues = [self.situation.as_it_is(slot) for slot in sorted(tried.lone - tried.slots)]
            tried = self._try([*tried.freed, *colleagues])
        return tried
