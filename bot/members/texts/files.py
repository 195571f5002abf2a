"""What is said of a roster file, or of a row, that cannot be read as it is: what is wrong, and how to send it again."""

from datetime import date

BROKEN_CSV = "CSV 文件读不下去，可能有没配对的引号。请在 Excel 里打开核对，另存为 .xlsx 后再发。"
UNKNOWN_ENCODING = "文件的文字编码认不出来。请在 Excel 里另存为“CSV UTF-8”或 .xlsx 后再发。"
EMPTY_FILE = "文件是空的。请确认发的是花名册，再发一次。"
PROTECTED = "这个 Excel 文件加了密码，打不开。请去掉密码、另存一份再发。"
OLD_EXCEL = "这是旧版 Excel（.xls）文件，请在 Excel 里“另存为” .xlsx 或 CSV 后再发。"
NO_TABLE = "这不是表格。请发 Excel（.xlsx）或 CSV 文件。"
WEB_PAGE = "这其实是网页格式的表格。请在 Excel 里打开它，“另存为” .xlsx 后再发。"
BROKEN_EXCEL = "这个 Excel 文件打不开，可能已损坏或加了密码。请在 Excel 里去掉密码、另存一份 .xlsx 再发。"
WORD = "这是 Word 文件，不是表格。请把花名册做成 Excel（.xlsx）或 CSV 再发。"
SLIDES = "这是 PPT，不是表格。请把花名册做成 Excel（.xlsx）或 CSV 再发。"
ODS = "这是 .ods 表格。请在里面“另存为”Excel（.xlsx）或 CSV 后再发。"
XLSB = "这是 .xlsb 文件。请在 Excel 里“另存为”.xlsx 后再发。"
OR_AT_TERMINAL = "，或请管理员用命令行导入（wennuan roster import）"
NUMBER_BECAME_SCIENTIFIC = "工号被 Excel 变成了科学计数法，请把这一列设为“文本”后重填"
BRANCH_TOO_LONG = "基层工会的名称超过 100 个字"


def too_many_rows(rows: int, also: str) -> str:
    return f"表里有内容的超过 {rows} 行。请按单位分成几个文件，每个不超过 {rows} 行{also}。"


def too_many_columns(place: str, columns: int) -> str:
    return f"{place}还有内容，花名册最多读 {columns} 列。请删掉右边多余的列，另存后再发。"


def too_many_cells(ten_thousands: int) -> str:
    return f"表里的格子超过 {ten_thousands} 万个。请只保留花名册这一张表和需要的列，另存后再发。"


def tens_or_ones(month: str, tens: str) -> str:
    return f"{month}月{tens}日 还是 {month}月{tens}0日，请写成 {month}-{tens} 或 {month}-{tens}0"


def ambiguous_day(cell: object, either: str) -> str:
    return f"“{cell}”是数字，分不清是 {either}"


def no_day(text: str) -> str:
    return f"“{text}”只有年月，没有日，请写上是哪一天"


def number_became_date(cell: date) -> str:
    return f"工号被 Excel 变成了日期（{cell:%Y-%m-%d}），请把这一列设为“文本”后照原样重填"


def number_too_long(cell: float) -> str:
    return f"工号“{cell:.14g}”太长，Excel 当作数字，末几位已经丢了，请把这一列设为“文本”后照原样重填"


def number_with_fraction(cell: object) -> str:
    return f"工号“{cell}”是小数，不像工号，请把这一列设为“文本”后照原样重填"


def number_became_fraction(text: str) -> str:
    return f"工号“{text}”被表格软件变成了小数，前面的 0 也可能丢了，请把这一列设为“文本”后照原样重填"


def bad_number(text: str) -> str:
    return f"工号“{text}”里有不能用的字符，或超过 40 个字"


def bad_name(name: str) -> str:
    return f"姓名“{name}”里有数字或符号，或超过 40 个字，请只写姓名"


def bad_status(text: str) -> str:
    return f"状态“{text}”没看懂，请填 在册、退休、调离 或 已故"


def bad_office(part: str) -> str:
    return f"职务“{part}”没看懂，请填 主席、委员、财务、调解联系人、经审 或留空"


def bad_phone(text: str) -> str:
    return f"手机尾号“{text}”不是四位数字"


def bad_calendar(calendar: str) -> str:
    return f"历法“{calendar}”没看懂，请填 公历 或 农历"


def number_twice(number: str, others: str) -> str:
    return f"工号 {number} 与{others}重复而内容不同"


def only_chair(name: str, branch: str) -> str:
    return f"{name}是{branch}唯一的主席，请先任命新主席（wennuan offices），再导入这一行"


def no_heading(missing: str) -> str:
    return f"没有找到表头，缺少这些列：{missing}。请在第一行写上 工号、姓名、基层工会、生日 等列名。"
