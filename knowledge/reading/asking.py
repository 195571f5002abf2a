"""Whether a text asks anything, by its words alone."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"[?？吗伐]|[么嘛否](?=$|[,。!])|多少|什么(?!都|也)|啥(?!都|也)|哪(?!里都|儿都|[。,!]|$)|怎么(?!都|也)|咋|如何"
    r"|几(?!天|个|年|岁|句|下|乎|次都)|谁(?!都|也)|(?P<v>[\u4e00-\u9fff])[不没](?P=v)(?!兴)|是不是|请问|想问|问一下|请教"
    r"|何乜|几倈|还是|哪能|是否|可否|能否|为何|有何|何者|好否|真的假的|真假|过期没|时间节点|一[码回]事"
    r"|规定|条款|要访|要贺|慰问[金品]|封顶|上限|标准"
    r"|有.{1,10}没有?(?=$|[,。!])|^(?!.*在).*呢(?=$|[,。!])|(?:[算管给行好对有来完]|能|会).{0,14}[不没吧](?=$|[,。!])"
)


def asks(text: str) -> bool:
    """Whether the text asks anything at all."""
    return bool(ASKS.search(text))
