"""Long work is done in a process of its own: what goes wrong there comes back, and too much at once is refused."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.problems import InputError, Problem
from service.operations.meters import REFEREE_REFUSALS
from service.rosters.keeping import REFUSED
from service.rosters.workshop import ASKING, MOST_WAITING, Workshop
from service.web.refusals import RefusedError


def refused() -> None:
    raise InputError([Problem(code=REFUSED, cause="R07: too little rest", action="rest")])


def ended() -> None:
    os._exit(1)


def test_work_is_done_in_another_process_which_stays() -> None:
    first, second = ASKING.run(os.getpid), ASKING.run(os.getpid)
    assert first == second != os.getpid()


def test_what_is_refused_there_is_refused_here_and_counted() -> None:
    before = REFEREE_REFUSALS.labels("R07")._value.get()
    with pytest.raises(InputError, match="too little rest"):
        ASKING.run(refused)
    assert REFEREE_REFUSALS.labels("R07")._value.get() == before + 1


def test_a_process_that_dies_at_its_work_is_told_and_replaced() -> None:
    workshop = Workshop()
    with pytest.raises(RefusedError) as died:
        workshop.run(ended)
    assert (died.value.status, died.value.problems[0].code) == (503, "E8591")
    assert workshop.run(os.getpid) != os.getpid()


def test_too_much_at_once_is_refused_with_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, over = Workshop(), threading.Event()
    monkeypatch.setattr(workshop, "_tried", lambda *given: over.wait())
    with ThreadPoolExecutor(MOST_WAITING) as pool:
        waiting = [pool.submit(workshop.run, abs, number) for number in range(MOST_WAITING)]
        while len(workshop._under_way) < MOST_WAITING:
            time.sleep(0.01)
        with pytest.raises(RefusedError) as busy:
            workshop.run(os.getpid)
        over.set()
    assert (busy.value.status, busy.value.headers) == (429, {"retry_after": "5"})
    assert all(each.result() for each in waiting)


def test_what_many_ask_for_at_once_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, over, begun = Workshop(), threading.Event(), []
    monkeypatch.setattr(workshop, "_tried", lambda *given: begun.append(given) or over.wait())
    asking = MOST_WAITING + 12
    with ThreadPoolExecutor(asking) as pool:
        waiting = [pool.submit(workshop.run, abs, 1) for _ in range(asking)]
        while pool._work_queue.qsize():
            time.sleep(0.01)
        over.set()
    assert all(each.result() for each in waiting)
    assert len(begun) < asking
    assert not workshop._under_way


def test_a_refusal_is_told_to_all_who_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, over = Workshop(), threading.Event()

    def refused_later(*_: object) -> None:
        over.wait()
        refused()

    monkeypatch.setattr(workshop, "_tried", refused_later)
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(workshop.run, abs, 1) for _ in range(3)]
        over.set()
    assert all(isinstance(each.exception(), InputError) for each in waiting)
