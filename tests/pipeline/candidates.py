"""Candidates in few words, and the walk's own steps to choose among them."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from reconnect_core import (
    WAY,
    Candidate,
    Channel,
    Contact,
    ContactDays,
    ContactRef,
    Direction,
    GardenSettings,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Person,
    Phone,
    ScoringSettings,
    SourceRef,
)
from reconnect_core.pipeline import rhythm, scoring, selection
from reconnect_core.pipeline.filling import Entry, Points
from reconnect_core.pipeline.tie import Tie

TODAY = date(2026, 3, 1)
NOW = TODAY.toordinal()
GARDEN = GardenSettings()
SETTINGS = ScoringSettings()
MAIL, CALL, MEET = Channel.EMAIL, Channel.PHONE, Channel.MEET
WAYS = [(channel, way) for channel in (None, *Channel) for way in Direction]


def days_ago(count, *, silence, every=7):
    """``count`` days, ``every`` days apart, the last of them ``silence`` days ago."""
    return [NOW - silence - every * place for place in range(count)]


def pack(days, channel=Channel.EMAIL, direction=Direction.MUTUAL, sure=1.0, source="mail"):
    who = Handle(kind=HandleKind.EMAIL, value="a@example.org")
    ref = SourceRef(source=source, key=f"a|{channel}|{direction}")
    return ContactDays.of(ref=ref, who=who, days=days, channel=channel, direction=direction, sure=sure)


def gift(day=None, kind=GiftKind.REFERRAL, weight=1.0, key="1", sure=1.0):
    return Gift(ref=SourceRef(source="log", key=key), who=(), kind=kind, day=day, weight=weight, sure=sure)


def somebody(name, *packs, gifts=(), handles=(), **card):
    card = {"phones": (Phone(raw=f"+1 555 {name}"),)} | card
    contact = Contact(ref=ContactRef(book="b", uid=name), name=name.title(), **card)
    days = rhythm.union(p.days for p in packs)
    measured = rhythm.measure(days, NOW, SETTINGS.quiet_days) if days else None
    person = Person(id=name, name=name.title(), contacts=(contact,), handles=handles)
    return Candidate(person=person, rhythm=measured, contact=packs, gifts=tuple(gifts))


def known(name, silence, count=6, every=7, **more):
    return somebody(name, pack(days_ago(count, silence=silence, every=every)), **more)


def tie(*packs, **card):
    """What matters is only what came of it, not who it is."""
    return somebody("ada", *packs, phones=(), **card)


def entry(candidate, scores, attempts, today, settings):
    """What the walk knows of somebody past the gate before it looks closer."""
    tie, name = Tie.of(candidate.contact, NOW), candidate.person.id
    return Entry(
        person=candidate.person,
        episode=selection.episode(date.fromordinal(tie.last), attempts.get(name, 0)),
        warm_at_most=tie.warm_at_most(candidate.person, candidate.gifts, settings),
        asleep_at_most=tie.dormant_at_most(candidate.person, candidate.gifts, settings),
        look=lambda _: Points.of(candidate, scores[name], today, settings),
        vetoes=scores[name].vetoes,
        is_glimpse=scoring.glimpse(candidate),
    )


def choose(
    book,
    *,
    slots=3,
    settings=SETTINGS,
    garden=GARDEN,
    memory=None,
    attempts=None,
    held=None,
    today=TODAY,
    **more,
):
    """The walk's own steps from the gate on: people without history, or too recent, are held."""
    held = dict(held or {})
    past = []
    for candidate in book:
        reason = scoring.gate(candidate.rhythm, settings, today)
        if reason:
            held.setdefault(candidate.person.id, reason)
        else:
            past.append(candidate)
    scores = {c.person.id: scoring.score(c, today, settings) for c in past}
    return selection.choose(
        [entry(c, scores, attempts or {}, today, settings) for c in past],
        scores,
        today=today,
        slots=slots,
        garden=garden,
        scoring=settings,
        memory=memory or {},
        held=held,
        names={c.person.id: c.person.name for c in book},
        **more,
    )


def asleep(candidate, settings=SETTINGS):
    return scoring.dormant_score(scoring.score(candidate, TODAY, settings), candidate, TODAY, settings)


def names(taken):
    return [candidate.person.id for candidate, _, _ in taken]


def reasons(choice):
    return {held.person: held.reason for held in choice.held}


def ordinary_book(size, lots):
    """Colleagues and acquaintances, without gifts, some of them long dormant too."""
    return [
        known(f"p{k:03}", lots.randrange(45, 2500), count=lots.randrange(2, 60), every=lots.randrange(3, 40))
        for k in range(size)
    ]


def generated(lots):
    book = []
    for k in range(lots.randrange(1, 30)):
        packs = []
        for source in range(lots.choice((0, 1, 1, 1, 2, 3))):
            start = lots.randrange(0, 4000)
            days = [NOW - start - lots.randrange(0, 2500) for _ in range(lots.choice((1, 2, 5, 20)))]
            channel, direction = lots.choice((*Channel, None)), lots.choice(tuple(Direction))
            packs.append(pack(days, channel, direction, lots.choice((1.0, 1.0, 0.5, 0.3)), f"s{source}"))
        given = [
            gift(
                lots.choice((None, TODAY - timedelta(days=lots.randrange(-50, 6000)))),
                lots.choice(tuple(GiftKind)),
                lots.choice((0.5, 1, 3)),
                str(n),
            )
            for n in range(lots.choice((0, 0, 0, 1, 3)))
        ]
        card = {
            "starred": lots.random() < 0.1,
            "labels": ("Family",) if lots.random() < 0.1 else (),
            "organisation": lots.choice(("", "", "Acme", "Bolt")),
        }
        book.append(somebody(f"p{k}", *packs, gifts=given, **card))
    return book


def total(candidate, settings=SETTINGS, today=TODAY):
    return scoring.score(candidate, today, settings).total


def parts(candidate, settings=SETTINGS):
    return {part.name: part for part in scoring.score(candidate, TODAY, settings).parts}


def told_together(lots, sure=1.0):
    """One history twice: in one pack of many ways, and in one pack for each way."""
    told = [(lots.randrange(100, 900), lots.choice(WAYS)) for _ in range(lots.choice((1, 2, 9, 30)))]
    ways, apart = defaultdict(int), defaultdict(set)
    for ago, (channel, direction) in told:
        day = NOW - ago
        ways[day] |= WAY[channel, direction]
        apart[channel, Direction.MUTUAL if channel is MEET else direction].add(day)
    ref, who = SourceRef(source="mail", key="a"), Handle(kind=HandleKind.EMAIL, value="a@example.org")
    packs = [replace(pack(days, *way, sure=sure), ref=ref) for way, days in apart.items()]
    return ContactDays.told(ref=ref, who=who, ways=ways, sure=sure), packs


def unfounded(part):
    """The numbers in its sentence that none of its facts is."""
    facts = {str(value) for _, value in part.facts} | {f"{v:g}" for _, v in part.facts if isinstance(v, float)}
    return [
        number for number in re.findall(r"\d{4}-\d\d-\d\d|\d+(?:\.\d+)?", part.reason) if number not in facts
    ]
