"""Version 1 of the API: one file for each thing that can be asked about."""

from fastapi import APIRouter

from service.api.v1 import accounts, sign_in, solves, teams, tokens, weeks

PREFIX = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    accounts.router,
    sign_in.router,
    solves.router,
    teams.router,
    tokens.router,
    weeks.router,
)
