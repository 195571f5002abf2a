"""Packages and programs that not every installation has. What is missing is said, with the way to add it."""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from knowledge.documents.refusal import DocumentRefusedError

PACKAGES = {
    "pdfplumber": ("documents", "读 PDF 文件"),
    "rapidocr": ("ocr", "读扫描件和照片"),
    "pypdfium2": ("documents", "读 PDF 文件、画原件页面"),  # it comes with either extra, and this one is smaller
}
OFFICE = ("soffice", "libreoffice")


def need(package: str) -> Any:  # noqa: ANN401 - a module
    """The package, or a refusal that says how to add it."""
    if find_spec(package) is None:
        extra, what = PACKAGES[package]
        raise DocumentRefusedError(
            f"这台机器没有装{what}要用的部件：请管理员在程序文件夹里运行 "
            f".venv/bin/pip install -r requirements/{extra}.lock，再传一次。"
        )
    return import_module(package)


def has(package: str) -> bool:
    return find_spec(package) is not None


def office(purpose: str, instead: str) -> str:
    """The program of LibreOffice, or a refusal that says how to add it, and as what to save the file `instead`."""
    for name in OFFICE:
        if found := shutil.which(name):
            return found
    raise DocumentRefusedError(
        f"这台机器没有装{purpose}要用的 LibreOffice："
        "请管理员安装它（apt-get install libreoffice-writer-nogui），"
        f"或者在 Word、WPS 里另存为 {instead} 再传。"
    )
