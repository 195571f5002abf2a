"""Webhooks: setting, dropping, telling about them. (getUpdates waits, and so lives with the HTTP side.)"""

from urllib.parse import urlsplit

from bot.sandbox.errors import BadRequest
from bot.sandbox.jsons import Json
from bot.sandbox.methods.registry import method
from bot.sandbox.params import Call
from bot.sandbox.world import World

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def _reachable(url: str) -> bool:
    """Telegram insists on HTTPS; the sandbox also posts to its own machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in LOCAL_HOSTS)


@method("setWebhook")
def set_webhook(world: World, call: Call) -> object:
    params = call.params
    if params["url"] and not _reachable(params["url"]):
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    if not 1 <= params.get("max_connections", 40) <= 100:
        raise BadRequest("max_connections must be between 1 and 100")
    world.webhook = {
        "url": params["url"],
        "secret_token": params.get("secret_token"),
        "max_connections": params.get("max_connections", 40),
    }
    return _changed(world, params)


@method("deleteWebhook")
def delete_webhook(world: World, call: Call) -> object:
    world.webhook = {"url": ""}
    return _changed(world, call.params)


def _changed(world: World, params: Json) -> bool:
    world.updates.allow(params.get("allowed_updates"))
    if params.get("drop_pending_updates"):
        world.updates.forget(list(world.updates.pending))
    world.save_settings()
    world.updates.pulse.fire()
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, call: Call) -> object:
    shown = {key: value for key, value in world.webhook.items() if key != "secret_token" and value is not None}
    info = {**shown, "has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}
    return info | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})
