"""Reading a number with the numbering plans of ``phonenumbers``; the usual spellings take a short cut."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

_KINDS = (
    "mobile",
    "fixed_line",
    "toll_free",
    "shared_cost",
    "premium_rate",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
)
_DIGITS = re.compile(r"\+?[0-9]+")
_BEGIN = re.compile(r"[+0-9]")
_ASIDE = re.compile(r"^[^0-9+]+|[^0-9]+$")
_LONGEST = 250
"""No number is longer to the library either."""
_GROUP = re.compile(r"[0-9]+")
_NANP = 1
"""The calling code of the plan in which a leading 1 may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one country numbers its lines."""

    code: str
    prefix: re.Pattern[str] | None
    """The national prefix, where stripping it is all there is to do."""
    exit: re.Pattern[str] | None
    general: re.Pattern[str]
    lengths: frozenset[int]
    kinds: tuple[re.Pattern[str], ...]
    alone: bool
    """No other country shares the calling code."""

    def number(self, national: str) -> str:
        """The E.164 number of a national spelling that is surely valid, else ``""``."""
        if self.prefix is not None and (found := self.prefix.match(national)):
            bare = national[found.end() :]
            if self.general.fullmatch(bare) or not self.general.fullmatch(national):
                national = bare
        if len(national) in self.lengths and self.general.fullmatch(national):
            for kind in self.kinds:
                if kind.fullmatch(national):
                    return f"+{self.code}{national}"
        return ""


def read(text: str, region: str) -> str:
    """The E.164 number of ``text`` dialled from ``region``, or ``""`` unless it is a valid number.

    A leading ``00`` means ``+`` wherever the region's own reading of it gives no valid number: with region US
    ``phonenumbers`` alone reads 0044… as +10044….
    """
    text = text.strip()
    if not _DIGITS.fullmatch(text):
        return _long_way(text, region)
    found = _short_cut(text, region)
    return found if found is not None else _long_way(text, region) or _as_foreign(text)


def zones(e164: str) -> tuple[str, ...]:
    """The zones that the number's prefix is used in; empty for one that cannot be a number."""
    import phonenumbers
    from phonenumbers import timezone

    try:
        found = timezone.time_zones_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(zone for zone in found if zone != timezone.UNKNOWN_TIMEZONE)


def has_trunk(region: str) -> bool:
    """True where national numbers begin with a 0 that is not dialled from abroad."""
    import phonenumbers

    known: Any = phonenumbers.PhoneMetadata.metadata_for_region(region, None) if region else None
    return known is not None and known.national_prefix == "0"


def _short_cut(digits: str, region: str) -> str | None:
    """The answer of the plain cases, None for all others."""
    if digits.startswith("+"):
        return _international(digits[1:])
    plan = _plan(region)
    if digits.startswith("00") and (plan is None or (plan.exit and plan.exit.fullmatch("00"))):
        return _international(digits[2:])
    if plan is None or (plan.exit and plan.exit.match(digits)):
        return None
    return plan.number(digits) or ("" if plan.alone and not digits.startswith(plan.code) else None)


def _as_foreign(digits: str) -> str:
    return _long_way(f"+{digits[2:]}", "") if digits.startswith("00") else ""


def _international(digits: str) -> str | None:
    for width in (2, 1, 3):
        if (plan := _plan_of_code(digits[:width])) is not None:
            return plan.number(digits[width:]) or ("" if plan.alone else None)
    return None


def _long_way(text: str, region: str) -> str:
    """Words before or behind a number that is whole without them say whose it is; else letters are dialled."""
    import phonenumbers

    whole = "phone-context" in text or len(text) > _LONGEST
    bare = text if whole else _ASIDE.sub("", text)
    if bare != text and not any(map(str.isalpha, bare)) and (found := _long_way(bare, region)):
        return found
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or _borrowed_letters(text, region):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _borrowed_letters(text: str, region: str) -> bool:
    """True for a number with letters that is not written as ``region`` writes that number.

    1-800-FLOWERS makes a valid number in Germany, India and China too, but means none of those.
    """
    import phonenumbers

    begin = _BEGIN.search(text)
    if begin is None or not phonenumbers.is_alpha_number(text[begin.start() :]):
        return False
    number = phonenumbers.parse(text, region or None, keep_raw_input=True)
    if number.country_code_source != phonenumbers.CountryCodeSource.FROM_DEFAULT_COUNTRY:
        return False
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    usual = _GROUP.findall(national)
    written = _GROUP.findall(phonenumbers.convert_alpha_characters_in_number(text[begin.start() :]))
    if number.country_code == _NANP and written[0] == "1":
        del written[0]
    return "".join(written) != "".join(usual) or not written[0].startswith(usual[0])


@cache
def _plan_of_code(code: str) -> Plan | None:
    import phonenumbers

    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code)) if code.isdecimal() else None
    return _plan(regions[0]) if regions and code[0] != "0" else None


@cache
def _plan(region: str) -> Plan | None:
    """The plan of a region, or None where reading it takes more than stripping a prefix."""
    import phonenumbers

    known: Any = phonenumbers.PhoneMetadata.metadata_for_region(region, None) if region else None
    if known is None or known.national_prefix_transform_rule:
        return None
    prefix = known.national_prefix_for_parsing
    kinds = [getattr(known, name) for name in _KINDS]
    patterns = [kind.national_number_pattern for kind in kinds if kind is not None]
    return Plan(
        code=str(known.country_code),
        prefix=re.compile(prefix) if prefix else None,
        exit=re.compile(known.international_prefix) if known.international_prefix else None,
        general=re.compile(known.general_desc.national_number_pattern),
        lengths=frozenset(known.general_desc.possible_length),
        kinds=tuple(re.compile(pattern) for pattern in patterns if pattern),
        alone=len(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[known.country_code]) == 1,
    )
