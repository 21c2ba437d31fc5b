"""/metrics in Prometheus' form, for this machine or for who has the token of ROTA_METRICS_TOKEN."""

import hmac
import ipaddress

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from models.problems import Problem
from service.operations.meters import METERS
from service.operations.store_figures import StoreFigures
from service.web.refusals import RefusedError

router = APIRouter(tags=["metrics"])
FORWARDED = ("forwarded", "x-forwarded-for")


@router.get("/metrics", response_class=Response)
def metrics(http: Request) -> Response:
    """Return this process's counts and the store's figures."""
    if not _may_read(http, http.app.state.settings.metrics_token):
        action = "ask from the machine itself, or set ROTA_METRICS_TOKEN and send it as a bearer token"
        raise RefusedError(403, Problem(code="E8801", cause="metrics are not shown to everybody", action=action))
    of_store = CollectorRegistry()
    of_store.register(StoreFigures(http.app.state.store))
    return Response(generate_latest(METERS) + generate_latest(of_store), media_type=CONTENT_TYPE_LATEST)


def _may_read(http: Request, token: str) -> bool:
    """Say whether the caller has the token or, where there is none, is on this machine and nobody's proxy."""
    if token:
        sent = http.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(sent.encode(), token.encode())
    forwarded = any(name in http.headers for name in FORWARDED)
    return not forwarded and http.client is not None and _is_loopback(http.client.host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
