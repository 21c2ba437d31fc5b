"""Instants in what is asked and answered: London's, whatever the database or the sender kept them as."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator

from models.clock import LONDON, in_this_century


def _in_london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def _of_london(moment: datetime) -> datetime:
    known = in_this_century(moment)
    return known if known.tzinfo else known.replace(tzinfo=LONDON)


ToldInstant = Annotated[datetime, AfterValidator(_in_london)]
AskedInstant = Annotated[datetime, AfterValidator(_of_london)]
