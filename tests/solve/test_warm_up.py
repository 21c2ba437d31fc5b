"""The kernels can be compiled ahead of the first rota."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from optimiser.ceiling.kernels.part import part_values
from optimiser.rostering.lines.kernels.best_line import best_line
from optimiser.routing.kernels.anneal import anneal, anneal_around
from optimiser.routing.kernels.recreate import put_group
from optimiser.routing.kernels.shifts import open_routes, worths
from optimiser.stress.kernels import changes
from optimiser.warm_up import HALVES

KERNELS = (anneal, anneal_around, open_routes, worths, best_line, changes.anneal, part_values, put_group)


def all_compiled() -> bool:
    for half in HALVES:
        half()
    return all(kernel.signatures for kernel in KERNELS)


def test_warming_up_compiles_the_kernels_of_a_solve_a_ceiling_and_an_offer() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:  # what other tests have compiled does not count
        assert fresh.submit(all_compiled).result()
