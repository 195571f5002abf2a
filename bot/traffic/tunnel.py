"""aiohttp's connections through a proxy (python-socks does the talking). Loaded where there is a proxy only."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from ssl import SSLContext, SSLError
from typing import Any

from aiohttp.client_proto import ResponseHandler
from aiohttp_socks import ProxyConnector
from python_socks import ProxyConnectionError, ProxyTimeoutError, ProxyType

from bot.traffic import texts
from bot.traffic.proxy import NoWay, Proxy

_TYPES = {"http": ProxyType.HTTP, "socks5": ProxyType.SOCKS5, "socks5h": ProxyType.SOCKS5}


class Tunnel(ProxyConnector):
    """Whatever fails before Telegram is reached is `NoWay`."""

    def __init__(self, proxy: Proxy, **options: Any) -> None:  # noqa: ANN401 - those of TCPConnector
        super().__init__(
            proxy.host,
            proxy.port,
            proxy_type=_TYPES[proxy.scheme],
            username=proxy.user,
            password=proxy.password,
            rdns=True,
            **options,
        )
        self._way = proxy

    async def _connect_via_proxy(
        self,
        host: str,
        port: int,
        ssl: SSLContext | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library names it so
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        try:
            return await super()._connect_via_proxy(host, port, ssl, timeout)
        except Exception as error:  # nothing has been asked of Telegram yet, whatever went wrong
            raise NoWay(_words(error)(self._way.place, self._way.setting)) from None


def _words(error: Exception) -> Callable[[str, str], str]:
    """The sentence for what went wrong; that of the library may hold what the proxy said, and is shown to nobody."""
    match error:
        case SSLError():
            return texts.foreign
        case ProxyTimeoutError() | TimeoutError():
            return texts.slow
        case ProxyConnectionError():
            return texts.down
    refused = getattr(error, "error_code", None) == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED
    return texts.locked if refused or "authenticat" in str(error).lower() else texts.closed
