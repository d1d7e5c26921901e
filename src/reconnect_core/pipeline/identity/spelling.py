"""Letters of many scripts as Latin ones, spellings that sound alike as one, and how far two words differ."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = """
ø o,ł l,đ d,ð d,ı i,ħ h,ŧ t,ŋ n,æ ae,œ oe,þ th,ə e,’ ',ʼ ',ʻ ',` ',´ ',а a,б b,в v,г g,д d,е e,з z,и i
й i,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,ы y,э e,і i,ґ g,ў u,ѓ g,ќ k,ј j,ж zh,х kh,ц ts,ч ch,ш sh
щ shch,ъ ,ь ,ю iu,я ia,є ie,ђ dj,љ lj,њ nj,ћ c,џ dz,α a,β v,γ g,δ d,ε e,ζ z,η i,ι i,κ k,λ l,μ m,ν n,ξ x
ο o,π p,ρ r,σ s,τ t,υ y,ω o,θ th,φ f,χ ch,ψ ps
"""
_LATIN = {
    ord(letter): latin
    for letter, _, latin in (pair.partition(" ") for pair in _LETTERS.strip().replace("\n", ",").split(","))
}
_SAME = "sch>sh ph>f ck>k th>t tz>z kh>h ks>x ae>a oe>o ue>u y>i dt>t ou>u gh>g ee>i oo>u ah>a ie>i"
_ALIKE = dict(pair.split(">") for pair in _SAME.split())
_ENDS = ("ah", "ie")
"""These sound so at the end of a word only: Sarah, Sophie."""
_SOUNDS = re.compile(
    "|".join(
        f"{letters}$" if letters in _ENDS else letters for letters in sorted(_ALIKE, key=len, reverse=True)
    )
    + r"|c(?![heiy])"
)
_GREEK = re.compile("[α-ω]")
_VOICELESS = re.compile("([αεη])υ(?=[θκξπσςτφχψ]|$)")
"""ευ and αυ are ef and af before these, else ev and av (ELOT 743)."""
_DIPHTHONG = re.compile("([αεη])υ")
_WOMANS = frozenset("ia ie ya ina ine ena ene eta ette etta ela ele elle ella iane iana issa esse".split())
_PET = frozenset("i y ie o u ey".split())
_TWICE = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """Lower-case Latin letters without accents; Cyrillic and Greek transliterated, other scripts kept."""
    if text.isascii():
        return text.lower()
    marks = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(mark for mark in marks if not unicodedata.combining(mark))
    if _GREEK.search(bare):
        bare = _DIPHTHONG.sub(r"\1v", _VOICELESS.sub(r"\1f", bare.replace("ου", "ou").replace("γγ", "ng")))
    return unicodedata.normalize("NFC", bare.translate(_LATIN))


@lru_cache(maxsize=1 << 13)
def sound(word: str) -> str:
    """One spelling for those that sound alike: Müller, Mueller and Muller; Sergey, Sergei and Сергей."""
    if len(word) < 3:
        return word
    return _TWICE.sub(r"\1", _SOUNDS.sub(lambda found: _ALIKE.get(found[0], "k"), word))


@lru_cache(maxsize=1 << 16)
def distance(one: str, other: str) -> int:
    """Letters to insert, drop, change or swap with a neighbour (Damerau 1964); 3 stands for more than 2."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, mark in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != mark))
            if row > 1 < column and letter == other[column - 2] and mark == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > 2:
            return 3
        before, above = above, here
    return min(above[-1], 3)


def clipped(short: str, long: str) -> bool:
    """Whether the first is the second cut short: Xime and Ximena, Venky and Venkatesh, Lipe and Felipe.

    What makes a woman's name of a man's is no cut: Daniel and Danielle are two.
    """
    if len(long) - len(short) < 2 or len(short) < 3:
        return False
    if long.startswith(short):
        return long[len(short) :] not in _WOMANS
    same = next((at for at, mark in enumerate(short) if mark != long[at]), len(short))
    return (same > 3 and short[same:] in _PET) or (len(short) > 3 and long.endswith(short))
