"""Questions: asked in private, in a group when the bot is addressed, or inline in any chat."""

from dataclasses import replace

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, Message, MessageEntity, Update

from bot.conversation import expectations
from bot.core.texts import menu as menu_texts
from bot.core.work.unit import Deps
from bot.questions import answering, misses
from handlers.call import Call, Handler


async def ask(call: Call) -> None:
    """Someone asks; the answer comes at once, with its source."""
    if call.text.strip():
        await answering.answer(
            call.deps,
            call.chat_id,
            call.user_id,
            call.text,
            update_id=call.update_id,
            private=call.private,
            care=call.care,
        )
    else:
        await answering.answer_wordless(call.deps, call.chat_id, call.update_id)


async def ask_again(call: Call) -> None:
    """A related question under an answer is pressed: the same as typing it."""
    expected = await expectations.expected(call.deps, call.chat_id, call.user_id)
    await ask(replace(call, text=str(call.args["argument"]), care=expected.care))


async def show_source(call: Call) -> None:
    """看原文: the clause's own words."""
    await answering.show_source(call.deps, call.chat_id, str(call.args["argument"]), update_id=call.update_id)


async def tell_officer(call: Call) -> str:
    """The member wants a person: an officer of his branch is told, in private."""
    return await answering.tell_officer(
        call.deps, call.chat_id, call.user_id, care=call.args["argument"] == "care", update_id=call.update_id
    )


async def unhelpful(call: Call) -> str:
    """没帮上: the question is kept, without the asker's name, for the officers to learn from."""
    return await answering.unhelpful(call.deps, call.chat_id, call.user_id, update_id=call.update_id)


async def show_misses(call: Call) -> None:
    """/misses [2026-03]: officers see what was not answered well; nobody sees who asked."""
    words = call.args.get("words") or [None]
    await misses.tell(call.deps, call.chat_id, call.user_id, words[0], update_id=call.update_id)


async def offer_inline(deps: Deps, update: Update) -> None:
    """`@bot 住院` in any chat: answers to share."""
    query = update.inline_query
    if query is None:
        return
    results = [
        InlineQueryResultArticle(
            str(number), offer.title, InputTextMessageContent(offer.text), description=offer.teaser
        )
        for number, offer in enumerate(await answering.inline_offers(deps, query.query))
    ]
    await query.answer(results, cache_time=300)


def addressed(update: Update, bot: Bot) -> str | None:
    """What a group message asks the bot: the text without the mention, or None when it is not spoken to."""
    message = update.effective_message
    if not isinstance(message, Message) or not message.text:
        return None
    mention = f"@{bot.username}"
    entities = message.parse_entities([MessageEntity.MENTION])
    if any(spoken.lower() == mention.lower() for spoken in entities.values()):
        return message.text.replace(mention, " ").strip() or menu_texts.HELP
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return message.text
    return None


PRESSES: dict[str, Handler] = {
    "ask": ask_again,
    "source": show_source,
    "officer": tell_officer,
    "unhelpful": unhelpful,
}
COMMANDS: dict[str, Handler] = {"misses": show_misses}
