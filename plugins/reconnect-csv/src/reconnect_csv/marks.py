"""Marks of death as people write them into labels, names and notes."""

import re
from collections.abc import Iterable

_WORDS = (
    "deceased", "dead", "died", "passed away", "in memoriam", "r.i.p.", "rip",
    "verstorben", "gestorben", "décédé", "décédée", "decede", "decedee", "fallecido", "fallecida", "difunto",
    "difunta", "deceduto", "deceduta", "defunto", "defunta", "falecido", "falecida", "overleden", "avliden", "død",
    "afdød", "kuollut", "zmarły", "zmarła", "zmarł", "zemřel", "zemřela", "zosnulý", "elhunyt", "decedat", "umro",
    "umrla", "умер", "умерла", "покойный", "покойная", "помер", "починал", "απεβίωσε", "vefat etti", "נפטר", "متوفى",
    "故人", "已故", "고인",
)  # fmt: skip
_LABELS = frozenset(_WORDS) | {"†", "✝"}
_LINE = re.compile(
    rf"(?:[†✝]|(?:{'|'.join(map(re.escape, _WORDS))})(?!\w))[ :,]*(?:on|in|am|im|le|el|il|the)?[ \d./:()-]*",
    re.IGNORECASE,
)
_CROSS = re.compile(r"(?:^|[\s(])[†✝]|[†✝](?:[\s)]|$)")
_LONGEST, _LINES = 80, 1000


def tell_of_death(name: str, labels: Iterable[str], notes: Iterable[str]) -> bool:
    """True for a label that says so, a cross beside the name, or a note line with a mark and at most a day."""
    if any(label.casefold() in _LABELS for label in labels):
        return True
    if ("†" in name or "✝" in name) and _CROSS.search(name):
        return True
    lines = (line.strip() for note in notes for line in note.split("\n", _LINES)[:_LINES])
    return any(len(line) < _LONGEST and _LINE.fullmatch(line) for line in lines)
