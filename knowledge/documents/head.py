"""What stands around the clauses: number, issuer, title, to whom, dates, attachments, copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.documents.annexes import ATTACHMENT, BODY, LISTED, NAMED, SIGNED, Annexes
from knowledge.documents.marks import Level, mark_at, mark_of
from knowledge.documents.numerals import DATE, day
from knowledge.documents.terms import mentions

NUMBER = re.compile(
    r"^(?P<body>[\u4e00-\u9fff×Xx]{2,14})[〔（<《]?(?P<year>\d{4})[〕）>》]?第?(?P<n>\d{1,4})号(?:签发人.*)?$"
)
TITLE = re.compile(
    r"(?P<title>关于.+(?:通知|意见|决定|办法|规定|细则|标准|方案|要点|函|通报|规则|制度|说明))(?P<trial>（[^）]{2,8}）)?$"
)
SCOPE = re.compile(r"^(?P<scope>(?!现将|抄送)[^。；]{2,60})：$")
SEAL = re.compile(r"[（〔]?盖?章[）〕]?$")
PRINTED = re.compile(r"印发$|^印发")
STATED = re.compile("[。；]")
SITE = re.compile(r"版权所有|[Cc]opyright|©|ICP备|备案号|主办|承办|技术支持|打印本页|关闭窗口|浏览次数|网站")
LEAD = re.compile(r"^现(?:将|印发).*(?:印发给你们|转发给你们|通知如下|遵照执行|贯彻执行|贯彻落实).*[。：]$")


@dataclass
class Head:
    """What was found of a document's frame; `names` gives the paragraphs that are no clauses a name."""

    number: str = ""
    issuer: str = ""
    title: str = ""
    named: str = ""
    scope: str = ""
    signed: date | None = None
    printed: date | None = None
    signer: str = ""
    attachments: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)


def read_head(texts: Sequence[str], first: int, last: int, behind: Annexes) -> Head:
    """From the folded paragraphs: those before `first` and from `last` on are the frame, and what is signed in between;
    the rest is the body."""
    head = Head(names=dict.fromkeys(behind.headings, "annex"))
    listing = 0
    for at in (*range(first), *behind.signed, *range(last, len(texts))):
        text = texts[at]
        listing = _listed(head, at, text, listing)
        if at not in head.names:
            _take(head, at, text, at < first)
    if head.number and not head.issuer:
        head.issuer = head.signer
    if not head.title and head.named:
        head.title = head.named
    return head


def bounds(texts: Sequence[str], tables: Iterable[int]) -> tuple[int, int]:
    """Where the body begins and where it has ended."""
    table_at = set(tables)
    first, listing = len(texts), 0
    for at, text in enumerate(texts):
        listed = LISTED.match(text)
        if listed and (int(listed["n"]) == listing + 1) and (listing or "附件" in text[:4]):
            listing += 1
            continue
        listing = 0
        if at in table_at or (mark_at(texts, at) and not ATTACHMENT.match(text)):
            first = at
            break
    if first == len(texts):
        first = next((at for at, text in enumerate(texts) if text.endswith("。") and not LEAD.match(text)), len(texts))
    while first and texts[first - 1].endswith(("：", "？")) and mentions(texts[first - 1]):
        first -= 1  # 会员退休：, over the first that is said of it
    return first, _end(texts, first, table_at)


def _end(texts: Sequence[str], first: int, tables: set[int]) -> int:
    last = _signed_off(texts, first, tables)
    while last > first + 1 and last - 1 not in tables and _is_frame(texts[last - 1]):
        last -= 1
    return last


def _signed_off(texts: Sequence[str], first: int, tables: set[int]) -> int:
    """After the last signature with its date a page may go on (版权所有, 打印本页), unless any of it is a statement."""
    signed = [at for at in range(first + 1, len(texts) - 1) if BODY.match(texts[at]) and DATE.fullmatch(texts[at + 1])]
    if not signed:
        return len(texts)
    rest = range(signed[-1] + 2, len(texts))
    said = any(
        at in tables or mark_of(texts[at]) or (STATED.search(texts[at]) and not SITE.search(texts[at])) for at in rest
    )
    return len(texts) if said or any(ATTACHMENT.match(texts[at]) for at in rest) else signed[-1] + 2


def _is_frame(text: str) -> bool:
    if mark_of(text):
        return False
    return bool(SIGNED.match(text) or PRINTED.search(text) or BODY.match(text) or text.startswith("抄送"))


def _listed(head: Head, at: int, text: str, listing: int) -> int:
    """Attachments: the numbers go on from the line that begins with 附件."""
    match = LISTED.match(text)
    if match and int(match["n"]) == listing + 1 and (listing or "附件" in text[:4]):
        head.attachments.append(match["title"])
        head.names[at] = "attachment"
        return listing + 1
    if (found := ATTACHMENT.match(text)) and len(text) <= 60 and not text.endswith("。"):
        if found["title"]:
            head.attachments.append(found["title"])
        head.names[at] = "attachment"
    return 0


def _take(head: Head, at: int, text: str, before: bool) -> None:
    """One paragraph of the frame. What is recognised gets a name; all else is left to be a clause."""
    mark = mark_of(text)
    if mark and mark.level is not Level.POINT:
        return
    if not head.number and (match := NUMBER.match(text)):
        head.number = f"{match['body']}〔{match['year']}〕{int(match['n'])}号"
        head.names[at] = "number"
    elif match := SIGNED.match(text):
        head.signed = head.signed or day(text)
        head.signer = SEAL.sub("", match["signer"] or "") or head.signer
        head.names[at] = "date"
    elif text.startswith(("抄送", "主题词", "签发人")) or PRINTED.search(text):
        head.printed = day(text) or head.printed
        head.names[at] = "colophon"
    elif before and text.endswith("文件") and len(text) <= 40 and not head.issuer:
        head.issuer = text.removesuffix("文件")
        head.names[at] = "letterhead"
    else:
        _take_words(head, at, text, before)


def _take_words(head: Head, at: int, text: str, before: bool) -> None:
    if before and not head.title and (match := TITLE.search(text)) and not text.startswith("现将"):
        head.title = match["title"] + (match["trial"] or "")
        if not head.issuer and match.start():
            head.issuer = text[: match.start()]
        head.names[at] = "title"
    elif before and NAMED.match(text) and not text.startswith(("现将", "根据")):
        head.named = head.named or text
        head.names[at] = "title"
    elif before and not head.scope and (match := SCOPE.match(text)):
        head.scope = match["scope"]
        head.names[at] = "scope"
    elif BODY.match(text):
        head.signer = SEAL.sub("", text)
        head.names[at] = "signature"
    elif before and LEAD.match(text):
        head.names[at] = "lead"
