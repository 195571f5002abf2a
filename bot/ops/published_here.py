"""What is published in an installation, for commands that answer without opening it for work."""

from sqlalchemy.exc import SQLAlchemyError

from bot.core.config import Settings
from bot.core.errors import WennuanError
from bot.notices.published import editions
from bot.ops.opening import untouched
from knowledge.library import Library


async def inform(library: Library, settings: Settings) -> None:
    """Has the library answer from what is published there. Where no installation can be looked at (there is none, or
    one of an older version) the notices that come with the program answer; nothing is made or changed."""
    try:
        store = untouched(settings, [])
    except WennuanError:
        return
    try:
        async with store.read() as tx:
            library.publish(await editions(tx, library))
    except (SQLAlchemyError, OSError):
        return
    finally:
        await store.close()
