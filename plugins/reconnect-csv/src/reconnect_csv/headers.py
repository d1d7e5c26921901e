"""What a column header means: the facts of ``headers.txt``, and how qualifiers stand beside them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from .words import has_cjk, key

ADDRESS = frozenset({"street", "house", "city", "region", "postcode", "country", "box", "address"})
ORDERED = frozenset({"billing", "shipping"})
"""Labels of a shop's two addressees, who are often one."""
_LABELLED = ADDRESS | {"email", "phone", "line", "url"}
_RANK = {role: rank for rank, role in enumerate(("email", "phone", *sorted(ADDRESS), "url", "line"))}
_LONGEST = 80
_ALTERNATIVES = re.compile(r"\s*[/|]\s*|\s+(?:or|oder|ou|of|eller)\s+")
_AND = frozenset("and und et y e i en og och ja ve și si και та и و".split())
_NAME_PARTS = frozenset({"given", "family"})
_ALONG = frozenset("with incl including mit inkl avec con met med".split())
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_ALONE = frozenset({"kind", "reach", "status"})
"""Roles whose headers stand alone: the type of a phone is no kind of contact."""
_ORDINAL = frozenset({"first", "last"})
"""The student's last is a name, the last contact a day."""
_BORDER = re.compile(r"(?<=[a-z])(?=[\u3040-\uffff])|(?<=[\u3040-\uffff])(?=[a-z])")
_LISTED = re.compile(r"([A-Za-z]+?(?:ss)?)(?:(?<=ss)es|s)?[.\[/](\d+)\]?[./](?:\w+[./])*(\w+)")
_PROPERTY = re.compile(
    r"(TEL|EMAIL|ORG|URL|NOTE|TITLE)((?:;(?:TYPE=)?[A-Za-z]+(?:,[A-Za-z]+)*)+)", re.IGNORECASE
)
"""A column named as cards write it: ``TEL;TYPE=CELL``."""
_TYPE = re.compile(r";(?:TYPE=)?|,", re.IGNORECASE)
_DIGITS = re.compile(r" ?\b\d+\b ?|(?<=[^\x00-\x7f])\d+")

_MAIL_WORDS = (
    "mail courriel messagerie correo correu posta poczt epost mejl sahkoposti почт пошт имейл ηλεκτρονικ"
    " 邮 郵 メール 메일 메일 मेल بريد דואר"
).split()
_PHONE_WORDS = (
    "phone tel telefon telephone telefono telefone telefoon mobil mobile movil cell cellular cellulare celular"
    " handy gsm fax faks whatsapp puhelin matkapuhelin phones telephones phonenumber phonenumbers telefonnummer"
    " telefonnummern handynummer rufnummer telefoonnummer telefonos telefones telefoni telefony телефоны телефон мобильный факс τηλεφωνο κινητο"
    " 電話 电话 手机 手機 携帯 전화 휴대폰 फोन फ़ोन मोबाइल هاتف جوال טלפון נייד"
).split()
_BIRTH_WORDS = (
    "birthday birthdate dob geburtstag geburtsdatum naissance cumpleanos nacimiento compleanno nascita"
    " nascimento verjaardag geboortedatum fodselsdag fodelsedag syntymapaiva urodziny urodzenia narozeni narozeniny"
    " рождения γεννησης γενεθλια dogum 誕生日 生年月日 생일 생년월일 生日"
).split()
_NOT_THEIRS = (
    "type typ tipo label kind display anzeige angezeigt mostrar pantalla affich affiche visualizz visualizzato"
    " weergave weergegeven visning visningsnamn visningsnavn exibicao wyswietlana zobrazovane zobrazeni краткое отображаемое тип 类型 類型"
    " 種類 유형 نوع status opt date datum count domain owner verified valid last server client format manager"
    " assistant spouse partner emergency notfall parent by sent open opens click clicks created permission consent"
    " subscribed subscription marketing score bounce bounced country code ext extension referrer template subject"
    " parent parents mother father mom dad guardian sibling child kid boss supervisor eltern mutter vater"
    " time hour timezone unsubscribed reports source agent rep sales carrier provider enabled"
    " to next nachster prochain proximo wife husband daughter son ehemann ehefrau tochter sohn mari femme enfant"
    " conjoint hijo hija figlio figlia pet dog cat hund katze lunar 음력 農曆 农历 阴历 旧暦"
    " mum mama papa brother sister this diesjahriger canonical madre padre mere pere mae pai matki ojca moeder"
    " vader veli мамы папы матери отца родителя אמא אבא"
    " seller salesperson salesman recruiter verkaufer vertreter betreuer betreuerin sachbearbeiter zustandig commercial"
    " vendeur gestionnaire comercial vendedor vendedora venditore commerciale gestor responsavel handlowiec opiekun"
    " verkoper saljare selger saelger myyja prodejce менеджер ответственный продавец satici temsilci"
    " カナ かな フリガナ ふりがな ヨミ よみ 読み kana furigana yomi phonetic 拼音 pinyin"
).split()
_NOT_THEIRS_WITHIN = "緊急 紧急 保護者 监护人 家长 비상 보호자 担当 負責 负责 业务员 業務員 담당".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a header says: a role of ``headers.txt``, labels such as work or mobile, and how sure that is."""

    role: str
    labels: frozenset[str] = frozenset()
    weight: float = 1.0
    """2 for a known header, 1.5 for one with a qualifier, 1 for a word that gives it away."""


@dataclass(slots=True)
class Language:
    """One language's headers and qualifiers, by their ``key``."""

    order: str
    roles: dict[str, str] = field(default_factory=dict)
    qualifiers: dict[str, str] = field(default_factory=dict)

    def part(self, text: str) -> str:
        """Which part of a name this is; ``name`` for the language's own word, empty for other texts."""
        role = self.roles.get(text, "")
        plain = role == "name" and next(one for one, meant in self.roles.items() if meant == "name") == text
        return role if plain or role in _NAME_PARTS else ""


