"""The verb flip: through the Rolodex card by card, one key each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from ..errors import ConfigError
from ..garden import Garden
from ..model import Card, CardKind, GiftKind
from ..model.memory import AnswerRow
from ..pipeline.identity.ids import fold_name
from .keys import STOP, Keys, keys
from .session import Session, verb

if TYPE_CHECKING:
    from .answers import TakenIn

UNDO = "u"
WHEN_KEYS = {
    "1": ("year", "this year"),
    "2": ("three", "one to three years ago"),
    "3": ("longer", "longer ago"),
    "0": ("unsure", "can't say"),
    "r": ("rest", "rest"),
    "n": ("never", "let go"),
    "a": ("deceased", "no longer living"),
    " ": ("skip", "skip"),
}
AGAIN_KEYS = {
    "k": ("keep", "keep, in a while"),
    "r": ("rest", "rest for a year"),
    "n": ("never", "let go"),
    "a": ("deceased", "no longer living"),
    " ": ("skip", "skip"),
}
SAME_KEYS = {"y": ("same", "one person"), "n": ("not same", "two people"), " ": ("skip", "can't say")}
_KEYS = {CardKind.PERSON: WHEN_KEYS, CardKind.AGAIN: AGAIN_KEYS, CardKind.SAME: SAME_KEYS}
GIFT_KEYS = {
    "b": GiftKind.BUSINESS,
    "r": GiftKind.REFERRAL,
    "e": GiftKind.ENCOURAGEMENT,
    "i": GiftKind.INSPIRATION,
}
ASKS_ABOUT_GIFTS = ("year", "three", "longer", "unsure")


@click.command()
@click.option("--limit", default=20, type=click.IntRange(1), help="How many cards at most.")
@click.option(
    "--answer", "answers", multiple=True, metavar="NAME=ANSWER[+GIFT]", help="Answer without a terminal."
)
@click.option("--undo", "take_back", is_flag=True, help="Take back the latest answer.")
@verb(changes=True)
def flip(session: Session, limit: int, answers: tuple[str, ...], take_back: bool) -> int:
    """Flip through the Rolodex, card by card, one key each; it goes on where you left it."""
    if take_back and answers:
        raise ConfigError("--undo and --answer exclude each other: take back first, then answer.")
    garden, now = session.open()
    with garden:
        if take_back:
            last = _take_back(session, garden, now)
            session.data(taken_back=last.person if last else "", written=bool(last and not session.dry_run))
            return 0
        taken = _take_in(session, garden, answers, now)
        cards = garden.cards(now=now)
        left, cards = Counter(card.kind for card in cards), cards[:limit]
        by_key = cards and not (session.as_json or answers or session.dry_run)
        if not (by_key and sys.stdin.isatty() and sys.stdout.isatty()):
            written = bool(taken) and not session.dry_run
            session.data(cards=cards, left=left.total(), answered=taken, written=written)
            for card in cards:
                _show(session, card, key=True)
            left.subtract(card.kind for card in cards)
            if left.total():
                session.say(f"[dim]and {_many(left, 'more')}[/]")
            if not cards:
                session.say("No card is left to flip.")
            elif not answers:
                session.say("[dim]Without a terminal: reconnect flip --answer NAME=year+referral[/]")
            return 0
        with keys() as keyboard:
            return _by_key(session, garden, cards, left, now, keyboard)


def _take_back(session: Session, garden: Garden, now: datetime, indent: str = "") -> AnswerRow | None:
    """The latest answer, taken back unless this is a dry run, and said."""
    from ..garden import telling

    last = telling.latest_answer(garden)
    would = " [dim](nothing was written)[/]" if last and session.dry_run else ""
    session.say(f"{indent}{_taken_back(garden, last, now)}{would}")
    if last and not session.dry_run:
        garden.unanswer()
    return last


def _taken_back(garden: Garden, last: AnswerRow | None, now: datetime) -> str:
    """Which answer is the latest, and about whom."""
    if last is None:
        return "There is nothing to take back."
    kind, _, about = last.person.partition(":")
    if kind == CardKind.NAME:
        return f'Taken back: whom "{escape(about.title())}" means.'
    people = (garden.shown or garden.walk(now=now)).ground.people
    names = [people[person].name for person in (about or kind).split(":") if person in people]
    said = dict(_KEYS[_kind(last.person)].values()).get(last.answer, last.answer)
    return f"Taken back: {escape(' / '.join(dict.fromkeys(names)) or 'a card')}, {said}."


def _many(left: Counter[CardKind], what: str) -> str:
    """How many cards are left, and how many of them ask who is one person."""
    pairs = f" ({left[CardKind.SAME]} ask whether two are one person)" if left[CardKind.SAME] else ""
    return f"{left.total()} {what}{pairs}"


def _show(session: Session, card: Card, number: str = "", *, key: bool = False) -> None:
    """The card's lines; with ``key`` also what ``--answer`` calls it."""
    said = f"  [dim]{escape(card.key)}[/]" if key else ""
    session.say(f"{number}[bold]{escape(card.name)}[/]  [dim]{escape(card.hint)}[/]{said}", soft_wrap=key)
    if card.kind is CardKind.SAME:
        for _, line in card.choices:
            session.say(f"     {escape(line)}")
    elif card.kind is CardKind.NAME:
        for at, (_, line) in enumerate(card.choices, start=1):
            session.say(f"   {at} {escape(line)}")


