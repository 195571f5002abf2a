"""Why a file cannot be read, or not all of it: what is wrong, and how to send it again."""

TOO_MUCH_TEXT = "文件的字太多，不像一份通知，没有读。"
TOO_DEEP = "文件的结构层层套得太深，没有读。"
BROKEN = "文件是坏的，或者没有传完，打不开。"
OVERPACKED = "文件压缩得不正常（展开后大得离谱），没有读。"
LOCKED = "文件加了密码，打不开；请另存一份不加密的。"
DOCTYPE = "文件里夹带了不该有的定义（DOCTYPE），没有读。"
TRACKED_CHANGES = (
    "文件里有修订痕迹（改动还没有接受或拒绝），不知道以哪个数为准；请在 Word 里接受或拒绝全部修订，另存后再传。"
)
NO_BODY = "文件里没有正文，没有读。"
EMBEDDED = "文件里嵌了另一份文件，请合成一份再传。"
PICTURES = "文件里有图片，图片上的字没有读，请看原件。"
NOT_DRAWN = "这一页画不出来。"
NO_FONT = (
    "文件里没有带字体，这台机器上也没有中文字体，页面上的字画不出来"
    "（请管理员安装：apt-get install fonts-noto-cjk，或者把文件另存成带字体的 PDF）。"
)
OFD_NOT_DRAWN = "OFD 文件这里只能读，画不出来。"
HTML_NOT_DRAWN = "网页不分页。"
FOR_PDF = "读 PDF 文件、画原件页面"
STRUCK_IN_HTML = "网页里有删改的痕迹（删除线），不知道以哪个数为准；请去掉后再传。"
HIDDEN_IN_HTML = "网页里有看不见的文字，没有读进来，请对照网页看一遍。"
PICTURES_IN_HTML = "网页里有图片，图片上的字没有读，请看原件。"
HIDDEN_IN_OFD = "文件里有看不见的文字（隐藏、透明、白色或极小），看到的和读到的会不一样，没有读。"
OFD_OF_PICTURES = "这份 OFD 里只有图片，没有文字；请转成 PDF 或图片，按扫描件传。"
ODD_STRUCTURE = "文件的结构不正常，没有读。"
NO_TEXT = "文件里没有文字，没有读。"
OFFICE_FAILED = "LibreOffice 没有打开这个文件；请在 Word、WPS 里另存为 docx 再传。"
FOR_PAGES = "把文字文件画成页面"
HIDDEN_IN_PDF = "文件里有看不见的文字（白色、极小或隐形），看到的和读到的会不一样，没有读。"
SCAN_WITH_TEXT = "这是一份带文字层的扫描件：页面上看到的是图片，文字层不一定与图片相同，没有照文字层读。"
BROKEN_PDF = "PDF 文件是坏的，或者没有传完，打不开。"
CROWDED_PAGE = "一页里的字多得不正常，没有读。"
GARBLED_PDF = "PDF 里有的字没有对应的编码，读出来是乱码；请另存为 Word 文件，或发扫描件。"
NO_TEXT_FILE = "这个文件不是文字文件，也不是认得的文档，没有读。"
CONTROL_CHARACTERS = "文件里有乱码或看不见的控制符，不像是一份文字文件，没有读。"
BROKEN_PICTURE = "图片是坏的，或者没有传完，打不开。"
NOTHING_SEEN = "图片上没有认出字来；请拍清楚些，或扫描成 300 点每英寸再传。"
READ_FROM_PICTURE = "这是从图片上认的字，可能认错，请逐条对照原件；金额都要亲手输入。"
PAGE_TOO_LARGE = "页面太大，没有读。"
PICTURE_TOO_LARGE = "图片太大（超过四千万像素），请缩小再传。"
BROKEN_OR_LOCKED_PDF = "PDF 文件是坏的，或者加了密码，打不开。"
TABLE_IN_PICTURE = "图片上像是有表格，没有按格读，请逐行对照原件。"
HIDDEN_IN_WORD = "文件里有隐藏的文字（隐藏格式、白色或小得看不见），看到的和读到的会不一样；请去掉后另存再传。"
STRUCK_IN_WORD = "文件里有带删除线的文字，不知道还算不算数；请删去这些字，另存后再传。"
SPREADSHEET = "这是电子表格（Excel），不是通知；请把通知的 Word、PDF 或 OFD 文件传来。"
SLIDES = "这是演示文稿（PowerPoint），不是通知；请把通知的 Word、PDF 或 OFD 文件传来。"
OTHER_ARCHIVE = "这是一个压缩包，不是文档；请解开后把通知本身传来。"
OTHER_OLE = "这不是文字文档（可能是旧式的表格或演示文稿）；请把通知的 Word、PDF 或 OFD 文件传来。"
EMPTY = "文件是空的。"
HEIC = "这是 HEIC 格式的照片，这里读不了；请在手机上改存为 JPG 再传。"
MHT = "这是存下来的邮件或整页网页（mht），这里读不了；请另存为 docx、PDF 或普通网页再传。"


def file_too_big(size: int, most: int) -> str:
    return f"文件有 {size} MB，超过 {most} MB，没有读。"


def unknown_numbering(formats: str) -> str:
    return f"有一种自动编号不认得（{formats}），按 1、2、3 读的，请看原件。"


def no_libreoffice(purpose: str, form: str) -> str:
    return (
        f"这台机器没有装{purpose}要用的 LibreOffice：请管理员安装它（apt-get install libreoffice-writer-nogui），"
        f"或者在 Word、WPS 里另存为 {form} 再传。"
    )


def no_package(purpose: str, extra: str) -> str:
    return (
        f"这台机器没有装{purpose}要用的部件：请管理员在程序文件夹里运行 "
        f".venv/bin/pip install -r requirements/{extra}.lock，再传一次。"
    )


def more_pages_than(most: int) -> str:
    return f"文件超过 {most} 页，没有读。"


def office_too_slow(seconds: int) -> str:
    return f"LibreOffice 过了 {seconds} 秒还没有打开这个文件，没有读。"


def too_many_pages(pages: int, most: int) -> str:
    return f"文件有 {pages} 页，超过 {most} 页，没有读。"


def unreadable_line(line: int) -> str:
    return f"文件第 {line} 行有读不出的字（既不是 UTF-8，也不是 GB18030 或 UTF-16），没有读。"


def too_many_scans(pages: int, most: int) -> str:
    return f"扫描件有 {pages} 页，超过 {most} 页，没有读。"