@cache
def languages() -> Mapping[str, Language]:
    """Every language of ``headers.txt``, English first."""
    found: dict[str, Language] = {}
    current = Language(order="")
    for line in Path(__file__).with_name("headers.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, order = line.strip("[]").split()
            current = found[name] = Language(order=order)
        elif " = " in line and not line.startswith("#"):
            role, _, texts = line.partition(" = ")
            into = current.qualifiers if role.startswith("? ") else current.roles
            for text in texts.split(" | "):
                into.setdefault(key(text), role.removeprefix("? "))
    return found


@cache
def every_header() -> frozenset[str]:
    """The keys of all headers of all languages."""
    return frozenset(text for language in languages().values() for text in language.roles)


def spoken(headers: Iterable[str]) -> tuple[str, ...]:
    """The languages these headers may be in, the likeliest first; English stands second at the latest."""
    votes = dict.fromkeys(languages(), 0.0)
    for header in headers:
        knowing = _knowing(bare(key(header)))
        for name in knowing:
            votes[name] += 1 / len(knowing)
    ranked = sorted(votes, key=lambda name: -votes[name])
    return tuple(dict.fromkeys((ranked[0], "en", *ranked)))


@lru_cache(maxsize=4096)
def _knowing(text: str) -> tuple[str, ...]:
    return tuple(name for name, language in languages().items() if text in language.roles)


def meaning(header: str, spoken_in: Iterable[str]) -> Meaning | None:
    """What this header means, asked language by language; None when nothing is known about it."""
    return _meaning_of(header, tuple(spoken_in)) if len(header) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _meaning_of(header: str, order: tuple[str, ...]) -> Meaning | None:
    text = key(header)
    if not text:
        return None
    for some in (order[:2], order[2:]):
        for look in (_known, _composed, _qualified):
            for name in some:
                if found := look(text, languages()[name]):
                    return found
    return _rewritten(header, order) or _given_away(text)


def _rewritten(header: str, order: tuple[str, ...]) -> Meaning | None:
    """The header in other words: glued ones parted, one of several alternatives, without what is in brackets."""
    if listed := _LISTED.fullmatch(header):
        return _of_list(listed[1], listed[2], listed[3], order)
    if written := _PROPERTY.fullmatch(header):
        return meaning(f"{written[1]} {_TYPE.sub(' ', written[2])}", order)
    parted = " ".join(map(_parted, key(header).split()))
    if parted != key(header):
        return meaning(parted, order)
    parts = _ALTERNATIVES.split(header)
    several = [meaning(part, order) for part in parts] if len(parts) > 1 else []
    if several and several[0]:
        roles = {one and one.role.partition(".")[0] for one in several}
        if len(roles) == 1:
            return several[0]
        if roles == {"title", "job"}:
            return replace(several[0], role="job")
    bracket = _BRACKETS.search(header)
    inside = key(bracket[1]).split() if bracket else []
    if bracket and ((inside and inside[0] in _ALONG) or not any(word in _NOT_THEIRS for word in inside)):
        found = meaning(_BRACKETS.sub(" ", header), order)
        return replace(found, weight=1.0) if found else None
    return None


def _of_list(thing: str, number: str, part: str, order: tuple[str, ...]) -> Meaning | None:
    """One value of a list, by its path: ``names.0.givenName``, ``phones.1.value``; of names the first counts."""
    if thing == "name":
        return meaning(part, order) if number == "0" else None
    return meaning(thing if part == "value" else f"{thing} {part}", order)


@cache
def _vocabulary() -> frozenset[str]:
    english = languages()["en"]
    words = (word for text in (*english.roles, *english.qualifiers) for word in text.split())
    return frozenset(word for word in words if len(word) > 2)


@lru_cache(maxsize=4096)
def _parted(word: str) -> str:
    """``workphone`` as ``work phone``: a word that is nothing but English words of headers, else as it is."""
    if word in _vocabulary() or not 6 <= len(word) <= 40 or not word.isascii():
        return word
    ways: dict[int, list[str]] = {0: []}
    for end in range(3, len(word) + 1):
        for begin in sorted(ways):
            if word[begin:end] in _vocabulary():
                ways[end] = [*ways[begin], word[begin:end]]
                break
    return " ".join(ways.get(len(word), [word]))


def bare(text: str) -> str:
    """A header's key without the numbers that count its like."""
    return text if not any(c.isdigit() for c in text) else _DIGITS.sub(" ", text).strip()


def _known(text: str, language: Language) -> Meaning | None:
    role = language.roles.get(text) or language.roles.get(bare(text))
    return _meaning(role, (), 2.0) if role else None


def _meaning(role: str, labels: Iterable[str], weight: float) -> Meaning:
    head, _, tail = role.partition(".")
    if head in ("phone", "line"):
        return Meaning(role=head, labels=frozenset((*filter(None, tail.split(",")), *labels)), weight=weight)
    return Meaning(role=role, labels=frozenset(labels), weight=weight)


def _qualified(text: str, language: Language) -> Meaning | None:
    """The header without its qualifiers: as few of them removed as needed, reachability before the rest."""
    text = bare(text)
    found = _qualifiers(text, language)
    for size in range(1, min(len(found), 4) + 1):
        best: tuple[int, Meaning] | None = None
        for chosen in combinations(found, size):
            rest = _without(text, chosen)
            role = language.roles.get(rest)
            labels = {language.qualifiers[phrase] for phrase in chosen} - {"-"}
            if role is None or (labels - {"preferred"} - ORDERED and role.partition(".")[0] not in _LABELLED):
                continue
            if role in _ALONE or (rest in _ORDINAL and text.startswith(rest)):
                continue
            rank = _RANK.get(role.partition(".")[0], len(_RANK))
            if best is None or rank < best[0]:
                best = rank, _meaning(role, labels, 1.5)
        if best:
            # A member's number, a customer's: only alone, or at home, is a number one to call.
            return best[1] if best[1].role != "line" or best[1].labels else None
    return None


def _composed(text: str, language: Language) -> Meaning | None:
    """``Nom Prénom``, ``Last, First``: two parts of a name side by side are the whole of it."""
    words = [word for word in text.split() if word not in _AND]
    for end in range(1, min(len(words), 4)):
        sides = [language.part(" ".join(words[:end])), language.part(" ".join(words[end:]))]
        if all(sides) and sides[0] != sides[1]:
            return _meaning("name", (), 2.0)
    return None


def _qualifiers(text: str, language: Language) -> list[str]:
    padded = f" {text} "
    return [
        phrase
        for phrase in language.qualifiers
        if (phrase in text if has_cjk(phrase) else f" {phrase} " in padded)
    ][:6]


def _without(text: str, phrases: Iterable[str]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, "") if has_cjk(phrase) else f" {text} ".replace(f" {phrase} ", " ", 1)
    return " ".join(text.split())


def is_others(text: str) -> bool:
    """True for the key of a header that tells of somebody or something else: an owner, an assistant, a status."""
    tokens = _BORDER.sub(" ", text).split()
    return any(token.rstrip("s") in _NOT_THEIRS or token in _NOT_THEIRS for token in tokens) or any(
        word in text for word in _NOT_THEIRS_WITHIN
    )


def _given_away(text: str) -> Meaning | None:
    """An e-mail, phone or birthday column that only one of its words betrays; never somebody else's."""
    tokens = _BORDER.sub(" ", text).split()
    if len(tokens) > 6 or is_others(text):
        return None
    if any(word in token for token in tokens for word in _MAIL_WORDS if len(word) > 3 or not word.isascii()):
        return Meaning(role="email")
    if any(word in tokens or (has_cjk(word) and word in text) for word in _BIRTH_WORDS):
        return Meaning(role="birthday")
    for word in _PHONE_WORDS:
        if word in tokens or (has_cjk(word) and word in text):
            return Meaning(role="phone", labels=frozenset({"fax"} if word in ("fax", "faks") else ()))
    return None
