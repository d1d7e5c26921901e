"""Cards shaped as products write them: each row is one product, made up for this test."""

import pytest

from reconnect_carddav.vcard import read
from reconnect_core import Contact, ContactKind, PartialDate


def one(text, encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.strip("\n").replace("\n", "\r\n").encode(encoding)
    (found,) = read(data, book="b")
    assert isinstance(found, Contact), found
    return found


def facts(contact):
    return {
        "name": contact.name,
        "emails": contact.emails,
        "phones": tuple(phone.raw for phone in contact.phones),
        "birthday": str(contact.birthday or ""),
        "organisation": contact.organisation,
        "labels": contact.labels,
    }


def expect(contact, **told):
    empty = {"emails": (), "phones": (), "birthday": "", "organisation": "", "labels": ()}
    assert facts(contact) == {**empty, **told}


def test_outlook_2010_and_later():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
X-MS-SIGNATURE:YES
N;LANGUAGE=en-us:Marlowe;Philip;R;Mr.;Jr.
FN:Mr. Philip R Marlowe Jr.
NICKNAME:Phil
ORG:Cahuenga, Inc.;Enquiries
TITLE:Detective
NOTE;ENCODING=QUOTED-PRINTABLE:First line=0D=0A=
TEL: not a number, a line of the note=0D=0A=
=0D=0A=
end
TEL;WORK;VOICE:(213) 555-0142
TEL;CELL;VOICE:(213) 555-0143
X-MS-TEL;VOICE;CALLBACK:(213) 555-0144
ADR;WORK;PREF:;615;Cahuenga Building;Hollywood;CA;90028;United States of America
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:615=0D=0A=
Cahuenga Building=0D=0A=
Hollywood, CA 90028
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
URL;WORK:http://marlowe.example
BDAY;VALUE=date:18880723
X-MS-ANNIVERSARY;VALUE=date:20110113
X-MS-SPOUSE;N:Linda Loring
EMAIL;PREF;INTERNET:marlowe@example.com
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof
 Hh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwh

X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://example.com/card" ver="1.0"/>
REV:20120305T131933Z

END:VCARD
""")
    expect(
        contact,
        name="Mr. Philip R Marlowe Jr.",
        emails=("marlowe@example.com",),
        phones=("(213) 555-0142", "(213) 555-0143", "(213) 555-0144"),
        birthday="1888-07-23",
        organisation="Cahuenga, Inc.",
    )
    assert contact.note == "First line\nTEL: not a number, a line of the note\n\nend"
    assert [(e.label, str(e.day)) for e in contact.events] == [("anniversary", "2011-01-13")]
    assert [(r.kind, r.name) for r in contact.relations] == [("spouse", "Linda Loring")]
    assert contact.addresses[0].lines() == (
        "Cahuenga Building",
        "615",
        "90028 Hollywood",
        "CA",
        "United States of America",
    )
    assert contact.updated and contact.updated.isoformat() == "2012-03-05T13:19:33+00:00"


def test_android_with_quoted_printable_and_its_own_table():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96zt=C3=BCrk;J=C3=BCrgen;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen =C3=96zt=C3=BCrk, Dr=
.
TEL;CELL;PREF:+49 151 5550101
TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,B=C3=BCro):030 5550102
EMAIL;HOME:jo@example.de
X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/nickname;J=C3=BCrgi;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-09-08;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--04-12;0;Name day;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1975-02-03;3;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ayla;14;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Kim;11;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Zoe;0;cousin;;;;;;;;;;;;
END:VCARD
""")
    expect(
        contact,
        name="Jürgen Öztürk, Dr.",
        emails=("jo@example.de",),
        phones=("+49 151 5550101", "030 5550102"),
        birthday="1975-02-03",
    )
    assert contact.nicknames == ("Jürgi",)
    assert [(e.label, str(e.day)) for e in contact.events] == [
        ("anniversary", "2001-09-08"),
        ("Name day", "--04-12"),
    ]
    assert [(r.kind, r.name) for r in contact.relations] == [
        ("spouse", "Ayla"),
        ("referredBy", "Kim"),
        ("cousin", "Zoe"),
    ]


