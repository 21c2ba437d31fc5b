"""What an account may be called: as a council's directory names people too, anna.k or anna.k@council.example."""

import re
from typing import Annotated

from pydantic import StringConstraints

LONGEST_NAME = 128
# Begins with a letter or digit, so that no cell is ever read as a formula.
NAME = r"[A-Za-z0-9]([A-Za-z0-9 ._:/+&'@-]*[A-Za-z0-9._:/+&'-])?"
AccountName = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=f"^{NAME}$")]


def as_name(told: object) -> str | None:
    """Return what somebody else tells, if an account may be called so."""
    fits = isinstance(told, str) and len(told) <= LONGEST_NAME and re.fullmatch(NAME, told)
    return str(told) if fits else None
