"""`wennuan check`: whether everything the bot needs is in order, in plain Chinese, with what to do where it is not."""

import shutil
import stat
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp
from dotenv import dotenv_values
from sqlalchemy import select, text

from bot.core import extras, worktime
from bot.core.clock import local, local_date
from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.core.people import Branch
from bot.core.queries import holidays, members
from bot.core.texts import alerting as alerts
from bot.core.texts import installation
from bot.core.whereabouts import DATABASE, ENV_FILE
from bot.ops import alerting, backup, opening
from bot.ops import texts as ops_texts
from bot.ops.library import load_library
from bot.ops.opening import Found, look, newest, place_of
from bot.store import migrate
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.vault import KEY_FILE, read_keys
from bot.traffic import texts
from bot.traffic.proxy import NoWay, connector, proxy_of

MAX_SKEW = timedelta(seconds=30)
MAX_SILENCE = timedelta(minutes=15)  # since the last tick of a running bot
ALIKE = 0.85  # of two names of settings, 0–1


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `advice` says what to do, and is there only when something is wrong."""

    what: str
    advice: str = ""

    @property
    def ok(self) -> bool:
        return not self.advice


async def check(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Looks at everything, cheapest first; what fails does not keep the rest from being looked at. Writes nothing."""
    for finding in (*check_names(), check_disk(settings.data_dir), *check_files(settings)):
        yield finding
    branches: list[Branch] = []
    async for finding in check_store(settings, now, branches):
        yield finding
    for finding in check_notices(settings):
        yield finding
    yield Finding(extras.ability())  # a machine that does without pictures is in order
    async for finding in check_telegram(settings, branches):
        yield finding


async def check_store(settings: Settings, now: datetime, branches: list[Branch]) -> AsyncIterator[Finding]:
    """The folder, the keys, the database and its backups; `branches` are filled in for who looks further."""
    if not settings.data_dir.is_dir():
        yield Finding("数据文件夹", installation.no_folder(settings.data_dir))
        return
    try:
        keys = read_keys(settings.data_keys.get_secret_value() if settings.data_keys else None, settings.data_dir)
        if not keys:
            yield Finding("密钥", installation.no_keys_yet(settings.data_dir / KEY_FILE))
        store = opening.untouched(settings, keys)
    except ConfigError as error:
        yield Finding("数据库", str(error))
        return
    try:
        database = await check_database(store)
        yield database
        if database.ok:
            yield await check_schedule(store, now)
            async with store.read() as tx:
                branches += await members.all_branches(tx)
            yield await check_backup(store, settings.data_dir, now)
            yield await check_calendar(store, now)
    finally:
        await store.close()


def check_names() -> list[Finding]:
    """Lines of `.env` that look like a setting, and are none."""
    known = [name.upper() for name in Settings.model_fields]
    written = dotenv_values(".env", encoding="utf-8-sig") if Path(".env").exists() else {}
    near = {name: get_close_matches(name.upper(), known, 1, ALIKE) for name in written if name.upper() not in known}
    return [Finding(f".env 里的 {name}", ops_texts.meant_setting(found[0])) for name, found in near.items() if found]


def check_notices(settings: Settings) -> list[Finding]:
    """Whether every file of the notices' folder can be used."""
    try:
        library = load_library(settings)
    except ConfigError as error:
        return [Finding("通知", str(error))]
    wrong = [Finding("通知文件夹", alerts.notice_refused(str(error))) for error in library.refused]
    return wrong or [Finding("通知都读得懂")]


def check_disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder if folder.exists() else Path()).free
    enough = free >= alerting.MIN_FREE
    what = ops_texts.disk_left(free / 1024**3)
    return Finding(what, "" if enough else ops_texts.DISK_LOW)


def check_files(settings: Settings) -> list[Finding]:
    """The token, the keys and the database are for the bot's account alone."""
    return [
        Finding(f"{path.name} 的权限 {_mode(path)}", "" if _private(path) else ops_texts.readable_by_others(path))
        for path in (Path(ENV_FILE), settings.data_dir / KEY_FILE, settings.data_dir / DATABASE)
        if path.exists()
    ]


async def check_database(store: Store) -> Finding:
    """Whether it opens, is of this version and for this purpose, and is whole."""
    try:
        found = await look(store)
        if advice := _unfit(found, store):
            return Finding("数据库", advice)
        if lacking := await migrate.differences(store):
            return Finding("数据库结构", ops_texts.schema_differs(len(lacking)))
        if store.sqlite:
            async with store.read() as tx:
                verdict = await tx.value(text("PRAGMA quick_check"))
            if verdict != "ok":
                return Finding("数据库完整性", ops_texts.DATABASE_DAMAGED)
    except ConfigError as error:
        return Finding("数据库", str(error))
    except Exception as error:  # whatever the driver says, the other checks go on
        return Finding("数据库", ops_texts.cannot_open(type(error).__name__))
    return Finding("数据库完好")


def _unfit(found: Found, store: Store) -> str:
    """What to do when this version can't work with the database as it stands; empty when it can."""
    if found.revision is None:
        return installation.no_tables(place_of(store))
    if found.purpose not in (None, store.purpose):
        return installation.of_other(store.purpose, place_of(store))
    if found.revision > newest():
        return installation.NEWER
    return installation.OLDER if found.revision < newest() else ""


