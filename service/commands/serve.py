"""`rota serve`: the service with everything it needs, from an empty folder."""

import uvicorn

from service.settings import Settings
from service.web.app import create_app


def serve_until_stopped() -> None:
    """Serve until told to stop, then let requests under way end."""
    settings = Settings()
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, timeout_graceful_shutdown=5)
