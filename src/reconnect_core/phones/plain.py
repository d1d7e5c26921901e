"""Reading a number without a library: strict, so that what it cannot be sure of stays unknown."""

import re

# region: calling code, national prefix, fewest and most digits of a national number without that prefix
_PLANS = {
    name: (code, prefix, int(least), int(most))
    for row in """
US 1 1 10 10;CA 1 1 10 10;GB 44 0 9 10;IE 353 0 7 9;DE 49 0 6 11;AT 43 0 6 12;CH 41 0 9 9;LI 423 - 7 7
FR 33 0 9 9;BE 32 0 8 9;NL 31 0 9 9;LU 352 - 6 9;IT 39 - 8 11;ES 34 - 9 9;PT 351 - 9 9;DK 45 - 8 8;NO 47 - 8 8
SE 46 0 7 9;FI 358 0 6 10;IS 354 - 7 7;PL 48 - 9 9;CZ 420 - 9 9;SK 421 0 9 9;HU 36 06 8 9;SI 386 0 8 8
HR 385 0 8 9;RS 381 0 8 9;RO 40 0 9 9;BG 359 0 8 9;GR 30 - 10 10;CY 357 - 8 8;MT 356 - 8 8;EE 372 - 7 8
LV 371 - 8 8;LT 370 8 8 8;UA 380 0 9 9;RU 7 8 10 10;TR 90 0 10 10;IL 972 0 8 9;ZA 27 0 9 9;EG 20 0 8 10
NG 234 0 8 10;KE 254 0 9 9;IN 91 0 10 10;PK 92 0 9 10;JP 81 0 9 10;KR 82 0 8 10;CN 86 0 10 11;HK 852 - 8 8
TW 886 0 8 9;SG 65 - 8 8;MY 60 0 8 10;TH 66 0 8 9;VN 84 0 9 10;PH 63 0 8 10;ID 62 0 8 12;AU 61 0 9 9
NZ 64 0 8 10;BR 55 0 10 11;CL 56 - 9 9;PE 51 0 8 9;CO 57 - 10 10;MX 52 - 10 10;AE 971 0 8 9;SA 966 0 9 9
""".strip()
    .replace("\n", ";")
    .split(";")
    for name, code, prefix, least, most in [row.split()]
}
_BY_CODE = {code: (code, prefix, least, most) for code, prefix, least, most in reversed(_PLANS.values())}
_EXITS = {
    "US": "011",
    "CA": "011",
    "AU": "0011",
    "JP": "010",
    "RU": "810",
    "HK": "001",
    "SG": "001",
    "KR": "001",
}
_NANP = re.compile(r"[2-9]\d\d[2-9]\d{6}")
_NOISE = re.compile(r"[\s()./\-\u2010-\u2015\u00a0]")


def read(text: str, region: str) -> str:
    """E.164 of a number whose country and length are known, or ``""``."""
    digits = _NOISE.sub("", text)
    if digits.startswith("+"):
        return _international(digits[1:])
    exit_code = _EXITS.get(region, "00")
    if digits.startswith(exit_code):
        return _international(digits[len(exit_code) :])
    if digits.startswith("00"):
        return _international(digits[2:])
    return _national(digits, _PLANS[region]) if region in _PLANS else ""


def _international(digits: str) -> str:
    for width in (1, 2, 3):
        if digits[:width] in _BY_CODE:
            return _national(digits[width:], _BY_CODE[digits[:width]], abroad=True)
    return ""


def _national(digits: str, plan: tuple[str, str, int, int], abroad: bool = False) -> str:
    code, prefix, least, most = plan
    if not (digits.isascii() and digits.isdecimal()):
        return ""
    spared = abroad or prefix in {"-", "1"}
    if prefix != "-" and digits.startswith(prefix) and not (abroad and prefix in {"1", "8"}):
        digits = digits[len(prefix) :]
    elif not spared or (not abroad and digits.startswith(code) and len(digits) - len(code) >= least):
        return ""
    if not least <= len(digits) <= most or (code == "1" and not _NANP.fullmatch(digits)):
        return ""
    return f"+{code}{digits}"
