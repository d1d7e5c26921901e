"""A telephone number as written, and the extension behind it."""

import re

_EXTENSION = re.compile(
    r"(?i)(?<=\d)[\s,.;]*(?:ext(?:ension|n)?|x|#|int(?:erno)?|anexo|app|dw|durchwahl|poste|доб|toestel)"
    r"[\s.:=]*(\d{1,7})\s*#?$"
)


def parted(raw: str) -> tuple[str, str]:
    """The number without its extension, and the extension's digits or ``""``."""
    found = _EXTENSION.search(raw.strip())
    return (found.string[: found.start()], found[1]) if found else (raw, "")
