"""From what is known to a plan: score, pick, word, schedule. Nothing changes here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from .. import phones
from ..model import (
    Busy,
    Candidate,
    Channel,
    Fault,
    GardenSettings,
    Lane,
    Part,
    Pick,
    Plan,
    Score,
    ScoringSettings,
    WishKind,
)
from ..model.memory import ArmRow, ReminderRow
from ..pipeline import pacing, scoring, selection, wording
from ..pipeline.pacing import FLIP
from ..pipeline.wording import Words
from ..plugins import Plugins
from . import placing, rolodex, sight, stock_entry
from .finish import HORIZON_DAYS, Finisher, marks
from .know import Known
from .recall import Remembered
from .scores import Scores

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

    @property
    def today(self) -> date:
        """The day of the walk in the garden's zone."""
        return self.now.astimezone(self.zone).date()

    def plan(self) -> Plan:
        """Score, pick, word and schedule; where stock is to be taken, one person fewer if it finds a slot."""
        candidates, held = self.gate()
        scores = self.score(candidates)
        pace = self._pace()
        if pace.slots > 0 and stock_entry.is_due(self):
            plan = stock_entry.offered(self._planned(candidates, scores, held, pace, pace.slots - 1), self)
            if plan.stock_reminder is not None:
                return plan
        return self._planned(candidates, scores, held, pace, pace.slots)

    def _planned(
        self,
        candidates: Sequence[Candidate],
        scores: Scores,
        held: Mapping[str, str],
        pace: pacing.Pace,
        slots: int,
    ) -> Plan:
        choice = self._choice(candidates, scores, held, slots)
        finisher = self.finisher()
        picks, reserves = placing.placed(
            finisher,
            [self._pick(*pick) for pick in choice.picks],
            [self._pick(*pick) for pick in choice.reserves],
            self._without_a_call,
            slowed=pace.slowed,
        )
        wishes = self._too_many_wishes(1 if pace.slowed else self.garden.people)
        notes = [note for note in (pace.reason, wishes, *self.blind.values()) if note]
        cards = rolodex.cards(self.known, self.remembered)
        offer = len(picks) < 2 and slots > len(picks) and self.garden.people > 1
        return Plan(
            now=self.now,
            today=self.today,
            picks=tuple(picks),
            reserves=tuple(reserves),
            held=placing.held(choice.held, picks, reserves),
            flip=cards,
            flip_reminder=finisher.flip(cards, picks) if offer and not self._flip_open() else None,
            notes=tuple(notes),
            people=len(self.known.people),
            candidates=len(candidates),
        )

    def _pace(self) -> pacing.Pace:
        rows, outcomes = self.remembered.rows(ReminderRow), self.remembered.outcomes()
        return pacing.pace(rows, outcomes, today=self.today, garden=self.garden)

    def _choice(
        self, candidates: Sequence[Candidate], scores: Scores, held: Mapping[str, str], slots: int
    ) -> selection.Choice:
        """Who is picked, and for the ledger what was drawn."""
        choice = selection.choose(
            candidates,
            scores,
            today=self.today,
            slots=slots,
            garden=self.garden,
            scoring=self.scoring,
            memory=self._memory(),
            held={**held, **self._not_now(candidates, scores)},
            names={person.id: person.name for person in self.known.people.values()},
        )
        day = self.today.isoformat()
        self.arms = [
            ArmRow(person=arm.person, episode=arm.episode, arm=arm.arm, chance=arm.chance, day=day)
            for arm in choice.arms
        ]
        return choice

    def gate(self) -> tuple[list[Candidate], dict[str, str]]:
        """Everybody past the gate in the order of their ids, and why the others are not."""
        candidates: list[Candidate] = []
        held: dict[str, str] = {}
        for person in self.known.people.values():
            if person.id in self.known.hidden:
                continue
            every = self._every(person.id)
            rhythm = self.known.rhythms.get(person.id)
            reason = scoring.gate(rhythm, self.scoring, self.today)
            if every and rhythm is not None:
                reason = "" if rhythm.silence_days >= every else f"wished for every {every} days: not yet"
            if reason:
                held[person.id] = reason
            else:
                candidates.append(self.known.candidate(person.id))
        candidates.sort(key=lambda candidate: candidate.person.id)
        return candidates, held

    def score(self, candidates: Sequence[Candidate]) -> Scores:
        """The score of every candidate, with the parts and vetoes of plugins."""
        extra, faults = self.plugins.weigh(candidates, self.today)
        self.faults += faults
        vetoes, faults = self.plugins.veto(candidates, self.today)
        self.faults += faults
        return Scores(candidates, lambda one: self._score(one, extra.get(one.person.id, ())), vetoes)

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
        every = self._every(person)
        if not every:
            return ()
        reason = f"You wished to be in touch about every {every} days."
        waited = max(0, self.known.rhythms[person].silence_days - every)
        points = WISH_POINTS + min(waited, WISH_POINTS)
        return (Part(name="wish", points=points, reason=reason, facts=(("every_days", every),)),)

    def _too_many_wishes(self, people: int) -> str:
        """Says so when the wishes to be in touch every so often do not fit the budget."""
        days = [self._every(person) for person in self.known.people if person not in self.known.hidden]
        a_year = sum(365 / every for every in days if every)
        reserved = 1 if self.scoring.dormant_slot and people > 1 else 0
        room = (people - reserved) * 365 / HORIZON_DAYS[self.garden.every]
        if a_year <= room:
            return ""
        return f"the wishes for every so often come to {a_year:.0f} a year; there is room for {room:.0f}"

    def _every(self, person: str) -> int:
        wishes = self.known.wishes.get(person)
        days = (w.every_days for w in wishes if w.kind is WishKind.EVERY) if wishes else ()
        return next((found for found in days if found), 0)

    def _not_now(self, candidates: Sequence[Candidate], scores: Scores) -> dict[str, str]:
        """Candidates who are not to be picked in this walk, each with the reason."""
        held: dict[str, str] = {}
        sources = self.remembered.sources() if self.stale else {}
        open_people = {row.person for row in self.remembered.rows(ReminderRow) if row.status != "closed"}
        for candidate in candidates:
            name = candidate.person.id
            missing = sources.get(name, frozenset()) & set(self.stale)
            planned = self.known.ground.planned.get(name)
            if name in scores.vetoes:
                held[name] = "; ".join(scores.vetoes[name])
            elif missing:
                held[name] = f"held back: {self.stale[min(missing)]}"
            elif name in open_people or self._marked(candidate):
                held[name] = "a reminder is already in the calendar"
            elif planned:
                held[name] = f"already planned: you meet on {planned.day}"
            elif self.channel(candidate) is None:
                held[name] = "no card has a number or an address that still works"
        if self.stale and not sources:
            reason = next(iter(self.stale.values()))
            held.update({c.person.id: f"held back: {reason}" for c in candidates if c.person.id not in held})
        return held

    def _marked(self, candidate: Candidate) -> bool:
        return bool(self.open_marks) and not self.open_marks.isdisjoint(marks(candidate.person))

    def _memory(self) -> dict[str, selection.Memory]:
        """What was shown before, by person."""
        outcomes = self.remembered.outcomes()
        memory: dict[str, selection.Memory] = {}
        for person, rows in self.remembered.reminders_by_person().items():
            every = self._every(person)
            garden = (
                replace(self.garden, not_again_days=min(every, self.garden.not_again_days))
                if every
                else self.garden
            )
            memory[person] = selection.Memory(
                last_shown=None,
                attempts=len(rows),
                rest_until=pacing.rest_until(((row, outcomes.get(row.uid)) for row in rows), garden),
                open=any(row.status != "closed" for row in rows),
            )
        return memory

    def channel(self, candidate: Candidate, *besides: Channel) -> tuple[Channel, str] | None:
        """How this person is best reached ``besides`` these ways, and where; None when no card leads there."""
        found = {
            phone.raw: e164
            for contact in candidate.person.contacts
            for phone, e164 in zip(contact.phones, phones.e164s(contact, self.garden.region), strict=True)
        }
        order = [way for way in self.garden.channels if way not in besides]
        wishes = [wish for wish in candidate.wishes if wish.channel not in besides]
        return wording.channel(candidate.person, found, wishes, order)

    def _without_a_call(self, pick: Pick) -> Pick:
        """The pick by note or by mail, where a card leads there: no free hour is one to call in."""
        other = self.channel(self.known.candidate(pick.person.id), Channel.PHONE)
        return replace(pick, channel=other[0], reach=other[1]) if other else pick

    def _pick(self, candidate: Candidate, lane: Lane, score: Score) -> Pick:
        channel, reach = self.channel(candidate) or (Channel.EMAIL, "")
        attempts = len(self.remembered.reminders_by_person().get(candidate.person.id, ()))
        return Pick(
            person=candidate.person,
            lane=lane,
            score=score,
            channel=channel,
            reach=reach,
            rhythm=candidate.rhythm,
            gifts=candidate.gifts,
            episode=selection.episode(candidate.rhythm, attempts),
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
            flip_number=len(self.remembered.reminders_by_person().get(FLIP, ())),
            faults=self.faults,
        )

    def _flip_open(self) -> bool:
        rows = self.remembered.reminders_by_person().get(FLIP, ())
        pause = self.today - timedelta(days=pacing.flip_pause(self.remembered.ended(FLIP), self.garden))
        recent = any(date.fromisoformat(row.start[:10]) > pause for row in rows)
        return recent or any(row.status != "closed" for row in rows) or FLIP in self.open_marks