def _by_key(
    session: Session,
    garden: Garden,
    cards: Sequence[Card],
    left: Counter[CardKind],
    now: datetime,
    keyboard: Keys,
) -> int:
    said_of: list[str] = []
    explained: set[CardKind] = set()
    while (at := len(said_of)) < len(cards):
        card = cards[at]
        session.say()
        _show(session, card, f"[dim]{at + 1}/{len(cards)}[/] ")
        answers = _answers(card)
        menu = " ".join(key.replace(" ", "space") for key in answers) + " u q"
        if card.kind not in explained:
            menu = f"{_menu(answers)} · [bold]u[/] back · [bold]q[/] stop"
            explained.add(card.kind)
        session.say(f"   {_question(card)} {menu}")
        key = keyboard.one_of({*answers, UNDO, *STOP})
        if key in STOP:
            break
        if key == UNDO:
            if last := _take_back(session, garden, now, "   "):
                left[_kind(last.person)] += 1
                if at:
                    said_of.pop()
                else:  # it was answered in an earlier sitting, so its card is none of these
                    again = [one for one in garden.cards(now=now) if one.key == last.person]
                    cards = [*again, *cards]
            continue
        said = answers[key][0]
        brought = _gifts(session, keyboard) if card.kind is CardKind.PERSON and said in ASKS_ABOUT_GIFTS else []
        garden.answer(card.key, said, brought, now=now)
        left[card.kind] -= 1
        said_of.append(said)
    _say_how_far(session, sum(said != "skip" for said in said_of), left)
    return 0


def _say_how_far(session: Session, answered: int, left: Counter[CardKind]) -> None:
    more = " The next walk knows more." if answered else ""
    on = " The next time goes on from here." if left.total() else ""
    session.say(f"\n{answered} answered, {_many(left, 'left')}.{more}{on}")


def _kind(key: str) -> CardKind:
    kind = key.partition(":")[0]
    return CardKind(kind) if kind in tuple(CardKind) else CardKind.PERSON


def _question(card: Card) -> str:
    return {
        CardKind.PERSON: "Last in touch?",
        CardKind.AGAIN: "You put two reminders away.",
        CardKind.SAME: "One person?",
        CardKind.NAME: "Who is that?",
    }[card.kind]


def _answers(card: Card) -> dict[str, tuple[str, str]]:
    """What each key answers, and in words."""
    if card.kind is CardKind.NAME:
        lines = enumerate(card.choices[:9], start=1)
        people = {str(at): (person, line.split(" · ")[0]) for at, (person, line) in lines}
        return {**people, "n": ("nobody", "none of them"), " ": ("skip", "can't say")}
    return _KEYS[card.kind]


