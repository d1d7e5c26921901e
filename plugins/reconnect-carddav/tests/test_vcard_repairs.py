"""Damaged cards, encodings and lines, each repair by itself: what is damaged, and what is still to be found."""

import pytest

from reconnect_core import Contact, Unreadable

from .vcards import GOOD, card, names, records, said


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

    def test_every_line_has_a_group_even_the_first(self):
        grouped = b"X.BEGIN:VCARD\nX.VERSION:2.1\nX.FN:A\\nB\nX.END:VCARD\n"
        assert names(GOOD + grouped + GOOD) == names(GOOD + grouped.replace(b"X.", b"") + GOOD)

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
        found = said("FN:Boss", inner, "TEL:1", version="2.1")
        assert (found.name, [phone.raw for phone in found.phones]) == ("Boss", ["1"])

    def test_cards_nested_three_deep(self):
        inner = (
            "AGENT:\r\nBEGIN:VCARD\r\nFN:B\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:C\r\nEND:VCARD\r\nTEL:2\r\nEND:VCARD"
        )
        found = said("FN:A", inner, "TEL:1")
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
        assert said("FN:A", "X-OLD:b\rc", "TEL:1").phones[0].raw == "1"

    @pytest.mark.parametrize(
        ("name", "encoding"),
        [
            ("Jörg Müßig", "cp1252"),
            ("Jörg Müller", "mac-roman"),
            ("René Lefèvre", "mac-roman"),
            ("Jan Šťastný", "cp1250"),
            ("Ewa Woźniak", "cp1250"),
            ("Lebœuf, Élodie", "cp1252"),
            ("Łukasz Żółć", "iso8859-2"),
            ("Iga Świątek", "iso8859-2"),
            ("Święcicka Małgorzata", "cp1250"),
            ("Jiří Dvořák", "cp1250"),
            ("Pavel Pšenička", "cp1250"),
            ("Krško, Jožica Škrlj, Pečar", "cp1250"),
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

    @pytest.mark.parametrize(
        "name", ["Jörg Müller", "Łukasz Żółć", "Иван Петров", "山田太郎", "Zoë 😀", "a – b"]
    )
    def test_of_a_file_that_was_made_utf8_twice(self, name):
        once = name.encode()
        twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in once).encode()
        assert names(card(f"FN:{name}").replace(once, twice)) == [name]

    @pytest.mark.parametrize("name", ["JOÃO CONCEIÇÃO", "«CAFÉ»", "CAFÉ»", "Zoë Ã¼", "Ánh Ngô"])
    def test_of_a_file_that_only_looks_like_it(self, name):
        assert names(card(f"FN:{name}")) == [name]

    def test_a_few_lost_bytes_do_not_change_the_rest(self):
        assert names(b"BEGIN:VCARD\r\nFN:\xc3\x84\xc3\x96\xc3\x9c \xd0\x98\xd0\r\nEND:VCARD\r\n") == ["ÄÖÜ И"]


class TestQuotedPrintable:
    def qp(self, *lines):
        return said(*lines, version="2.1")

    def test_soft_breaks_and_blank_lines(self):
        found = self.qp("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:H=C3=B6r=", "mann;Jo=", "", "TEL:028")
        assert (found.name, found.phones[0].raw) == ("Jo Hörmann", "028")

    def test_a_break_inside_an_escape(self):
        assert self.qp("FN;QUOTED-PRINTABLE:H=C3=", "=B6r=C3==", "9Fe=3=", "1").name == "Hörße1"

    def test_a_break_with_trailing_blanks(self):
        assert self.qp("FN;QUOTED-PRINTABLE:Two=  ", "gether", "TEL:1").name == "Twogether"

    @pytest.mark.parametrize(
        ("lines", "name"),
        [
            (["FN;QUOTED-PRINTABLE:=D0=98=D0=", " =B2=D0=B0=D0=BD"], "Иван"),
            (["FN;QUOTED-PRINTABLE:=D0=98=", " =D0=B2=", " =D0=B0=D0=BD"], "Иван"),
            (["FN;QUOTED-PRINTABLE:=D0=98=", " =D0=B2"], "И в"),
            (
                ["FN;QUOTED-PRINTABLE:for all folk=", " to come=", " to the aid"],
                "for all folk to come to the aid",
            ),
        ],
    )
    def test_breaks_that_are_folds_as_well(self, lines, name):
        assert self.qp(*lines, "TEL:1").name == name

    @pytest.mark.parametrize(
        ("lines", "name"),
        [
            (["FN;QUOTED-PRINTABLE:=4F=74=74=6F=20=C3=96=7=", " 4"], "Otto Öt"),
            (["FN;QUOTED-PRINTABLE:=4F=74=74=6F=20=C3", " =96=74"], "Otto Öt"),
            (["FN;QUOTED-PRINTABLE:=4F=7", " 4=74=6F"], "Otto"),
            (["FN;QUOTED-PRINTABLE:Otto", " =C3=96t"], "Otto Öt"),
        ],
    )
    def test_folds_of_what_is_coded_throughout_add_no_blank(self, lines, name):
        assert self.qp(*lines, "TEL:1").name == name

    def test_a_lost_continuation_costs_no_property(self):
        found = self.qp("FN;QUOTED-PRINTABLE:Half=", "TEL;HOME:1")
        assert (found.name, found.phones[0].raw) == ("Half", "1")

    def test_a_value_that_ends_in_an_equals_sign_without_the_encoding(self):
        found = said("FN:A", "URL:https://example.com/?q=", "TEL:1")
        assert (found.urls, found.phones[0].raw) == (("https://example.com/?q=",), "1")

    def test_what_is_no_escape_stays(self):
        assert self.qp("FN;QUOTED-PRINTABLE:1=2 =ZZ =").name == "1=2 =ZZ"

    def test_coded_semicolons_part_nothing(self):
        found = self.qp("N;QUOTED-PRINTABLE:A=3BB;C=5C=3BD")
        assert (found.family, found.given) == ("A;B", "C;D")

    @pytest.mark.parametrize(
        "head",
        [
            "FN;ENCODING = QUOTED-PRINTABLE; CHARSET = ISO-8859-1",
            "FN ; QUOTED-PRINTABLE ;CHARSET =ISO-8859-1",
            'FN;X-SAID="a = b; c";CHARSET= "ISO-8859-1";ENCODING=QUOTED-PRINTABLE',
        ],
    )
    def test_blanks_between_parameters(self, head):
        assert self.qp(f"{head}:J=F6rn Wa=F1ske").name == "Jörn Wañske"

    def test_lower_case_and_version_three(self):
        assert said("fn;encoding=quoted-printable:Zo=C3=AB").name == "Zoë"

    def test_without_the_encoding_nothing_is_decoded(self):
        assert said("FN:Bj=F8rn").name == "Bj=F8rn"
