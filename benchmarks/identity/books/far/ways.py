"""How the third book's products and people write: numbers, names, mistyped words, placeholders."""

from random import Random

NUMBERING = {  # country: (code, trunk prefix, starts of mobiles, starts of landlines, digits in all)
    "US": ("1", "", ("415", "646", "312", "206", "512"), ("617", "503", "303", "214", "404"), 10),
    "MX": ("52", "", ("55", "33", "81"), ("55", "33", "81"), 10),
    "BR": ("55", "0", ("119", "219", "319"), ("113", "213", "313"), 11),
    "IN": ("91", "0", ("98", "99", "97"), ("22", "44", "80"), 10),
    "CN": ("86", "0", ("138", "139", "186"), ("21", "10"), 11),
    "KR": ("82", "0", ("10",), ("2",), 10),
    "VN": ("84", "0", ("90", "91", "98"), ("24",), 9),
    "RU": ("7", "8", ("916", "903", "921"), ("495", "812"), 10),
    "PL": ("48", "", ("501", "602", "660"), ("22", "12"), 9),
    "GR": ("30", "", ("697", "694"), ("210", "231"), 10),
    "AE": ("971", "0", ("50", "55"), ("4",), 9),
}
PLACEHOLDERS = ("none@none.com", "noemail@noemail.com", "unknown@unknown.com")
KEYS = {
    "a": "s",
    "s": "d",
    "e": "r",
    "r": "t",
    "t": "y",
    "i": "o",
    "o": "p",
    "n": "m",
    "l": "k",
    "c": "v",
    "u": "i",
    "d": "f",
}
HEARD = (
    ("ph", "f"),
    ("ck", "k"),
    ("ll", "l"),
    ("ss", "s"),
    ("nn", "n"),
    ("tt", "t"),
    ("ei", "ie"),
    ("ie", "ei"),
    ("z", "s"),
    ("y", "i"),
)


def number(dice: Random, country: str, *, mobile: bool) -> str:
    """A number nobody else in the book has, as digits with country code and no plus."""
    code, _, mobiles, landlines, digits = NUMBERING[country]
    if country in ("BR", "CN", "KR", "AE") and not mobile:
        digits -= 1
    start = dice.choice(mobiles if mobile else landlines)
    rest = digits - len(start)
    return code + start + str(dice.randrange(2, 9)) + "".join(str(dice.randrange(10)) for _ in range(rest - 1))


def dialled(dice: Random, digits: str, country: str, *, home: bool) -> str:
    """The number as somebody typed it; ``home`` when it needs no country code where the user lives."""
    code, trunk, *_ = NUMBERING[country]
    national = digits[len(code) :]
    if country == "US":
        area, middle, last = national[:3], national[3:6], national[6:]
        ways = [
            f"({area}) {middle}-{last}",
            f"{area}-{middle}-{last}",
            f"{area}.{middle}.{last}",
            f"+1 {area}-{middle}-{last}",
        ]
        ways += [
            f"1-{area}-{middle}-{last}",
            f"+1{national}",
            national,
            f"tel:+1-{area}-{middle}-{last}",
            f"{area}/{middle}-{last}",
        ]
        ways += [
            f"+1 ({area}) {middle}-{last} (cell)",
            f"1 {area} {middle} {last}",
            f"011 1 {national}" if dice.random() < 0.1 else national,
        ]
        return dice.choice(ways)
    if not home:
        return dice.choice((trunk + national, f"{trunk}{national[:3]} {national[3:6]} {national[6:]}"))
    pairs = " ".join(national[at : at + 3] for at in range(0, len(national), 3))
    ways = [
        f"+{digits}",
        f"+{code} {pairs}",
        f"011{digits}",
        f"011 {code} {pairs}",
        f"+{code}-{national}",
        f"00{digits}",
    ]
    if trunk:
        ways.append(f"+{code} ({trunk}) {pairs}")
    return dice.choice(ways)


def mistyped(dice: Random, word: str) -> str:
    """One slip of the finger or of the ear; short words are typed rightly."""
    if len(word) < 5:
        return word
    at = dice.randrange(1, len(word) - 1)
    way = dice.randrange(6)
    if way == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == 1:
        return word[:at] + word[at + 1 :]
    if way == 2:
        return word[:at] + word[at] + word[at:]
    if way == 3:
        return word[:at] + KEYS.get(word[at], word[at]) + word[at + 1 :]
    for old, new in dice.sample(HEARD, len(HEARD)):
        if old in word[1:]:
            return word[0] + word[1:].replace(old, new, 1)
    return word.replace("rn", "m") if "rn" in word else word[:at] + word[at + 1 :]