def test_icloud_with_groups_labels_and_omitted_year():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iOS 17.0//EN
N:Woźniak;Ela;;;
FN:Ela Woźniak
item1.EMAIL;type=INTERNET;type=pref:ela@example.pl
item1.X-ABLabel:_$!<School>!$_
item2.TEL:+48 600 555 010
item2.X-ABLabel:Hotline
TEL;type=IPHONE;type=CELL;type=VOICE;type=pref:+48 600 555 011
item3.ADR;type=HOME:;;ul. Długa 5;Gdańsk;;80-001;
item3.X-ABADR:pl
item4.X-ABDATE;type=pref:2015-06-20
item4.X-ABLabel:_$!<Anniversary>!$_
item5.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-12-24
item5.X-ABLabel:Imieniny
item6.X-ABRELATEDNAMES:Jan
item6.X-ABLabel:_$!<Spouse>!$_
item7.X-ABRELATEDNAMES:Pani Zofia
item7.X-ABLabel:REFERRED_BY
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-15
X-SOCIALPROFILE;type=twitter;x-user=ela:http://twitter.com/ela
X-SOCIALPROFILE;type=matrix:x-apple:ela
PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&640&640&/dQ==;ENCODING=b;TYPE=JPEG:/9j/
 4AAQSkZJRgABAQAASABIAAD
NOTE:Lubi\\, gdy ktoś dzwoni\\; nie pisze.\\nDruga linia
UID:5c9e6a2b-0001
END:VCARD
""")
    expect(
        contact,
        name="Ela Woźniak",
        emails=("ela@example.pl",),
        phones=("+48 600 555 010", "+48 600 555 011"),
        birthday="--03-15",
    )
    assert contact.phones[0].labels == {"hotline"}
    assert contact.phones[1].labels == {"mobile", "voice", "preferred"}
    assert contact.addresses[0].country == "PL"
    assert [(e.label, str(e.day)) for e in contact.events] == [
        ("anniversary", "2015-06-20"),
        ("Imieniny", "--12-24"),
    ]
    assert [(r.kind, r.name) for r in contact.relations] == [("spouse", "Jan"), ("referredBy", "Pani Zofia")]
    assert contact.urls == ("http://twitter.com/ela",)
    assert ("social matrix", "x-apple:ela") in contact.extra
    assert contact.note == "Lubi, gdy ktoś dzwoni; nie pisze.\nDruga linia"
    assert contact.ref.uid == contact.uid == "5c9e6a2b-0001"


def test_google_takeout_with_directional_marks_and_starred():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
FN:Okafor, Ngozi (Lagos)
N:Okafor;Ngozi;;;(Lagos)
EMAIL;TYPE=INTERNET;TYPE=HOME:ngozi@example.ng
TEL;TYPE=CELL:\u202d+234 803 555 0101\u202c
TEL:\u200e0803\u00a0555\u00a00102
ADR;TYPE=HOME:;;12 Awolowo Rd;Ikoyi;Lagos;101233;NG;12 Awolowo Rd\\nIkoyi\\nNG
ORG:Palm & Sons, Ltd
BDAY:--0605
CATEGORIES:myContacts,starred,Choir
END:VCARD
""")
    expect(
        contact,
        name="Okafor, Ngozi (Lagos)",
        emails=("ngozi@example.ng",),
        phones=("+234 803 555 0101", "0803 555 0102"),
        birthday="--06-05",
        organisation="Palm & Sons, Ltd",
        labels=("myContacts", "starred", "Choir"),
    )
    assert contact.starred
    assert contact.addresses[0].label == "12 Awolowo Rd\nIkoyi\nNG"


