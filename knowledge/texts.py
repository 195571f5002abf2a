"""What is said of notices and of a lexicon that cannot be used as they are, and of what has changed."""

PHRASINGS_OF_NO_TOPIC = "问法文件没有对应的主题"
DECLINED_TWICE = "婉拒的话写了两处，只有前一处算数"
ANSWERED_AND_DECLINED = "既要回答又要婉拒"
ASPECT_OF_NO_TOPIC = "未写明之处指向不存在的主题"
DECLINE_OF_NO_TOPIC = "婉拒指向不存在的主题"
TWO_TOPICS = "同一句话有两个主题"
MATCHES_ANYTHING = "这条规则什么都会匹配"
NO_NUMBER = "没有找到文号（形如 温直工〔2019〕7号）"
NO_TITLE = "没有找到标题（关于……的通知）"
NO_PARTS = "没有找到“一、”这样的部分标题"
PARTS_SKIP = "各部分的编号不连续（一、二、三……），可能缺了一部分"
BLANK_IN_NUMBER = "两个数字之间有空格，可能是两个数（比如金额和页码）连到了一起"
NO_ISSUER = "第一行应是发文单位加“文件”"
NO_DATE = "没有找到成文日期或印发日期"
NUMBER_OVER_LINES = "数字跨了行，可能是两个数（比如金额和页码）连到了一起"
NO_KINDS = "没有找到“要访”“要贺”的事项"
FOREIGN_ISSUER = (
    "发文单位是“{}”，文件夹里别的通知是“{}”发的，不知道适用于谁，没有采用；请用 wennuan notices add 写明适用范围"
)


def lunar_years(first: int, last: int) -> str:
    return f"农历年份只支持 {first}–{last} 年"


def reworded(title: str, now: str, words: str) -> str:
    return f"{title}：写法变了，{now}的原文是“{words}”"


def not_listed(title: str, then: str, words: str, now: str) -> str:
    return f"“{title}”：{then}是{words}，{now}没有列这一项。"


def usual_too_wide(name: str) -> str:
    return f"events.toml：{name} 的 usual 上限须小于下限的十倍"


def no_clause_for(number: str) -> str:
    return f"{number}里找不到这个主题的条文"


def nobody(word: str) -> str:
    return f"answers 里的“{word}”不是说谁的词"


def nobody_and_nothing(key: str, word: str) -> str:
    return f"limits.toml 的 [{key}] 里，“{word}”既不是谁，也不是什么事"


def no_scope(file: str, key: str, words: str) -> str:
    return f"{file} 的 [{key}] 里，“{words}”不是问的什么"


def opening_of_nothing(say: str) -> str:
    return f"openings.toml：“{say}”没有写什么时候说"


def opening_with_gaps(say: str) -> str:
    return f"openings.toml：“{say}”要有一句不用填字的"


def interpreted_line(file: str, number: int) -> str:
    return f"{file} 第 {number} 行应是键、制表符、原文"


def section_head(file: str, line: int) -> str:
    return f"{file} 第 {line} 行：段头应形如 [amount @ 年轻妈妈]"


def no_items(part: str) -> str:
    return f"“{part}、”下面没有（一）这样的条目"


def items_skip(part: str) -> str:
    return f"“{part}、”下面的条目编号不连续"


def kind_twice(title: str) -> str:
    return f"同一事项写了两次：{title}"


def kinds_miscounted(count: str, deed: str, read: int) -> str:
    return f"写的是“{count}要{deed}”，读出来却是 {read} 项"


def kinds_mixed(count: str, deed: str) -> str:
    return f"“{count}要{deed}”里混进了另一类事项"


def amount_unread(words: str) -> str:
    return f"金额读不懂：“{words}”（应形如“慰问金不超过 1000 元”）"


def same_number_twice(file: str, number: str) -> str:
    return f"和 {file} 是同一个文号 {number}，内容不一样，没有采用"
