"""A request with the wishes that workers have given in it."""

from collections.abc import Collection, Sequence

from models.integrity import find_problems
from models.problems import InputError
from models.request import RotaRequest
from models.wishes import Preference


def with_preferences(
    request: RotaRequest, preferences: Sequence[Preference], worker_ids: Collection[str] | None = None
) -> RotaRequest:
    """Return the request with these wishes in place of the self-rostered ones of the workers who gave them.

    Self-rostered is every wish without a price of its own: only team leaders give prices (`Preference.pence`), and
    what they priced stays. The new wishes stand after those that stay, by worker, date and id, so that equal wishes
    make an equal request in whatever order they came in.

    Args:
        request: the week's.
        preferences: of any number of workers, each as `problems_of` found nothing wrong with.
        worker_ids: whose wishes these are, also of those who ask for nothing now; None = the workers named in them.

    Raises:
        InputError: the request with them is not sound (E2xxx).
    """
    givers = {wish.worker_id for wish in preferences} | set(worker_ids or ())
    stay = (wish for wish in request.preferences if wish.worker_id not in givers or wish.pence is not None)
    new = sorted(preferences, key=lambda wish: (wish.worker_id, wish.date, wish.id))
    joined = request.changed(preferences=(*stay, *new))
    problems = find_problems(joined)
    if problems:
        raise InputError(problems)
    return joined
