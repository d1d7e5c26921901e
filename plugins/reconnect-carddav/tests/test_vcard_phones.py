"""Cards shaped as telephones and what goes with them write them: each is one product, made up for this test."""

from .vcards import expect, one


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


def test_samsung_tells_an_address_in_its_own_way_and_again_in_one_part():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
N:Kim;Mina;;;
TEL;CELL:01000000001
X-SAMSUNGADR;HOME;ENCODING=QUOTED-PRINTABLE:;;=4D=61=69=6E=20=31;=55=6C=6D;;=38=39=30=37=33;=44=45
ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;=4D=61=69=6E=20=31=20=55=6C=6D=20=38=39=30=37=33=20=44=45;;;;
ADR;WORK:;;Side 2;Ulm;;;DE
END:VCARD
""")
    told = [(one.street, one.locality, one.postcode, one.country) for one in contact.addresses]
    assert told == [("Main 1", "Ulm", "89073", "DE"), ("Side 2", "Ulm", "", "DE")]


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


def test_harmony_os_has_a_custom_property_of_its_own():
    found = one("""
BEGIN:VCARD
VERSION:2.1
N:Lin;Mei;;;
X_OHOS_CUSTOM:nickname;Mimi
X_OHOS_CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:nickname;=E5=B0=8F=E6=A2=85
X_OHOS_CUSTOM:contact_event;20150204;1;Wedding day
X_OHOS_CUSTOM:contact_event;20160307;0;First dance
X_OHOS_CUSTOM:relation;Bo Lin;14;Wife or husband
X_OHOS_CUSTOM:relation;Tao;0;Neighbour
X_OHOS_CUSTOM:relation;Jin;-1;
END:VCARD
""")
    assert found.nicknames == ("Mimi", "小梅")
    assert [(event.label, str(event.day)) for event in found.events] == [
        ("anniversary", "2015-02-04"),
        ("First dance", "2016-03-07"),
    ]
    ties = [(relation.kind, relation.name) for relation in found.relations]
    assert ties == [("spouse", "Bo Lin"), ("Neighbour", "Tao"), ("", "Jin")]
