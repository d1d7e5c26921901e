"""Days as exports write them; whether 1/2/2000 is in January or February the whole column says, never one cell."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from reconnect_core import PartialDate

from .words import key

_TIME = re.compile(
    r",?[T\s]+(?:(?:[-–|]|at|à|um|klo?\.?|o|alle|às|om|la|v|в|о)\s+)?\d{1,2}:\d{2}.*$",
    re.DOTALL | re.IGNORECASE,
)
_CLOCK_AHEAD = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?[,\s]+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.\s]{1,2}(\d{1,2})[-/.\s]{1,2}(\d{1,2})[.Z]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_GLUED = re.compile(r"(0?[1-9]|[12]\d|3[01])(0[1-9]|[12]\d|3[01])((?:1[89]|20)\d{2})")
"""A day and a month, in either order, before a year; what is read so is no year before month and day."""
_NO_YEAR = re.compile(r"--(\d{1,2})-?(\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-./](\d{2})|\s?[年년]\s?(\d{1,2})\s?[月월])")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_SHORT = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})(?:\s?\2\s?(\d{2}|\d{4})?\.?)?")
_EAST = re.compile(r"(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
_ERA = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])\s?(\d{1,2}|元)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?"
)
_AMONG_WORDS = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}[.日]?)"
    r"(?:,?\s*[(（]?[^\W\d_]{1,12}\.?[)）]?)?"
)
"""A day with its weekday before or behind it: ``Wed 01/31/2024``, ``2024/01/31(水)``."""
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERAS |= dict(zip("MTSHR", _ERAS.values(), strict=True))
"""The year before each Japanese era; forms write the letters."""
_EMPTY = datetime(1899, 12, 30)
"""How spreadsheets and databases write an empty date, the day from which they count."""
_DAY_SECONDS = 24 * 60 * 60
_SERIAL = re.compile(r"(\d{5})(?:(?:\s+0)?[.,](\d+))?")
_WORDS = re.compile(r"\d+|[^\W\d_]+")

_MONTHS = """
january jan januar januari janvier janv enero ene gennaio janeiro styczen stycznia leden ledna tammikuu ocak января янв januara január ianuarie ian gener ιανουαριου ιαν січня януари sijecanj sijecnja
february feb februar februari fevrier fevr febrero febbraio fevereiro luty lutego unor unora helmikuu subat февраля фев februára február februarie febrer φεβρουαριου φεβ лютого февруари veljaca veljace
march mar marz maerz maart mars marzo marco mrt marzec marca brezen brezna maaliskuu mart марта мар marec március martie març μαρτιου μαρ березня март ozujak ozujka
april apr avril avr abril abr aprile kwiecien kwietnia duben dubna huhtikuu nisan апреля апр apríl apríla április aprilie απριλιου απρ квітня април travanj travnja
may mai mayo maggio mag maio maj mei kveten kvetna toukokuu mayis мая май máj mája május maig μαιου μαϊου травня svibanj svibnja
june jun juni juin junio giugno giu junho czerwiec czerwca cerven cervna kesakuu haziran июня июн jún júna június iunie juny ιουνιου ιουν червня юни lipanj lipnja
july jul juli juillet juil julio luglio lug julho lipiec lipca cervenec cervence heinakuu temmuz июля июл júl júla július iulie juliol ιουλιου ιουλ липня юли srpanj srpnja
august aug aout agosto ago augusti sierpien sierpnia srpen srpna elokuu agustos августа авг augusta augusztus agost αυγουστου αυγ серпня август kolovoz kolovoza
september sep sept septembre septiembre settembre set setembro wrzesien wrzesnia zari syyskuu eylul сентября сен septembra szeptember szept septembrie setembre σεπτεμβριου σεπ вересня септември rujan rujna
october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika rijen rijna lokakuu ekim октября окт októbra október octombrie οκτωβριου οκτ жовтня октомври
november nov novembre noviembre novembro listopad listopada marraskuu kasim ноября ноя novembra noiembrie νοεμβριου νοε листопада ноември studeni studenoga
december dec dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia prosinec prosince joulukuu aralik декабря дек decembra decembrie desembre δεκεμβριου δεκ грудня декември prosinac prosinca
""".strip()
MONTHS = {key(word): month for month, words in enumerate(_MONTHS.splitlines(), 1) for word in words.split()}


def order_of(texts: Iterable[str]) -> str:
    """``dmy`` or ``mdy`` when the cells of a column show it, ``mixed`` when they contradict, else empty."""
    seen = Counter(filter(None, map(_shown, texts)))
    if not seen:
        return ""
    return next(iter(seen)) if len(seen) == 1 else "mixed"


@lru_cache(maxsize=1 << 12)
def day_of(text: str, order: str, this_year: int) -> PartialDate | None:
    """The day that a cell names, maybe without its year; None when it names none (0/0/00) or is unclear.

    ``order`` says how to read 1/2/2000; ``mixed`` reads only cells that cannot be read otherwise. Years of two
    digits are the last such year up to ``this_year``.
    """
    text = _parted(_without_weekday(_TIME.sub("", text.strip())))
    if not text or len(text) > 60 or not any(c.isdigit() for c in text):
        return None
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text) or _EAST.fullmatch(text):
        return _made(found[1], found[2], found[3], this_year)
    if found := _ERA.fullmatch(text):
        year = _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
        return _made(str(year), found[3], found[4], this_year)
    if found := _NO_YEAR.fullmatch(text):
        return _made(None, found[1], found[2], this_year)
    if found := _YEAR_MONTH.fullmatch(text):
        return _made(found[1], found[2] or found[3], None, this_year)
    if found := _SHORT.fullmatch(text):
        return _short(found, order, this_year)
    if found := _MONTH_YEAR.fullmatch(text):
        return _made(found[2], found[1], None, this_year)
    if re.fullmatch(r"\d{4}", text):
        return _made(text, None, None, this_year)
    if counted := serial(text, this_year):
        return PartialDate(year=counted.year, month=counted.month, day=counted.day)
    return _in_words(text, this_year)


def serial(text: str, last_year: int) -> datetime | None:
    """What a spreadsheet counts as five digits of days, with the clock behind the comma; None after ``last_year``."""
    if not (found := _SERIAL.fullmatch(text)):
        return None
    clock = round(float(f"0.{found[2] or 0}") * _DAY_SECONDS)
    moment = _EMPTY + timedelta(days=int(found[1]), seconds=clock)
    return moment if moment.year <= last_year else None


def from_parts(year: str, month: str, day: str, this_year: int) -> PartialDate | None:
    """A day from three cells, of which the year, or month and day, may be empty or 0."""
    month_number = month if month.isdecimal() else str(_month(key(month)) or "")
    found = [text if text.strip("0").isdecimal() else None for text in (year, month_number, day)]
    return _made(found[0], found[1], found[2], this_year)


def _without_weekday(text: str) -> str:
    if text[:1].isalpha() or not text[-1:].isascii() or text[-1:].isalpha() or text[-1:] == ")":
        found = _AMONG_WORDS.fullmatch(text) if len(text) < 40 else None
        return found[1] if found else text
    return text


def _parted(text: str) -> str:
    """``31122000`` as ``31/12/2000``."""
    return _GLUED.sub(r"\1/\2/\3", text) if text.isdecimal() and _GLUED.fullmatch(text) else text


def _shown(text: str) -> str:
    bare = _CLOCK_AHEAD.sub("", _TIME.sub("", text.strip()))
    found = _SHORT.fullmatch(_parted(bare)) or _SHORT.fullmatch(_without_weekday(bare))
    if not found or found[2] == ".":
        return ""
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second > 0 and first <= 31:
        return "dmy"
    return "mdy" if second > 12 >= first > 0 and second <= 31 else ""


def _short(found: re.Match[str], order: str, this_year: int) -> PartialDate | None:
    first, second, year = found[1], found[3], found[4]
    if found[2] == ".":
        order = "mdy" if int(first) <= 12 < int(second) else "dmy"
    elif _shown(found[0]) and order in ("mixed", "ymd"):
        order = _shown(found[0])
    if order == "mixed":
        return None
    if order == "ymd" and year and len(year) == 2:
        return _made(first, second, year, this_year)
    month, day = (first, second) if order in ("mdy", "ymd") else (second, first)
    return _made(year, month, day, this_year)


def _in_words(text: str, this_year: int) -> PartialDate | None:
    words = _WORDS.findall(key(text))
    months = {number for word in words if not word.isdecimal() and (number := _month(word))}
    numbers = [word for word in words if word.isdecimal()]
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    month = str(months.pop())
    if len(numbers) == 1:
        return (
            _made(numbers[0], month, None, this_year)
            if len(numbers[0]) == 4
            else _made(None, month, numbers[0], this_year)
        )
    day, year = sorted(numbers, key=len) if len(numbers[0]) != len(numbers[1]) else numbers
    return _made(year, month, day, this_year)


@lru_cache(maxsize=1 << 12)
def _month(word: str) -> int:
    """The number of a month's name in any language here, also cut short when only one begins so; else 0."""
    if word in MONTHS:
        return MONTHS[word]
    begun = {number for name, number in MONTHS.items() if len(word) >= 3 and name.startswith(word)}
    return begun.pop() if len(begun) == 1 else 0


def _made(year: str | None, month: str | None, day: str | None, this_year: int) -> PartialDate | None:
    """A date that exists in the calendar, or None; 1604 is how Apple writes that there is no year, others 0000."""
    if max(len(part or "") for part in (year, month, day)) > 4:
        return None
    number = None if year is None or year == "0000" else int(year)
    if number is not None and len(year or "") <= 2:
        number += this_year // 100 * 100
        number -= 100 if number > this_year else 0
    if number == 1604:
        number = None
    elif number is not None and not 1800 <= number <= this_year + 1:
        return None
    if month is None:
        return None if number is None else PartialDate(year=number)
    try:
        made = date(number or 2000, int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    if made == _EMPTY.date():
        return None
    return PartialDate(year=number, month=made.month, day=None if day is None else made.day)
