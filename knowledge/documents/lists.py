"""五要访, 六必贺: deeds that a document counts and then lists."""

from __future__ import annotations

import re

DEED = r"(?:要|必|必须|应)(?:访|贺|谈|看|送|帮|慰|探|到|问|知|讲|助)"
COUNTED = re.compile(rf"(?P<n>[一二三四五六七八九十两]{{1,2}})(?P<deed>{DEED})")
LISTING = re.compile(
    rf"\"?(?P<n>[一二三四五六七八九十两]{{1,2}})(?P<deed>{DEED})\"?(?:内容)?(?:就是|是指|即|包括|为|：)"
)
INTRODUCED = re.compile(rf"^\"[一二三四五六七八九十两]{{1,2}}{DEED}\"?(?:内容)?(?:就是|是指|即|包括|为|：)")
