"""What folders hold by their names, as mail programs call them in several languages."""

import re

_SENT = frozenset(
    name.strip()
    for name in """
    sent, sent messages, sent items, sent mail, sent-mail, outbox, gesendet, gesendete elemente,
    gesendete objekte, envoyés, éléments envoyés, messages envoyés, enviados, elementos enviados, posta inviata,
    verzonden
    """.split(",")
)
_LEFT_OUT = frozenset(
    name.strip()
    for name in """
    trash, deleted messages, deleted items, bin, papierkorb, gelöschte elemente, corbeille, papelera,
    elementos eliminados, junk, junk e-mail, junk mail, spam, bulk mail, unerwünscht, indésirables,
    correo no deseado, drafts, entwürfe, brouillons, borradores, templates, unsent messages, notes
    """.split(",")
)
_BETWEEN = re.compile(r"[/.\\]")


def holds_sent(name: str) -> bool:
    """True for a folder of mail that the user sent."""
    return _parts(name)[-1:] != [] and _parts(name)[-1] in _SENT


def left_out(name: str) -> bool:
    """True for deleted mail, spam and drafts."""
    return not _LEFT_OUT.isdisjoint(_parts(name))


def _parts(name: str) -> list[str]:
    return [part.strip().casefold() for part in _BETWEEN.split(name) if part.strip()]
