"""What stands in single values, in every spelling: numbers, addresses, names, days."""

import pytest

from .vcards import said


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
            ("TEL;VALUE=uri:tel:%2B49-30-123456", "+49-30-123456"),
            ("TEL;VALUE=uri:tel:+49%2030%20123456%3Bext%3D7", "+49 30 123456;ext=7"),
            ("TEL:tel://+4930123456", "+4930123456"),
            ("TEL:%2B1", "%2B1"),
            ("TEL:p1234p5678w9", "p1234p5678w9"),
            ("TEL:205\\;\\,1", "205;,1"),
            ("TEL: 1 \t 2 ", "1 2"),
        ],
    )
    def test_phones(self, line, raw):
        assert [phone.raw for phone in said("FN:A", line).phones] == [raw]

    @pytest.mark.parametrize(
        ("value", "emails"),
        [
            ('"Omega"<omega@example.com>', ["omega@example.com"]),
            ("mailto:a@example.com?subject=x", ["a@example.com"]),
            ("mailto:a@example.com?cc=b,c@example.com", ["a@example.com"]),
            ("MAILTO:a@example.com", ["a@example.com"]),
            ("mailto:a%2Bb@example.com?subject=x%20y", ["a+b@example.com"]),
            ("a%2Bb@example.com", ["a%2Bb@example.com"]),
            ("SMTP:ada%de.example@example.com", ["ada%de.example@example.com"]),
            ("a@example.com, b@example.com", ["a@example.com", "b@example.com"]),
            ("a@example.com;b@example.com", ["a@example.com", "b@example.com"]),
            ("semi\\;@example.com", ["semi;@example.com"]),
            ("one\\,two@example.com", ["one,two@example.com"]),
            ("Ö\\, Anna <anna@example.com>", ["anna@example.com"]),
            ("a@example.com\\, b@example.com", ["a@example.com", "b@example.com"]),
            (",a@example.com,", ["a@example.com"]),
            ("Anna,a@example.com", ["a@example.com"]),
            ('"Ö, Anna" <a@example.com>,b@example.com', ["a@example.com", "b@example.com"]),
            ("Anna Ö <anna@example.com>", ["anna@example.com"]),
            ("a@ example.com", ["a@example.com"]),
            ("not an address", []),
            ("/o=ORG/ou=X/cn=ab", []),
            ("Ada Byron/Engines@ENGINES", []),
            ("CN=Ada/O=Engines@ENGINES, a@example.com", ["a@example.com"]),
            ("/G=Ada/S=Byron/@x400.example.com", ["/G=Ada/S=Byron/@x400.example.com"]),
            ("@example.com", []),
            ("a@", []),
            ("ÑÑÑ", []),
        ],
    )
    def test_emails(self, value, emails):
        assert list(said("FN:A", f"EMAIL:{value}").emails) == emails

    def test_junk_lines_cost_nothing(self):
        found = said("FN:A", "3", "no colon here", ";=", ":", "NOTE:one", "lost second line", "TEL:1")
        assert (found.name, found.note, found.phones[0].raw) == ("A", "one\nlost second line", "1")

    def test_photos_and_damaged_base64_cost_nothing(self):
        found = said(
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
        assert said("FN;ENCODING=B;CHARSET=UTF-8:Wm/DqyDDlnN0").name == "Zoë Öst"
        assert said("FN;ENCODING=BASE64:Wm/DqyDDlnN0=").name == "Zoë Öst"
        assert said("FN:A", "NOTE;BASE64:A").note == ""


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
            (["N:Öst\\;Zoë\\;Bea\\;\\;;;;;"], "Zoë Bea Öst"),
            (["FN: \t", "FN:Second"], "Second"),
            (["FN:M&uuml;ller &amp; Co", "N:M&uuml;ller;&#196;nne;;;"], "Müller & Co"),
            (["N:M&uuml;ller;&#196;nne;;;"], "Änne Müller"),
            (["FN:AT&T;", "ORG:R&D;x"], "AT&T;"),
            (["FN:Ben null", "N:null;Ben;;;"], "Ben"),
            (
                ["FN:(null) (null)", "N:(null);(null);;;", "ORG:undefined", "EMAIL:b@example.com"],
                "b@example.com",
            ),
            (["FN:Ann Null", "N:Null;Ann;;;"], "Ann Null"),
            (["FN:Tab\\nand  blank"], "Tab and blank"),
        ],
    )
    def test_shown(self, lines, name):
        assert said(*lines).name == name

    def test_version_two_escapes_only_what_it_knows(self):
        found = said("N:A\\;B;C\\\\", "FN:A;B\\C\\;D", "NOTE:C:\\new and\\, more", version="2.1")
        assert (found.family, found.given, found.name) == ("A;B", "C\\", "A;B\\C\\;D")

    def test_version_two_with_an_escaped_comma_escapes_as_version_three_does(self):
        assert said("FN:Pine\\, Ltd\\; Elm \\\\ Oak", version="2.1").name == "Pine, Ltd; Elm \\ Oak"

    def test_a_windows_line_end_in_escapes(self):
        found = said("FN:A", "NOTE:one\\r\\ntwo", "ADR:;;1 Row\\r\\nFlat 2;London;;;")
        assert (found.note, found.addresses[0].street) == ("one\ntwo", "1 Row\nFlat 2")

    @pytest.mark.parametrize(
        ("rest", "label"), [("1 Row\\nUlm", "1 Row\nUlm"), ("Ulm;Side 2;89073", ""), ("Room 5;;;1;Row", "")]
    )
    def test_an_eighth_part_of_an_address_is_its_label_where_it_is_the_last(self, rest, label):
        (told,) = said("FN:A", f"ADR:;;1 Row;Ulm;;;DE;{rest}").addresses
        assert (told.street, told.country, told.label) == ("1 Row", "DE", label)

    @pytest.mark.parametrize("label", ["_$!&lt\\;Mother&gt\\;!$_", "_$!&lt;Mother&gt;!$_", "_$!<Mother>!$_"])
    def test_a_label_of_apples_is_known_also_as_web_pages_write_it(self, label):
        (tie,) = said("FN:A", "i.X-ABRELATEDNAMES:Bea\\, Jr.", f"i.X-ABLabel:{label}").relations
        assert (tie.kind, tie.name) == ("mother", "Bea, Jr.")

    def test_what_programs_write_for_nothing_is_nothing(self):
        found = said("FN:Ben", "N:null;Ben;;;", "TEL:null", "ORG:(null);Sales", "TITLE:undefined", "NOTE:NULL",
                     "ADR:;;1 Row;null;;null;DE", "CATEGORIES:N/A", "BDAY:null")  # fmt: skip
        assert (found.family, found.given, found.phones, found.organisation) == ("", "Ben", (), "Sales")
        assert (found.title, found.note, found.labels, found.birthday) == ("", "", (), None)
        assert (found.addresses[0].street, found.addresses[0].locality) == ("1 Row", "")
        assert said("FN:Ben", "NOTE:the value is null").note == "the value is null"

    def test_ones_own_label_is_read_without_its_escapes(self):
        assert said("FN:A", "i.TEL:1", "i.X-ABLabel:Cabin\\, summer").phones[0].labels == {"cabin, summer"}

    def test_a_backslash_that_is_no_escape(self):
        assert said("FN:A", "NOTE:C:\\Temp\\next \\: \\'").note == "C:\\Temp\next : '"

    def test_a_comma_in_n_parts_additional_names_only(self):
        found = said("N:O'Neil\\, Jr.;Anna, Maria;Bea,Cora;Dr.,Prof.;")
        assert (found.family, found.given, found.additional, found.prefix) == (
            "O'Neil, Jr.", "Anna, Maria", "Bea Cora", "Dr. Prof.",
        )  # fmt: skip

    @pytest.mark.parametrize("value", ["back\\", "a\\\\", "\\", "a\\;b\\"])
    def test_backslashes_at_the_end(self, value):
        assert "eof" not in said("FN:A", f"ORG:{value}", f"NOTE:{value}").note

    @pytest.mark.parametrize(
        "types", ["TYPE=home,voice", "TYPE=HOME\\,VOICE", "TYPE=home;type=Voice", "HOME;VOICE"]
    )
    def test_what_a_number_is(self, types):
        assert said("FN:A", f"TEL;{types}:1").phones[0].labels == {"home", "voice"}

    @pytest.mark.parametrize(("word", "label"), [("X-Fax", "fax"), ("X-iPhone", "mobile"), ("X-Anna", "anna")])
    def test_labels_of_ones_own_on_android(self, word, label):
        assert said("FN:A", f"TEL;{word}:1", version="2.1").phones[0].labels == {label}

    @pytest.mark.parametrize(
        "names", [("A B;;;;", "B;A;;;"), (";A B;;;", "B;A;;;"), ("B;A;;;", "C;D;;;"), ("B;A;", "A B")]
    )
    def test_of_several_names_the_first_that_tells_its_parts(self, names):
        found = said("FN:A B", *(f"N:{name}" for name in names))
        assert (found.given, found.family) == ("A", "B")

    def test_categories(self):
        assert said("FN:A", "CATEGORIES:Foo,Foo\\;Bar,B\\'C,,Foo", "CATEGORIES:Last").labels == (
            "Foo", "Foo;Bar", "B'C", "Last",
        )  # fmt: skip
        assert said("FN:A", "CATEGORIES:Foo;Bar", version="2.1").labels == ("Foo", "Bar")
        assert said("FN:A", "X-GROUP-MEMBERSHIP:Family", version="2.1").labels == ("Family",)
        assert said("FN:A", "X-GN:Friends", version="2.1").labels == ("Friends",)


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
        ("BDAY:1111-01-22", "--01-22"),
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
        ("BDAY:05/05/1980", "1980-05-05"),
        ("BDAY:1980-05-30T22:00:00.000Z", "1980-05-31"),
        ("BDAY:19800530T183000Z", "1980-05-31"),
        ("BDAY:1980-05-31T23:10:00Z", "1980-05-31"),
        ("BDAY:1980-05-31T12:00:00Z", "1980-05-31"),
        ("BDAY:1980-05-31T22:00:00", "1980-05-31"),
        ("BDAY:1604-05-30T22:00:00Z", "--05-31"),
        ("BDAY:5-05-1980", ""),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY;ALTID=1;VALUE=text:in spring\r\nBDAY;ALTID=1:19800531", "1980-05-31"),
        ("BDAY:31 May 1980", "1980-05-31"),
        ("BDAY:May 31st, 1980", "1980-05-31"),
        ("BDAY:31-MAY-1980", "1980-05-31"),
        ("BDAY:1980年5月31日", "1980-05-31"),
        ("BDAY:5月31日", "--05-31"),
        ("BDAY:1980년 5월 31일", "1980-05-31"),
        ("BDAY:1980-05-31;", "1980-05-31"),
        ("BDAY:1980 5 31", "1980-05-31"),
        ("BDAY:5.31.1980", "1980-05-31"),
        ("BDAY:1980-05-31Z", "1980-05-31"),
        ("BDAY:1980-05-31+02:00", "1980-05-31"),
        ("BDAY:Sat May 31 1980 00:00:00 GMT+0200 (CEST)", "1980-05-31"),
        ("BDAY:Saturday, 31 May 1980", "1980-05-31"),
        ("BDAY;CALSCALE=gregorian:19800531", "1980-05-31"),
        ("BDAY;CALSCALE=hebrew:--0415", ""),
        ("BDAY:--5-31", "--05-31"),
        ("BDAY:05-31", "--05-31"),
        ("BDAY:31.5.", "--05-31"),
        ("BDAY:31/05", "--05-31"),
        ("BDAY:5/31", "--05-31"),
        ("BDAY:May 31", "--05-31"),
        ("BDAY:31 May", "--05-31"),
        ("BDAY:12. März 1980", "1980-03-12"),
        ("BDAY:1. Jänner", "--01-01"),
        ("BDAY:3 de mayo de 1975", "1975-05-03"),
        ("BDAY:14 FÉVR. 1990", "1990-02-14"),
        ("BDAY:1er août 1961", "1961-08-01"),
        ("BDAY:1º maggio 1961", "1961-05-01"),
        ("BDAY:7 października 1970", "1970-10-07"),
        ("BDAY:9 мая 1945 г.", "1945-05-09"),
        ("BDAY:2-mrt-1950", "1950-03-02"),
        ("BDAY:24. des. 1950", "1950-12-24"),
        ("BDAY:2 jui 1950", ""),
        ("BDAY;VALUE=text:7 Brumaire 1799", "7 Brumaire 1799"),
        ("BDAY:05/06", ""),
        ("BDAY:0001-01-01T00:00:00", ""),
        ("BDAY:16010101T000000Z", ""),
        ("BDAY:1899-12-30", ""),
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
    assert str(said("FN:A", line).birthday or "") == birthday


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
    updated = said("FN:A", f"REV:{value}").updated
    assert (updated and updated.isoformat()) == moment
