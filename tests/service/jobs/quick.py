"""The command `rota` with a quick stand-in for the solving process: python -m tests.service.jobs.quick serve."""

if __name__ == "__main__":
    import service.jobs.solver
    from service.cli import main
    from tests.service.jobs import children

    service.jobs.solver.work = children.quick
    main()
