"""What the bot says about itself (name, descriptions, commands, menu button), and its webhook."""

import re
from urllib.parse import urlsplit

from bot.sandbox.errors import BadRequest, Violation
from bot.sandbox.jsons import Json, dumps
from bot.sandbox.methods.registry import method
from bot.sandbox.model import BOT_NAME, bot_user
from bot.sandbox.params import Call
from bot.sandbox.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


@method("getMe")
def get_me(world: World, call: Call) -> object:
    capabilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return bot_user() | capabilities


@method("logOut", "close")
def leave_server(world: World, call: Call) -> object:
    return True


def _key(kind: str, call: Call) -> str:
    scope = call.params.get("scope") or {"type": "default"}
    return f"{kind}/{dumps(dict(sorted(scope.items()))).decode()}/{call.params.get('language_code', '')}"


def _store(world: World, key: str, value: object) -> bool:
    if value:
        world.settings[key] = value
    else:
        world.settings.pop(key, None)
    world.save_settings()
    world.changed.fire()
    return True


@method("setMyCommands")
def set_commands(world: World, call: Call) -> object:
    for command in call.params["commands"]:
        if not _COMMAND.fullmatch(command["command"]):
            raise Violation("BOT_COMMAND_INVALID")
    if chat_id := (call.params.get("scope") or {}).get("chat_id"):
        world.find_chat(chat_id)
    return _store(world, _key("commands", call), call.params["commands"])


@method("getMyCommands")
def get_commands(world: World, call: Call) -> object:
    return world.settings.get(_key("commands", call), [])


@method("deleteMyCommands")
def delete_commands(world: World, call: Call) -> object:
    return _store(world, _key("commands", call), None)


@method(*(f"setMy{name}" for name in _TEXTS))
def set_text(world: World, call: Call) -> object:
    name = _TEXTS[call.method.removeprefix("setMy")]
    return _store(world, _key(name, call), call.params.get(name))


@method(*(f"getMy{name}" for name in _TEXTS))
def get_text(world: World, call: Call) -> object:
    name = _TEXTS[call.method.removeprefix("getMy")]
    return {name: world.settings.get(_key(name, call), BOT_NAME if name == "name" else "")}


@method("setChatMenuButton")
def set_menu_button(world: World, call: Call) -> object:
    return _store(world, f"menu/{call.params.get('chat_id', '')}", call.params.get("menu_button"))


@method("getChatMenuButton")
def get_menu_button(world: World, call: Call) -> object:
    fallback = world.settings.get("menu/", {"type": "default"})
    return world.settings.get(f"menu/{call.params.get('chat_id', '')}", fallback)


def commands_for(world: World, chat_id: int, user_id: int, *, admin: bool) -> list[Json]:
    """The commands that a person is offered in a chat: the narrowest scope that has any."""
    private = chat_id > 0
    scopes: list[Json] = []
    if not private:
        scopes.append({"type": "chat_member", "chat_id": chat_id, "user_id": user_id})
        scopes += [{"type": "chat_administrators", "chat_id": chat_id}] if admin else []
    scopes.append({"type": "chat", "chat_id": chat_id})
    scopes += [{"type": "all_chat_administrators"}] if admin and not private else []
    scopes += [{"type": "all_private_chats" if private else "all_group_chats"}, {"type": "default"}]
    for scope in scopes:
        for language in ("zh", ""):
            key = _key("commands", Call("", {"scope": scope, "language_code": language}))
            if found := world.settings.get(key):
                return list(found)
    return []


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
