"""`rota serve`: the service with everything it needs, from an empty folder."""

from service.operations.beginning import what_to_tell
from service.operations.listening import listening_socket
from service.operations.logs import set_up_logs
from service.operations.opening import opened_store
from service.operations.server import Server
from service.operations.time_zone import fix_time_zone
from service.settings_reading import read_settings
from service.web.app import create_app


def serve_until_stopped(host: str | None, port: int | None, *, demo: bool) -> int:
    """Serve until told to stop, then let requests under way end.

    Args:
        host: the address to listen on, where it is not the settings'.
        port: the port, likewise; 0 = any free one.
        demo: whether to fill an empty store with the demo team.

    Returns:
        The status to end with: 0 = stopped as told.

    Raises:
        InputError: a setting, the address or the database cannot be used.
    """
    fix_time_zone()
    settings = read_settings(host=host, port=port)
    with listening_socket(settings) as listening:
        settings = settings.model_copy(update={"port": listening.getsockname()[1]})
        with opened_store(settings) as store:
            lines = what_to_tell(store, settings, demo=demo)
        set_up_logs()
        return Server(create_app(settings), lines).run_until_stopped(listening)
