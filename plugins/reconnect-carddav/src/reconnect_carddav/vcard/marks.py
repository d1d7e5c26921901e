"""Marks that decide how a card is treated: dead, starred, no person at all; labels and groups."""

from . import values
from .draft import Draft
from .lines import Property

_STARS = frozenset({"starred", "* starred", "starred in android", "favorites", "favourites", "favorite"})
_YES = frozenset({"1", "true", "yes", "y", "on"})
_ORGANISATIONS = frozenset(
    {"org", "organization", "organisation", "location", "application", "device", "thing"}
)


def categories(draft: Draft, found: Property, label: str) -> None:
    """CATEGORIES: split at commas; at bare semicolons, as vCard 2.1 has it, where there are no commas."""
    value = found.text
    if ";" in value.replace("\\;", "") and "," not in value:
        words = [word for word in values.parts(value, values.MOST) if word]
    else:
        words = values.items(value)
    draft.labels.extend(words)
    draft.starred |= any(word.casefold() in _STARS for word in words)


def note(draft: Draft, found: Property, label: str) -> None:
    """NOTE: kept whole."""
    if written := values.text(found.text, 3).strip():
        draft.notes.append(written)


def deceased(draft: Draft, found: Property, label: str) -> None:
    """X-DECEASED and the like: true unless it says no."""
    draft.deceased |= found.text.strip().lower() not in ("", "0", "false", "no", "n")


def starred(draft: Draft, found: Property, label: str) -> None:
    """X-STARRED, X-FAVORITE and the like."""
    draft.starred |= found.text.strip().lower() in _YES


def kind(draft: Draft, found: Property, label: str) -> None:
    """KIND (RFC 6350 section 6.1.4), Apple's X-ADDRESSBOOKSERVER-KIND and X-ABShowAs."""
    word = found.text.strip().lower()
    draft.group |= word == "group"
    draft.company |= word in _ORGANISATIONS or (found.name == "X-ABSHOWAS" and word == "company")


def distribution_list(draft: Draft, found: Property, label: str) -> None:
    """Evolution's and Zimbra's marks of a list, whose addresses are those of many."""
    if found.text.strip().lower() in _YES:
        draft.group = draft.listed = True


def member(draft: Draft, found: Property, label: str) -> None:
    """MEMBER of a group card: kept in ``extra``."""
    draft.extra.append(("member", found.text.strip()))
