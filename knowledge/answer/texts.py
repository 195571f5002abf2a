"""The sentences of answers that hang on a document's own words and figures, and so are no data of the lexicon's.

What may be said of a message by rules of its own stands in lexicon/answers/*.toml; docs/howto/sentence.md says where
which sentence is. Names, numbers and clauses come as arguments; nothing here decides.
"""

from collections.abc import Sequence

from knowledge.patterns import Late

# --- what the notice does not have ------------------------------------------------------------------------------------

THIS_POINT = "您问的这一点，通知没有写。"
UNLISTED = "您说的这件事，通知没有写。"
NO_MORE = "更具体的，通知没有写。"
#: What `not_written(said_back(…))` makes, and what `unstated` makes: `claims` knows them again by these.
UNWRITTEN = Late("您问的(?:“[^”]*”)+，通知都?没有写。")
UNSTATED = Late("通知没有写[^，。；]+(?:，也没有写[^，。；]+)*。")


def said_back(quotes: Sequence[str]) -> str:
    """“您问的“……””, as what the notice does not state."""
    return f"您问的{''.join(f'“{one}”' for one in dict.fromkeys(quotes))}"


def not_written(phrase: str) -> str:
    return f"{phrase}，通知{'都' if phrase.count('“') > 1 else ''}没有写。"


def unstated(names: Sequence[str]) -> str:
    """`names`: what the sides are called (名额, 费用由谁出)."""
    return f"通知没有写{'，也没有写'.join(names)}。"


def left_open(quotes: Sequence[str]) -> str:
    """Of what the quoted clause may or may not answer."""
    return f"{said_back(quotes)}，通知写到的就是这些，拿不准的请问本人所在的基层工会。"


def not_kept(names: Sequence[str]) -> str:
    """Of the bot's own matters, or of the member's: a side of which nothing is known here."""
    what = f"{'、'.join(names)}，" if names else "您问的这一点，"
    return f"{what}我这里没有记着；点下面的按钮，我替您转告工会干部，由干部来答复您。"


# --- what is declined -------------------------------------------------------------------------------------------------

UNKNOWN = "这件事通知里没有写到，我答不准，请问本人所在的基层工会。"


def no_such_name(name: str) -> str:
    """Of a name (a fund, a card) that neither notice nor lexicon knows."""
    return f"通知里没有写到“{name}”，请问本人所在的基层工会；点下面的按钮，我替您转告工会干部，由干部来答复您。"


def compared_with(sources: Sequence[str]) -> str:
    return f"对照的是{'、'.join(sources)}全文。"


def no_rule(about: str, line: str) -> str:
    """Of a look-alike whose own line does not say that the notice is silent."""
    return f"{about}，通知没有相关规定。{line}。"


def turn_to(phrase: str, where: str) -> str:
    """`phrase`: the member's own words, said back; "" where they cannot be."""
    return f"{phrase}，我答不上来。{where}。" if phrase else f"这个我答不上来。{where}。"


def not_sure(phrase: str) -> str:
    return f"{not_written(phrase).rstrip('。')}，我答不准，请问本人所在的基层工会。"


# --- kinds and their ceilings -----------------------------------------------------------------------------------------

HARDSHIPS_APART = "困难职工家庭的申报慰问和“五要访”里的特殊困难，在通知里是两条分别列出的，两者是什么关系未说明。"
FORMS_APART = "不过一样是慰问金、一样是慰问品，不好直接相比。"


def counted(words: str, by: str) -> str:
    """每人每年: counted by the 年."""
    return f"写的是“{words}”，按{by}算。"


def for_the_branch(says: str) -> str:
    """What a clause leaves open (`says`), where something is only told."""
    return f"通知{says}，由本人所在的基层工会来定。"


def at_most(deed: str, form: str | None, ceiling: int) -> str:
    return f"{deed}，{form}不超过 {ceiling} 元。"


def no_figure(deed: str) -> str:
    return f"{deed}，通知未写明金额。"


def lower_above(number: str, year: int, ceiling: int | None) -> str:
    return f"上级的{number}（{year}年）上限更低，按它不超过 {ceiling} 元。"


def says_otherwise(number: str, year: int, words: str) -> str:
    return f"另有{number}（{year}年）写的是“{words}”，两份不一致，以工会干部核定的为准。"


def same_ceiling(ceiling: int, apart: str) -> str:
    return f"上限一样，都是不超过 {ceiling} 元。{apart}"


