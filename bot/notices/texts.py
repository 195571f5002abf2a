"""What is said of the union's own documents: putting in, reviewing, publishing, taking back."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.notices.rules import LARGEST

NO_DAY = "文件里没有成文日期，也没有施行日期。请写明从哪天起（--since 2026-01-01）。"
WHOSE = "基层工会自己的文件，要写明是哪个基层工会（--branch）；别的文件不用写。"
NO_NAME = "文件里没有文号，也没有标题，分不清是哪一份，没有收。"
GONE = "没有这一份文件（编号看 wennuan notices list）。"
NO_FIGURE = "没看懂是多少。请只写金额，例如 1000、六百、1.5万；是一段的写两个，例如 300-500。"
CLOSED = "这一份已经核对完或者取消了，不能再改。要改，请把文件重新加一遍。"
NOT_REVIEWED = "这一份还没有核对完，不能发布。"
SECOND_PERSON = "核对的人不能自己发布（输过其中金额的也算），请另一位工委干部（或运维人员）来发布。"
BY_OPERATOR = (
    "核对的人不能自己发布：这一份是运维人员在终端核对的。请一位工委干部来发布：在私聊里点“发布”，"
    "或在终端写明是谁（--by 工号）。"
)
STOPPED = (
    "这一条的金额您已经输错 3 次，不再让您猜。请换一位工委干部（或运维人员）对照原件来输；也请看看原件这一页："
    "要是输的没错，就是文件没有读对，请取消，换一份清楚的。别的可以接着核对。"
)
ALL_STOPPED = "剩下的都是您输错过 3 次的，要另一位来输（发 /notices，或 wennuan notices review）。做好的都留着。"
DIFFERENT = "和读出来的不一样。请再看一遍原件，重新输入；确实不一样的，说明文件没有读对，请取消，换一份清楚的文件。"
AGREED = "对上了。"
TOO_EARLY = "这一句是在上面这一处问出来以前发的，没有算数。请看着上面这一处再输一遍。"
NOTHING_OPEN = "要核对的都核对完了。"
LEVELS = {"above": "上级的", "committee": "工委的", "branch": "基层工会的"}
NOT_COMMITTEE = "只有工委的主席和委员能办这件事。"


DOINGS = {
    "add": "加入",
    "review": "核对完",
    "release": "发布",
    "withdraw": "撤下",
    "drop": "取消",
    "deny": "定一笔钱不是慰问标准",
    "apart": "定一条是新的一项",
}


def doing(at: datetime, action: str, name: str | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}　{DOINGS.get(action, action)}：{name or '运维人员'}"


def original(name: str, digest: str) -> str:
    return f"原件 {name}，SHA-256 {digest}"


def read(number: str, title: str, clauses: int) -> str:
    return f"读出了 {named(number, title)}，{clauses} 条。下面逐处核对：金额盖住了，请照原件输入；中途写“停”就先放着。"


def put_aside(notice_id: int) -> str:
    return f"先放着，接着核对：wennuan notices review {notice_id}（做好的都留着）"


def still_open(count: int) -> str:
    return f"还有 {count} 处没有核对，核对完才能发布。"


def published_already(number: str) -> str:
    return f"{called(number)} 现在用的就是这一份。"


def nothing_published(number: str) -> str:
    return f"{called(number)} 没有发布过，或者已经撤下了。"


def type_(*, apart: bool) -> str:
    """`apart`: whether the clause is an item of a list, which may be one of its own."""
    other = f"是文件里另外的一项，点“{APART}”；" if apart else ""
    return (
        "请对照原件，看是不是这一项的：是的，把盖住的金额输进来（元），是一段的写两个，例如 300-500；"
        f"{other}不是慰问的钱，点“{DENY}”。"
    )


def named(number: str, title: str, most: int | None = None) -> str:
    """A document by number and title, at `most` so long; by its title alone where it has no number. Brackets within
    brackets are single ones."""
    inner = title[:most].translate(str.maketrans("《》", "〈〉"))
    return f"{number if number != title else ''}《{inner}》"


def head(notice_id: int, number: str, title: str, issuer: str, level: str, since: date, until: date | None) -> str:
    """One document in one or two lines."""
    end = f"，到 {until} 为止" if until else ""
    return f"第 {notice_id} 份　{named(number, title)}\n{issuer}，{LEVELS[level]}，{since} 起执行{end}"


def changes_nothing(number: str) -> str:
    return f"它要修改的 {number} 是别家发的，改不了：{number} 照旧，这一份只照原文放在旁边，请和发文的一方核对"


def differing(lines: Sequence[str]) -> str:
    """What publishing would change."""
    if not lines:
        return "和现在执行的比，事项和标准没有变化。"
    return "和现在执行的比：\n" + "\n".join(f"· {line}" for line in lines)


def reviewed(notice_id: int, *, by_operator: bool, two_people: bool) -> str:
    """At the terminal."""
    done, command = f"核对完了（第 {notice_id} 份）。", f"wennuan notices release {notice_id}"
    if not two_people:
        return f"{done}可以发布了：{command}，或在私聊里点“发布”。"
    if by_operator:
        return f"{done}请一位工委干部来发布：在私聊里点“发布”，或 {command} --by 工号。"
    return f"{done}请另一位来发布：{command}（运维人员，或 --by 另一位的工号），或在私聊里点“发布”。"


def given_for(event: str, whom: str, form: str) -> str:
    """Whose the amount is, beside which it is typed."""
    if not event:
        return "这笔钱没有认出是哪一项慰问的。"
    said = "，".join(one for one in (whom, form) if one)
    return f"这笔钱算在“{event}”上" + (f"（{said}）。" if said else "。")


def denied_one(place: str, event: str) -> str:
    return f"{place}" + (f"（{event}）" if event else "")


def denied(lines: Sequence[str]) -> str:
    return f"定为不是慰问标准的：{'、'.join(lines)}。定错了的，请取消这一份，重新加。\n" if lines else ""


def called(number: str) -> str:
    """A document in a sentence: by its number, else by its title in brackets."""
    return number if number.endswith("号") else named(number, number)


def released(number: str, since: date, today: date) -> str:
    if since > today:
        return f"已发布 {called(number)}，从 {since} 起执行：那天起发生的事照它答、照它审批；在那以前还照现在执行的。"
    return f"已发布 {called(number)}。从下一个问题起就照它答；审批上限、台账也照它。"


def in_use(since: date, today: date) -> str:
    """How a published version stands."""
    return f"已发布，{since} 起用" if since > today else IN_USE


def not_in_use(number: str) -> str:
    return f"{called(number)}的这一版现在没有在用，不能照它告诉会员。"


def may_tell(count: int) -> str:
    return f"和以前比有 {count} 处变化。要告诉会员，点下面的按钮：先给您看样子，您点了“发”才会发。"


def undone(number: str, former: bool) -> str:
    return f"已撤回 {called(number)}，" + ("恢复了前一版。" if former else "现在按撤回以前的文件答。")


def broadcast(number: str, since: date, today: date, lines: Sequence[str], more: int = 0) -> str:
    """What members are told, for the committee to look at and send. `more`: changes that there is no room for."""
    begun = f"将从{since.year}年{since.month}月{since.day}日起执行" if since > today else "已经执行"
    told = "\n".join(f"· {line}" for line in lines)
    rest = f"\n另有 {more} 处变化，问到哪一项我就告诉您哪一项。" if more else ""
    ask = "具体怎么办，请问本人所在的基层工会，或者直接问我。"
    return f"各位会员：{called(number)} {begun}，和以前比，有这些变化：\n{told}{rest}\n{ask}"


LATER, DROP, DONE, SEEN, SURE = "先放着", "取消这一份", "核对完了", "看过了，没有问题", "确定撤回"
READING, BACK, ON = "看读出的条文", "上一页", "下一页"
IN_USE, WAITS, OPEN = "正在用", "核对完，等发布", "正在核对"
FROM_ABOVE, OF_BRANCH, OWN = "这是上级的文件", "这是基层工会的", "不对，是工委自己的"
WHICH_BRANCH = "是哪个基层工会自己的？只对它的会员有效，标准不能高过上级和工委的上限。"
NOTED, DROPPED, RELEASED = "记下了。", "已取消，没有发布。", "已发布。"
KEPT = "先放着了。发 /notices 接着核对。"
DENY = "这不是慰问标准"
APART = "是新的一项"
NO_ITEM = "这一条不是单列的一项，请对照原件输入金额，或点“这不是慰问标准”。"
SET_APART = "记下了：是新的一项，发布后照原文单列，不算在别的事项上。"
ASK = "对照原件，这一项的金额是（元；不是慰问标准就写“不是”，是另外的一项就写“新的一项”，先放着写“停”）："
STOP = frozenset({"停", "先放着", "退出", "放着", "q", "quit", "exit"})
DENIED = "记下了：不是慰问标准，不当作这一项的钱。"
TELL = "告诉会员有什么变化"
NOTHING_CHANGED = "和以前比，事项和标准没有变化，没有要告诉会员的。"
NO_FILE = "请把通知、办法的文件发给我（Word、PDF、OFD、网页或文字文件），或发“取消”。"
TOO_BIG = f"文件太大了，聊天里最多 {LARGEST // 1_000_000} MB。请用 wennuan notices add。"


PHOTOGRAPH = "照片"
READING_BEGUN = (
    "收到文件，正在读。扫描件、照片一页要十几秒到半分钟，您可以先办别的，读好了我告诉您。"
    "机器人要是中途重启过，发 /notices 点“接着读”。"
)
STOP_READING = "不读了"
READ_UP = "读好了。"
READING_STOPPED = "好的，不读了，什么都没有改。"
READING_FAILED = "这个文件读到一半出了错，什么都没有改。请再发一次；还不行，请另存成 PDF 或 docx 再发。"
NOT_READ = "这一份还没有读完。发 /notices，点“接着读”。"
THIS = "要看的地方"


def pages_read(done: int, of: int) -> str:
    return f"正在读：第 {done}／{of} 页读好了。"


def unread(notice_id: int, name: str) -> str:
    return f"{notice_id}. {name}（还没有读完）"


def read_on(notice_id: int) -> str:
    return f"接着读第 {notice_id} 份"


def places(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}到{names[-1]}"


def page_of(name: str, page: int, pages: int, *, marked: bool) -> str:
    """Under the picture of a page."""
    found = f"标黄的是{name}。" if marked else f"{name}在这一页，没能标出来，请找一找。"
    return f"原件第 {page} 页，共 {pages} 页。{found}"


def no_picture(reason: str) -> str:
    return f"这一份没有页面的图：{reason}请看着您手里的原件核对。"


def overview(lines: Sequence[str]) -> str:
    known = "\n".join(lines) if lines else "还没有加过文件，现在照随程序带的通知答。"
    return f"工会的文件：\n{known}\n\n要加一份，请把文件发给我；不加了，发“取消”。"


def same_file(notice_id: int, name: str, state: str) -> str:
    return f"这个文件已经收过了：第 {notice_id} 份 {name}（{state}）。没有再收一份。"


def left_open(notice_id: int) -> str:
    """A file came where a figure was waited for."""
    way_on = f"发 /notices，点“{go_on(notice_id)}”。"
    return f"收下这个文件。第 {notice_id} 份刚才问的金额还没有核对，先放着；要接着办，{way_on}"


def go_on(notice_id: int) -> str:
    return f"接着核对第 {notice_id} 份"


def publish(notice_id: int) -> str:
    return f"发布第 {notice_id} 份"


def take_back(number: str) -> str:
    return f"撤回 {called(number)}"


def ask_sure(number: str) -> str:
    return f"撤回 {called(number)} 以后，会员问到的、审批用的，都回到发布它以前。确定吗？"


def taken(head: str, clauses: int, points: int) -> str:
    todo = f"有 {points} 处要您对照原件核对，金额要亲手输入。" if points else "没有要核对的。"
    return f"收到：\n{head}\n读出 {clauses} 条。{todo}不是工委自己发的，请先点下面的按钮说明是谁的。"


def settled(level: str, branch: str) -> str:
    """Whose it is from now on."""
    whose = {
        "above": "记下了：这是上级的文件。工委和基层的标准先用，但不能高过它的上限。",
        "committee": "记下了：这是工委自己的文件，对全体会员有效。",
        "branch": f"记下了：这是{branch}自己的文件，只对它的会员有效，不能高过上级和工委的上限。",
    }
    return whose[level]


def left(count: int) -> str:
    return f"（还有 {count} 处）"


def to_release(name: str, number: str, title: str, differing_: str) -> str:
    return f"{name}核对完了 {named(number, title)}，请您看过以后发布。\n{differing_}"


def handed_on(count: int) -> str:
    return (
        f"核对完了，已请 {count} 位工委干部看过发布。"
        if count
        else "核对完了。工委没有别的干部能收到，请运维人员发布。"
    )
