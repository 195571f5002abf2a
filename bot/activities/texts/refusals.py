"""Why the facts of an activity cannot stand as they are. It knows no other module, for the rules read it."""

NAMELESS = "活动还没有名称，请先填名称。"
EARLY_END = "结束的时间比开始还早，请改一下；过了半夜才结束的，写成“次日1点”。"
PAST = "活动的日子已经过了，请改日期。"
LATE_DEADLINE = "报名截止比活动开始还晚，请改报名截止，或者改日期。"


def too_few_places(joined: int) -> str:
    return f"已经有 {joined} 人报上了名，名额不能比这少。"
