"""Takes the address to listen on before anything else is done, so that a port in use is told at once."""

import errno
import socket

from models.problems import InputError, Problem
from service.settings import Settings

WAITING_CONNECTIONS = 2048


def listening_socket(settings: Settings) -> socket.socket:
    """Return a socket that listens; callers wait on it until the application answers.

    Raises:
        InputError: the port is taken, or the address is none of this machine's.
    """
    try:
        family, *_, place = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise InputError([_refused(settings, error)]) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(WAITING_CONNECTIONS)
    except OSError as error:
        listening.close()
        raise InputError([_refused(settings, error)]) from error
    return listening


def _refused(settings: Settings, error: OSError) -> Problem:
    if error.errno == errno.EADDRINUSE:
        action = "stop what listens there, or give another with --port or ROTA_PORT"
        return Problem(code="E8006", cause=f"port {settings.port} is in use", action=action)
    why = error.strerror or type(error).__name__
    cause = f"cannot listen on {settings.host} port {settings.port} ({why})"
    return Problem(code="E8007", cause=cause, action="give an address of this machine with ROTA_HOST")
