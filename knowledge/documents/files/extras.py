"""Packages and programs that not every installation has. What is missing is said, with the way to add it."""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from knowledge.documents.files import texts
from knowledge.documents.refusal import DocumentRefusedError

PACKAGES = {
    "pdfplumber": ("documents", "读 PDF 文件"),
    "rapidocr": ("ocr", "读扫描件和照片"),
    "pypdfium2": ("documents", texts.FOR_PDF),  # it comes with either extra, and this one is smaller
}
OFFICE = ("soffice", "libreoffice")


def need(package: str) -> Any:  # noqa: ANN401 - a module
    """The package, or a refusal that says how to add it."""
    if find_spec(package) is None:
        extra, what = PACKAGES[package]
        raise DocumentRefusedError(texts.no_package(what, extra))
    return import_module(package)


def has(package: str) -> bool:
    return find_spec(package) is not None


def office(purpose: str, instead: str) -> str:
    """The program of LibreOffice, or a refusal that says how to add it, and as what to save the file `instead`."""
    for name in OFFICE:
        if found := shutil.which(name):
            return found
    raise DocumentRefusedError(texts.no_libreoffice(purpose, instead))
