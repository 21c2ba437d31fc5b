"""The commands that run the service."""

import typer

from service.console import problems_told

running = typer.Typer()


@running.command()
def serve() -> None:
    """Serve the API, to this machine only unless the environment says otherwise."""
    from service.commands.serve import serve_until_stopped

    with problems_told():
        serve_until_stopped()
