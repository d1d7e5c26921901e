"""What the user wrote into a reminder, told from what we wrote, whatever a program made of our lines.

Calendar programs wrap lines, save them as HTML, straighten quotes, add a block of their own. So what is kept of
our text are digests of any three words in a row of a line (of a shorter line all its words); what no such run
covers is the user's.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

_RUN = 3
_WORD = re.compile(r"[^\W_]+|[^\w\s!-/:-@\[-`{-~¡-¿\u2000-\u206f\ufe0e\ufe0f\ufeff]")
"""A word, or a sign that is no punctuation: a tick."""
_MARKUP = re.compile(
    r"</?(?:[abipu]|br|div|em|font|h\d|html|html-blob|li|ol|span|strong|table|ul)[\s/>]|&(?:\w+|#\d+);",
    re.IGNORECASE,
)
_LINES = frozenset(("br", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "table", "tr", "ul"))
_UNSEEN = frozenset(("head", "script", "style"))
_LINK = re.compile(r"<([^<>\s]+)>")
_MEETING = re.compile(r"-::~[:~]+::-.*?-::~[:~]+::-|_{20,}.*?(?:_{20,}|\Z)", re.DOTALL)
"""What Google Meet and Teams put into an entry, between lines of their own."""
_CLOSING = " \t.,;:!?…)]”“\"'’»-–—"
_OPENING = " \t([“„\"'‘«"


def marks(title: str, text: str) -> str:
    """Short digests of our title and of runs of words of our text, which tell ours without keeping it."""
    return " ".join(dict.fromkeys((_digest(title.split()), *text_marks(text))))


def text_marks(text: str) -> Iterator[str]:
    """The digests of one text; a line of at most three words has one."""
    for line in _plain(text).splitlines():
        words = [match[0].casefold() for match in _WORD.finditer(line)]
        for at in range(max(1, len(words) - _RUN + 1) if words else 0):
            yield _digest(words[at : at + _RUN])


def is_ours(title: str, ours: str) -> bool:
    """True for the title that we wrote, letter by letter but for blanks."""
    return _digest(title.split()) in ours.split()


def added(text: str, ours: str) -> Iterator[tuple[bool, str]]:
    """What is not ours, a piece a line or part of one: whether it begins its line, and the piece."""
    lines = [(line, [*_WORD.finditer(line)]) for line in _plain(text).splitlines()]
    known = iter(_known([match[0].casefold() for _, found in lines for match in found], {*ours.split()}))
    for line, found in lines:
        begin = 0
        foreign = False
        for match in found:
            if not next(known):
                foreign = True
                continue
            if foreign:
                yield begin == 0, _bare(line[begin : match.start()], begin > 0, behind=True)
            begin, foreign = match.end(), False
        if foreign:
            yield begin == 0, _bare(line[begin:], begin > 0, behind=False)


def _known(words: Sequence[str], ours: set[str]) -> list[bool]:
    """Of each word whether it stands in a run of ours."""
    known = [False] * len(words)
    for size in range(1, _RUN + 1):
        for at in range(len(words) - size + 1):
            if _digest(words[at : at + size]) in ours:
                known[at : at + size] = [True] * size
    return known


def _bare(piece: str, inside: bool, *, behind: bool) -> str:
    """The piece without the punctuation that divides it from our words before and behind it."""
    piece = piece.lstrip(_CLOSING) if inside else piece.lstrip()
    return piece.rstrip(_OPENING) if behind else piece.rstrip()


def _plain(text: str) -> str:
    """The text with lines where a program made markup of them, and without the blocks of meetings."""
    text = _MEETING.sub("\n", text)
    if "<" in text:
        text = _LINK.sub(lambda link: "" if text.endswith(link[1], 0, link.start()) else link[0], text)
    if not _MARKUP.search(text):
        return text
    page = _Page()
    page.feed(text)
    page.close()
    return "".join(page.found)


class _Page(HTMLParser):
    """Collects what a page shows, with its line ends."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNSEEN and self._hidden > 0
        if tag in _LINES:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]
