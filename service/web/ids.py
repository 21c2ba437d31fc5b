"""Ids in paths and queries: whole numbers that every database can hold."""

from typing import Annotated

from fastapi import Path, Query

LARGEST_ID = 2**31 - 1
RowId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
GivenId = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]
