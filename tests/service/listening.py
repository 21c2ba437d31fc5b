"""A service that listens while a test asks it, in a thread of the test's own process."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn
from fastapi import FastAPI


@contextmanager
def listening(made: Callable[[int], FastAPI]) -> Iterator[FastAPI]:
    """Gives an application, made for a free port, while it answers there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        app = made(free.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [free]})
        thread.start()
        while not server.started:
            sleep(0.02)
        try:
            yield app
        finally:
            server.should_exit = True
            thread.join()
