"""Room left in the planned roster, in the plan's own report."""

from service.bundle import Bundle
from service.report.sections import capacity


def view(bundle: Bundle) -> capacity.View | None:
    """Return the section; None where the room was not counted."""
    return capacity.view(bundle.rooms) if bundle.rooms else None
