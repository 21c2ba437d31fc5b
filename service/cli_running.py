"""The commands that run the service."""

from pathlib import Path
from typing import Annotated

import typer

from service.console import problems_told

running = typer.Typer()


@running.command()
def serve(
    host: Annotated[str | None, typer.Option(help="the address to listen on; ROTA_HOST unless told")] = None,
    port: Annotated[int | None, typer.Option(help="the port; ROTA_PORT unless told, 0 = any free one")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="fill an empty store with the demo team")] = False,
) -> None:
    """Serve the API, to this machine only unless told otherwise; the first start prints a sign-in link."""
    from service.commands.serve import serve_until_stopped

    with problems_told():
        status = serve_until_stopped(host, port, demo=demo)
    raise typer.Exit(status)


@running.command()
def settings() -> None:
    """Print every setting of the service, its default and what it means."""
    from service.commands.settings import settings_page

    typer.echo(settings_page())


@running.command()
def link(name: Annotated[str, typer.Argument(help="the account's name")]) -> None:
    """Make a link that signs an account in once."""
    from service.commands.link import new_link

    with problems_told():
        typer.echo(new_link(name))


@running.command()
def token(
    name: Annotated[str, typer.Argument(help="the account's name")],
    days: Annotated[int, typer.Option(min=1, max=366, help="how long it can be used")] = 30,
) -> None:
    """Make a token with which a program acts for an account."""
    from service.commands.link import new_token

    with problems_told():
        typer.echo(new_token(name, days))


@running.command()
def backup(file: Annotated[Path, typer.Argument(help="a new file")]) -> None:
    """Write everything the service holds to a file, while it is serving."""
    from service.commands.backup import back_up_to

    with problems_told():
        typer.echo(back_up_to(file))


@running.command()
def restore(
    file: Annotated[Path, typer.Argument(help="a file that `rota backup` wrote")],
    replace: Annotated[bool, typer.Option("--replace", help="even where there is something already")] = False,
) -> None:
    """Put a backup in the store's place, while nothing is serving."""
    from service.commands.backup import restore_from

    with problems_told():
        typer.echo(restore_from(file, replace=replace))


@running.command()
def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only count what would go")] = False,
) -> None:
    """Remove what has been kept for as long as the settings say; the audit log stays."""
    from service.commands.purge import purged

    with problems_told():
        for line in purged(only_count=dry_run):
            typer.echo(line)


@running.command()
def worker() -> None:
    """Do queued solves, and serve nothing: on this machine, or on another with the same database."""
    from service.commands.worker import work_until_stopped

    with problems_told():
        work_until_stopped()
