"""`rota worker`: does solves of the queue, on this machine or on another with the same database, and serves nothing."""

from models.problems import InputError, Problem
from service.jobs.running import jobs
from service.operations.logs import set_up_logs
from service.operations.opening import opened_store
from service.operations.stopping import told_to_stop
from service.operations.time_zone import fix_time_zone
from service.settings_reading import read_settings


def work_until_stopped() -> None:
    """Do queued solves until told to stop; what is under way then is left to be taken up again.

    Raises:
        InputError: a setting or the database cannot be used, or the settings say that no solves are done here.
    """
    fix_time_zone()
    settings = read_settings()
    if not settings.solves_at_once:
        problem = Problem(code="E8410", cause="ROTA_SOLVES_AT_ONCE is 0", action="set it to 1 or more for a worker")
        raise InputError([problem])
    set_up_logs()
    with told_to_stop() as wait, opened_store(settings) as store, jobs(store, settings):
        wait()
