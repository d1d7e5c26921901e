"""A pick gets its words, its slot and its reminder; and the Rolodex its entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from .. import holidays, phones
from ..model import (
    Busy,
    Card,
    Channel,
    Fault,
    GardenSettings,
    Pick,
    Reminder,
    Wording,
)
from ..pipeline import scheduling, tone, wording
from ..pipeline.marking import garden_mark, person_marks, reminder_uid
from ..pipeline.pacing import FLIP
from ..pipeline.scheduling import ASLEEP
from ..pipeline.wording import Words
from ..plugins import Plugins

HORIZON_DAYS = {"week": 7, "fortnight": 14, "month": 30}
FLIP_MINUTES = 15


@dataclass(slots=True)
class Finisher:
    """Words, slots and reminders for picks."""

    garden: GardenSettings
    plugins: Plugins
    words: Words
    now: datetime
    zone: tzinfo
    busy: tuple[Busy, ...] = ()
    flip_number: int = 0
    faults: list[Fault] = field(default_factory=list)

    def finish(self, picks: list[Pick], reserves: list[Pick], *, slowed: bool) -> tuple[list[Pick], list[Pick]]:
        """The same picks with words and, where there is a slot, a reminder."""
        done = self._slotted(picks, slowed=slowed)
        taken = tuple(_taken(pick.reminder, self.zone) for pick in done if pick.reminder)
        later = replace(self, busy=(*self.busy, *taken))
        return done, later._slotted(reserves, slowed=slowed)

    def is_asleep(self, pick: Pick) -> bool:
        """True where no free hour is one to call this person in: at the other end it is night."""
        return pick.channel is Channel.PHONE and self._placed([pick])[pick.person.id].reason == ASLEEP

    def _slotted(self, picks: Sequence[Pick], *, slowed: bool) -> list[Pick]:
        worded = [replace(pick, wording=self._word(pick, slowed=slowed)) for pick in picks]
        placed = self._placed(worded)
        return [self._reminded(pick, placed[pick.person.id]) for pick in worded]

    def _word(self, pick: Pick, *, slowed: bool) -> Wording:
        names = (pick.person.name, pick.person.organisation, *pick.reach.splitlines())

        def refuse(said: Wording) -> str:
            return "; ".join(tone.problems(f"{said.title}\n{said.text}", self.words.tone, names=names))

        usual = wording.word(pick, self.words)
        said, faults = self.plugins.word(replace(pick, wording=usual), self.garden.language, refuse)
        self.faults += faults
        said = said or usual
        return replace(said, text=self._with_pause(said.text)) if slowed else said

    def _with_pause(self, text: str) -> str:
        """The text with one kind line before its last paragraph, which tells how to answer."""
        *before, last = text.split("\n\n")
        return "\n\n".join((*before, self.words.kind_pause, last))

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
        today = self.now.astimezone(self.zone).date()
        years = {today.year, (today + timedelta(days=40)).year}
        return frozenset(holidays.days_off(self.garden.region, self.garden.language, sorted(years)))

    def _reminded(self, pick: Pick, placed: scheduling.Placed) -> Pick:
        if placed.start is None or pick.wording is None:
            return replace(pick, no_slot=placed.reason)
        mark = garden_mark(self.garden)
        uid = reminder_uid(mark, pick.person.id, pick.episode)
        reminder = Reminder(
            uid=uid,
            person=pick.person.id,
            title=pick.wording.title,
            text=pick.wording.text,
            start=placed.start,
            minutes=placed.minutes,
            channel=pick.channel,
            # With its own uid among them a copy that the user makes can be told to be one.
            marks=(*person_marks(pick.person), uid, mark),
            task=self.garden.reminder_as == "task",
            alarm=self.garden.alarm,
        )
        return replace(pick, reminder=reminder)

    def flip(self, cards: Sequence[Card], picks: Sequence[Pick]) -> Reminder | None:
        """The entry that offers to flip through the Rolodex and names up to twenty; None without a slot."""
        if not cards:
            return None
        said = wording.flip_entry([card.name for card in cards[: wording.FLIP_CARDS]], self.words)
        before = [pick.reminder for pick in picks if pick.reminder]
        return self.entry(FLIP, str(self.flip_number), said, FLIP_MINUTES, before)

    def entry(
        self, about: str, episode: str, said: Wording, minutes: int, before: Iterable[Reminder]
    ) -> Reminder | None:
        """An entry about nobody, in a slot that ``before`` left free; None without one."""
        wanted = [scheduling.Wanted(person=about, channel=Channel.NOTE, silence_days=0)]
        taken = tuple(_taken(reminder, self.zone) for reminder in before)
        placed = replace(self, busy=(*self.busy, *taken))._place(wanted, {})[about]
        if placed.start is None:
            return None
        mark = garden_mark(self.garden)
        return Reminder(
            uid=reminder_uid(mark, about, episode),
            person=about,
            title=said.title,
            text=said.text,
            start=placed.start,
            minutes=minutes,
            marks=(about, mark),
            task=self.garden.reminder_as == "task",
            alarm=self.garden.alarm,
        )


def _taken(reminder: Reminder, zone: tzinfo) -> Busy:
    start = reminder.start.moment(zone)
    return Busy(start=start, end=start + timedelta(minutes=reminder.minutes))
