"""Who is explored and who held back is drawn: the same again, by a named chance, and changed seldom."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from reconnect_core import Lane

from .candidates import GARDEN, SETTINGS, TODAY, choose, known, names, ordinary_book, reasons

EXPLORING = replace(SETTINGS, explore=0.1)


@pytest.mark.full
def test_a_tenth_of_the_slots_is_explored_and_a_tenth_of_the_people_held_back():
    book = ordinary_book(120, random.Random(4))
    arms = Counter()
    explored = slots = 0
    for week in range(150):
        choice = choose(
            book,
            settings=EXPLORING,
            today=TODAY + timedelta(weeks=week),
            garden=replace(GARDEN, name=f"g{week}"),
        )
        arms.update(arm.arm for arm in choice.arms)
        explored += sum(lane is Lane.EXPLORED for _, lane, _ in choice.picks)
        slots += len(choice.picks)
        assert not {a.person for a in choice.arms if a.arm == "held back"} & set(names(choice.picks))
        assert {a.person for a in choice.arms if a.arm != "held back"} == set(names(choice.picks))
    assert slots == 450
    assert 0.06 < explored / slots < 0.14
    assert 0.06 < arms["held back"] / slots < 0.14


def test_a_draw_names_its_chance_and_comes_out_the_same_again():
    book = ordinary_book(60, random.Random(5))
    gardens = [replace(GARDEN, name=str(k)) for k in range(30)]
    first = [choose(book, settings=EXPLORING, garden=g).arms for g in gardens]
    assert first == [choose(book[::-1], settings=EXPLORING, garden=g).arms for g in gardens]
    chances = {arm.arm: arm.chance for arms in first for arm in arms}
    assert chances == {"suggested": 0.9, "held back": 0.1, "explored": pytest.approx(0.1 * 3 / 60)}
    assert choose(book).arms == ()


def test_who_is_held_back_changes_once_in_ninety_days_at_most_and_everybody_is_free_in_time():
    book = [known(f"p{k}", 60 + k) for k in range(40)]
    settings = replace(EXPLORING, explore=0.3)

    def out(day):
        found = reasons(choose(book, settings=settings, today=TODAY + timedelta(days=day)))
        return {name for name, reason in found.items() if reason.startswith("held back")}

    history = [out(day) for day in range(0, 720, 10)]
    assert any(history)
    for candidate in book:
        states = [candidate.person.id in day for day in history]
        changes = [place for place in range(1, len(states)) if states[place] != states[place - 1]]
        assert all(later - earlier >= 9 for earlier, later in pairwise(changes))
        assert not all(states)
