"""What an operator reads where a part that can be left out is not installed."""

_FOR = {
    "sandbox": "沙箱",
    "pictures": "画图（生日名单、全年汇总的图）",
    "postgres": "PostgreSQL 数据库",
    "documents": "读 PDF 文件",
    "ocr": "读扫描件和照片",
}


def missing(extra: str) -> str:
    return f"这台机器没有装{_FOR[extra]}要用的部件。{adding(extra)}"


def adding(extra: str) -> str:
    return f"请在程序文件夹里运行 .venv/bin/pip install -r requirements/{extra}.lock，再试一次。"


NO_FONT = (
    "这台机器没有中文字体，名单和汇总只给文字和表格。"
    "要图的话，请装一个中文字体（Debian、Ubuntu：apt install fonts-noto-cjk）。"
)
DRAWS = "能画图（生日名单、全年汇总）"


def no_pictures() -> str:
    return f"没有装画图的部件，名单和汇总只给文字和表格。要图的话，{adding('pictures')}"
