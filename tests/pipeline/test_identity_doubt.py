"""Where two may be one: kin on one line, another given name, Jr., and what a name alone is worth."""

from dataclasses import replace

from reconnect_core.model import PartialDate
from reconnect_core.pipeline.identity import names, records
from reconnect_core.pipeline.identity.alike import Match, compare
from reconnect_core.pipeline.identity.clustering import Fusing
from reconnect_core.pipeline.identity.namesakes import Namesakes

from .identity_cards import card, fuse, groups, numbers, remember


def test_the_doubtful_are_left_to_the_user():
    fused = fuse(card("a", "1", "John|Smith", "+49301111"), card("b", "2", "John|Smith Jr.", "+49301111"))
    assert len(fused.people) == 2
    (maybe,) = fused.maybe_same
    assert {maybe.one, maybe.other} == {p.id for p in fused.people}
    assert set(maybe.names) == {"John Smith", "John Smith Jr."}
    assert 0.5 <= maybe.sure <= 0.6
    assert "same number" in maybe.reason
    assert "4930" not in maybe.reason


def test_another_given_name_on_the_same_mobile_or_mailbox_at_work_is_asked_about():
    fused = fuse(
        card("a", "1", "Meiling|Yang", "my@gmail.com", "m+14155552671"),
        card("b", "2", "Grace|Yang", "gy@gmail.com", "m+14155552671"),
    )
    assert groups(fused) == [["1"], ["2"]]
    assert [maybe.reason for maybe in fused.maybe_same] == ["another given name and same number"]
    at_work = (card(b, b, name, "gy@acme.com") for b, name in (("a", "Meiling|Yang"), ("b", "Grace|Yang")))
    assert [maybe.reason for maybe in fuse(*at_work).maybe_same] == ["another given name and same e-mail"]


def test_two_given_names_on_one_mailbox_and_one_mobile_are_asked_about():
    """They may be Meiling who calls herself Grace, or a couple that shares both."""
    meiling = card("a", "1", "Meiling|Yang", "my@gmail.com", "m+14155552671")
    grace = card("b", "2", "Grace|Yang", "my@gmail.com", "m+14155552671")
    fused = fuse(meiling, grace)
    assert groups(fused) == [["1"], ["2"]]
    assert len(fused.maybe_same) == 1


def test_a_title_before_the_name_is_no_generation():
    senhor = card("a", "1", "x", "/Acme", given="João", family="Silva")
    shown = replace(senhor, name="Sr. João Silva")
    assert names.of(shown).generation == ""
    assert names.of(replace(senhor, name="João Silva Sr.")).generation


def test_an_initial_is_no_more_than_an_initial_where_a_middle_name_begins_alike():
    one, other = names.of(card("a", "1", "D.|Morris")), names.of(card("b", "2", "Dominic D.|Morris"))
    assert compare(one, other, {}).given is compare(other, one, {}).given is Match.INITIAL


def test_jr_in_the_name_as_shown_alone_is_read():
    son = card("a", "1", "x", "h+16176776502", given="Graham", family="Bailey")
    shown = ("Graham Bailey Jr.", "Graham Bailey Jr", "Bailey Jr., Graham")
    for name in shown:
        other = card("b", "2", "Graham|Bailey", "h+16176776502")
        assert groups(fuse(replace(son, name=name), other)) == [["1"], ["2"]], name
    jun = card("b", "2", "Jun|Bailey", "m+16176776502")
    assert groups(fuse(card("a", "1", "Jun Bailey", "m+16176776502"), jun)) == [["1", "2"]]


def test_another_birthday_under_one_name_and_mailbox_is_asked_about():
    fused = fuse(
        card("a", "1", "Karl|Bauer", "k@x.example", birthday=PartialDate(year=1950, month=1, day=2)),
        card("b", "2", "Karl|Bauer", "k@x.example", birthday=PartialDate(year=1982, month=7, day=9)),
    )
    assert groups(fused) == [["1"], ["2"]]
    assert [maybe.reason for maybe in fused.maybe_same] == ["same name, same e-mail and another birthday"]


def test_father_and_son_of_one_name_and_line_with_a_mobile_each_stay_two():
    father = (
        card("a", "1", "Richard|Clark", "m+12064070318", "h+16176776502"),
        card("b", "2", "Richard|Clark", "rc@x.example"),
        card("c", "3", "Rich|Clark", "rc@x.example", "m+12064070318"),
    )
    son = card("c", "4", "Rich|Clark", "m+12066917186", "h+16176776502")
    assert groups(fuse(*father, son)) == [["1", "2", "3"], ["4"]]


