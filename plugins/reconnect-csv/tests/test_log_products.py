"""Call logs, messages and meetings as phones and programs export them: each line says what it says there."""

from datetime import UTC, datetime

import pytest

from reconnect_core import Channel, ContactDays, Direction, Interaction, Unreadable
from reconnect_csv.lexicon import column

HEARD, SPOKE, BOTH = Direction.IN, Direction.OUT, Direction.MUTUAL
CALL, MEET, MAIL = Channel.PHONE, Channel.MEET, Channel.EMAIL

LOGS = {
    "an iPhone's calls, as a desktop program lists them": (
        "Call type,Date,Duration,Number,Contact,Location,Service\n"
        "Outgoing,2024-01-31 12:00:00,00:01:00,+491701234567,Ada Byron,Germany,Phone\n"
        "Missed,2024-01-31 12:05:00,00:00:00,+491701234567,Ada Byron,Germany,Phone\n"
        "Incoming,2024-01-31 12:10:00,01:02:30,,ada@e.example,,FaceTime Video\n"
        "Cancelled,2024-01-31 12:15:00,,+491701234567,,,WhatsApp\n",
        [({"+491701234567", "ada byron"}, CALL, SPOKE, 1), ({"ada@e.example"}, CALL, HEARD, 62)],
    ),
    "an iPhone's messages": (
        "Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Service,Type,Sender ID,Sender Name,Status\n"
        "Ada Byron,2024-01-31 09:00:00,,2024-01-31 09:01:00,,iMessage,Outgoing,,,Read\n"
        "Ada Byron,2024-01-31 09:05:00,,,,iMessage,Incoming,+491701234567,Ada Byron,Read\n"
        "Ada Byron,2024-01-31 09:06:00,,,,iMessage,Notification,,,\n",
        [({"ada byron"}, None, SPOKE, None), ({"+491701234567", "ada byron"}, None, HEARD, None)],
    ),
    "Android's own table, which numbers the kinds of calls and counts milliseconds": (
        "_id,number,date,duration,type,name\n"
        "1,+491701234567,1704110400000,65,2,Ada Byron\n"
        "2,+491701234567,1704110500000,0,3,Ada Byron\n"
        "3,+491701234567,1704110600000,130,1,Ada Byron\n",
        [
            ({"+491701234567", "ada byron"}, None, SPOKE, 1),
            ({"+491701234567", "ada byron"}, None, HEARD, 2),
        ],
    ),
    "Android's table without durations": (
        "number,date,type\n+491701234567,1704110400000,2\n+491701234567,1704110500000,3\n",
        [({"+491701234567"}, None, SPOKE, None)],
    ),
    "a router, whose numbers for kinds of calls are others": (
        "sep=;\nTyp;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer\n"
        "1;31.01.24 12:05;Ada Byron;01701234567;Telefon 1;0301234;0:05\n"
        "2;31.01.24 12:06;Bob Lee;01701234568;;0301234;0:00\n"
        "3;31.01.24 12:07;Cy Dee;01701234570;Telefon 1;0301234;0:02\n",
        [({"01701234567", "ada byron"}, None, HEARD, 5), ({"01701234570", "cy dee"}, None, SPOKE, 2)],
    ),
    "messages with name and number in one cell": (
        "Type,Date,Name / Number\nsms,2024-01-31 12:05:00,Ada Byron (+491701234567)\n",
        [({"+491701234567", "ada byron"}, MAIL, BOTH, None)],
    ),
    "a booking page": (
        "Team,User Name,User Email,Invitee Name,Invitee First Name,Invitee Email,Event Type Name,Start Date & Time,"
        "End Date & Time,Event Created Date & Time,Canceled\n"
        ",Me,me@my.example,Ada Byron,Ada,ada@e.example,Talk,2024-01-31 10:00 am,2024-01-31 10:30 am,2024-01-15 09:00 am,false\n"
        ",Me,me@my.example,Bob Lee,Bob,bob@e.example,Talk,2024-01-31 11:00 am,2024-01-31 11:30 am,2024-01-15 09:00 am,true\n",
        [({"ada@e.example", "ada byron"}, None, BOTH, None)],
    ),
    "the participants of a video meeting": (
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
        "Ada Byron,ada@e.example,01/31/2024 10:00:00 AM,01/31/2024 10:45:00 AM,45,Yes\n",
        [({"ada@e.example", "ada byron"}, None, BOTH, 45)],
    ),
    "attendance by another one": (
        'Name,Email,Duration,Time joined,Time exited\nAda Byron,ada@e.example,1 hr 5 min,"Jan 31, 2024, 10:00 AM",\n',
        [({"ada@e.example", "ada byron"}, None, BOTH, 65)],
    ),
    "calls of a sales program": (
        "Record ID,Call Title,Activity date,Call direction,Call duration (HH:mm:ss),Call outcome,Activity assigned to,"
        "Associated Contact,Associated Contact IDs\n"
        "1,Hi,2024-01-31 10:00,Outbound,00:05:00,Connected,Me (me@my.example),Ada Byron (ada@e.example),51\n"
        "2,Hi,2024-01-31 11:00,Outbound,00:00:10,No answer,Me (me@my.example),Bob Lee (bob@e.example),52\n",
        [({"ada@e.example"}, CALL, SPOKE, 5)],
    ),
    "activities of another one": (
        "Activity - Subject,Activity - Type,Activity - Done,Activity - Due date,Activity - Contact person\n"
        "Eat,Lunch,Done,2024-01-31,Ada Byron\nAsk,Call,To do,2024-01-30,Bob Lee\n",
        [({"ada byron"}, MEET, BOTH, None)],
    ),
    "German": (
        "Datum;Uhrzeit;Anruftyp;Name;Telefonnummer;Gesprächsdauer\n"
        "31.01.2024;10:00;Ausgehender Anruf;Ada Byron;01701234567;00:05:00\n"
        "31.01.2024;11:00;Entgangen;Ada Byron;01701234567;00:00:00\n",
        [({"01701234567", "ada byron"}, CALL, SPOKE, 5)],
    ),
    "French": (
        "Date;Heure;Type d'appel;Nom;Numéro;Durée\n31/01/2024;10:00;Entrant;Ada Byron;0612345678;5 min 3 s\n"
        "31/01/2024;11:00;Manqué;Ada Byron;0612345678;00:00:00\n",
        [({"0612345678", "ada byron"}, CALL, HEARD, 5)],
    ),
    "Italian": (
        "Data;Ora;Tipo chiamata;Nome;Numero di telefono;Durata\n31/01/2024;10:00;In uscita;Ada;3331234567;00:05:00\n"
        "31/01/2024;11:00;Persa;Ada;3331234567;00:00:00\n",
        [({"3331234567", "ada"}, CALL, SPOKE, 5)],
    ),
    "Polish": (
        "Data;Godzina;Typ połączenia;Nazwa kontaktu;Numer telefonu;Czas trwania\n"
        "31.01.2024;10:00;Wychodzące;Ada Byron;601234567;00:05:00\n"
        "31.01.2024;11:00;Nieodebrane;Ada Byron;601234567;00:00:00\n",
        [({"601234567", "ada byron"}, CALL, SPOKE, 5)],
    ),
    "Turkish": (
        "Tarih;Saat;Arama Türü;Kişi;Telefon Numarası;Süre\n31.01.2024;10:00;Giden Arama;Ada;05321234567;5 dk\n"
        "31.01.2024;11:00;Cevapsız Arama;Ada;05321234567;\n",
        [({"05321234567", "ada"}, CALL, SPOKE, 5)],
    ),
    "Japanese": (
        "日時,種別,名前,電話番号,通話時間\n2024/01/31 10:00,発信,山田 太郎,09012345678,00:05:00\n"
        "2024/01/31 11:00,不在着信,山田 太郎,09012345678,00:00:00\n",
        [({"09012345678", "山田 太郎"}, None, SPOKE, 5)],
    ),
    "Chinese": (
        "日期,姓名,号码,通话类型,通话时长\n2024-01-31,张三,13812345678,已接来电,5分3秒\n2024-01-31,张三,13812345678,未接来电(2),\n",
        [({"13812345678", "张三"}, CALL, HEARD, 5)],
    ),
}


