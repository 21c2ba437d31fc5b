"""What is wrong with a study: code, cause, action."""

from models.problems import InputError, Problem

IN_THE_FILE = "E7501"
CANNOT_BE_PULLED = "E7502"
NOT_SOUND = "E7503"


def refused(cause: str, action: str) -> InputError:
    """Return the error of a lever that cannot be pulled on this request."""
    return InputError([Problem(code=CANNOT_BE_PULLED, cause=cause, action=action)])
