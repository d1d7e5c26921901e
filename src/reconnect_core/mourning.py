"""Marks of death as people write them into labels, names and notes."""

import re
from collections.abc import Iterable

_WORDS = (
    "deceased", "dead", "died", "passed away", "in memoriam", "r.i.p.", "rip", "verstorben", "verstorbene",
    "gestorben", "décédé", "décédée", "décédés", "decede", "decedee", "fallecido", "fallecida", "fallecidos",
    "difunto", "difunta", "difuntos", "deceduto", "deceduta", "deceduti", "defunto", "defunta", "defunti",
    "falecido", "falecida", "falecidos", "overleden", "avliden", "avlidna", "død", "døde", "afdød", "kuollut",
    "kuolleet", "zmarły", "zmarła", "zmarł", "zmarli", "zemřel", "zemřela", "zosnulý", "elhunyt", "decedat",
    "umro", "umrla", "умер", "умерла", "умерли", "покойный", "покойная", "помер", "починал", "απεβίωσε",
    "vefat etti", "נפטר", "متوفى", "故人", "已故", "고인",
)  # fmt: skip
_LABELS = frozenset(_WORDS) | {"†", "✝"}
_DAYS = _LABELS | {
    "death", "date of death", "deathdate", "death date", "deathday", "day of death", "todestag", "sterbedatum",
    "sterbetag", "décès", "date de décès", "fallecimiento", "defunción", "decesso", "morte", "falecimento",
    "óbito", "overlijden", "sterfdag", "dödsdag", "dødsdag", "śmierć", "zgon", "úmrtí",
}  # fmt: skip
_WORD = rf"(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)"
_AND_A_DAY = r"[ :,]*(?:on|in|am|im|le|el|il|the)?[ \d./:()-]*"
_LINE = re.compile(rf"(?:[†✝]|{_WORD}){_AND_A_DAY}", re.IGNORECASE)
_SIGNS = re.compile(r"[†✝✞✟(\[–—-]")
_NAME = re.compile(
    rf"(?:^|[\s(])[†✝✞✟]|[†✝✞✟](?:[\s)]|$)|[(\[]\s?{_WORD}{_AND_A_DAY}(?:[)\]]|$)|\s[-–—]\s{_WORD}{_AND_A_DAY}$",
    re.IGNORECASE,
)
_LONGEST, _LINES = 80, 1000


def tells_of_death(
    *, name: str = "", labels: Iterable[str] = (), notes: Iterable[str] = (), days: Iterable[str] = ()
) -> bool:
    """True for a label that says so, a sign or such a word beside a name, or a note's line with at most a day.

    ``days`` are what dated events are called. A card that tells of a death in passing ("her father died in
    2012") tells it of somebody else.
    """
    if any(label.casefold() in _LABELS for label in labels):
        return True
    if _SIGNS.search(name) and _NAME.search(name):
        return True
    if any(day.casefold() in _DAYS for day in days):
        return True
    lines = (line.strip() for note in notes for line in note.split("\n", _LINES)[:_LINES])
    return any(len(line) < _LONGEST and _LINE.fullmatch(line) for line in lines)
