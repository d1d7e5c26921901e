"""From what is known to a plan: score, pick, word, schedule. Nothing changes here."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from math import inf

from .. import phones
from ..model import (
    Busy,
    Candidate,
    Channel,
    Fault,
    GardenSettings,
    Part,
    Person,
    Pick,
    Plan,
    Score,
    ScoringSettings,
    WishKind,
)
from ..model.memory import AnswerRow, ArmRow, ReminderRow
from ..pipeline import pacing, scoring, selection, wording
from ..pipeline.drawing import LONE_DORMANT
from ..pipeline.filling import Entry, Points, Taken
from ..pipeline.pacing import FLIP
from ..pipeline.tie import Tie
from ..pipeline.wording import Words
from ..plugins import Plugins
from . import left_in_peace, placing, rolodex, sight, stock_entry
from .finish import HORIZON_DAYS, Finisher
from .know import Known
from .recall import Remembered
from .scores import Scores

Ties = dict[str, Tie]
ANSWERED = "no history yet, and their card is answered"
WISH_POINTS = 20.0
"""More than history and gifts can make: a wish to be in touch every so often comes first.

Each day that it waits adds one more, up to as many again: the wish that waits longest is kept first.
"""


@dataclass(slots=True)
class Thinker:
    """Everything one walk's judgement needs; its methods are the stages in order."""

    known: Known
    remembered: Remembered
    garden: GardenSettings
    scoring: ScoringSettings
    plugins: Plugins
    words: Words
    now: datetime
    zone: tzinfo
    busy: Sequence[Busy] = ()
    stale: Mapping[str, str] = field(default_factory=dict)
    """Stores that could not be read and are too old to stand in, with the reason."""
    open_marks: frozenset[str] = frozenset()
    """Person ids and handle digests found on open reminders in the calendar."""
    blind: Mapping[str, str] = field(default_factory=dict)
    """Why meetings or slots are not seen, when they are not."""
    faults: list[Fault] = field(default_factory=list)
    arms: list[ArmRow] = field(default_factory=list)
    """What the draw of ``explore`` made of whom, for the ledger."""
    attempts: Counter[str] = field(init=False)
    """How many reminders each person has had."""

    def __post_init__(self) -> None:
        self.attempts = self.remembered.attempts()

    @property
    def today(self) -> date:
        """The day of the walk in the garden's zone."""
        return self.now.astimezone(self.zone).date()

    def plan(self) -> Plan:
        """Score, pick, word and schedule; where stock is to be taken, one person fewer if it finds a slot."""
        ties, held = self.past_the_gate()
        scores = self.score(ties)
        pace = self._pace()
        if pace.slots > 0 and stock_entry.is_due(self):
            plan = stock_entry.offered(self._planned(ties, scores, held, pace, pace.slots - 1), self)
            if plan.stock_reminder is not None:
                return plan
        return self._planned(ties, scores, held, pace, pace.slots)

    def _planned(
        self, ties: Ties, scores: Scores, held: Mapping[str, str], pace: pacing.Pace, slots: int
    ) -> Plan:
        finisher = self.finisher()
        picks, reserves, not_now = placing.Placing(
            choose=lambda besides, reserves: self._choice(ties, scores, {**held, **besides}, slots, reserves),
            pick=self._pick,
            other_way=self._without_a_call,
            finisher=finisher,
            slots=slots,
            slowed=pace.slowed,
        ).placed()
        wishes = self._too_many_wishes(1 if pace.slowed else self.garden.people)
        notes = [note for note in (pace.reason, wishes, *self.blind.values()) if note]
        cards = rolodex.cards(self.known, self.remembered)
        offer = len(picks) < 2 and slots > len(picks) and self.garden.people > 1
        return Plan(
            now=self.now,
            today=self.today,
            picks=tuple(picks),
            reserves=tuple(reserves),
            held=not_now,
            flip=cards,
            flip_reminder=finisher.flip(cards, picks) if offer and not self._flip_open() else None,
            notes=tuple(notes),
            people=len(self.known.people),
            candidates=len(scores),
        )

    def _pace(self) -> pacing.Pace:
        rows, outcomes = self.remembered.rows(ReminderRow), self.remembered.outcomes()
        return pacing.pace(rows, outcomes, today=self.today, garden=self.garden)

    def _choice(
        self, ties: Ties, scores: Scores, held: Mapping[str, str], slots: int, reserves: int
    ) -> selection.Choice:
        """Who is picked, and for the ledger what was drawn."""
        memory = left_in_peace.memory(self)
        held = {**held, **left_in_peace.not_now(self, scores)}
        choice = selection.choose(
            [self._entry(person, tie, scores) for person, tie in ties.items() if person not in held],
            scores,
            today=self.today,
            slots=slots,
            garden=self.garden,
            scoring=self.scoring,
            memory=memory,
            held=held,
            reserves=reserves,
            names={person.id: person.name for person in self.known.people.values()},
        )
        day = self.today.isoformat()
        self.arms = [
            ArmRow(person=arm.person, episode=arm.episode, arm=arm.arm, chance=arm.chance, day=day)
            for arm in choice.arms
        ]
        return choice

    def _entry(self, name: str, tie: Tie, scores: Scores) -> Entry:
        """One person past the gate, with bounds of their points where nothing but scoring gives points."""
        person, gifts = self.known.people[name], self.known.gifts.get(name, ())
        plain = not (scores.weighed or self.every(name))
        return Entry(
            person=person,
            episode=selection.episode(date.fromordinal(tie.last), self.attempts[name]),
            warm_at_most=tie.warm_at_most(person, gifts, self.scoring) if plain else inf,
            asleep_at_most=tie.dormant_at_most(person, gifts, self.scoring) if plain else inf,
            look=lambda name: Points.of(self.known.candidate(name), scores[name], self.today, self.scoring),
            vetoes=scores.vetoes.get(name, ()),
            is_glimpse=tie.first == tie.last and scoring.glimpse(self.known.candidate(name)),
        )

    def past_the_gate(self) -> tuple[Ties, dict[str, str]]:
        """The ties of everybody past the gate in the order of their ids, and why the others are not."""
        past: Ties = {}
        held: dict[str, str] = {}
        answered = {row.person for row in self.remembered.rows(AnswerRow)}
        for person in self.known.people:
            if person in self.known.hidden:
                continue
            every = self.every(person) if self.known.wishes else 0
            tie = self.known.rhythms.tie(person)
            if tie is None:
                reason = ANSWERED if person in answered else scoring.gate(None, self.scoring, self.today)
            elif every:
                reason = "" if tie.silence_days >= every else f"wished for every {every} days: not yet"
            else:
                reason = tie.gate(self.scoring)
            if tie is None or reason:
                held[person] = reason
            else:
                past[person] = tie
        return dict(sorted(past.items())), held

    def score(self, people: Collection[str]) -> Scores:
        """The score of each of these people, with the parts and vetoes of plugins."""
        asked = [self.known.candidate(person) for person in people] if self.plugins.has_judgement() else ()
        extra, faults = self.plugins.weigh(asked, self.today)
        self.faults += faults
        vetoes, faults = self.plugins.veto(asked, self.today)
        self.faults += faults

        def score(person: str) -> Score:
            return self._score(self.known.candidate(person), extra.get(person, ()))

        return Scores(people, score, vetoes, weighed=bool(extra))

    def _score(self, candidate: Candidate, more: tuple[Part, ...]) -> Score:
        """One score; empty for somebody without history, who is no candidate."""
        if candidate.rhythm is None:
            return Score(person=candidate.person.id)
        score = scoring.score(candidate, self.today, self.scoring)
        if sight.MEETINGS in self.blind:
            score = replace(score, confidence=sight.LESS[score.confidence])
        wished = self._wished(candidate.person.id)
        return replace(score, parts=(*score.parts, *more, *wished)) if more or wished else score

    def _wished(self, person: str) -> tuple[Part, ...]:
        """What puts somebody first whom the user wished to be in touch with every so often."""
        every = self.every(person)
        if not every:
            return ()
        reason = f"You wished to be in touch about every {every} days."
        waited = max(0, self.known.rhythms[person].silence_days - every)
        points = WISH_POINTS + min(waited, WISH_POINTS)
        return (Part(name="wish", points=points, reason=reason, facts=(("every_days", every),)),)

    def _too_many_wishes(self, people: int) -> str:
        """Says so when the wishes to be in touch every so often do not fit the budget."""
        days = [self.every(person) for person in self.known.people if person not in self.known.hidden]
        a_year = sum(365 / every for every in days if every)
        dormant = 1 if people > 1 else LONE_DORMANT
        reserved = dormant if self.scoring.dormant_slot else 0
        room = (people - reserved) * 365 / HORIZON_DAYS[self.garden.every]
        if a_year <= room:
            return ""
        return f"the wishes for every so often come to {a_year:.0f} a year; there is room for {room:.0f}"

    def every(self, person: str) -> int:
        """The days of a wish to be in touch every so often, or 0."""
        wishes = self.known.wishes.get(person)
        days = (w.every_days for w in wishes if w.kind is WishKind.EVERY) if wishes else ()
        return next((found for found in days if found), 0)

    def channel(self, person: Person, *besides: Channel) -> tuple[Channel, str] | None:
        """How this person is best reached ``besides`` these ways, and where; None when no card leads there."""
        found = {
            phone.raw: e164
            for contact in person.contacts
            for phone, e164 in zip(contact.phones, phones.e164s(contact, self.garden.region), strict=True)
        }
        order = [way for way in self.garden.channels if way not in besides]
        wishes = [wish for wish in self.known.wishes.get(person.id, ()) if wish.channel not in besides]
        return wording.channel(person, found, wishes, order)

    def _without_a_call(self, pick: Pick) -> Pick:
        """The pick by note or by mail, where a card leads there: no free hour is one to call in."""
        other = self.channel(pick.person, Channel.PHONE)
        return replace(pick, channel=other[0], reach=other[1]) if other else pick

    def _pick(self, taken: Taken) -> Pick:
        candidate, lane, score = taken
        channel, reach = self.channel(candidate.person) or (Channel.EMAIL, "")
        last = candidate.rhythm.last_day if candidate.rhythm else None
        return Pick(
            person=candidate.person,
            lane=lane,
            score=score,
            channel=channel,
            reach=reach,
            rhythm=candidate.rhythm,
            gifts=candidate.gifts,
            episode=selection.episode(last, self.attempts[candidate.person.id]),
        )

    def finisher(self) -> Finisher:
        """What gives this walk's picks and entries their words and slots."""
        return Finisher(
            garden=self.garden,
            plugins=self.plugins,
            words=self.words,
            now=self.now,
            zone=self.zone,
            busy=tuple(self.busy),
            flip_number=self.attempts[FLIP],
            faults=self.faults,
        )

    def _flip_open(self) -> bool:
        rows = self.remembered.reminders_by_person().get(FLIP, ())
        pause = self.today - timedelta(days=pacing.flip_pause(self.remembered.ended(FLIP), self.garden))
        recent = any(date.fromisoformat(row.start[:10]) > pause for row in rows)
        return recent or any(row.status != "closed" for row in rows) or FLIP in self.open_marks
