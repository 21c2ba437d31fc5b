"""Compiles the routing kernels, so that the first rota does not wait for them: `python -m optimiser.warm_up`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from models.files import read_request, write_template
from optimiser.ceiling.ceiling import ceiling
from optimiser.solve import SolveOptions, solve


def warm_up() -> None:
    """Plan the template's example for one step; numba keeps what this compiles beside the kernels."""
    with TemporaryDirectory() as folder:
        write_template(Path(folder))
        request, _ = read_request(Path(folder) / "filled")
    solve(request, SolveOptions(time_limit_seconds=None, work_limit=1, workers=1))
    ceiling(request, passes=1)


if __name__ == "__main__":
    warm_up()
