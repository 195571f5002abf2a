"""How names of colleagues are written: 老王, 王科长, 徐某某, 林晓东, and where such a name can begin and end.

Without a segmenter (jieba costs a second to load) a full name is a surname and one or two characters between a place
where a name can begin and one where it can end. “王强住院” gives 王强, “方琴昨晚” gives 方琴.
"""

_HAN = r"[\u4e00-\u9fff]"
_MARKS = r",。!?;:、\s“\"'"

_BEGINS_AFTER = "听替帮代受给为报处科组室办局部队所的跟和与同被叫有对口员友档委里是天日号晚早午夜窗班门"
_BEFORE = (
    rf"(?:^|(?<=[({_MARKS}{_BEGINS_AFTER}])|(?<=[周期拜][一二三四五六日天])|(?<=单位|[处科局组队所部站]长|主任|书记|老师|师傅|会计|主席|同志|同事|会员|职工|干部))"
    r"(?:同事|会员|成员|组员|职工|干部|科员|同志|一下)?"
)

_ENDS_BEFORE = (
    "的他她家之昨前今上这下住生去走过结退病因于在要和跟与同被将已刚爱妻夫老父母爸妈儿女孩周大本正农阴从也两得骨做动领办摔喜"
    "突不有又为吵打骂是都就还最到考腊元国中春端清月明后没说闹请报登申写填了查切割搬晕二三四五六七八九早晚夜快岳公婆奶外爷娘阿"
    "凌闺囡犬太丈伯舅姑叔侄心脑胃肺肝眼头定接意急自本倒一"
)
_TITLES = "同志|老师|师傅|书记|主席|[副正]?[处科局组队所部站]长|主任|大姐|大哥|会计"
_AFTER = rf"(?=[()”{_MARKS}\d]|$|[{_ENDS_BEFORE}]|{_TITLES}|来[报说讲登问])"

_NEVER_IN = "报的了着过吗吧呢啊啦么乜啥还能也是没不有从给就都要说很多会到"
_VERB = "[生走住结退摔领娶嫁没病死去办][了的完过]|来(?=[报说讲登问])"  # 卢婷生了 is 卢婷
_NEVER_LAST = "周昨今前这上下家他她之在已将于被把和跟又老因刚正突住结退办得闺囡儿女爸妈父母爱妻夫公婆岳爷奶娘"


def name_pattern(names: dict[str, str]) -> str:
    """A regular expression with the group `name`, from the [names] of lexicon/reports_people.toml."""
    surname = f"(?:{names['double']}|[{names['surnames']}])"
    nickname = rf"阿(?![姐妈爸公婆爷奶娘哥弟妹姨爹]){_HAN}{_AFTER}|[老小](?!{names['not_nick']}){surname}(?!{_HAN}?子)"
    titled = rf"{surname}(?:{names['titles']})"
    given = rf"(?![{_NEVER_IN}])(?:{_HAN}(?![{_NEVER_IN}{_NEVER_LAST}]|{_VERB}){_HAN}|{_HAN}){_AFTER}"
    wordlike = rf"(?![{names['wordlike']}](?!{_HAN}?[{names['given']}]|某))"
    full = rf"{wordlike}{surname}(?:某{{1,2}}|{given})"
    begins = rf"(?:{_BEFORE}|(?<![不变年大古从])(?=[老小]))"
    return rf"{begins}(?!{names['not']})(?P<name>{nickname}|{titled}|{full})"
