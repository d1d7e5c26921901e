"""What is no contact with anybody: lists, newsletters, machines, spam (RFC 2919, 2369, 3834)."""

import re
from collections.abc import Mapping

_LISTS = frozenset(
    "list-id list-unsubscribe list-post list-help mailing-list x-mailing-list x-beenthere"
    " x-auto-response-suppress x-autoreply x-autorespond x-campaign-id".split()
)
"""Headers that say so by being there at all. Feedback-ID is none: some providers put it on all mail."""
_PRECEDENCE = frozenset(("bulk", "list", "junk", "auto_reply"))
_NO_ONE = re.compile(
    r"(?:no|do[-_.]?not|donot|never)[-_.]?(?:reply|respond|answer)s?\b|.*[-_.+]no[-_.]?reply\b|"
    r"noreply.*|(?:keine[-_.]?antwort|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|"
    r"mailer[-_.]?daemon|postmaster|bounces?|newsletters?|notifications?|notify|alerts?|automated|auto-?confirm|"
    r"undisclosed-recipients)(?:[-_+].*)?$|reply\+.*|.*-(?:announce|request|bounces|owner|list|notifications?)$"
    r"|n[aã]o[-_.]?respond[ae]r?\b|niet[-_.]?(?:be)?antwoorden\b|(?:listserv|majordomo|mailman)$"
)
_NO_ONE_AT = re.compile(r"(?:^|\.)(?:no-?reply|bounces?)\.")
_TOLD = frozenset("precedence auto-submitted return-path content-type x-spam-flag x-spam-status".split())
"""Headers that say so by what they hold."""
BULK_HEADERS = tuple(sorted(_LISTS | _TOLD))


def is_no_one(address: str) -> bool:
    """True for an address that no human answers."""
    local, _, domain = address.partition("@")
    return _NO_ONE.match(local) is not None or _NO_ONE_AT.search(domain) is not None


def is_bulk(headers: Mapping[str, str]) -> bool:
    """True when the headers of a message (names in lower case) say that no human wrote it to the reader."""
    if not _LISTS.isdisjoint(headers):
        return True
    said = {name: headers.get(name, "").strip().lower() for name in _TOLD}
    return (
        said["precedence"] in _PRECEDENCE
        or said["auto-submitted"].partition(";")[0].strip() not in ("", "no")
        or said["return-path"] == "<>"
        or said["content-type"].startswith("multipart/report")
        or said["x-spam-flag"].startswith("yes")
        or said["x-spam-status"].startswith("yes")
    )
