"""Each repair of the vCard reader by itself: what is damaged, and what is still to be found."""

import pytest

from reconnect_carddav.vcard import read
from reconnect_core import Contact, Unreadable


def records(data):
    return list(read(data, book="b", file="f.vcf"))


def names(data):
    return [record.name if isinstance(record, Contact) else record.reason for record in records(data)]


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def one(*lines, version="3.0"):
    (found,) = records(card(*lines, version=version))
    assert isinstance(found, Contact), found
    return found


GOOD = card("FN:Good")


class TestCards:
    @pytest.mark.parametrize(
        "end",
        [b"END:VCARD ", b"END:VCARD\t\t", b"end:vCard", b"END: VCARD", b" END:VCARD", b"END:VCARD\x00", b""],
    )
    def test_ends(self, end):
        assert names(b"BEGIN:VCARD\r\nFN:A\r\n" + end + b"\r\n" + GOOD) == ["A", "Good"]

    @pytest.mark.parametrize(
        "begin", [b"begin:vcard", b"BEGIN: VCARD ", b"\xef\xbb\xbfBEGIN:VCARD", b"Begin:vCard"]
    )
    def test_begins(self, begin):
        assert names(GOOD + begin + b"\r\nFN:A\r\nEND:VCARD\r\n") == ["Good", "A"]

    def test_cut_off_in_the_middle(self):
        assert names(GOOD + b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Half") == ["Good", "Half"]

    def test_files_joined_without_a_line_end(self):
        assert names(GOOD.strip() + GOOD.strip() + b"\xef\xbb\xbf" + GOOD) == ["Good"] * 3

    def test_begin_is_missing(self):
        assert names(b"FN:Head cut off\nEND:VCARD\n" + GOOD) == ["Head cut off", "Good"]

    def test_profile_and_name_lines_are_no_cards(self):
        assert names(card("PROFILE:VCard", "SOURCE:ldap://x", "FN:A")) == ["A"]

    @pytest.mark.parametrize(
        "agent", ["AGENT:\r\nBEGIN:VCARD", "AGENT:BEGIN:VCARD", "AGENT;VALUE=x:\r\n\r\nBEGIN:VCARD"]
    )
    def test_a_card_inside_a_card(self, agent):
        inner = f"{agent}\r\nVERSION:2.1\r\nN:Secretary\r\nTEL:999\r\nEND:VCARD"
        found = one("FN:Boss", inner, "TEL:1", version="2.1")
        assert (found.name, [phone.raw for phone in found.phones]) == ("Boss", ["1"])

    def test_cards_nested_three_deep(self):
        inner = (
            "AGENT:\r\nBEGIN:VCARD\r\nFN:B\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:C\r\nEND:VCARD\r\nTEL:2\r\nEND:VCARD"
        )
        found = one("FN:A", inner, "TEL:1")
        assert (found.name, [phone.raw for phone in found.phones]) == ("A", ["1"])

    def test_an_agent_that_never_ends_costs_no_other_card(self):
        assert names(b"BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\n" + GOOD) == ["A", "Good"]

    def test_pasted_with_indentation(self):
        text = "    BEGIN:VCARD\n    FN:In a text\n    NOTE:one\n      two\n    END:VCARD\n"
        assert records(text.encode())[0].note == "one two"

    def test_other_components_are_passed_over(self):
        assert names(b"BEGIN:VNOTE\nBODY:x\nEND:VNOTE\n" + GOOD + b"BEGIN:VCALENDAR\nEND:VCALENDAR\n") == [
            "Good"
        ]

    @pytest.mark.parametrize(
        "data", [b"", b"  \n", b"hello", b"<html>\n<p>sign in</p>", b"\x00" * 99, b"END:VCARD"]
    )
    def test_no_card_at_all_is_said_once(self, data):
        (found,) = records(data)
        assert isinstance(found, Unreadable)
        assert (found.source, found.file, found.line) == ("b", "f.vcf", 1)

    def test_a_broken_card_costs_itself_and_names_its_line(self):
        data = (
            GOOD + b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:7\r\nEND:VCARD\r\n" + GOOD + b"junk:1\r\nEND:VCARD\r\n"
        )
        found = records(data)
        assert [type(record) for record in found] == [Contact, Unreadable, Contact, Unreadable]
        assert [record.line for record in found if isinstance(record, Unreadable)] == [5, 13]


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
    def test_of_the_whole_file(self, encoding):
        text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ǽgean ĽdaMonté\r\nEND:VCARD\r\n" * 2
        assert names(text.encode(encoding)) == ["Ǽgean ĽdaMonté"] * 2

    @pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
    def test_line_ends(self, end):
        text = end.join(["BEGIN:VCARD", "FN:A", "NOTE:one", "  two", "TEL:1", "END:VCARD", ""])
        (found,) = records(text.encode() * 2)[:1]
        assert (found.name, found.note, found.phones[0].raw) == ("A", "one two", "1")

    def test_a_card_with_old_line_ends_among_others(self):
        assert names(GOOD + b"BEGIN:VCARD\rVERSION:3.0\rFN:Old\rTEL:1\rEND:VCARD\r" + GOOD) == [
            "Good",
            "Old",
            "Good",
        ]

    def test_a_lone_carriage_return_belongs_to_the_value(self):
        assert one("FN:A", "X-OLD:b\rc", "TEL:1").phones[0].raw == "1"

    @pytest.mark.parametrize(
        ("name", "encoding"),
        [
            ("Jörg Müßig", "cp1252"),
            ("Lebœuf, Élodie", "cp1252"),
            ("Łukasz Żółć", "iso8859-2"),
            ("Iga Świątek", "iso8859-2"),
            ("Święcicka Małgorzata", "cp1250"),
            ("Jiří Dvořák", "cp1250"),
            ("Иван Петров", "cp1251"),
            ("Иван Петров", "koi8-r"),
            ("山田太郎 東京都", "cp932"),
            ("タナカ ヒロシ", "cp932"),
            ("王小明 北京市朝阳区", "gb18030"),
            ("김철수 서울특별시", "cp949"),
        ],
    )
    def test_undeclared_charsets(self, name, encoding):
        assert names(card().replace(b"END", b"FN:" + name.encode(encoding) + b"\r\nEND")) == [name]

    @pytest.mark.parametrize(
        ("charset", "codec"),
        [("SHIFT_JIS", "cp932"), ("windows-1252", "cp1252"), ("ISO-8859-1", "latin-1"), ("GB2312", "gb18030"),
         ("ISO-8859-2", "iso8859-2"), ("UTF-8", "utf-8"), ("x-unheard-of", "utf-8"), ("punycode", "utf-8"),
         ("rot13", "utf-8"), ("ISO-8859-1", "utf-8")],
    )  # fmt: skip
    def test_declared_for_one_property(self, charset, codec):
        name = {"cp932": "伊能 圭一", "gb18030": "王小明", "iso8859-2": "Łódź"}.get(codec, "Zoë Öst")
        raw = f"FN;CHARSET={charset}:".encode() + name.encode(codec) + b"\r\nNOTE:\xc3\xa4\r\nEND"
        (found,) = records(card(version="2.1").replace(b"END", raw))
        assert (found.name, found.note) == (name, "ä")

    def test_a_backslash_inside_a_japanese_character_is_no_escape(self):
        raw = b"N;CHARSET=SHIFT_JIS:\x88\xc9\x94\\;\x8c\\\x88\xea;;;\r\nEND"
        (found,) = records(card(version="2.1").replace(b"END", raw))
        assert (found.family, found.given, found.name) == ("伊能", "圭一", "伊能圭一")

    def test_a_fold_inside_a_character(self):
        assert names(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\r\n \xab\r\nEND:VCARD\r\n") == ["Zoë"]

    def test_a_few_lost_bytes_do_not_change_the_rest(self):
        assert names(b"BEGIN:VCARD\r\nFN:\xc3\x84\xc3\x96\xc3\x9c \xd0\x98\xd0\r\nEND:VCARD\r\n") == ["ÄÖÜ И"]


class TestQuotedPrintable:
    def qp(self, *lines):
        return one(*lines, version="2.1")

    def test_soft_breaks_and_blank_lines(self):
        found = self.qp("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:H=C3=B6r=", "mann;Jo=", "", "TEL:028")
        assert (found.name, found.phones[0].raw) == ("Jo Hörmann", "028")

    def test_a_break_inside_an_escape(self):
        assert self.qp("FN;QUOTED-PRINTABLE:H=C3=", "=B6r=C3==", "9Fe=3=", "1").name == "Hörße1"

    def test_a_break_with_trailing_blanks(self):
        assert self.qp("FN;QUOTED-PRINTABLE:Two=  ", "gether", "TEL:1").name == "Twogether"

    def test_a_lost_continuation_costs_no_property(self):
        found = self.qp("FN;QUOTED-PRINTABLE:Half=", "TEL;HOME:1")
        assert (found.name, found.phones[0].raw) == ("Half", "1")

    def test_a_value_that_ends_in_an_equals_sign_without_the_encoding(self):
        found = one("FN:A", "URL:https://example.com/?q=", "TEL:1")
        assert (found.urls, found.phones[0].raw) == (("https://example.com/?q=",), "1")

    def test_what_is_no_escape_stays(self):
        assert self.qp("FN;QUOTED-PRINTABLE:1=2 =ZZ =").name == "1=2 =ZZ"

    def test_coded_semicolons_part_nothing(self):
        found = self.qp("N;QUOTED-PRINTABLE:A=3BB;C=5C=3BD")
        assert (found.family, found.given) == ("A;B", "C;D")

    def test_lower_case_and_version_three(self):
        assert one("fn;encoding=quoted-printable:Zo=C3=AB").name == "Zoë"

    def test_without_the_encoding_nothing_is_decoded(self):
        assert one("FN:Bj=F8rn").name == "Bj=F8rn"


class TestLines:
    @pytest.mark.parametrize(
        ("line", "raw"),
        [
            ("TEL;TYPE=VOICE;MSG,WORK:1", "1"),
            ("TEL;FAX,WORK:1", "1"),
            ("TEL;TYPE=work,:1", "1"),
            ('TEL;TYPE="A,B:C",PREF:1', "1"),
            ('TEL;TYPE="never closed:1', "1"),
            ("TEL;:1", "1"),
            ("a.b.TEL:1", "1"),
            ("TEL;TYPE=VOICE,M\r\n\tSG:1", "1"),
            ("TEL;VALUE=uri:tel:+1-555", "+1-555"),
            ("TEL:tel:1", "1"),
            ("TEL:p1234p5678w9", "p1234p5678w9"),
            ("TEL:205\\;\\,1", "205;,1"),
            ("TEL: 1 \t 2 ", "1 2"),
        ],
    )
    def test_phones(self, line, raw):
        assert [phone.raw for phone in one("FN:A", line).phones] == [raw]

    @pytest.mark.parametrize(
        ("value", "emails"),
        [
            ('"Omega"<omega@example.com>', ["omega@example.com"]),
            ("mailto:a@example.com?subject=x", ["a@example.com"]),
            ("MAILTO:a@example.com", ["a@example.com"]),
            ("a@example.com, b@example.com", ["a@example.com", "b@example.com"]),
            ("a@example.com;b@example.com", ["a@example.com", "b@example.com"]),
            ("semi\\;@example.com", ["semi;@example.com"]),
            ("Anna Ö <anna@example.com>", ["anna@example.com"]),
            ("a@ example.com", ["a@example.com"]),
            ("not an address", []),
            ("/o=ORG/ou=X/cn=ab", []),
            ("@example.com", []),
            ("a@", []),
            ("ÑÑÑ", []),
        ],
    )
    def test_emails(self, value, emails):
        assert list(one("FN:A", f"EMAIL:{value}").emails) == emails

    def test_junk_lines_cost_nothing(self):
        found = one("FN:A", "3", "no colon here", ";=", ":", "NOTE:one", "lost second line", "TEL:1")
        assert (found.name, found.note, found.phones[0].raw) == ("A", "one\nlost second line", "1")

    def test_photos_and_damaged_base64_cost_nothing(self):
        found = one(
            "PHOTO;ENCODING=b:!!!not base64",
            "  ===",
            "",
            "  AAAA",
            "KEY;BASE64:",
            "AAAA",
            "LOGO:data:x,%%",
            "FN:A",
        )
        assert found.name == "A"

    def test_a_text_in_base64(self):
        assert one("FN;ENCODING=B;CHARSET=UTF-8:Wm/DqyDDlnN0").name == "Zoë Öst"
        assert one("FN;ENCODING=BASE64:Wm/DqyDDlnN0=").name == "Zoë Öst"
        assert one("FN:A", "NOTE;BASE64:A").note == ""


class TestNames:
    @pytest.mark.parametrize(
        ("lines", "name"),
        [
            (["FN:Mustermann, Heiko", "N:Mustermann;Heiko"], "Mustermann, Heiko"),
            (["FN:Mustermann\\, Heiko"], "Mustermann, Heiko"),
            (["FN:", "N:Branntwein;Franz;M.;Herr;"], "Franz M. Branntwein"),
            (["N:F;G;M;;"], "G M F"),
            (["N: Nikdo;Nikdovic"], "Nikdovic Nikdo"),
            (["N:only one part"], "only one part"),
            (["N:;;;Dr.;"], "Dr."),
            (["N:王;小明;;;"], "王小明"),
            (["N:김;철수"], "김철수"),
            (["N:山田;ひろし"], "山田 ひろし"),
            (["N:;;;;", "NICKNAME:Jo,Joe", "ORG:X"], "Jo"),
            (["ORG:Company, The;Dept", "EMAIL:a@example.com"], "Company, The"),
            (["EMAIL:a@example.com"], "a@example.com"),
            (["TEL:1"], ""),
            (["FN: \t", "FN:Second"], "Second"),
            (["FN:Tab\\nand  blank"], "Tab and blank"),
        ],
    )
    def test_shown(self, lines, name):
        assert one(*lines).name == name

    def test_version_two_escapes_only_what_it_knows(self):
        found = one("N:A\\;B;C\\\\", "FN:A;B\\C\\;D", "NOTE:C:\\new and\\, more", version="2.1")
        assert (found.family, found.given, found.name) == ("A;B", "C\\", "A;B\\C\\;D")

    def test_a_backslash_that_is_no_escape(self):
        assert one("FN:A", "NOTE:C:\\Temp\\next \\: \\'").note == "C:\\Temp\next : '"

    def test_a_comma_in_n_parts_additional_names_only(self):
        found = one("N:O'Neil\\, Jr.;Anna, Maria;Bea,Cora;Dr.,Prof.;")
        assert (found.family, found.given, found.additional, found.prefix) == (
            "O'Neil, Jr.", "Anna, Maria", "Bea Cora", "Dr. Prof.",
        )  # fmt: skip

    @pytest.mark.parametrize("value", ["back\\", "a\\\\", "\\", "a\\;b\\"])
    def test_backslashes_at_the_end(self, value):
        assert "eof" not in one("FN:A", f"ORG:{value}", f"NOTE:{value}").note

    def test_categories(self):
        assert one("FN:A", "CATEGORIES:Foo,Foo\\;Bar,B\\'C,,Foo", "CATEGORIES:Last").labels == (
            "Foo", "Foo;Bar", "B'C", "Last",
        )  # fmt: skip
        assert one("FN:A", "CATEGORIES:Foo;Bar", version="2.1").labels == ("Foo", "Bar")


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1980-05-31", "1980-05-31"),
        ("BDAY:19800531", "1980-05-31"),
        ("BDAY:1955-07-19T00:00:00Z", "1955-07-19"),
        ("BDAY;VALUE=date-time:19550719T120000+0200", "1955-07-19"),
        ("BDAY:--0122", "--01-22"),
        ("BDAY:--01-22", "--01-22"),
        ("BDAY:1604-01-22", "--01-22"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22", "--01-22"),
        ("BDAY;X-APPLE-OMIT-YEAR=2000:2000-01-22", "--01-22"),
        ("BDAY:0000-01-22", "--01-22"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY:1980-05", "1980-05"),
        ("BDAY:1980", "1980"),
        ("BDAY:1980/5/3", "1980-05-03"),
        ("BDAY:31.5.1980", "1980-05-31"),
        ("BDAY:31/05/1980", "1980-05-31"),
        ("BDAY:5/31/1980", "1980-05-31"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY;ALTID=1;VALUE=text:in spring\r\nBDAY;ALTID=1:19800531", "1980-05-31"),
        ("BDAY:31 May 1980", "1980-05-31"),
        ("BDAY:May 31st, 1980", "1980-05-31"),
        ("BDAY:31-MAY-1980", "1980-05-31"),
        ("BDAY:1980年5月31日", "1980-05-31"),
        ("BDAY:5月31日", "--05-31"),
        ("BDAY:1980년 5월 31일", "1980-05-31"),
        ("BDAY:31 Maybe 1980", ""),
        ("BDAY:05/06/1980", ""),
        ("BDAY:1980-13-01", ""),
        ("BDAY:1981-02-29", ""),
        ("BDAY:00719", ""),
        ("BDAY:0/0/00", ""),
        ("BDAY:4501-01-01", ""),
        ("BDAY:unknown", ""),
        ("BDAY:T102200", ""),
        ("BDAY:", ""),
        ("BDAY:٢٠٢٠-٠١-٠١", "2020-01-01"),
    ],
)
def test_birthdays(line, birthday):
    assert str(one("FN:A", line).birthday or "") == birthday


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("20121012T210525Z", "2012-10-12T21:05:25+00:00"),
        ("2012-03-05T13:32:54Z", "2012-03-05T13:32:54+00:00"),
        ("2016-11-19T17:44:22.057Z", "2016-11-19T17:44:22+00:00"),
        ("2016-11-19T17:44:22+02:00", "2016-11-19T15:44:22+00:00"),
        ("20250822", "2025-08-22T00:00:00+00:00"),
        ("1", None),
        ("0000-00-00T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_revisions(value, moment):
    updated = one("FN:A", f"REV:{value}").updated
    assert (updated and updated.isoformat()) == moment


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
