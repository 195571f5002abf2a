"""Questions: asked in private, in a group when the bot is addressed, or inline; and /taught by the committee."""

from dataclasses import replace

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, Message, MessageEntity, Update

from bot.conversation import expectations
from bot.core.texts import menu as menu_texts
from bot.core.work.unit import Deps
from bot.questions import answering, inline, misses, relaying
from bot.questions.teaching import chat
from bot.questions.teaching.talk import Choice
from handlers.call import Call, Handler, personal


async def ask(call: Call, *, filling: bool = False) -> None:
    """Someone asks; the answer comes at once, with its source. `filling`: a form is open, and no other is offered."""
    if call.text.strip():
        await answering.answer(
            call.deps,
            call.chat_id,
            call.user_id,
            call.text,
            update_id=call.update_id,
            private=call.private,
            care=call.care,
            filling=filling,
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


async def relay(call: Call) -> str:
    """转给工会干部: what would be passed on is shown; under that, with the name, without it, or not."""
    how = str(call.args["argument"])
    if not how:
        return await relaying.preview(call.deps, call.chat_id, call.user_id, update_id=call.update_id)
    return await relaying.decide(call.deps, call.chat_id, call.user_id, how, update_id=call.update_id)


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
        for number, offer in enumerate(await inline.inline_offers(deps, query.query))
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


async def show_list(call: Call) -> None:
    """返回清单, and turning its pages."""
    month, page = str(call.args["month"]), int(call.args["page"])
    await chat.show_list(call.deps, call.update_id, call.user_id, month, page, call.message_id)


async def show_group(call: Call) -> None:
    """A number of the list; or of the group, to take a phrasing out."""
    await chat.show_group(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def choose_topic(call: Call) -> None:
    area, page = str(call.args["area"]), int(call.args["at"])
    choice = Choice.read(call.args)
    await chat.choose_topic(call.deps, call.update_id, call.user_id, choice, area, page, call.message_id)


async def choose_facet(call: Call) -> None:
    await chat.choose_facet(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def preview(call: Call) -> None:
    await chat.preview(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def keep(call: Call) -> str:
    """就这样教."""
    return await chat.keep(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def drop(call: Call) -> str:
    """不教了."""
    return await chat.drop(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def open_lessons(call: Call) -> None:
    """/taught: what was taught, by whom and when."""
    await chat.show_lessons(call.deps, call.update_id, call.user_id)


async def show_lessons(call: Call) -> None:
    await chat.show_lessons(call.deps, call.update_id, call.user_id, int(call.args["page"]), call.message_id)


async def show_lesson(call: Call) -> None:
    lesson, page = int(call.args["id"]), int(call.args["page"])
    await chat.show_lesson(call.deps, call.update_id, call.user_id, lesson, page, call.message_id)


async def undo(call: Call) -> str:
    """撤销这一条."""
    lesson, page = int(call.args["id"]), int(call.args["page"])
    return await chat.undo(call.deps, call.update_id, call.user_id, lesson, page, call.message_id)


COMMANDS: dict[str, Handler] = {
    "misses": show_misses,
    "taught": personal(open_lessons),
}


PRESSES: dict[str, Handler] = {
    "ask": ask_again,
    "source": show_source,
    "officer": tell_officer,
    "relay": relay,
    "unhelpful": unhelpful,
    "teach.list": show_list,
    "teach.group": show_group,
    "teach.area": choose_topic,
    "teach.facet": choose_facet,
    "teach.preview": preview,
    "teach.keep": keep,
    "teach.drop": drop,
    "taught.list": show_lessons,
    "taught.show": show_lesson,
    "taught.undo": undo,
}