def test_nextcloud_davx5_vcard4():
    contact = one("""
BEGIN:VCARD
VERSION:4.0
PRODID:+//IDN bitfire.at//DAVx5/4.4
UID:urn:uuid:7f1
FN;PREF=2:Second Form
FN;PREF=1:Ilse Aigner-Bär
N:Aigner-Bär;Ilse;Maria,Anna;;
BDAY;VALUE=date-and-or-time:--0229
TEL;VALUE=uri;TYPE="voice,cell";PREF=1:tel:+43-664-555-0101;ext=12
EMAIL;TYPE=work:mailto:ilse@example.at
ADR;TYPE=home;LABEL="Hauptplatz 1^nGraz":;;Hauptplatz 1;Graz;;8010;Österreich
RELATED;TYPE=friend;VALUE=text:Gretl
RELATED;TYPE=contact:urn:uuid:99
IMPP:xmpp:ilse@example.at
ANNIVERSARY:2009-08
KIND:individual
PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAA
CATEGORIES:Verein,Nachbarn
REV:20240101T101010.123Z
END:VCARD
""")
    expect(
        contact,
        name="Ilse Aigner-Bär",
        emails=("ilse@example.at",),
        phones=("+43-664-555-0101;ext=12",),
        birthday="--02-29",
        labels=("Verein", "Nachbarn"),
    )
    assert contact.additional == "Maria Anna"
    assert contact.phones[0].labels == {"voice", "mobile", "preferred"}
    assert contact.addresses[0].label == "Hauptplatz 1\nGraz"
    assert [(r.kind, r.name) for r in contact.relations] == [("friend", "Gretl")]
    assert ("related contact", "urn:uuid:99") in contact.extra
    assert contact.events[0].day == PartialDate(year=2009, month=8)


def test_whatsapp_shares():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
N:;Rosa Pérez;;;
FN:Rosa Pérez
item1.TEL;waid=525555550101:+52 55 5555 0101
item1.X-ABLabel:Móvil
X-WA-BIZ-NAME:Rosa Pérez
END:VCARD
""")
    expect(contact, name="Rosa Pérez", phones=("+52 55 5555 0101",))
    assert "móvil" in contact.phones[0].labels


def test_thunderbird_cardbook():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
PRODID:Thunderbird CardBook V62.0//EN-US
UID:cb-1
CATEGORIES:Uni,Book club
BDAY:16041131
N:Lefèvre;Anaïs;;;
FN:Anaïs Lefèvre
EMAIL;TYPE=PREF:"Anaïs" <anais@example.fr>
X-DEATHDATE:20200301
END:VCARD
""")
    expect(contact, name="Anaïs Lefèvre", emails=("anais@example.fr",), labels=("Uni", "Book club"))
    assert contact.deceased


def test_lotus_notes_underscores_and_blanks_in_the_colon():
    contact = one("""
BEGIN:VCARD
VERSION : 3.0
N : Bauer;Karl
FN : Karl Bauer
X_LOTUS_CHILD_UID:1
ORG;TYPE=work : Stahl AG
TEL;TYPE=WORK : 0711 555010
END:VCARD
""")
    expect(contact, name="Karl Bauer", phones=("0711 555010",), organisation="Stahl AG")


def test_nokia_and_sony_ericsson():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=A2=D0=B5=D1=80=D0=B5=D1=89=D0=
=B5=D0=BD=D0=BA=D0=BE;=D0=90=D0=BD=D0=BD=D0=B0
TEL;CELL:+380441234567
EMAIL;INTERNET;PREF;CHARSET=UTF-8:
ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=D0=9A=D0=B8=D0=B5=D0=B2;;;=

X-EPOCSECONDNAME:Anja
BDAY:00719
X-IRMC-LUID:0002000001C3
END:VCARD
""")
    expect(contact, name="Анна Терещенко", phones=("+380441234567",))
    assert contact.nicknames == ("Anja",)
    assert contact.birthday is None


def test_palm_and_blackberry_fully_coded_values():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
N;QUOTED-PRINTABLE:=4D=FC=6C=6C=65=72;=4A=F6=72=67
ORG;QUOTED-PRINTABLE:A=3BB GmbH;Einkauf
TEL;WORK;VOICE:5550103
END:VCARD
""")
    expect(contact, name="Jörg Müller", phones=("5550103",), organisation="A;B GmbH")


