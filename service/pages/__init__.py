"""The few pages people see in a browser; they only show, every change goes through the API."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles

from service.pages import account, directory, opening, preferences, sign_in, start, week

OWN = Path(__file__).parent
# /weeks/new stands before /weeks/{week_id}, which would take it for an id.
_PAGES = (sign_in, directory, start, account, opening, week, preferences)
ROUTERS: tuple[APIRouter, ...] = tuple(each.router for each in _PAGES)


def add_pages(app: FastAPI) -> None:
    """Serve the pages, and the style and script they share."""
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static/report", StaticFiles(directory=OWN.parent / "report" / "static"))
    app.mount("/static", StaticFiles(directory=OWN / "static"))