def _menu(keys: dict[str, tuple[str, str]]) -> str:
    said = (f"[bold]{'space' if key == ' ' else key}[/] {escape(words)}" for key, (_, words) in keys.items())
    return " · ".join(said)


def _gifts(session: Session, keyboard: Keys) -> list[GiftKind]:
    gifts = " · ".join(f"[bold]{key}[/] {kind.value}" for key, kind in GIFT_KEYS.items())
    session.say(f"   What did they bring? {gifts} · any other key: nothing more")
    brought: list[GiftKind] = []
    while (kind := GIFT_KEYS.get(keyboard.next())) and kind not in brought:
        brought.append(kind)
        session.say(f"   + {kind.value}")
    return brought


def _take_in(session: Session, garden: Garden, answers: Sequence[str], now: datetime) -> list[TakenIn]:
    """Take in each in turn, as an earlier one may say whom a later one means; what was taken in stays."""
    taken: list[TakenIn] = []
    for text in answers:
        try:
            taken.append(_answer_from(session, garden, text, now))
        except ConfigError as error:
            if not taken or session.dry_run:
                raise
            before = f"Taken in before it: {', '.join(answers[: len(taken)])}."
            raise ConfigError(*error.problems, before, next_step=error.next_step) from None
    return taken


def _answer_from(session: Session, garden: Garden, text: str, now: datetime) -> TakenIn:
    """Take in NAME=ANSWER[+GIFT]; raises ConfigError for what no card is called or no answer says."""
    name, _, said = text.rpartition("=")
    answer, *brought = (part.strip() for part in said.split("+"))
    taken = _meant(garden, name.strip(), answer, text, now)
    brought = [kind.casefold() for kind in brought]
    if strange := [kind for kind in brought if kind not in tuple(GiftKind)]:
        raise _wrong(text, f'"{strange[0]}" is no gift: one is {", ".join(GiftKind)}')
    gifts = tuple(GiftKind(kind) for kind in dict.fromkeys(brought))
    if session.dry_run:
        session.say(f"Would take in: {escape(text)} [dim](nothing was written)[/]")
    else:
        try:
            garden.answer(taken["card"], taken["answer"], gifts, now=now)
        except (ValueError, KeyError) as error:
            raise _wrong(text, str(error)) from None
        session.say(f"Taken in: {escape(text)}")
    return {**taken, "gifts": gifts}


def _meant(garden: Garden, name: str, answer: str, text: str, now: datetime) -> TakenIn:
    """The card that is answered, and the answer with an id where it names somebody."""
    if not (name and answer):
        raise _wrong(text, "it has a card and an answer, with = between")
    kind = _kind(name)
    if kind is CardKind.NAME:
        means = answer if answer in ("nobody", "skip") else garden.one(answer, now=now).id
        if not (about := fold_name(name.partition(":")[2])):
            raise _wrong(text, "there is no such card")
        return {"card": f"{kind}:{about}", "name": about.title(), "answer": means, "gifts": ()}
    answer, allowed = answer.casefold(), [said for said, _ in _KEYS[kind].values()]
    if answer not in allowed:
        raise _wrong(text, f'"{answer}" is no answer: one is {", ".join(allowed)}')
    called = [name] if kind is CardKind.PERSON else name.split(":")[1:]
    people = {one.id: one.name for one in (garden.one(person, now=now) for person in called)}
    if len(people) != 1 + (kind is CardKind.SAME):
        raise _wrong(text, "there is no such card")
    ids = sorted(people)
    key = ids[0] if kind is CardKind.PERSON else ":".join([kind, *ids])
    names = " / ".join(dict.fromkeys(people[person] for person in ids))
    return {"card": key, "name": names, "answer": answer, "gifts": ()}


def _wrong(text: str, why: str) -> ConfigError:
    return ConfigError(
        f'--answer "{text}": {why}.',
        next_step="Write NAME=year+referral, or the key of a card, which `reconnect flip --dry-run` shows.",
    )


VERBS = (flip,)
