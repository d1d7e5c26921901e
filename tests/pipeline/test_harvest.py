"""What grew in a season: its days, its rows, and the plants."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reconnect_core import (
    Channel,
    ContactDays,
    DatedEvent,
    GiftKind,
    Handle,
    HandleKind,
    OutcomeKind,
    PartialDate,
    Score,
    ScoringSettings,
    SourceRef,
    Window,
    pack_days,
)
from reconnect_core.garden import stock_entry
from reconnect_core.model.memory import AnswerRow, DecisionRow, GiftRow, OutcomeRow, WishRow
from reconnect_core.model.stock import Lesson, PlantSeason, Reached
from reconnect_core.pipeline import harvest, planting, scoring

from .candidates import NOW, TODAY, gift, known, pack, somebody

SETTINGS = ScoringSettings()
SEASON = Window(first=TODAY - timedelta(days=89), last=TODAY)


def window(text, day, **more):
    label, found = harvest.window(text, date.fromisoformat(day), **more)
    return label, found.first.isoformat(), found.last.isoformat()


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("season", "2026-03-01", ("winter", "2025-12-01", "2026-02-28")),
        ("season", "2026-03-20", ("spring", "2026-03-01", "2026-05-31")),
        ("season", "2026-01-05", ("winter", "2025-12-01", "2026-02-28")),
        ("season", "2025-12-10", ("autumn", "2025-09-01", "2025-11-30")),
        ("year", "2026-03-02", ("months", "2025-03-03", "2026-03-02")),
        ("year", "2024-02-29", ("months", "2023-03-01", "2024-02-29")),
        ("2025", "2026-03-02", ("year", "2025-01-01", "2025-12-31")),
        ("2025-autumn", "2026-03-02", ("autumn", "2025-09-01", "2025-11-30")),
        ("2023-Winter", "2026-03-02", ("winter", "2023-12-01", "2024-02-29")),
    ],
)
def test_a_period_is_whole_days(text, day, expected):
    assert window(text, day) == expected


def test_south_of_the_equator_the_year_is_turned():
    assert window("2025-autumn", "2026-03-02", southern=True) == ("autumn", "2025-03-01", "2025-05-31")
    assert window("2025-summer", "2026-03-02", southern=True) == ("summer", "2025-12-01", "2026-02-28")
    assert window("season", "2026-03-01", southern=True)[0] == "summer"
    assert stock_entry.southern("nz")
    assert not stock_entry.southern("DE")
    assert not stock_entry.southern("")


@pytest.mark.parametrize("text", ["", "soon", "25", "2025-fall", "autumn", "0000", "2025-"])
def test_another_text_is_refused(text):
    if text == "2025-":
        assert window(text, "2026-03-02")[0] == "year"
    else:
        with pytest.raises(ValueError, match="season"):
            harvest.window(text, TODAY)


def grow(*candidates, told=None, season=SEASON, today=TODAY):
    return harvest.gather(
        candidates, told or harvest.Told(), season=season, today=today, quiet_days=SETTINGS.quiet_days
    )


def days(*ago, channel=Channel.PHONE):
    return pack([NOW - one for one in ago], channel)


def test_who_is_new_and_who_was_met_again():
    grown = grow(
        somebody("again", days(50, 20)),
        somebody("once", days(30)),
        somebody("old", days(300, 20)),
    )
    assert [(one.person, one.watered) for one in grown.planted] == [("again", True), ("once", False)]
    assert grown.in_touch == 3


def test_a_day_that_is_only_guessed_is_no_day_of_a_season():
    guess = pack([NOW - 20], None, sure=0.5, source="ledger")
    grown = grow(somebody("guessed", guess), somebody("met", days(300, 9), guess))
    assert (grown.planted, grown.in_touch) == ((), 1)
    assert grown.lessons == (Lesson(kind="phone", count=1),)


def connected(name, *day, label="Connected On"):
    candidate = somebody(name)
    event = DatedEvent(label=label, day=PartialDate(**dict(zip(("year", "month", "day"), day, strict=False))))
    contact = replace(candidate.person.contacts[0], events=(event,))
    return replace(candidate, person=replace(candidate.person, contacts=(contact,)))


def test_a_card_without_contact_may_say_when_one_connected():
    day = TODAY - timedelta(days=9)
    grown = grow(
        connected("card", day.year, day.month, day.day),
        connected("vague", day.year, day.month),
        connected("feast", day.year, day.month, day.day, label="anniversary"),
        connected("before", 2019, 1, 1),
    )
    assert [(one.person, one.day, one.watered) for one in grown.planted] == [("card", day, False)]


def test_a_tie_came_back_after_a_sleep_beyond_its_own_rhythm():
    grown = grow(
        somebody("woke", days(500, 490, 480, 470, 10)),
        somebody("slow", days(*range(10, 1500, 150))),
        somebody("short", days(80, 75, 70, 9)),
        somebody("new", days(10)),
    )
    assert [(one.person, one.after_days, one.day) for one in grown.returned] == [
        ("woke", 460, TODAY - timedelta(days=10))
    ]


def test_thanks_stand_newest_first_and_each_thing_once():
    last = TODAY - timedelta(days=3)
    who = somebody(
        "a",
        gifts=[
            gift(TODAY - timedelta(days=900), key="old"),
            gift(last, GiftKind.BUSINESS, key="new"),
            gift(None, GiftKind.BUSINESS, key="label of the same"),
            gift(None, GiftKind.INSPIRATION, key="one label"),
            gift(None, GiftKind.INSPIRATION, key="same label, other book"),
            gift(TODAY + timedelta(days=5), GiftKind.ENCOURAGEMENT, key="to come"),
            replace(gift(last, GiftKind.ENCOURAGEMENT, key="guess"), sure=0.2),
        ],
    )
    thanks = grow(who).thanks
    assert [(one.kind, one.day) for one in thanks] == [
        (GiftKind.BUSINESS, last),
        (GiftKind.REFERRAL, TODAY - timedelta(days=900)),
        (GiftKind.INSPIRATION, None),
    ]


def test_words_are_told_once_and_only_those_of_the_season():
    def one(ago, words="", person="a"):
        return Reached(person=person, name=person, day=TODAY - timedelta(days=ago), words=words)

    told = harvest.Told(reached=(one(5, "we sang"), one(5), one(5, "we sang"), one(7), one(400, "long ago")))
    assert [(r.day, r.words) for r in grow(told=told).reached] == [
        (TODAY - timedelta(days=5), "we sang"),
        (TODAY - timedelta(days=7), ""),
    ]


def test_the_pace_counts_people_by_week_from_monday_to_monday():
    grown = grow(somebody("a", days(0, 1, 2)), somebody("b", days(1)), somebody("c", days(400)))
    assert grown.pace[0].first.weekday() == 0
    assert [week.first for week in grown.pace] == [
        grown.pace[0].first + timedelta(days=7 * k) for k in range(len(grown.pace))
    ]
    assert grown.pace[-1].people == 2
    assert sum(week.people for week in grown.pace[:-1]) == 0


def test_days_to_come_do_not_count_yet():
    ahead = Window(first=TODAY - timedelta(days=10), last=TODAY + timedelta(days=60))
    grown = grow(somebody("a", days(5, -20)), season=ahead)
    assert grown.in_touch == 1
    assert grown.planted[0].watered is False
    assert grown.pace[-1].first <= TODAY


def test_lessons_count_what_was_done_and_told_and_nothing_else():
    day = TODAY.isoformat()
    rows = (
        OutcomeRow(uid="1", person="a", kind=OutcomeKind.DONE, day=day, seen=day),
        OutcomeRow(uid="2", person="a", kind=OutcomeKind.PASSED, day=day, seen=day),
        OutcomeRow(uid="3", person="a", kind=OutcomeKind.REMOVED, day=day, seen=day),
        OutcomeRow(uid="4", person="a", kind=OutcomeKind.MOVED, day=day, seen="2020-01-01"),
        OutcomeRow(uid="5", person="a", kind=OutcomeKind.DONE, day="2020-01-01", seen=day),
        OutcomeRow(uid="6", person="flip", kind=OutcomeKind.DONE, day=day, seen=day),
        AnswerRow(person="b", day=day, number=1, answer="year"),
        GiftRow(key="k", person="a", kind="referral", day=day),
        WishRow(person="a", kind="rest", told=day),
        WishRow(person="a", kind="every", told=day, every_days=30),
        WishRow(person="b", kind="keep", told=day),
        WishRow(person="c", kind="deceased", told=day),
        WishRow(person="d", kind="never", told=day),
        DecisionRow(one="a", other="b", same=1, told=f"{day}T08:00:00+00:00"),
        DecisionRow(one="a", other="c", same=1, told=f"{day}T08:00:00+00:00"),
        DecisionRow(one="a", other="d", same=0, told="2020-01-01T08:00:00+00:00"),
    )
    grown = grow(somebody("a", days(3, 4), days(3, channel=Channel.EMAIL)), told=harvest.Told(rows=rows))
    assert grown.lessons == (
        Lesson(kind="phone", count=2),
        Lesson(kind="email", count=1),
        Lesson(kind="done", count=1),
        Lesson(kind="cards", count=1),
        Lesson(kind="gifts", count=1),
        Lesson(kind="wishes", count=1),
        Lesson(kind="let_go", count=1),
        Lesson(kind="same", count=1),
    )


def test_a_conversation_belongs_to_the_season_of_its_own_day():
    """Of 1 December it is no matter of autumn, of 30 November none of winter, whenever it was read back."""
    rows = (
        OutcomeRow(uid="1", person="a", kind="done", day="2025-12-01", seen="2025-11-30"),
        OutcomeRow(uid="2", person="a", kind="done", day="2025-11-30", seen="2025-12-01"),
        OutcomeRow(uid="3", person="a", kind="done", day="2025-11-29", seen="2025-12-01"),
    )
    counted = {}
    for name in ("autumn", "winter"):
        _, span = harvest.window(f"2025-{name}", TODAY)
        counted[name] = grow(told=harvest.Told(rows=rows), season=span).lessons
    assert counted == {"autumn": (Lesson(kind="done", count=2),), "winter": (Lesson(kind="done", count=1),)}


# --- plants ------------------------------------------------------------------------------------------------


def plants(*candidates, resting=frozenset()):
    scores = {c.person.id: scoring.score(c, TODAY, SETTINGS) for c in candidates if c.rhythm}
    found = planting.plants(candidates, scores, resting=resting, quiet_days=SETTINGS.quiet_days)
    return {plant.person: plant for plant in found}


def test_size_grows_with_strength_and_a_stranger_is_a_seed():
    sizes = [plants(known("x", 60, count=count))["x"].size for count in (1, 3, 8, 20, 80)]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (1, 5)
    seed = plants(somebody("y"))["y"]
    assert (seed.size, seed.season, seed.last_day) == (0, None, None)


def test_silence_does_not_make_a_plant_smaller_but_turns_its_season():
    found = [plants(known("x", silence, count=20))["x"] for silence in (10, 100, 800, 3000)]
    assert len({plant.size for plant in found}) == 1
    assert [plant.season for plant in found] == list(PlantSeason)


def test_fruit_is_what_they_brought_and_who_rests_is_pale():
    found = plants(somebody("a", gifts=[gift(TODAY), gift(key="2")]), somebody("b"), resting={"b"})
    assert (found["a"].fruit, found["b"].fruit) == (2, 0)
    assert (found["a"].resting, found["b"].resting) == (False, True)


def test_beds_are_the_users_own_circles():
    people = [
        somebody("sister", labels=("Family", "Choir")),
        somebody("alto", labels=("* myContacts", "Choir")),
        *(somebody(f"c{k}", organisation="Kranich") for k in range(5)),
        *(somebody(f"d{k}", organisation="Duo") for k in range(2)),
    ]
    found = {name: plant.circle for name, plant in plants(*people).items()}
    assert found["sister"] == "Family"
    assert found["alto"] == "Choir"
    assert found["c0"] == "Kranich"
    assert found["d0"] == ""


def test_no_more_than_nine_beds_and_everybody_else_here_and_there():
    people = [somebody(f"p{g}-{k}", organisation=f"Firm {g:02d}") for g in range(20) for k in range(5 + g)]
    found = plants(*people)
    circles = {plant.circle for plant in found.values()}
    assert len(circles) == planting.MOST + 1
    assert {"", "Firm 19"} <= circles
    assert list(found.values())[-1].circle == ""


def test_the_score_of_a_plant_is_that_of_its_history_alone():
    candidate = known("x", 60, count=20)
    bare = Score(person="x", parts=())
    assert planting.plants([candidate], {"x": bare}, resting=set(), quiet_days=40)[0].size == 1


def test_contact_after_today_is_no_contact_of_the_season():
    who = Handle(kind=HandleKind.NAME, value="x")
    later = ContactDays(ref=SourceRef(source="s", key="k"), who=who, days=pack_days([NOW + 3]))
    assert grow(replace(somebody("x"), contact=(later,))).in_touch == 0
