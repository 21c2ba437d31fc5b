"""The public sets there are, by the word after `--set`; adding one is a file and a line."""

from benchmarks.public.curtois import CurtoisSet
from benchmarks.public.hhcrsp import HhcrspSet
from benchmarks.public.inrc2 import Inrc2Set
from benchmarks.public.sets import PublicSet
from benchmarks.public.uhhc.uhhc_set import UhhcSet
from benchmarks.public.vrptw import VrptwSet

PUBLIC_SETS: tuple[PublicSet, ...] = (
    UhhcSet(),
    HhcrspSet(),
    VrptwSet(),
    VrptwSet(50),
    VrptwSet(25),
    CurtoisSet(),
    Inrc2Set(),
)


def public_set(name: str) -> PublicSet | None:
    """Return the set of a name, if there is one."""
    return next((each for each in PUBLIC_SETS if each.name == name), None)
