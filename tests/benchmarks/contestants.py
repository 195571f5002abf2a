"""The bots that are compared, each in a process of its own: `python -m tests.benchmarks.contestants NAME URL`."""

import os
import sys
import tempfile

TOKEN = "123456:" + "T" * 35
CONCURRENCY = 32


def ptb(url: str, concurrency: int) -> None:
    """python-telegram-bot as its examples show it: polling, httpx, echo; with more than 1, `concurrent_updates`."""
    from telegram import Update
    from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
    if concurrency > 1:
        builder = builder.concurrent_updates(concurrency).connection_pool_size(concurrency * 2).pool_timeout(30)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


def aiogram(url: str) -> None:
    """aiogram as its examples show it: polling, aiohttp, echo; on uvloop, as we are."""
    import uvloop
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async def main() -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        await dispatcher.start_polling(Bot(TOKEN, session=session))

    uvloop.run(main())


def wennuan(url: str) -> None:
    """`wennuan run`: inbox, lanes, prompts and drafts looked up, knowledge base, question log; only unpaced."""
    from tests.benchmarks import unpaced

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": url, "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        unpaced.main(webhook=False)


CONTESTANTS = {
    "ptb-sequential": lambda url: ptb(url, 1),
    "ptb-concurrent": lambda url: ptb(url, CONCURRENCY),
    "aiogram": aiogram,
    "wennuan": wennuan,
}

if __name__ == "__main__":
    CONTESTANTS[sys.argv[1]](sys.argv[2])
