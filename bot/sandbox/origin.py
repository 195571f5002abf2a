"""Who may talk to the sandbox: this machine's programs, and the page that it serves itself; no other web page.

Everything in the sandbox may be done as anybody, so a page of another site, opened in a browser on this machine, must
reach nothing of it: not by a form or an image (`Origin`, `Sec-Fetch-Site`), not by a name of its own that leads here
(DNS rebinding: `Host`), not by a frame, not by a websocket. Programs send none of these but `Host`.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
REFUSED = "沙箱只接受本机程序和它自己的网页。请在浏览器里直接打开 http://127.0.0.1:{port}/。"
_OWN = frozenset({"same-origin", "none"})  # none: typed in, or a bookmark
_POLICY_VIOLATION = 1008  # a websocket's close code


class OwnPages:
    """Lets through to `app` what comes from here, and refuses the rest with 403, whatever the path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_ours(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await _refusal(scope)(scope, receive, send)


def is_ours(scope: Scope) -> bool:
    """Whether the request names this machine, and no page but the sandbox's own has made it."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _name(host) not in LOOPBACK | {(scope.get("server") or ("",))[0]}:
        return False
    origin = headers.get("origin")
    if origin is not None:
        return origin == f"http://{host}"
    return headers.get("sec-fetch-site", "none") in _OWN or _is_link(scope, headers)


def _name(host: str) -> str:
    """The name without the port; nothing for what is no host at all."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Somebody follows a link to the page, in a tab of its own: that does nothing yet."""
    whole_tab = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return whole_tab and scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"


def _refusal(scope: Scope) -> Response:
    """In the form that the path's callers read: the Bot API's, the control API's, or words."""
    words = REFUSED.format(port=(scope.get("server") or ("", 8642))[1])
    if scope["path"].startswith("/bot"):
        return JSONResponse({"ok": False, "error_code": 403, "description": f"Forbidden: {words}"}, 403)
    if scope["path"].startswith("/sandbox/"):
        return JSONResponse({"error": words}, 403)
    return PlainTextResponse(words, 403)
