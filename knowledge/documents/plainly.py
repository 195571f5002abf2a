"""A document in plain lines, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.documents.model import Amount, AmountKind, Document, Per

PERS = {
    Per.PERSON: "每人", Per.TIME: "每次", Per.DAY: "每天", Per.MONTH: "每月", Per.YEAR: "每年", Per.ONCE: "一次",
}  # fmt: skip


def lines(document: Document) -> Iterator[str]:
    """Head, clauses with what was read of them, and what is to be checked."""
    yield f"{document.number or '（没有文号）'}　{document.issuer}　{document.title}"
    signed, start, end = document.signed, document.effective_from, document.effective_to
    yield f"成文 {signed or '？'}" + (f"，自 {start} 起施行" if start else "") + (f"，到 {end} 为止" if end else "")
    for clause in document.clauses:
        told = [clause.title, clause.whom, clause.form or "", spoken(clause.amount) if clause.amount else ""]
        told += [f"条件：{'；'.join(clause.conditions)}" if clause.conditions else ""]
        told += [f"材料：{'、'.join(clause.papers)}" if clause.papers else ""]
        told += [f"期限：{clause.deadline}" if clause.deadline else ""]
        yield f"  {clause.place}　{' '.join(clause.text.split())}"
        if clause.event:
            yield f"      → {'，'.join(one for one in told if one)}"
    yield f"要核对的 {len(document.flags)} 处" if document.flags else "没有要核对的"
    for flag in document.flags:
        yield f"  · {flag.words}"


def spoken(amount: Amount) -> str:
    """The amount in words."""
    per = PERS[amount.per] if amount.per else ""
    if amount.kind is AmountKind.RANGE:
        return f"{per}{amount.low}—{amount.high} 元"
    if amount.kind is AmountKind.SHARE:
        return f"{per}{amount.share_of}的 {amount.value}%"
    if amount.share_of:
        return f"{per}按{amount.share_of}的比例给的，最高 {amount.value} 元"
    return f"{per}{'不超过 ' if amount.kind is AmountKind.CEILING else ''}{amount.value} 元"
