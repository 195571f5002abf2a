"""Sums that are nothing a member is given: what must be passed before anything is, and other people's money."""

from __future__ import annotations

import re
from enum import Enum


class Aside(Enum):
    """Why a sum is no benefit."""

    LIMIT = 1  # 自付超过3万元的: a condition
    OTHER = 2  # an insurer's, a unit's budget, fees, what is collected


# 自付超过3万元的，… · 3万元以上的部分
PASSED = re.compile(r"(?<![不得能])(?:超过|超出|达到|达|满|高于|大于|不足|不满|未满|低于|少于)(?:人民币|了)?$")
OF_WHOM = re.compile(
    r"^(?:（含）)?(?:以上|以下|及以上)?(?:的|者)(?=[，。；、：）须应需由报经]|部分|会员|职工|家庭|患者|$)"
)
BEYOND = re.compile(r"^(?:（含）)?(?:以上|以下|以内)的?(?:部分|(?:医疗)?费用|，)")
# 1万元以上的，补助20%; 5000元至2万元的，慰问800元: a step of what was spent
STEP = re.compile(r"^(?:（含）)?(?:(?:以上|以下|以内)(?:（含）)?的?|的)(?:部分)?，[^，。；]{0,12}?[0-9.]+[%元万]")
LONGEST = 400  # characters of a clause that is quoted
# 由600元提高到1000元; 第四条原为：“……800元……”，现修改为
RAISED = re.compile(r"^(?:/人|每人)*(?:统一|相应|分别)?(?:修[改订]|调整|更改|变更|改|提高|增加|降低|减少)[为到至]")
FORMERLY = re.compile(
    r"(?:原文|原为|原规定|原条[款文]|原标准|原内容|(?:修[改订]|调整|变更)前|现行规定)(?:为|是|内容)*[：，]?\"[^\"]*$"
)
SPENT = re.compile(r"(?:自付|自费|自负|医疗|治疗|住院|费用|支出|损失|收入)[^，。；]{0,12}$")
# What stands last before a figure says whose money it is; 慰问经费500元 is given, 经费预算6万元 is not.
WHOSE = re.compile(
    r"(?P<other>单位[^，。；]{0,8}(?:总额|预算|合计)|(?:经费|资金|费用|年度|全年|活动)预算|保险金额|保险金|保障金|互助金|保额|保费|理赔|赔付|赔偿|保障每份|互助每份|参保)"
    r"|(?P<given>(?:慰问|补助|补贴|救助|帮扶|奖励|资助|抚慰|丧葬|花圈|蛋糕)(?:经费|费用?|资金|支出|款)?|给予|发放|发给|纪念品)"
    r"|(?P<more>筹集|自筹|筹资|筹措|募集|募捐|捐款|捐赠|善款|预算|经费|资金|会费|报名费|参赛费|保证金|押金|总费用|人均费用|活动费用|培训费|医疗费|治疗费|住院费|自付"
    r"|自费|自负|支出|开支|损失|收入|工资|罚款|门票|住宿费|场地费|车费|交通费|伙食费|餐费|讲课费|缴纳|缴费|交纳|投入|拨付|下拨|采购|租金)"
)
AFTER = re.compile(r"^的?(?:报名费|会费|保证金|押金|保险|保费|资金|经费|预算|捐款|善款|赔付|赔偿)")
BUDGET = re.compile(r"预算|(?:经费|总)收入|经费总额")


def _is_former(before: str) -> bool:
    """Whether what stands before opens the quotation of what a clause said."""
    return bool(FORMERLY.search(before[-LONGEST:]))


def aside_of(before: str, after: str, *, share: bool = False) -> Aside | None:
    """Why the figure between these words is nothing given; None where it is, or may be."""
    own = re.split(r"[，。；：%]", before)[-1]  # 自付部分的25%且不超过6000元 is given
    if share:
        return Aside.OTHER if BUDGET.search(own) else None
    if STEP.match(after) and (not own or SPENT.search(own)):
        return Aside.LIMIT
    if RAISED.match(after) or _is_former(before):
        return Aside.OTHER
    passed = PASSED.search(own) and OF_WHOM.match(after)
    beyond = SPENT.search(own) and (BEYOND.match(after) or OF_WHOM.match(after)) and not own.endswith("不超过")
    if passed or beyond:
        return Aside.LIMIT
    last = None
    for match in WHOSE.finditer(own):
        last = match
    return Aside.OTHER if (last and not last["given"]) or AFTER.match(after) else None
