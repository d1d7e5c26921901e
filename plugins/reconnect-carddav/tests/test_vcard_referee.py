"""On clean cards our reader and vobject agree to the letter."""

import os

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_carddav.vcard import read

# What vobject itself writes and reads back unchanged: no lone carriage returns, nothing that is only blanks. And
# words that people write: what programs write for nothing is judged in test_vcard_values.
NOTHING = {"null", "NULL", "(null)", "undefined", "NaN", "N/A", "n/a"}
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cf"])
WORDS = st.text(LETTERS, min_size=1, max_size=30).filter(lambda word: word not in NOTHING)
PROSE = st.lists(
    st.text(LETTERS | st.just(" "), min_size=1, max_size=60).map(str.strip).filter(bool), min_size=1, max_size=4
).filter(lambda lines: not NOTHING.issuperset(" ".join(lines).split()))
DIGITS = st.from_regex(r"\+[1-9][0-9]{6,13}", fullmatch=True)


@st.composite
def cards(draw):
    card = vobject.vCard()
    card.add("uid").value = draw(st.uuids()).hex
    card.add("n").value = vobject.vcard.Name(family=draw(WORDS), given=draw(WORDS), prefix=draw(WORDS))
    card.add("fn").value = draw(WORDS)
    card.add("org").value = [draw(WORDS), draw(WORDS)]
    card.add("note").value = "\n".join(draw(PROSE))
    card.add("title").value = draw(WORDS)
    card.add("bday").value = draw(st.dates()).isoformat()
    card.add("categories").value = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    for number in draw(st.lists(DIGITS, max_size=3)):
        phone = card.add("tel")
        phone.value, phone.type_param = number, draw(st.sampled_from(["HOME", "WORK", "FAX"]))
    for address in draw(
        st.lists(st.emails().filter(lambda one: not set("\"(),:;<>[]\\'") & set(one)), max_size=3)
    ):
        card.add("email").value = address
    street, city, country = draw(WORDS), draw(WORDS), draw(WORDS)
    card.add("adr").value = vobject.vcard.Address(street=street, city=city, country=country)
    return card.serialize()


def theirs(text):
    card = vobject.readOne(text)
    address = card.adr.value
    return {
        "uid": card.uid.value,
        "name": card.fn.value,
        "given": card.n.value.given,
        "family": card.n.value.family,
        "prefix": card.n.value.prefix,
        "organisation": card.org.value[0],
        "note": card.note.value,
        "title": card.title.value,
        "labels": tuple(card.categories.value),
        "phones": tuple((one.value, one.type_param.lower()) for one in card.contents.get("tel", ())),
        "emails": tuple(one.value for one in card.contents.get("email", ())),
        "street": (address.street, address.city, address.country),
    }


def ours(text):
    (card,) = read(text.encode(), book="b")
    address = card.addresses[0]
    plain = {name: getattr(card, name) for name in theirs(text) if name not in ("phones", "street")}
    return plain | {
        "phones": tuple((phone.raw, "".join(phone.labels)) for phone in card.phones),
        "street": (address.street, address.locality, address.country),
    }


@given(cards())
@settings(max_examples=int(os.environ.get("RECONNECT_FUZZ") or 200), deadline=None)
def test_clean_cards(text):
    assert ours(text) == theirs(text)