def facts(met):
    return {handle.value for handle in met.who}, met.channel, met.direction, met.minutes


@pytest.mark.parametrize("product", LOGS)
def test_a_log_is_read_whole(log, product):
    content, told = LOGS[product]
    records = log(content)
    assert [facts(one) for one in records if isinstance(one, Interaction)] == told
    assert not [one for one in records if isinstance(one, Unreadable)]


@pytest.mark.parametrize("product", LOGS)
def test_added_up_it_tells_the_same_people(log, folded, product):
    content, _ = LOGS[product]
    singly = {handle.value for one in log(content) for handle in one.who}
    _, days = folded(content)
    assert {one.who.value for one in days if isinstance(one, ContactDays)} == singly


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Invitee Email", "email"),
        ("Event Name", ""),
        ("Meeting Date", "when"),
        ("Contact Method", "channel"),
        ("Call Duration (s)", "duration_seconds"),
        ("Attendee", "who"),
        ("Associated Contact IDs", ""),
        ("Call", ""),
    ],
)
def test_headers_beside_words_for_a_talk_or_a_person(header, field):
    assert column(header) == field


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ("Incoming (no answer),60", 0),
        ("Outgoing,0", 0),
        ("Outgoing,", 1),
        ("Outgoing SMS,0", 1),
        (",0", 0),
        (",", 1),
        ("video,0", 0),
    ],
)
def test_a_call_that_nobody_took_is_no_contact(log, cells, count):
    assert len(log(f"Date,Contact,Call Type,Duration (seconds)\n2024-01-31,Ada,{cells}\n")) == count


