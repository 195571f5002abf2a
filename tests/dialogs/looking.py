"""What a transcript looks at: messages, notices at buttons, silence, links and pins. Each raises AssertionError."""

from tests.dialogs.fragments import carries, says
from tests.dialogs.script import Step
from tests.dialogs.stage import Stage, matches


async def expect(step: Step, stage: Stage) -> None:
    """The next message in that chat with these fragments in this order."""
    chat = stage.chat(step.who)
    said = await stage.said(chat, stage.read_up_to[chat])
    found = next((post for post in said if says(post["text"], step.words)), None)
    assert found is not None, f"没有说。说的是 {[(post['text'], post['buttons']) for post in said]}"
    stage.read_up_to[chat] = found["seq"]
    missing = [wanted for wanted in step.buttons if not any(matches(label, wanted) for label in found["buttons"])]
    assert not missing, f"没有按钮 {missing}，只有 {found['buttons']}"
    too_many = [label for label in found["buttons"] if any(matches(label, other) for other in step.absent)]
    assert not too_many, f"不该有按钮 {too_many}"
    loose = [words for words in step.never if words in found["text"]]
    assert not loose, f"不该说 {loose}：{found['text']}"
    assert carries(found["media"], step.media), f"没有附件“{step.media}”，只有 {found['media']}"


async def toast(step: Step, stage: Stage) -> None:
    """What the button that this person pressed last has shown."""
    await stage.rest()
    shown = await stage.toasts(stage.people[step.who])
    text = shown[-1]["text"] or ""
    assert says(text, step.words), f"弹窗是“{text}”"


async def silent(step: Step, stage: Stage) -> None:
    """Nothing but what has been expected, since somebody last did something."""
    chat = stage.chat(step.who)
    said = await stage.said(chat, max(stage.mark, stage.read_up_to[chat]))
    assert not said, f"却说了 {[post['text'] for post in said]}"


async def offer(step: Step, stage: Stage) -> None:
    """What was offered where the bot was called by its name: title and text of each. “没有” when there was nothing."""
    await stage.rest()
    mine = [
        query for query in await stage.client.call("GET", "inline") if query["from"]["id"] == stage.people[step.who]
    ]
    results = mine[-1].get("results", [])
    texts = [f"{one['title']}\n{one['input_message_content']['message_text']}" for one in results]
    ok = not texts if step.words == "没有" else any(says(text, step.words) for text in texts)
    assert ok, f"候选是 {texts}"


async def link_shown(step: Step, stage: Stage) -> None:
    """Where the button that this person pressed last leads."""
    shown = await stage.toasts(stage.people[step.who])
    url = shown[-1]["url"] or ""
    assert step.words in url, f"跳转到“{url}”"


async def pinned(step: Step, stage: Stage) -> None:
    """What stands at the top of that chat; “没有” when nothing does."""
    await stage.rest()
    chat = stage.world.chats[stage.chat(step.who)]
    texts = [chat.posts[pin].body.get("text", "") for pin in chat.pinned]
    ok = not texts if step.words == "没有" else any(says(text, step.words) for text in texts)
    assert ok, f"置顶的是 {texts}"
