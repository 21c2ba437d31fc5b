"""The kernels can be compiled ahead of the first rota."""

from optimiser.ceiling.kernels.part import part_values
from optimiser.rostering.lines.kernels.best_line import best_line
from optimiser.routing.kernels.anneal import anneal, anneal_around
from optimiser.routing.kernels.recreate import put_group
from optimiser.routing.kernels.shifts import open_routes, worths
from optimiser.stress.kernels import changes
from optimiser.warm_up import warm_up


def test_warming_up_compiles_the_kernels_of_a_solve_a_ceiling_and_an_offer() -> None:
    warm_up()
    kernels = (anneal, anneal_around, open_routes, worths, best_line, changes.anneal, part_values, put_group)
    assert all(kernel.signatures for kernel in kernels)
