"""Two proxies on loopback, as unions have them: HTTP (CONNECT) and SOCKS5, each with and without a password.

They look names up in a table of the test's: a name that only the proxy knows proves that it, and not this machine,
was asked.
"""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Pipes = tuple[asyncio.StreamReader, asyncio.StreamWriter]
USER, PASSWORD = "union", "p@ss:w0rd/%"
QUOTED = "union:p%40ss%3Aw0rd%2F%25"


@dataclass
class LoopbackProxy:
    """`names` maps host:port to where it really is; `asked` holds what it was asked for, in order."""

    locked: bool = False
    names: dict[str, tuple[str, int]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refused: int = 0
    port: int = 0

    async def reach(self, place: str) -> Pipes | None:
        self.asked.append(place)
        there = self.names.get(place)
        return await asyncio.open_connection(*there) if there else None


Greeting = Callable[[LoopbackProxy, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[Pipes | None]]


async def http(proxy: LoopbackProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Pipes | None:
    """RFC 9110, 9.3.6: CONNECT host:port, then bytes both ways."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, place, _ = head[0].split(" ")
    secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    if proxy.locked and f"Proxy-Authorization: Basic {secret}" not in head:
        proxy.refused += 1
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        return None
    there = await proxy.reach(place) if method == "CONNECT" else None
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n" if there else b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
    return there


async def socks5(proxy: LoopbackProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Pipes | None:
    """RFC 1928 and 1929."""
    _version, count = await reader.readexactly(2)
    methods = await reader.readexactly(count)
    wanted = 2 if proxy.locked else 0
    writer.write(bytes((5, wanted if wanted in methods else 255)))
    if wanted not in methods or (proxy.locked and not await _password_fits(reader, writer)):
        proxy.refused += 1
        return None
    _version, _command, _reserved, kind = await reader.readexactly(4)
    length = (await reader.readexactly(1))[0] if kind == 3 else 4
    host = (await reader.readexactly(length)).decode("latin1")
    port = int.from_bytes(await reader.readexactly(2), "big")
    there = await proxy.reach(f"{host}:{port}")
    writer.write(bytes((5, 0 if there else 4, 0, 1)) + bytes(6))
    return there


async def _password_fits(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    await reader.readexactly(1)
    given = [(await reader.readexactly((await reader.readexactly(1))[0])).decode() for _ in range(2)]
    fits = given == [USER, PASSWORD]
    writer.write(bytes((1, 0 if fits else 1)))
    return fits


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()


@asynccontextmanager
async def proxying(greeting: Greeting, *, locked: bool = False) -> AsyncIterator[LoopbackProxy]:
    proxy = LoopbackProxy(locked)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there: Pipes | None = None
        with suppress(asyncio.IncompleteReadError, OSError):
            there = await greeting(proxy, reader, writer)
        if there:
            await asyncio.gather(_pour(reader, there[1]), _pour(there[0], writer))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
