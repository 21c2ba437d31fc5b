"""The few pages people see in a browser; they only show, every change goes through the API."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles

from service.pages import account, directory, sign_in, start

OWN = Path(__file__).parent
ROUTERS: tuple[APIRouter, ...] = (sign_in.router, directory.router, start.router, account.router)


def add_pages(app: FastAPI) -> None:
    """Serve the pages, and the style and script they share."""
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static/report", StaticFiles(directory=OWN.parent / "report" / "static"))
    app.mount("/static", StaticFiles(directory=OWN / "static"))
