"""Asks a service over kept-open connections with as little work as can be: asker and service share two cores."""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answered:
    """An answer's status and body, and the milliseconds from the question to its last byte."""

    status: int
    body: bytes
    milliseconds: float


@dataclass(frozen=True)
class Line:
    """One signed-in caller's open connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    token: str

    @classmethod
    async def opened(cls, address: str, token: str) -> Self:
        """Connect to a service."""
        parts = urlsplit(address)
        return cls(*await asyncio.open_connection(parts.hostname, parts.port, limit=2**26), token)

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answered:
        """Ask and wait for the whole answer; headers with underscores for hyphens."""
        sent = b"" if body is None else json.dumps(body).encode()
        told = {"Host": "127.0.0.1", "Authorization": f"Bearer {self.token}", "Content-Length": str(len(sent))}
        told |= {"Content-Type": "application/json"} if sent else {}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
        began = time.perf_counter()
        self.writer.write("\r\n".join(lines).encode() + sent)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        answer = await self.reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
        return Answered(int(head.split()[1]), answer, 1000 * (time.perf_counter() - began))
