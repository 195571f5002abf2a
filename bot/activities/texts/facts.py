"""The facts that are fixed of an activity, in the order in which officers are asked for them: one entry a fact.

Order, question, label, limit and news are read from here by rules, queries, drafting, reading and answers; how a fact
is said stands in `members.facts`. To add one: docs/howto/activity-fact.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """`name`: as `rules.Plan` and the table have it. `asks`: the officer's question; "" for what he never changes by
    itself. `beside`: the fact with whose words it is read, so that it need not be asked for in its turn. `longest`:
    characters of what is kept as written; None of what is read (a day, a number). `facet`: the side of a question that
    it answers: while it is open, that is said. `news`: what those who have signed up are told has changed; "" if they
    are not told. `sealed`: encrypted in the database."""

    name: str
    label: str
    asks: str = ""
    beside: str = ""
    longest: int | None = None
    facet: str = ""
    news: str = ""
    sealed: bool = False


FACTS = (
    Fact("title", "名称", "这项活动叫什么？", longest=60),
    Fact(
        "day",
        "日期",
        "定在哪一天？可以写“10月18日”“下周六上午9点到11点半”，连着几天的写“10月18日至20日”。",
        facet="date",
        news="日期",
    ),
    Fact("until", "要几天", beside="day", facet="duration", news="日期"),
    Fact(
        "start",
        "几点开始",
        "几点开始？例如“9:00”“下午2点半”；几点结束可以一起写，例如“9点到11点半”。",
        news="时间",
    ),
    Fact(
        "finish",
        "几点结束",
        "几点结束？例如“11:30”“下午4点半”；过了半夜的写“次日1点”。",
        beside="start",
        news="时间",
    ),
    Fact("place", "地点", "在哪里？", longest=100, facet="place", news="地点"),
    Fact(
        "audience",
        "谁可以参加",
        "谁可以参加？例如“全体会员”“单身会员”。这句话会原样登出来，符不符合由您来把关。",
        longest=200,
        facet="covered",
    ),
    Fact("places", "名额", "多少个名额？写数字。名额定了，会员才能报名。", facet="quota"),
    Fact(
        "deadline",
        "报名截止",
        "报名到哪天为止？例如“10月10日”“10月10日17点”。先不定，就是活动开始前都可以报。",
    ),
    Fact("note", "说明", "还有什么要说明的？例如集合地点、要带什么、联系谁。", longest=500, sealed=True),
)
BY_NAME = {one.name: one for one in FACTS}
