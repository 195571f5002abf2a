"""Addresses as they may be shown: without the password in them."""

import re

_CREDENTIALS = re.compile(r"(://[^/@:\s]*):\S*(?=@)")  # up to the last @: a password may hold one
_PARAMETER = re.compile(r"(password=)[^&\s]*", re.IGNORECASE)


def without_password(address: str) -> str:
    """`postgresql://me:secret@host/db` → `postgresql://me:***@host/db`, also where the rest is no address."""
    return _PARAMETER.sub(r"\1***", _CREDENTIALS.sub(r"\1:***", address))