@pytest.mark.parametrize("cells", ["WhatsApp,0", "lunch,0", "call,12"])
def test_what_is_no_call_may_take_no_time(log, cells):
    assert len(log(f"Date,Contact,Phone,Type,Duration\n2024-01-31,Ada,030 1234567,{cells}\n")) == 1


def test_a_call_that_took_no_time_does_not_hide_the_same_call_that_did(folded):
    _, days = folded(
        "Date,Contact,Call Type,Duration (seconds)\n2024-01-30,Ada,,0\n2024-01-31,Ada,,60\n2024-01-29,Ada,,0\n"
    )
    (ada,) = days
    assert len(ada.days) == 4  # one day


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("1704110400000", "2024-01-01T12:00"),
        ("31/01/2024 à 10:05", "2024-01-31T10:05"),
        ("31.01.2024 um 10:05 Uhr", "2024-01-31T10:05"),
        ("31.1.2024 klo 10.05", "2024-01-31T10:05"),
        ("31/01/2024 - 10:05", "2024-01-31T10:05"),
        ("31/1/24, 10:05 p.\u00a0m.", "2024-01-31T22:05"),
        ("10:05 31.01.2024", "2024-01-31T10:05"),
        ("2024/01/31 午後10:05", "2024-01-31T22:05"),
        ("2024. 1. 31. 오전 10:05", "2024-01-31T10:05"),
        ("2024年1月31日 10時05分", "2024-01-31T10:05"),
        ("Wed Jan 31 10:05:00 CET 2024", "2024-01-31T10:05"),
        ("Wed, 31 Jan 2024 10:05:00 +0100", "2024-01-31T09:05"),
        ("2024-01-31 10:05:00 UTC", "2024-01-31T10:05"),
        ("2024-01-31 10:05 GMT-05:30", "2024-01-31T15:35"),
        ("2024-01-31T10:05:00+01:00[Europe/Berlin]", "2024-01-31T09:05"),
    ],
)
def test_moments_as_programs_write_them(log, when, moment):
    (met,) = log(f'when,who\n"{when}",Ada\n', language="de")
    assert met.moment == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_the_order_of_days_is_seen_through_words_before_the_clock(log):
    first, _ = log("when,who\n1/2/2024 à 10:05,Ada\n31/01/2024 à 10:05,Bob\n")
    assert first.moment.date().isoformat() == "2024-02-01"
