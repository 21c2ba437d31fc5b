"""What a person is told when the service starts: where it is, the first sign-in link, how to go on with the demo."""

from service.access.links import first_administrator_link, link_address
from service.operations.demo import load_demo
from service.settings import Settings
from service.store.database import Store
from service.store.turns import take_turn


def what_to_tell(store: Store, settings: Settings, *, demo: bool) -> list[str]:
    """Make the first administrator and, where asked for, the demo; return the lines to print.

    Args:
        store: migrated.
        settings: with the port really listened on.
        demo: whether to fill an empty store with the demo team.

    Raises:
        InputError: the demo is asked for where there are teams already.
    """
    with store.writing() as session:
        take_turn(session.connection())
        secret = first_administrator_link(session)
    lines = load_demo(store, settings) if demo else []
    if secret:
        lines += [
            "",
            "Sign in as the first administrator, once, within two days:",
            f"    {link_address(settings, secret)}",
        ]
    return [*lines, "", f"The service is at {settings.own_address} (Ctrl+C stops it)"]