def test_two_stores_with_another_mobile_and_one_line_for_a_short_name_are_asked_about():
    fused = fuse(
        card("a", "1", "Rich|Clark", "m+12064070318", "h+16176776502", "rich@x.example"),
        card("b", "2", "Richard|Clark", "m+12066917186", "h+16176776502", "rc@y.example"),
    )
    assert groups(fused) == [["1"], ["2"]]
    assert [maybe.reason for maybe in fused.maybe_same] == ["a nickname of the same name and same number"]


SYLLABLES = "ba du ki lo me nu po ra si to".split()


def population(namesakes, here=(), there=()):
    """People of two stores, some in both; as many pairs of namesakes in one store; and a name twice by itself."""

    def person(kind, n, *books, twice=1):
        mark = kind + SYLLABLES[n // 10] + SYLLABLES[n % 10]
        name = f"Zita{mark}|Ober{mark}mair"
        return [
            card(b, f"{kind}{b}{n}-{k}", name, f"{kind}{n}{k}@x.example.org")
            for b in books
            for k in range(twice)
        ]

    cards = [
        one
        for n in range(60)
        for one in (*person("fin", n, "a", "b"), *person("mar", n, "a"), *person("ber", n, "b"))
    ]
    cards += [one for n in range(namesakes) for one in person("wil", n, "a", twice=2)]
    return [
        *cards,
        card("a", "lone", "Xaver|Hinterstoisser", *here),
        card("b", "other", "Xaver|Hinterstoisser", *there),
    ]


def test_a_name_alone_joins_where_namesakes_are_rare_and_is_asked_about_where_they_are_not():
    assert ["lone", "other"] in groups(fuse(*population(0)))
    crowded = fuse(*population(4))
    assert ["lone"] in groups(crowded)
    assert ("Xaver Hinterstoisser",) * 2 in [maybe.names for maybe in crowded.maybe_same]


def test_a_name_alone_is_asked_about_where_mailbox_and_mobile_differ():
    moved = fuse(*population(0, ["xaver@gmail.com"], ["hinter@gmx.de"]))
    assert ["lone", "other"] in groups(moved)
    two = fuse(*population(0, ["xaver@gmail.com", "m+491511111111"], ["hinter@gmx.de", "m+491602222222"]))
    assert ["lone"] in groups(two)
    assert ("Xaver Hinterstoisser",) * 2 in [maybe.names for maybe in two.maybe_same]


def test_the_fewer_namesakes_a_book_has_the_less_is_asked_of_a_name():
    def ease(contacts):
        rows = records.read(contacts, numbers(contacts))
        fusing = Fusing(rows, records.census(rows), set())
        fusing.join_strong()
        return Namesakes(rows, fusing.find, fusing.book).ease()

    pairs = [card(book, f"{book}{n}", f"Qu{n}|Zx{n}") for n in range(400) for book in "ab"]
    decoys = [card("a", f"again{n}", f"Qu{n}|Zx{n}") for n in range(0, 400, 8)]
    few = [card(book, f"{book}{n}", f"Qu{n}|Zx{n}") for n in range(5) for book in "ab"]
    assert ease(pairs) > 0.4
    assert ease([*pairs[:400], *pairs[400::2], *decoys]) == ease(few) == ease([]) == 0


def test_a_son_known_as_jr_by_another_card_is_not_joined_on_the_line_of_the_house():
    son = (
        card("a", "1", "Rubén|López Jr.", "ruben92@aol.com", "h+12152675223"),
        card("b", "2", "Rubén|López", "ruben92@aol.com", "h+12152675223"),
    )
    father = card("c", "3", "Rubén|López", "h+12152675223")
    assert groups(fuse(*son, father)) == [["1", "2"], ["3"]]


def test_two_of_one_name_and_line_with_mailbox_and_firm_each_in_one_store_stay_two():
    father = card(
        "a", "1", "Mathieu|Dubois", "mathieu@smith.example.org", "h+33154949963", organisation="Smith"
    )
    son = card(
        "a", "2", "Mathieu|Dubois", "mathieu@griffin.example.org", "h+33154949963", organisation="Griffin"
    )
    assert groups(fuse(father, son)) == [["1"], ["2"]]


def test_who_is_known_as_two_is_not_joined_by_a_name_alone():
    everybody = population(0, ["xaver@gmail.com"], ["hinter@gmx.de"])
    first = remember(fuse(*everybody[:-1]))
    known = remember(fuse(everybody[-1]), first)
    assert ["lone", "other"] in groups(fuse(*everybody, known=first))
    assert ["lone"] in groups(fuse(*everybody, known=known))
