"""The web server: says where it listens once it answers, and ends requests under way before it stops."""

import gc
import signal
import socket

import typer
import uvicorn
from fastapi import FastAPI

GRACE_SECONDS = 10
KEEP_ALIVE_SECONDS = 20


class Server(uvicorn.Server):
    """Uvicorn, telling a person when it is ready."""

    def __init__(self, app: FastAPI, told_when_ready: list[str]) -> None:
        config = uvicorn.Config(
            app,
            http="httptools",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        super().__init__(config)
        self._state = app.state
        self._told_when_ready = told_when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets)
        if self.started:
            _leave_what_is_loaded_alone()
            for line in self._told_when_ready:
                typer.echo(line)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Have the answers end that only tell what comes, then let requests under way end."""
        self._state.stopping.set()
        await super().shutdown(sockets)

    def run_until_stopped(self, listening: socket.socket) -> int:
        """Answer until SIGTERM or Ctrl+C; return the status to end with, 0 = stopped as told.

        Uvicorn raises the signal once more when it has stopped; by then there is nothing left to do.
        """
        for stopping in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stopping, lambda *_: None)
        self.run(sockets=[listening])
        return 0 if self.started else 1


def _leave_what_is_loaded_alone() -> None:
    """Have the garbage collector look at later objects only: all those loaded took it a quarter second at a time."""
    gc.collect()
    gc.freeze()
