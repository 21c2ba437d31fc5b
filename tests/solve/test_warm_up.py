"""The kernels can be compiled ahead of the first rota."""

from optimiser.rostering.lines.kernels.best_line import best_line
from optimiser.routing.kernels.anneal import anneal, anneal_around
from optimiser.routing.kernels.shifts import open_routes, worths
from optimiser.warm_up import warm_up


def test_warming_up_compiles_the_kernels_a_solve_uses() -> None:
    warm_up()
    assert all(kernel.signatures for kernel in (anneal, anneal_around, open_routes, worths, best_line))
