"""Version 1 of the API: one file for each thing that can be asked about."""

from fastapi import APIRouter

from service.api.v1 import (
    accounts,
    changes,
    comparing,
    figures,
    notices,
    rosters,
    rota,
    sign_in,
    swaps,
    teams,
    tokens,
    weeks,
)

PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    accounts.router,
    changes.router,
    comparing.router,
    figures.router,
    notices.router,
    rosters.router,
    rota.router,
    sign_in.router,
    swaps.router,
    teams.router,
    tokens.router,
    weeks.router,
)
