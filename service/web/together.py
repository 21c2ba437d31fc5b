"""Does in one go what many ask for in the same moment: one thread, one transaction, one flush to disk for all."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

Asked = TypeVar("Asked")
Done = TypeVar("Done")


class Together(Generic[Asked, Done]):
    """Whoever asks while a go is under way waits for the next one, which takes all who wait."""

    def __init__(self, do: Callable[[Sequence[Asked]], Sequence[Done | Exception]]) -> None:
        """Take what does one go, in a thread: returns for each thing asked, in order, what came of it or why not."""
        self._do = do
        self._waiting: list[tuple[Asked, asyncio.Future[Done]]] = []
        self._going: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Done:
        """Have one thing done, with others; raises what its own part, or the whole go, ended with."""
        own: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, own))
        if self._going is None:
            self._going = asyncio.create_task(self._go())
        return await own

    async def _go(self) -> None:
        """Go until nobody waits."""
        try:
            while self._waiting:
                taken, self._waiting = self._waiting, []
                outcomes = await self._outcomes([asked for asked, _ in taken])
                for (_, own), outcome in zip(taken, outcomes, strict=True):
                    _tell(own, outcome)
        finally:
            self._going = None

    async def _outcomes(self, asked: Sequence[Asked]) -> Sequence[Done | Exception]:
        try:
            return await run_in_threadpool(self._do, asked)
        except Exception as error:  # each of those who wait is told
            return [error] * len(asked)


def _tell(own: asyncio.Future[Done], outcome: Done | Exception) -> None:
    if own.done():  # who asked has gone
        return
    if isinstance(outcome, Exception):
        own.set_exception(outcome)
    else:
        own.set_result(outcome)