def test_the_bat_polish_without_charset():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE:Kuczy=F1ski;Micha=B3
FN;ENCODING=QUOTED-PRINTABLE:Micha=B3 Kuczy=F1ski
END:VCARD
""")
    expect(contact, name="Michał Kuczyński")


def test_linkedin():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
PRODID:-//LinkedIn//Contacts//EN
N:Iyer;Meera
FN:Meera Iyer
EMAIL;type=INTERNET,pref:meera@example.in
ORG:Acme\\, Widgets \\; Co
TITLE:VP\\, Sales
URL:https\\://www.linkedin.com/in/meera
END:VCARD
""")
    expect(contact, name="Meera Iyer", emails=("meera@example.in",), organisation="Acme, Widgets ; Co")
    assert contact.title == "VP, Sales"
    assert contact.urls == ("https://www.linkedin.com/in/meera",)


def test_evolution_file_as_and_slots():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
EMAIL;X-EVOLUTION-UI-SLOT=1;TYPE=WORK:lars@example.no
X-EVOLUTION-FILE-AS:Ås\\, Lars
X-EVOLUTION-SPOUSE:Kari
X-EVOLUTION-ANNIVERSARY:1999-05-17
N:Ås;Lars;;;
FN:Lars Ås
X-AIM;X-EVOLUTION-UI-SLOT=1;TYPE=HOME:larsaim
END:VCARD
""")
    expect(contact, name="Lars Ås", emails=("lars@example.no",))
    assert [(r.kind, r.name) for r in contact.relations] == [("spouse", "Kari")]
    assert contact.extra == (("im aim", "larsaim"),)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("FN:Choir\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1", ContactKind.GROUP),
        ("FN:Choir\nKIND:group\nMEMBER:urn:uuid:1", ContactKind.GROUP),
        ("FN:Bakery\nKIND:org", ContactKind.ORGANISATION),
        ("FN:Room 5\nKIND:location", ContactKind.ORGANISATION),
        ("N:;;;;\nFN:Bakery\nORG:Bakery;\nX-ABShowAs:COMPANY", ContactKind.ORGANISATION),
        ("N:;;;;\nORG:Bakery", ContactKind.ORGANISATION),
        ("FN:Bakery\nORG:Bakery", ContactKind.ORGANISATION),
        ("N:Bakery Ltd;;;;\nFN:Bakery Ltd\nORG:Bakery Ltd", ContactKind.ORGANISATION),
        ("FN:Choir\nX-EVOLUTION-LIST:TRUE\nEMAIL:a@e.example\nEMAIL:b@e.example", ContactKind.GROUP),
        ("FN:Choir\nX-EVOLUTION-LIST:FALSE", ContactKind.PERSON),
        ("FN:Bo Baker\nN:Baker;Bo\nORG:Bo Baker", ContactKind.PERSON),
        ("FN:Bo Baker\nKIND:individual", ContactKind.PERSON),
        ("NICKNAME:Bo\nORG:Bakery", ContactKind.PERSON),
    ],
)
def test_who_is_a_person(lines, kind):
    assert one(f"BEGIN:VCARD\nVERSION:4.0\n{lines}\nEND:VCARD").kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "DEATHDATE:20100101",
        "DEATHDATE;VALUE=text:some day in spring",
        "DEATHPLACE:Ulm",
        "X-DECEASED:1",
        "X-DECEASED:TRUE",
        "CATEGORIES:Family,Deceased",
        "CATEGORIES:verstorben",
        "NOTE:Met in 1999.\\n† 3.4.2012",
        "NOTE:deceased",
        "NOTE:Verstorben am 03.04.2012",
        "N:Maier;Hans;;;†",
        "X.X-ABDATE:2012-04-03\nX.X-ABLabel:Date of death",
    ],
)
def test_marks_of_death(line):
    assert one(f"BEGIN:VCARD\nVERSION:4.0\nFN:Hans Maier\n{line}\nEND:VCARD").deceased


@pytest.mark.parametrize(
    "line",
    [
        "X-DECEASED:0",
        "X-DECEASED:false",
        "X-DECEASED:",
        "DEATHDATE:",
        "NOTE:His father died in 2012",
        "NOTE:deceased estates lawyer",
        "CATEGORIES:Ripley,Dead Sea Swimmers",
        "N:Maier;Hans†Peter",
    ],
)
def test_what_is_no_mark_of_death(line):
    assert not one(f"BEGIN:VCARD\nVERSION:4.0\nFN:Hans Maier\n{line}\nEND:VCARD").deceased
