"""doc, wps, rtf and odt turned to docx by LibreOffice, where it is installed: without a window, in its own folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.documents.files import extras
from knowledge.documents.refusal import DocumentRefusedError

SECONDS = 120
FAILED = "LibreOffice 没有打开这个文件；请在 Word、WPS 里另存为 docx 再传。"


def as_docx(content: bytes) -> bytes:
    """The file as docx. Macros are not run: a conversion without a window does not run them."""
    program = extras.office()
    with TemporaryDirectory(prefix="wennuan-") as folder:
        source = Path(folder) / "notice.doc"
        source.write_bytes(content)
        profile = (Path(folder) / "profile").as_uri()
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": folder, "LANG": "C.UTF-8"}
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx",
                   "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
            return (Path(folder) / "notice.docx").read_bytes()
        except subprocess.TimeoutExpired as error:
            raise DocumentRefusedError(f"LibreOffice 过了 {SECONDS} 秒还没有打开这个文件，没有读。") from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise DocumentRefusedError(FAILED) from error
