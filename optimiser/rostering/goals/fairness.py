"""Fairness: each further wish refused to one worker costs more, and more again with those refused in earlier weeks."""

from collections import defaultdict

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of unfairness, in sixtieths of a penny.

    The k-th refusal has a literal of its own with a price that grows with k; being dearer, later ones are taken last.
    """
    step = planning.request.prices.fairness * SIXTIETHS
    by_worker: dict[str, list[Expression]] = defaultdict(list)
    for wish, refused in planning.refusals:
        if wish.pence is None:
            by_worker[wish.worker_id].append(refused)
    terms: list[Expression] = []
    for worker in planning.variables.workers:
        refusals = by_worker.get(worker.id, [])
        if not step or not refusals:
            continue
        counted = [planning.rules.model.new_bool_var("") for _ in refusals]
        planning.rules.model.add(total(counted) >= total(refusals))
        terms += [literal * (step * (worker.carried.wishes_refused + k)) for k, literal in enumerate(counted)]
    return total(terms)
