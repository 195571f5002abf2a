"""What is said while a ledger is made."""

NOT_MADE = (
    "台账这会儿没有做成，什么都没有改。请过一分钟再要一次；一整年的，可以一个月一个月地要，"
    "或请管理员在服务器上用 wennuan ledger 导出。"
)
UNDER_WAY = "您要的台账正在做，做好就发到您的私聊，请稍等一会儿再要。"
JUST_SENT = "您要的台账刚刚做好，已经发到您的私聊，就是上面那一份。"
WRITTEN = "台账写好了，马上发给您。"
BROKEN_OFF = "台账没有写完。"


def progress(done: int, total: int) -> str:
    return f"正在做台账：已写 {done:,}／{total:,} 行…"
