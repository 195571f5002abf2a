"""The proxy on the way to Telegram: which one, if any, and what is wrong when it lets nothing through.

`TELEGRAM_PROXY` comes first, then the usual `HTTPS_PROXY` (`HTTP_PROXY` for a plain address), `ALL_PROXY`, `NO_PROXY`.
The proxy looks the name up, never this machine: where Telegram is out of reach its name is often answered wrongly.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit

import aiohttp

from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.traffic import texts

if TYPE_CHECKING:
    from bot.traffic.tunnel import Tunnel

SCHEMES = ("http", "socks5", "socks5h")


class NoWay(aiohttp.ClientConnectionError):
    """The proxy did not connect us: nothing has left. The message is for the operator, and holds no secret."""


@dataclass(frozen=True)
class Proxy:
    """`setting` is the name under which the operator gave it."""

    scheme: str
    host: str
    port: int
    setting: str
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """Where it is, without user and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def connector(self, **options: Any) -> "Tunnel":  # noqa: ANN401 - those of aiohttp's TCPConnector
        from bot.traffic.tunnel import Tunnel  # for those who have a proxy; others save its memory

        return Tunnel(self, **options)


def proxy_of(settings: Settings) -> Proxy | None:
    """The proxy for `TELEGRAM_API_BASE`. Raises ConfigError, without showing a password, when it can't be read."""
    if settings.telegram_proxy:
        return _read("TELEGRAM_PROXY", settings.telegram_proxy.get_secret_value())
    base = urlsplit(settings.telegram_api_base)
    if _near(base.hostname or "") or _exempt(base, settings.no_proxy):
        return None
    plain = ("HTTP_PROXY", settings.http_proxy)
    secure = ("HTTPS_PROXY", settings.https_proxy)
    for name, given in (plain if base.scheme == "http" else secure, ("ALL_PROXY", settings.all_proxy)):
        if given:
            return _read(name, given.get_secret_value())
    return None


def connector(proxy: Proxy | None, **options: Any) -> aiohttp.BaseConnector:  # noqa: ANN401
    """What a session to Telegram stands on: through the proxy, or straight."""
    return proxy.connector(**options) if proxy else aiohttp.TCPConnector(**options)


def _near(host: str) -> bool:
    """This machine itself (the sandbox, a Bot API server of one's own) is asked directly."""
    return host in ("localhost", "::1") or host.startswith("127.")


def _exempt(base: SplitResult, without: str | None) -> bool:
    """Whether `NO_PROXY` names the host, or a domain above it; `*` names all of them."""
    host, place = base.hostname or "", base.netloc.rpartition("@")[2].lower()
    named = (one.strip().lower().removeprefix("*").lstrip(".") or one.strip() for one in (without or "").split(","))
    return any(one in ("*", host, place) or (one and host.endswith(f".{one}")) for one in named)


def _read(setting: str, written: str) -> Proxy:
    written = written.strip()
    try:
        url = urlsplit(written if "://" in written else f"http://{written}")
        host, port = url.hostname, url.port
    except ValueError:
        raise ConfigError(texts.wrong(setting, _without_secret(written))) from None
    if url.scheme not in SCHEMES or not host or not port or url.path.strip("/") or url.query or url.fragment:
        raise ConfigError(texts.wrong(setting, _without_secret(written)))
    user, password = (None if part is None else unquote(part) for part in (url.username, url.password))
    return Proxy(url.scheme, host, port, setting, user, password or ("" if user else None))


def _without_secret(written: str) -> str:
    """Everything up to the last @ may be a name and a password, however badly it is written."""
    return f"***@{written.rpartition('@')[2]}" if "@" in written else written
