"""What the columns of a table hold, by their heads: event, amount, papers; what was beside what is now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.documents.fold import Reading
from knowledge.documents.pages import Cell, Table

# 原条款 beside 修改后: what was is nothing given.
_WHAT = r"(?:有|来|的|执行|慰问|文件)*(?:标准|规定|条款|条文|条目|内容|办法|金额|额度|限额|上限|表述|政策|文本|稿|文)"
FORMER = rf"[原旧老]{_WHAT}|^[原旧]$|(?:修[订改]|调整|变更|变动|改)前|现行"
NOW = rf"[新现]{_WHAT}|^[新现]$|(?:修[订改]|调整|变更|变动|改)(?:后|为)|^拟"
ROLES = {
    "remark": r"(?:修[订改]|调整|变更)(?:理由|说明|依据|原因|情况)",
    "number": r"^(?:序号|编号|NO\.?|号)$",
    "event": r"事项|项目|类别|情形|事由|慰问(?:类型|内容|种类)|名称",
    "whom": r"对象|范围|人员|关系|亲属|身份|去世人|逝者",
    "papers": r"材料|凭证|证明|依据|票据|附件",
    "conditions": r"说明|备注|次数|频次",
    "amount": r"标准|金额|限额|额度|上限|元|慰问金|慰问品",
    "form": r"形式|方式|类型",
    "deadline": r"时限|期限|时间",
    "procedure": r"程序|流程|经办|审批",
    "requirements": r"条件|要求",
    "former": rf"{FORMER}",
    "now": rf"{NOW}",
}
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年|版)度?")
FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it holds, and its head."""

    number: int
    role: str
    head: str


def is_understood(table: Table) -> bool:
    """Whether the heads name at least the event and the amount."""
    roles = {column.role for column in columns_of(table, heads_of(table))}
    return {"event", "amount"} <= roles or "now" in roles


def heads_of(table: Table) -> int:
    """How many rows at the top are heads: several known names, and no figures but in brackets."""
    count = 0
    for row in range(min(3, table.height)):
        texts = [text for text in texts_of(table, row) if text]
        if not is_head(texts):
            break
        count = row + 1
    return count


def is_head(texts: Sequence[str]) -> bool:
    """Whether these are heads of columns: at least two, and half of them, are known, and none holds a figure."""
    known = [text for text in texts if _role(text) or YEAR.match(text)]
    figures = any(FIGURE.search(YEAR.sub("", text)) for text in texts)
    return len(known) * 2 >= len(texts) and len(known) >= 2 and not figures


def columns_of(table: Table, heads: int, *, compared: bool = False) -> list[Column]:
    """The event is the first column that could be one; of several heads over one another all words count. `compared`:
    what stands above says so, and the older of two columns that differ by their years alone is what was."""
    columns: list[Column] = []
    for number in range(table.width if heads else 0):
        cells = [table.at(row, number) for row in range(heads)]
        head = "".join(dict.fromkeys(read_cell(cell) for cell in cells if cell))
        columns.append(Column(number, _role(head) or "", head))
    return _by_year(columns, compared=compared) or _compared(columns)


def _by_year(columns: list[Column], *, compared: bool) -> list[Column]:
    """2023版 beside 2026版: without a word of comparing nobody knows which holds, and neither is read."""
    years = {one.number: int(found[0][:4]) for one in columns if (found := YEAR.search(one.head))}
    if len(years) < 2 or len({YEAR.sub("", one.head) for one in columns if one.number in years}) > 1:
        return []
    newest = max(years, key=lambda number: years[number])
    roles = {
        number: "amount" if compared and number == newest else "former" if compared else "years" for number in years
    }
    return [replace(one, role=roles.get(one.number, one.role)) for one in columns]


def _compared(columns: list[Column]) -> list[Column]:
    """What was and what is side by side: the former is left out, the new is what a row gives, or all that it says."""
    was = [column for column in columns if re.search(FORMER, column.head)]
    new = [column for column in columns if re.search(NOW, column.head) and column not in was]
    if not (was and new):
        return [replace(one, role="") if one.role in {"former", "now"} else one for one in columns]
    role = "amount" if any(column.role == "event" for column in columns if column not in (*was, *new)) else "now"
    return [replace(one, role="former" if one in was else role) if one in was or one in new else one for one in columns]


def _role(text: str) -> str | None:
    if not text or len(text) > 20:
        return None
    return next((role for role, words in ROLES.items() if re.search(words, text)), None)


def texts_of(table: Table, row: int) -> list[str]:
    return [read_cell(cell) for number in range(table.width) if (cell := table.at(row, number))]


def read_cell(cell: Cell | None) -> str:
    return Reading.of(cell.text).text if cell else ""
