"""Files turned by LibreOffice, where it is installed: doc, wps, rtf and odt to docx, what has no pages to PDF.

Without a window, in a folder and with a profile of its own. Nothing that a file points to elsewhere is fetched.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.documents.files import extras, texts
from knowledge.documents.refusal import DocumentRefusedError

SECONDS = 120
CAUTIOUS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def as_docx(content: bytes) -> bytes:
    """The file as docx. Macros are not run."""
    return _turned(extras.office("读 doc、wps、rtf 文件", "docx"), content, "doc", "docx")


def as_pdf(content: bytes, suffix: str) -> bytes:
    """The file as it is printed. `suffix`: what it is (docx, doc, txt)."""
    return _turned(extras.office(texts.FOR_PAGES, "PDF"), content, suffix, "pdf")


def _turned(program: str, content: bytes, suffix: str, to: str) -> bytes:
    with TemporaryDirectory(prefix="wennuan-") as folder:
        source = Path(folder) / f"notice.{suffix}"
        source.write_bytes(content)
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(CAUTIOUS)
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "LANG": "C.UTF-8"}
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                   "--convert-to", to, "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
            return (Path(folder) / f"notice.{to}").read_bytes()
        except subprocess.TimeoutExpired as error:
            raise DocumentRefusedError(texts.office_too_slow(SECONDS)) from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise DocumentRefusedError(texts.OFFICE_FAILED) from error
