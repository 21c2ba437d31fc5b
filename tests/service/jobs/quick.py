"""The command `rota` with a quick stand-in for the solving process: python -m tests.service.jobs.quick serve."""

if __name__ == "__main__":
    import os
    from datetime import timedelta

    import service.jobs.solver
    from service.cli import main
    from service.jobs import engine, presence
    from tests.service.jobs import children

    service.jobs.solver.work = children.quick
    if lease := os.environ.get(children.LEASE):
        presence.LEASE = timedelta(seconds=float(lease))
        engine.BEAT_SECONDS = float(lease) / 5  # as it is
    main()
