"""From what is known to a plan: score, pick, word, schedule. Nothing changes here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from .. import holidays, phones
from ..model import (
    Busy,
    Candidate,
    Channel,
    Fault,
    GardenSettings,
    Handle,
    HandleKind,
    Part,
    Pick,
    Plan,
    Reminder,
    Score,
    ScoringSettings,
    WishKind,
    Wording,
)
from ..model.memory import ReminderRow
from ..pipeline import identity, pacing, scheduling, scoring, selection, tone, wording
from ..pipeline.wording import Words
from ..plugins import Plugins
from . import rolodex
from .know import Known
from .recall import Remembered

HORIZON_DAYS = {"week": 7, "fortnight": 14, "month": 30}
FLIP_MINUTES = 15


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
    faults: list[Fault] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of the walk in the garden's zone."""
        return self.now.astimezone(self.zone).date()

    def plan(self) -> Plan:
        """Score, pick, word and schedule."""
        candidates, held = self.gate()
        scores = self.score(candidates)
        held = held | self._not_now(candidates, scores)
        pace = pacing.pace(
            self.remembered.rows(ReminderRow), self.remembered.outcomes(), today=self.today, garden=self.garden
        )
        choice = selection.choose(
            candidates,
            scores,
            today=self.today,
            slots=pace.slots,
            garden=self.garden,
            scoring=self.scoring,
            memory=self._memory(),
            held=held,
        )
        picks = [self._pick(*pick) for pick in choice.picks]
        reserves = [self._pick(*pick) for pick in choice.reserves]
        picks, reserves = self._worded(picks, reserves, slowed=pace.slowed)
        notes = [pace.reason] if pace.reason else []
        flip, flip_reminder = self._flip(len(picks), pace.slots, picks)
        return Plan(
            now=self.now,
            today=self.today,
            picks=tuple(picks),
            reserves=tuple(reserves),
            held=choice.held,
            flip=flip,
            flip_reminder=flip_reminder,
            notes=tuple(notes),
            people=len(self.known.people),
            candidates=len(candidates),
        )

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

    def score(self, candidates: Sequence[Candidate]) -> dict[str, Score]:
        """The score of every candidate, with the parts and vetoes of plugins."""
        extra, faults = self.plugins.weigh(candidates, self.today)
        self.faults += faults
        vetoes, faults = self.plugins.veto(candidates, self.today)
        self.faults += faults
        scores: dict[str, Score] = {}
        for candidate in candidates:
            name = candidate.person.id
            score = scoring.score(candidate, self.today, self.scoring)
            more: tuple[Part, ...] = extra.get(name, ())
            reasons = vetoes.get(name, ())
            scores[name] = (
                replace(score, parts=(*score.parts, *more), vetoes=reasons) if more or reasons else score
            )
        return scores

    def _every(self, person: str) -> int:
        days = (w.every_days for w in self.known.wishes.get(person, ()) if w.kind is WishKind.EVERY)
        return next((found for found in days if found), 0)

    def _not_now(self, candidates: Sequence[Candidate], scores: Mapping[str, Score]) -> dict[str, str]:
        """Candidates who are not to be picked in this walk, each with the reason."""
        held: dict[str, str] = {}
        sources = self.remembered.sources() if self.stale else {}
        open_people = {row.person for row in self.remembered.rows(ReminderRow) if row.status != "closed"}
        for candidate in candidates:
            name = candidate.person.id
            missing = sources.get(name, frozenset()) & set(self.stale)
            planned = self.known.ground.planned.get(name)
            if scores[name].vetoes:
                held[name] = "; ".join(scores[name].vetoes)
            elif missing:
                held[name] = f"held back: {self.stale[min(missing)]}"
            elif name in open_people or self._marked(candidate):
                held[name] = "a reminder is already in the calendar"
            elif planned:
                held[name] = f"already planned: you meet on {planned.day}"
            elif self._channel(candidate) is None:
                held[name] = "no card has a number or an address that still works"
        if self.stale and not sources:
            reason = next(iter(self.stale.values()))
            held.update({c.person.id: f"held back: {reason}" for c in candidates if c.person.id not in held})
        return held

    def _marked(self, candidate: Candidate) -> bool:
        return bool(self.open_marks) and not self.open_marks.isdisjoint(marks(candidate))

    def _memory(self) -> dict[str, selection.Memory]:
        """What was shown before, by person."""
        outcomes = self.remembered.outcomes()
        memory: dict[str, selection.Memory] = {}
        for person, rows in self.remembered.reminders_by_person().items():
            memory[person] = selection.Memory(
                last_shown=None,
                attempts=len(rows),
                rest_until=pacing.rest_until(((row, outcomes.get(row.uid)) for row in rows), self.garden),
                open=any(row.status != "closed" for row in rows),
            )
        return memory

    def _channel(self, candidate: Candidate) -> tuple[Channel, str] | None:
        found = {
            phone.raw: e164
            for contact in candidate.person.contacts
            for phone, e164 in zip(contact.phones, phones.e164s(contact, self.garden.region), strict=True)
        }
        return wording.channel(candidate.person, found, candidate.wishes, self.garden.channels)

    def _pick(self, candidate: Candidate, lane: selection.Lane, score: Score) -> Pick:
        channel, reach = self._channel(candidate) or (Channel.EMAIL, "")
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

    def _worded(
        self, picks: list[Pick], reserves: list[Pick], *, slowed: bool
    ) -> tuple[list[Pick], list[Pick]]:
        """The same picks with words and, where there is a slot, a reminder."""
        everybody = [replace(pick, wording=self._word(pick, slowed=slowed)) for pick in (*picks, *reserves)]
        placed = self._placed(everybody)
        done = [self._reminded(pick, placed[pick.person.id]) for pick in everybody]
        return done[: len(picks)], done[len(picks) :]

    def _word(self, pick: Pick, *, slowed: bool) -> Wording:
        def refuse(said: Wording) -> str:
            return "; ".join(tone.problems(f"{said.title}\n{said.text}", self.garden.language))

        said, faults = self.plugins.word(pick, self.garden.language, refuse)
        self.faults += faults
        return said or wording.word(pick, self.words, slowed=slowed)

    def _placed(self, picks: Iterable[Pick]) -> Mapping[str, scheduling.Placed]:
        wanted = [
            scheduling.Wanted(
                person=pick.person.id,
                channel=pick.channel,
                silence_days=pick.rhythm.silence_days if pick.rhythm else 0,
            )
            for pick in picks
        ]
        return self._place(
            wanted, {p.person.id: phones.zones(p.reach) for p in picks if p.channel is Channel.PHONE}
        )

    def _place(
        self, wanted: Sequence[scheduling.Wanted], awake: Mapping[str, tuple[str, ...]]
    ) -> Mapping[str, scheduling.Placed]:
        return scheduling.place(
            wanted,
            self.busy,
            now=self.now,
            zone=self.zone,
            garden=self.garden,
            days_off=self._days_off(),
            awake=awake,
            horizon_days=HORIZON_DAYS[self.garden.every],
        )

    def _days_off(self) -> frozenset[date]:
        if not (self.garden.holidays and self.garden.region):
            return frozenset()
        years = {self.today.year, (self.today + timedelta(days=40)).year}
        return frozenset(holidays.days_off(self.garden.region, self.garden.language, sorted(years)))

    def _reminded(self, pick: Pick, placed: scheduling.Placed) -> Pick:
        if placed.start is None or pick.wording is None:
            return replace(pick, no_slot=placed.reason)
        reminder = Reminder(
            uid=selection.reminder_uid(pick.person.id, pick.episode),
            person=pick.person.id,
            title=pick.wording.title,
            text=pick.wording.text,
            start=placed.start,
            minutes=placed.minutes,
            channel=pick.channel,
            marks=marks(self.known.candidate(pick.person.id)),
            task=self.garden.reminder_as == "task",
        )
        return replace(pick, reminder=reminder)

    def _flip(
        self, found: int, slots: int, picks: Sequence[Pick]
    ) -> tuple[tuple[rolodex.Card, ...], Reminder | None]:
        """The Rolodex, and the entry that offers to flip through it when there are fewer than two picks."""
        cards = rolodex.cards(self.known, self.remembered)
        offer = found < 2 and slots > found and self.garden.people > 1
        if not (offer and cards) or self._flip_open():
            return cards, None
        names = [card.name for card in cards[:20]]
        said = wording.flip_entry(names, self.words)
        wanted = [scheduling.Wanted(person="flip", channel=Channel.NOTE, silence_days=0)]
        taken = tuple(_taken(pick.reminder, self.zone) for pick in picks if pick.reminder)
        placed = replace(self, busy=(*self.busy, *taken))._place(wanted, {})["flip"]
        if placed.start is None:
            return cards, None
        return cards, Reminder(
            uid=selection.reminder_uid("flip", self._flip_episode()),
            person="flip",
            title=said.title,
            text=said.text,
            start=placed.start,
            minutes=FLIP_MINUTES,
            marks=("flip",),
            task=self.garden.reminder_as == "task",
        )

    def _flip_episode(self) -> str:
        return str(len(self.remembered.reminders_by_person().get("flip", ())))

    def _flip_open(self) -> bool:
        rows = self.remembered.reminders_by_person().get("flip", ())
        pause = self.today - timedelta(days=HORIZON_DAYS[self.garden.every] - pacing.SLACK_DAYS)
        recent = any(date.fromisoformat(row.start[:10]) > pause for row in rows)
        return recent or any(row.status != "closed" for row in rows) or "flip" in self.open_marks


def marks(candidate: Candidate) -> tuple[str, ...]:
    """What a reminder carries to be known again without the ledger: the person id and handle digests."""
    strong = [handle for handle in candidate.person.handles if handle.kind is not HandleKind.NAME]
    return (candidate.person.id, *(_digest(handle) for handle in strong[:6]))


def _digest(handle: Handle) -> str:
    return identity.alias_digest(handle.kind.value, handle.value)[:20]


def _taken(reminder: Reminder, zone: tzinfo) -> Busy:
    start = reminder.start.moment(zone)
    return Busy(start=start, end=start + timedelta(minutes=reminder.minutes))
