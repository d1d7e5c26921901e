"""Names of the first book in other letters."""

from .names import CYRILLIC


def ascii_of(text: str) -> str:
    """German transliteration, other accents dropped."""
    for mark, plain in zip("äöüßéèêëáàíóúñçÉÁ", ("ae oe ue ss e e e e a a i o u n c E A").split(), strict=True):
        text = text.replace(mark, plain)
    return (
        text.replace("Ö", "Oe")
        .replace("Ü", "Ue")
        .replace("Ä", "Ae")
        .replace("î", "i")
        .replace("ï", "i")
        .replace("ô", "o")
    )


def cyrillic(text: str) -> str:
    """The Russian spelling of a transliterated name, near enough."""
    low = text.lower()
    for latin in ("kh", "ts", "ch", "sh", "yu", "ya", "ia"):
        low = low.replace(latin, CYRILLIC[latin])
    low = "".join(CYRILLIC.get(mark, mark) for mark in low).title()
    return low[:-1] + "й" if low.endswith("ы") else low