def higher_ceiling(names: Sequence[str], ceiling: int, apart: str) -> str:
    return f"{'、'.join(names)}的上限高些，不超过 {ceiling} 元。{apart}"


# --- the list, or a part of it ----------------------------------------------------------------------------------------

EACH_BELOW = "各项写了什么，点下面的按钮看。"
WHICH_ONE = "想知道哪一项，直接问我。"


def without_figure(count: int, listed: str) -> str:
    return f"没有写明金额的有 {count} 项：{listed}。"


def extreme(word: str, count: int, listed: str) -> str:
    """`word`: 最高, 最低."""
    return f"写明金额的里面，上限{word}的是 {count} 项：{listed}。"


def without_form(titles: Sequence[str]) -> str:
    return f"其余 {len(titles)} 项（{'、'.join(titles)}）通知未写明给钱还是给东西，也未写明金额。"


def work(year: int, count: int, names: str) -> str:
    return f"{year}年的通知写了{count}个方面的工作：{names}。{WHICH_ONE}"


# --- several pieces in one answer -------------------------------------------------------------------------------------

ASK_THE_BRANCH = "具体怎么办，请问本人所在的基层工会。"
NOT_YET_REPORTED = "我这里还没有登记。要申报的话，点下面的按钮填一填，会交给本人所在的基层工会。"
NO_HURRY = "我这里还没有登记，不急；想让工会知道的时候，点下面的按钮，我陪您填，会交给本人所在的基层工会。"
NO_HURRY_OFFICER = "我这里没有登记；想让工会知道，点下面的按钮，我转告工会干部。"
IN_PRIVATE = "这是个人的事，群里不细说，请私下发给我。"
REPORT_HARDSHIP = "我要申报家庭特殊困难"  # a button


def of_its_year(year: int) -> str:
    return f"这是{year}年的安排，现在是否照办，请问本人所在的基层工会。"


def grants_apart(topic: str) -> str:
    return f"{topic}和会员的慰问，在通知里是分开写的两件事。"


def not_the_same(ours: str, other: str) -> str:
    return f"{ours}和{other}不是一回事。"


# --- a clause that nobody has interpreted -----------------------------------------------------------------------------

NOT_READ = "原文是“{}”，您说的情形是否算在内，以原文为准"
NOT_KNOWN = "的这一条只有原文，您说的情形是否算在内，以原文为准"
QUOTED = "这是原文，不是解读，拿不准的请问本人所在的基层工会。"

# --- the notice itself ------------------------------------------------------------------------------------------------

NO_THEME = "通知未写明主题主线。"
NO_PARTS = "文件没有分成几部分。"
NO_TERM = "通知未写明有效期，现在是否照办请问本人所在的基层工会。"
NO_BASIS = "通知未写明依据的文件。"


def printed(day: str) -> str:
    return f"是{day}印发的。"


def attachment_absent(names: str) -> str:
    return f"{names}的正文没有收录，里面写了什么我答不了。"


def theme(words: str) -> str:
    return f"全市工作主题主线是“{words}”。数字的含义通知未作说明。"


def full_title(issuer: str, title: str, number: str, day: str) -> str:
    return f"全称是《{issuer}{title}》，文号{number}，{day}印发。"


def rests_on(documents: Sequence[str]) -> str:
    return f"通知里引到的文件有：{'；'.join(documents)}。"


# --- other years ------------------------------------------------------------------------------------------------------

NONE_ADDED, NONE_DROPPED = "没有新增的事项。", "没有取消的事项。"


def unchanged(now: str, then: str) -> str:
    return f"没有查到变化：{now}和{then}写的一样。"


def same_then(words: str, now: str) -> str:
    """Before what changed the last time. `words`: as the member named the day (去年)."""
    return f"{words}执行的也是{now}。它和再以前的文件比："


def only_one(now: str) -> str:
    return f"我这里只有{now}一份，没有更早的可以比。"


def not_there_yet(year: int) -> str:
    return f"{year}年的文件我这里还没有，上面说的是现在执行的。"


def too_early(year: int, oldest: str) -> str:
    return f"{year}年的文件我这里没有，最早的是{oldest}，上面说的是它。"


def of_then(words: str) -> str:
    return f"这是{words}执行的文件写的。"


def changed_within(words: str, day: str, before: str, after: str) -> str:
    """In the year asked about another document came into force on that day."""
    return f"{words}换过文件。{day}以前发生的：\n{before}\n{day}起发生的：\n{after}"
