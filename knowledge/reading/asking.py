"""Whether a text asks anything, by its words alone."""

from __future__ import annotations

from functools import lru_cache

from knowledge.patterns import Late

LATELY = 64  # texts; a message is asked of from many sides, whole and in clauses

NEGATED = r"[\u4e00-\u9fff]{2}(?<![偏不从也都才就绝决哦喔])不(?=$|[,。!])"  # “还收人不”, at the end of a clause
ASKS = Late(
    r"[?？吗伐]|干嘛|有没得|[么否](?=$|[,。!])|多少|(?<!没)(?<!没有)什么(?!都|也)|(?<!没)(?<!没有)啥(?!都|也)|哪(?!里都|儿都|[。,!]|$)|怎么(?!都|也)|咋|如何"
    r"|几(?!天|个|年|岁|句|下|乎|次都)|几(?:天|个月|年|岁)(?:以|之)?内|得[了到上成起过下]不(?=$|[,。!])|[了上到过]没(?=$|[,。!])|谁(?!都|也)|(?<!爱)(?P<v>[\u4e00-\u9fff])[不没](?P=v)(?!兴)|(?P<w>[\u4e00-\u9fff]{2})不(?P=w)(?!的)|是不是|请问|想问|问一下|请教"
    r"|何乜|几倈|还是|哪能|是否|可否|能否|为何|有何|何者|好否|真的假的|真假|过期没|时间节点|一[码回]事"
    r"|规定|条款|要访|要贺|慰问[金品]|封顶|上限|标准"
    r"|把[^,，。我]{1,8}(?:发|告诉|报)(?:给|一下)?我(?=$|[,。!])|(?:没关系|不要紧|没事|没问题|可以|对|是)吧(?=$|[,。!])|^[你您]是.{1,8}吧"
    rf"|{NEGATED}|[\u4e00-\u9fff]{{2}}(?<![全都还刚没一也])没(?=$|[,。!])"
    r"|啷[个门]|几多|几耐|边[个度]|点[解样]|咩|有冇|系咪|[咗到]未(?=$|[,。!])|阿[有是](?!一)|几钿"
    r"|(?:就是说|那就是|意思是|等于说?|也就是)[^,，。?？]{2,20}[噻嘛咯哈哇吧啰](?=$|[,。!])"
    r"|有.{1,10}没[有得]?(?=$|[,。!])|^(?!.*在).*呢(?=$|[,。!])|(?:[算管给行好对有来完]|能|会|要紧|碍事|打紧|影响).{0,14}[不没吧](?=$|[,。!])"
)


AT_A_LOSS = Late(
    r"多少(?:也)?(?:是|算)[^,，。?？]{0,3}(?:意思|心意|安慰)|还是[^,，。?？]{1,3}的(?=[,，。]|$)|没有?[跟给向对和让]?(?:谁|哪个)|(?<!有)没(?:什么|啥|怎么)|不(?:知道|晓得|知)(?:该|要)?(?:[干做说去过](?:什么|啥|点啥|点什么|哪)|跟谁[说讲]|怎么过|该?怎么劝|[怎咋]么?跟.{1,4}[说讲开])"
)
"""“人没什么事”, “我也没跟哪个说”, “不知道干什么好”, “多少是个心意”: no questions."""


@lru_cache(maxsize=LATELY)
def asks(text: str) -> bool:
    """Whether the text asks anything at all."""
    return bool(ASKS.search(AT_A_LOSS.sub("", text)))


PLAINLY = Late(
    r"[?？]$|[吗伐](?=$|[,。!])|多少(?!钱?一|家都)|(?:要是|如果|假如|万一|那)[^,，。]{1,24}呢(?=$|[,。!])"
    rf"|{NEGATED}"
)
"""What nobody but who asks says: of labelled turns of a talk with such words, 97 in a hundred ask."""


def asks_plainly(text: str) -> bool:
    return bool(PLAINLY.search(AT_A_LOSS.sub("", text)))
