"""`rota-bench public`: solve the instances of a public set, score them, and print one table."""

import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.provenance import provenance
from benchmarks.public.places import set_folder
from benchmarks.public.registry import PUBLIC_SETS, public_set
from benchmarks.public.sets import PublicSet
from benchmarks.public.table import Line, Solved, as_json, drawn, summary
from models.problems import InputError, Problem

PUBLISHED = "published"


def run_public(
    set_name: str,
    time: str = PUBLISHED,
    seeds: str = "1",
    workers: int = 2,
    json_file: Path | None = None,
    data: Path | None = None,
    solutions: Path | None = None,
    instances: str = "",
) -> int:
    """Run a set and print its table.

    Args:
        set_name: the set's name, as in the registry.
        time: `published`, or seconds an instance.
        seeds: whole numbers with commas between.
        workers: processes or threads the engine may use.
        json_file: where to write the rows, with machine, versions and date.
        data: a folder of other instances of the set, published table beside them; the public one unless told.
        solutions: a folder to write the solutions to, in the published format.
        instances: names with commas between; all unless told.

    Returns:
        0, or 1 where a solution breaks a rule or is worse than the engine said; 0 with a word where the instances
        are absent.

    Raises:
        InputError: no such set or instance, or a figure that is none.
    """
    chosen, limit, numbers = _understood(set_name, time, seeds)
    folder = set_folder(data, chosen.folder)
    paths = _wanted(chosen, folder, instances)
    if not paths:
        print(f"{set_name}: no instances in {folder}; skipped (ROTA_BENCHMARKS says where public instances are)")
        return 0
    origin = provenance(" ".join(["rota-bench", *sys.argv[1:]]))
    lines = list(_solved_lines(chosen, folder, paths, numbers, _limits(chosen, limit), workers, solutions))
    _print(lines, chosen)
    if json_file:
        _write(json_file, lines, chosen, origin | {"set": set_name, "workers": workers})
    return 0 if all(line.is_valid for line in lines) else 1


def _understood(set_name: str, time: str, seeds: str) -> tuple[PublicSet, float | None, list[int]]:
    """Return the set, the seconds (None = published) and the seeds that were asked, or say what is wrong with them."""
    problems = []
    chosen = public_set(set_name)
    if chosen is None:
        known = ", ".join(each.name for each in PUBLIC_SETS)
        problems.append(Problem(code="E6201", cause=f"there is no set {set_name}", action=f"name one of {known}"))
    limit = None if time == PUBLISHED else _positive(time)
    if limit == 0:
        cause = f"--time is {time}"
        problems.append(Problem(code="E6202", cause=cause, action=f"say {PUBLISHED}, or seconds above 0"))
    numbers = [int(text) for text in seeds.split(",") if text.strip().isdigit()]
    if not numbers or len(numbers) != len(seeds.split(",")):
        cause = f"--seeds is {seeds}"
        problems.append(Problem(code="E6203", cause=cause, action="give whole numbers with commas between, as 1,2,3"))
    if problems or chosen is None:
        raise InputError(problems)
    return chosen, limit, numbers


def _positive(text: str) -> float:
    """Return a number above 0, or 0 where the text is none."""
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return max(0.0, number) if math.isfinite(number) else 0.0


def _wanted(chosen: PublicSet, folder: Path, names: str) -> Sequence[Path]:
    """Return the instances asked for by name, or all."""
    found = {chosen.instance_name(path): path for path in chosen.instances(folder)}
    if not names or not found:
        return list(found.values())
    unknown = [name for name in names.split(",") if name not in found]
    if unknown:
        cause = f"no instance {', '.join(unknown)} in {folder}"
        raise InputError([Problem(code="E6204", cause=cause, action=f"name some of {', '.join(found)}")])
    return [found[name] for name in names.split(",")]


def _limits(chosen: PublicSet, limit: float | None) -> Callable[[Path, dict[str, float]], float]:
    """Return what tells an instance's seconds."""
    return chosen.published_seconds if limit is None else lambda _path, _published: limit


def _solved_lines(
    chosen: PublicSet,
    folder: Path,
    paths: Sequence[Path],
    seeds: Sequence[int],
    limits: Callable[[Path, dict[str, float]], float],
    workers: int,
    solutions: Path | None,
) -> Iterator[Line]:
    """Yield a line an instance, telling each solve on standard error as it ends."""
    published = chosen.published(folder)
    for path in paths:
        name = chosen.instance_name(path)
        figures = published.get(name, {})
        seconds = limits(path, figures)
        yield Line(name, tuple(_solve(chosen, path, seconds, seed, workers, solutions) for seed in seeds), figures)


def _solve(chosen: PublicSet, path: Path, seconds: float, seed: int, workers: int, solutions: Path | None) -> Solved:
    """Solve an instance once, score it, keep its solution, and say so on standard error."""
    name = chosen.instance_name(path)
    answer = chosen.solve(path, seconds, seed, workers)
    score = chosen.score(path, answer.solution)
    if solutions:
        solutions.mkdir(parents=True, exist_ok=True)
        (solutions / f"{name}-seed{seed}{chosen.solution_suffix}").write_text(answer.solution, encoding="utf-8")
    solved = Solved(
        name, seed, score.total, answer.total, answer.seconds, seconds, tuple(score.violations), score.terms
    )
    told = "" if solved.is_valid else f" INVALID: told {answer.total}, {'; '.join(score.violations[:3])}"
    print(f"{name} seed {seed}: {score.total:g} in {answer.seconds:.1f} s{told}", file=sys.stderr, flush=True)
    return solved


def _print(lines: Sequence[Line], chosen: PublicSet) -> None:
    """Print the table, and under it the gaps over all instances."""
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(drawn(lines, chosen.gap_to))
    for column, found in summary(lines, chosen.gap_to).items():
        console.print(
            f"{column}: mean gap {found['mean_gap_pct']}% of it, worst seed of any instance {found['worst_gap_pct']}%, "
            f"mean not above it on {found['not_above']} of {found['instances']} instances"
        )


def _write(json_file: Path, lines: Sequence[Line], chosen: PublicSet, origin: dict[str, Any]) -> None:
    """Write the rows under where and when they were measured."""
    content = origin | {"rows": as_json(lines, chosen.gap_to), "summary": summary(lines, chosen.gap_to)}
    json_file.parent.mkdir(parents=True, exist_ok=True)
    json_file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
