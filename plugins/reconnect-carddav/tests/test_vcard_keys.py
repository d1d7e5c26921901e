"""Which key a card goes by, and that cards are read one by one."""

from reconnect_carddav.vcard import read

from .vcards import GOOD, card


class TestKeys:
    def keys(self, data, **more):
        return [record.ref.uid for record in read(data, book="b", **more)]

    def test_uid_where_it_is_the_cards_own(self):
        assert self.keys(card("UID:x-1", "FN:A") + card("UID:x-2", "FN:A")) == ["x-1", "x-2"]

    def test_the_same_in_any_order(self):
        cards = [card("UID:same", "FN:A"), card("UID:same", "FN:B"), card("FN:C"), card("FN:C", "TEL:1")]
        forward, backward = self.keys(b"".join(cards)), self.keys(b"".join(reversed(cards)))
        assert forward == backward[::-1]
        assert len(set(forward)) == 4
        assert "same" not in forward

    def test_twins_are_numbered(self):
        first, second, third = self.keys(card("FN:A") * 3)
        assert (second, third) == (f"{first}#2", f"{first}#3")

    def test_revision_is_no_content(self):
        assert self.keys(card("FN:A", "REV:20200101")) == self.keys(card("REV:20210101", "FN:A"))

    def test_a_folded_uid(self):
        folded = card("UID:abc\r\n def", "FN:A")
        assert self.keys(folded) == ["abcdef"]
        assert "abcdef" not in self.keys(folded + card("UID:abcdef", "FN:B"))

    def test_the_stores_own_key_wins_and_the_uid_is_kept(self):
        (found,) = read(card("UID:x", "FN:A"), book="b", key="/book/1.vcf")
        assert (found.ref.uid, found.uid) == ("/book/1.vcf", "x")
        (broken,) = read(b"junk", book="b", key="/book/1.vcf")
        assert broken.key == "/book/1.vcf"

    def test_keys_taken_by_other_files(self):
        taken: set[str] = set()
        first = self.keys(card("UID:x", "FN:A"), taken=taken)
        second = self.keys(card("UID:x", "FN:B"), taken=taken)
        assert first == ["x"]
        assert second != ["x"]
        assert taken == {*first, *second}


def test_reading_is_lazy():
    found = read(GOOD + b"BEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n", book="b")
    assert next(found).name == "Good"
    assert next(found).name == "B"
    assert next(found, None) is None
