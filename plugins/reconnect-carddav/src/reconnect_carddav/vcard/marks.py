"""Marks that decide how a card is treated: dead, starred, no person at all; labels and groups."""

import re

from . import values
from .draft import Draft
from .lines import Property

_DEAD_WORDS = (
    "deceased", "dead", "died", "passed away", "in memoriam", "r.i.p.", "rip", "verstorben", "gestorben",
    "décédé", "décédée", "decede", "decedee", "fallecido", "fallecida", "difunto", "difunta", "deceduto",
    "deceduta", "defunto", "defunta", "falecido", "falecida", "overleden", "avliden", "død", "afdød",
    "kuollut", "zmarły", "zmarła", "zmarł", "zemřel", "zemřela", "zosnulý", "elhunyt", "decedat", "umro",
    "umrla", "умер", "умерла", "покойный", "покойная", "помер", "починал", "απεβίωσε", "vefat etti", "נפטר",
    "متوفى", "故人", "已故", "고인",
)  # fmt: skip
DEAD = frozenset(_DEAD_WORDS)
_WORD = rf"(?:{'|'.join(map(re.escape, _DEAD_WORDS))})(?!\w)"
_AND_A_DAY = r"[ :,]*(?:on|in|am|im|le|el|il|the)?[ \d./:()-]*"
_DEAD_LINE = re.compile(rf"(?:[†✝]|{_WORD}){_AND_A_DAY}", re.IGNORECASE)
_DEAD_NAME = re.compile(
    rf"(?:^|[\s(])[†✝✞✟]|[†✝✞✟](?:[\s)]|$)|[(\[]\s?{_WORD}{_AND_A_DAY}(?:[)\]]|$)|\s[-–—]\s{_WORD}{_AND_A_DAY}$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[†✝✞✟(\[–—-]")
_STARS = frozenset({"starred", "* starred", "starred in android", "favorites", "favourites", "favorite"})
_YES = frozenset({"1", "true", "yes", "y", "on"})
_ORGANISATIONS = frozenset(
    {"org", "organization", "organisation", "location", "application", "device", "thing"}
)
MOST_NOTE_LINES = 1000


def categories(draft: Draft, found: Property, label: str) -> None:
    """CATEGORIES: split at commas; at bare semicolons, as vCard 2.1 has it, where there are no commas."""
    value = found.text
    if ";" in value.replace("\\;", "") and "," not in value:
        words = [word for word in values.parts(value, values.MOST) if word]
    else:
        words = values.items(value)
    draft.labels.extend(words)
    for word in words:
        folded = word.casefold()
        draft.deceased |= folded in DEAD or folded in "†✝"
        draft.starred |= folded in _STARS


def note(draft: Draft, found: Property, label: str) -> None:
    """NOTE: kept whole; a line that holds a mark of death and at most a day counts as one."""
    written = values.text(found.text, 3).strip()
    if not written:
        return
    draft.notes.append(written)
    lines = written.split("\n", MOST_NOTE_LINES)[:MOST_NOTE_LINES]
    draft.deceased |= any(_DEAD_LINE.fullmatch(line.strip()) for line in lines if len(line) < 80)


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
    draft.group |= found.text.strip().lower() in _YES


def member(draft: Draft, found: Property, label: str) -> None:
    """MEMBER of a group card: kept in ``extra``."""
    draft.extra.append(("member", found.text.strip()))


def tells_of_death(name: str) -> bool:
    """True for a name with the sign of death beside it, or the word behind it: ``Hans Müller (verstorben)``."""
    return _SIGNS.search(name) is not None and _DEAD_NAME.search(name) is not None
