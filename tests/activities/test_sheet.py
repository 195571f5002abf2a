"""The list to sign: no name can act as a formula, and it fits on A4."""

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from bot.activities.desk import HEADER, workbook
from bot.activities.queries.signups import Entrant
from bot.activities.rules import Activity, SignUp, Status
from tests.activities.stage import plan
from tests.support import NOON

ACTIVITY = Activity(1, 1, "工委", True, Status.PUBLISHED, 1, plan(note="联系王某"))
ONE = Entrant(1, 1, 1, "=1+1", "A001", "春风机关工会", 101, SignUp.JOINED, NOON, None)


def test_the_list() -> None:
    entrants = [ONE, replace(ONE, name="林静\x07", came=True), replace(ONE, name="王建国", state=SignUp.WAITING)]
    book = load_workbook(BytesIO(workbook(ACTIVITY, entrants)))
    assert book.sheetnames == ["签到名单", "候补"]
    sheet = book["签到名单"]
    assert [cell.value for cell in sheet[2]] == list(HEADER)
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["B3"].quotePrefix) == ("=1+1", "s", True)
    assert [sheet["B4"].value, sheet["E4"].value, sheet["G4"].value] == ["林静", "11-23 12:00", "到场"]
    assert sheet["A10"].value == "共 2 人。9:00，市体育馆，名额 2 人"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert book["候补"]["B3"].value == "王建国"


def test_nobody_waits() -> None:
    assert load_workbook(BytesIO(workbook(ACTIVITY, [ONE]))).sheetnames == ["签到名单"]