async def check_schedule(store: Store, now: datetime) -> Finding:
    async with store.read() as tx:
        last = await tx.value(select(t.ticks.c.at).order_by(t.ticks.c.at.desc()).limit(1))
    if last is None:
        return Finding("定时任务", ops_texts.NEVER_RAN)
    stopped = now - last > MAX_SILENCE
    what = ops_texts.last_ran(local(last))
    return Finding(what, ops_texts.STOPPED_A_WHILE if stopped else "")


async def check_backup(store: Store, data_dir: Path, now: datetime) -> Finding:
    async with store.read() as tx:
        last = await backup.last_made(tx, data_dir)
    if last is None:
        return Finding("备份", ops_texts.NO_BACKUP)
    age = now - last
    what = ops_texts.last_backup(local(last))
    return Finding(what, alerts.backup_stale(alerting.MAX_BACKUP_AGE.days) if age > alerting.MAX_BACKUP_AGE else "")


async def check_calendar(store: Store, now: datetime) -> Finding:
    """Whether this year's holidays and make-up days are known, and from December on the next year's."""
    async with store.read() as tx:
        arranged = await holidays.in_force(tx)
    if year := worktime.lacking(local_date(now), arranged):
        return Finding(ops_texts.holidays_of(year), alerts.calendar_lacking(year))
    return Finding(ops_texts.HOLIDAYS_KNOWN)


async def check_telegram(settings: Settings, branches: Sequence[Branch]) -> AsyncIterator[Finding]:
    """The token, the clock against Telegram's, and the bot's place in every officers' group."""
    if settings.bot_token is None:
        yield Finding("BOT_TOKEN", ops_texts.NOT_FILLED_IN)
        return
    try:
        proxy = proxy_of(settings)
    except ConfigError as error:
        yield Finding("代理", str(error))
        return
    if proxy:
        yield Finding(ops_texts.proxied(proxy.place, proxy.setting))
    base = f"{settings.telegram_api_base.rstrip('/')}/bot{settings.bot_token.get_secret_value()}"
    timeout = aiohttp.ClientTimeout(total=20, sock_connect=10)
    async with aiohttp.ClientSession(connector=connector(proxy), timeout=timeout) as session:
        try:
            me, served_at = await _ask(session, f"{base}/getMe")
        except NoWay as error:
            yield Finding("代理", str(error))
            return
        except (aiohttp.ClientError, TimeoutError):
            yield Finding("Telegram", ops_texts.NO_CONNECTION)
            return
        if me is None or (me.get("ok") and not _bot(me)):
            yield Finding("Telegram", texts.nonsense(settings.telegram_api_base))
            return
        if not me.get("ok"):
            yield Finding("BOT_TOKEN", ops_texts.REFUSED_BY_TELEGRAM)
            return
        yield Finding(ops_texts.right_token(_bot(me)["username"]))
        if served_at:
            yield check_clock(datetime.now(UTC), served_at)
        for branch in branches:
            yield await _check_group(session, base, branch, int(_bot(me)["id"]))


def _bot(answer: dict[str, Any]) -> dict[str, Any]:
    """The bot that a `getMe` names; empty when it names none."""
    found = answer.get("result")
    if not isinstance(found, dict) or not isinstance(found.get("username"), str):
        return {}
    return found if isinstance(found.get("id"), int) else {}


def check_clock(ours: datetime, theirs: datetime) -> Finding:
    skew = abs(ours - theirs)
    what = ops_texts.clock_off(skew.total_seconds())
    return Finding(what, ops_texts.CLOCK_WRONG if skew > MAX_SKEW else "")


async def _check_group(session: aiohttp.ClientSession, base: str, branch: Branch, bot_id: int) -> Finding:
    if branch.group_chat_id is None:
        return Finding(ops_texts.officers_group(branch.name), ops_texts.NOT_PAIRED)
    what = ops_texts.officers_group(branch.name)
    try:
        answer, _ = await _ask(session, f"{base}/getChatMember", chat_id=branch.group_chat_id, user_id=bot_id)
    except (aiohttp.ClientError, TimeoutError):
        return Finding(what, ops_texts.NOT_FOUND_OUT)
    if answer is None or not isinstance(answer.get("result", {}), dict):
        return Finding(what, ops_texts.ANSWER_UNREADABLE)
    status = answer.get("result", {}).get("status")
    muted = status == "restricted" and not answer["result"].get("can_send_messages")
    if not answer.get("ok") or status in ("left", "kicked") or muted:
        return Finding(what, ops_texts.NOT_IN_GROUP)
    return Finding(ops_texts.in_group(what))


async def _ask(
    session: aiohttp.ClientSession, url: str, **fields: int
) -> tuple[dict[str, Any] | None, datetime | None]:
    """The answer (None: not of a Bot API) and when it was given, if it says so."""
    async with session.post(url, json=fields) as response:
        try:
            answer = await response.json(content_type=None)
            served = response.headers.get("Date")
            served_at = parsedate_to_datetime(served) if served else None
        except ValueError:  # no JSON, or a date that is none
            return None, None
    return (answer if isinstance(answer, dict) and "ok" in answer else None), served_at


def _mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):o}"


def _private(path: Path) -> bool:
    return not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
