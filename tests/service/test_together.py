"""What many ask for in the same moment is done in one go, and each is told their own outcome."""

import asyncio
from collections.abc import Sequence

import pytest

from service.web.together import Together


class Clerk:
    """Doubles numbers; refuses odd ones, and the whole go where a zero is among them."""

    def __init__(self) -> None:
        self.goes: list[list[int]] = []

    def __call__(self, numbers: Sequence[int]) -> list[int | Exception]:
        self.goes.append(list(numbers))
        if 0 in numbers:
            raise LookupError("zero")
        return [ValueError(number) if number % 2 else 2 * number for number in numbers]


def asked_at_once(clerk: Clerk, *numbers: int) -> list[int | BaseException]:
    async def ask() -> list[int | BaseException]:
        together: Together[int, int] = Together(clerk)
        return await asyncio.gather(*map(together.ask, numbers), return_exceptions=True)

    return asyncio.run(ask())


def test_all_who_ask_at_once_are_served_in_one_go() -> None:
    clerk = Clerk()
    assert asked_at_once(clerk, 2, 4, 6) == [4, 8, 12]
    assert clerk.goes == [[2, 4, 6]]


def test_a_refusal_is_nobody_else_s() -> None:
    first, second, third = asked_at_once(Clerk(), 2, 3, 4)
    assert (first, third) == (4, 8)
    assert isinstance(second, ValueError)


def test_a_go_that_fails_is_told_to_all_of_it() -> None:
    assert all(isinstance(outcome, LookupError) for outcome in asked_at_once(Clerk(), 2, 0))


def test_who_asks_while_a_go_is_under_way_is_in_the_next_one() -> None:
    clerk = Clerk()

    async def ask() -> list[int]:
        together: Together[int, int] = Together(clerk)
        first = asyncio.create_task(together.ask(2))
        while not clerk.goes:
            await asyncio.sleep(0)
        return [await first, *await asyncio.gather(together.ask(4), together.ask(6))]

    assert asyncio.run(ask()) == [4, 8, 12]
    assert clerk.goes == [[2], [4, 6]]


def test_one_who_has_gone_keeps_nobody_waiting() -> None:
    async def ask() -> int:
        together: Together[int, int] = Together(Clerk())
        gone = asyncio.create_task(together.ask(2))
        stays = asyncio.create_task(together.ask(4))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await stays

    assert asyncio.run(ask()) == 8
