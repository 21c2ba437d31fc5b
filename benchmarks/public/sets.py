"""What a set of public instances is to the table: instances, published figures, a way to solve and a way to score."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Answer:
    """One solve of one instance, as the engine tells it.

    Attributes:
        total: the engine's own total, in the set's units; what the scorer finds is no more.
        solution: text in the published format.
        seconds: wall time of the whole solve, reading and writing included.
    """

    total: float
    solution: str
    seconds: float


@dataclass(frozen=True)
class Score:
    """What a scorer that knows only the instance and the published format finds in a solution.

    Attributes:
        total: in the set's units, less is better.
        violations: every hard rule broken, in words; none for a valid solution.
        terms: the total's parts, weighted.
    """

    total: float
    violations: tuple[str, ...] = ()
    terms: dict[str, float] = field(default_factory=dict)


class PublicSet(Protocol):
    """One published set; each is one file, or one folder, and one line in the registry."""

    @property
    def name(self) -> str:
        """The word after `--set`."""

    @property
    def folder(self) -> str:
        """Its folder among the public instances."""

    @property
    def gap_to(self) -> Sequence[str]:
        """The published columns that gaps are told to, the one that counts most first."""

    @property
    def solution_suffix(self) -> str:
        """How the name of a solution file ends, dot included."""

    def instances(self, data: Path) -> Sequence[Path]:
        """Return the instances under a folder, smallest names first; empty where there are none."""

    def instance_name(self, instance: Path) -> str:
        """Return the name under which an instance stands in the published table."""

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        """Return by instance name the published columns that hold a figure, under their own names."""

    def published_seconds(self, instance: Path, published: dict[str, float], /) -> float:
        """Return the seconds that an instance's published figures took, or that they are compared at."""

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        """Solve an instance by the engine within wall seconds, on a number of workers."""

    def score(self, instance: Path, solution: str) -> Score:
        """Score a solution given in the published format; raises ValueError where it cannot be read."""
