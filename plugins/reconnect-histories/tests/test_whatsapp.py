"""Exported chats in the shapes of many phones."""

import zipfile

import pytest

from reconnect_core import Unreadable, Unusable
from reconnect_histories.chat_lines import line
from reconnect_histories.whatsapp import Whatsapp

from .conftest import days, plain

LRM = "\u200e"
THIN = "\u202f"


@pytest.fixture
def read(opened):
    def made(content, name="WhatsApp Chat with Ann.txt", **said):
        return list(opened(Whatsapp, content, name=name, **said).interactions())

    return made


SHAPES = {
    "Android, British": "17/07/2020, 14:44 - {}: hello",
    "Android, American": "7/17/20, 2:44 PM - {}: hello",
    "Android, American, thin blank": f"7/17/20, 2:44{THIN}PM - {{}}: hello",
    "Android, German": "17.07.20, 14:44 - {}: hello",
    "Android, French": "17/07/2020 à 14:44 - {}: hello",
    "Android, French, older": "17/07/2020 14:44 - {}: hello",
    "Android, Spanish": "17/7/20 14:44 - {}: hello",
    "Android, Spanish of Mexico": "17/7/2020, 2:44 p. m. - {}: hello",
    "Android, Portuguese": "17/07/2020 14:44 - {}: hello",
    "Android, Italian": "17/07/20, 14:44 - {}: hello",
    "Android, Dutch": "17-07-2020 14:44 - {}: hello",
    "Android, Swedish": "2020-07-17 14:44 - {}: hello",
    "Android, Danish": "17.07.2020 14.44 - {}: hello",
    "Android, Finnish": "17.7.2020 klo 14.44 - {}: hello",
    "Android, Hungarian": "2020. 07. 17. 14:44 - {}: hello",
    "Android, Bulgarian": "17.07.20 г., 14:44 - {}: hello",
    "Android, Russian": "17.07.2020, 14:44 - {}: hello",
    "Android, Japanese": "2020/07/17 14:44 - {}: hello",
    "Android, Chinese": "2020/7/17 下午2:44 - {}: hello",
    "Android, Korean": "2020년 7월 17일 오후 2:44, {} : hello",
    "Android, Arabic": "١٧/٧/٢٠٢٠، ٢:٤٤ م - {}: hello",
    "Android, Thai": "17/7/2563 14:44 - {}: hello",
    "Android, German, older": "17.07.20, 14:44 Uhr - {}: hello",
    "Android, Greek": "17/7/20, 2:44 μ.μ. - {}: hello",
    "Android, Hindi": "17/07/20, 2:44 अपराह्न - {}: hello",
    "Android, Malay": "17/07/2020, 2:44 PTG - {}: hello",
    "Android, Vietnamese": "14:44, 17/07/2020 - {}: hello",
    "Android, Bulgarian, with units": "17.07.2020 г., 14:44 ч. - {}: hello",
    "iPhone, older": "17/07/20 14:44:25: {}: hello",
    "Android, Indian": "17/07/20, 2:44 pm - {}: hello",
    "iPhone, British": "[17/07/2020, 14:44:25] {}: hello",
    "iPhone, American": f"[7/17/20, 2:44:25{THIN}PM] {{}}: hello",
    "iPhone, German": "[17.07.20, 14:44:25] {}: hello",
    "iPhone, Dutch": "[17-07-20 14:44:25] {}: hello",
    "iPhone, with marks": LRM + "[17/07/2020, 14:44:25] " + LRM + "{}: " + LRM + "image omitted",
    "iPhone, French": "[17/07/2020 14:44:25] {}: hello",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape(read, shape):
    content = f"{shape.format('Ann')}\nsecond line: of it\n\n{shape.format('Me Myself')}\n"
    assert plain(read(content)) == [
        ("ann", "2020-07-17 12:44", "in"),
        ("ann", "2020-07-17 12:44", "out"),
    ]
    assert plain(read(content.replace("\n", "\r\n"))) == plain(read(content))
    assert plain(read("\ufeff" + content)) == plain(read(content))


@pytest.mark.parametrize(
    ("dates", "region", "wanted"),
    [
        (["05/07/20", "13/07/20"], "", ["2020-07-05", "2020-07-13"]),
        (["05/07/20", "05/13/20"], "", ["2020-05-07", "2020-05-13"]),
        (["01/02/20", "02/01/20", "02/02/20"], "", ["2020-01-02", "2020-02-01", "2020-02-02"]),
        (["01/02/20", "02/02/20", "03/02/20"], "", ["2020-02-01", "2020-02-02", "2020-02-03"]),
        (["01/02/20", "01/03/20"], "", ["2020-02-01", "2020-03-01"]),
        (["01/02/20", "01/03/20"], "US", ["2020-01-02", "2020-01-03"]),
        (["2020/05/07", "2020/06/07"], "", ["2020-05-07", "2020-06-07"]),
    ],
)
def test_the_order_of_dates_shows_in_the_whole_chat(read, dates, region, wanted):
    content = "".join(f"{date}, 14:44 - Ann: hello\n" for date in dates)
    assert [one[1][:10] for one in plain(read(content, region=region))] == wanted


def test_the_order_can_be_told(read, opened):
    content = "01/02/20, 14:44 - Ann: hello\n"
    assert plain(read(content, date_order="mdy"))[0][1][:10] == "2020-01-02"
    with pytest.raises(Unusable, match="date_order"):
        opened(Whatsapp, content, date_order="myd")


def test_lines_by_whatsapp_itself_are_no_messages(read):
    content = (
        "17.07.20, 14:40 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.\n"
        "17.07.20, 14:40 - Choir: Messages and calls are end-to-end encrypted. No one outside of this chat can read them.\n"
        '17.07.20, 14:41 - Ann created group "Choir: Tuesdays"\n'
        "17.07.20, 14:42 - Bob joined using this group's invite link\n"
        "17.07.20, 14:43 - Ann: Missed voice call\n"
        "17.07.20, 14:44 - Ann: my talk on end-to-end encryption\n"
        "17.07.20, 14:45 - Ann:no blank\n"
        "17.07.20, 14:46 - You were added\n"
    )
    assert [one[1] for one in plain(read(content))] == ["2020-07-17 12:44", "2020-07-17 12:45"]


def test_what_an_iphone_writes_in_the_name_of_a_group_is_by_nobody(read):
    content = (
        f"[17/07/2020, 14:40:00] Choir: {LRM}Messages and calls are end-to-end encrypted.\n"
        f"[17/07/2020, 14:41:00] Choir: {LRM}Bob added you\n"
        f"[17/07/2020, 14:42:00] Ann: hello\n"
        f"[17/07/2020, 14:43:00] Me: hello\n"
        f"[17/07/2020, 14:44:00] Bob: {LRM}image omitted\n"
    )
    for name in ("WhatsApp Chat - Choir.txt", "_chat.txt"):
        found = [(who, way) for who, _, way in plain(read(content, name, me=("Me",)))]
        assert found == [("ann", "in"), ("ann+bob", "out"), ("bob", "in")]


@pytest.mark.parametrize(
    "call",
    ["Llamada de voz perdida", "Chiamata vocale persa", "Ligação de voz perdida", "Gemiste spraakoproep", "不在着信",
     f"{LRM}Missed video call, {LRM}Tap to call back", f"{LRM}Voice call, {LRM}No answer", "Пропущенный аудиозвонок"],
)  # fmt: skip
def test_missed_calls_are_no_messages(read, call):
    assert plain(read(f"17.07.20, 14:43 - Ann: {call}\n17.07.20, 14:44 - Ann: I missed video night\n")) == [
        ("ann", "2020-07-17 12:44", "in")
    ]


@pytest.mark.parametrize("words", ["Well, no answer yet", "Nochmal probiert, keine Antwort", "부재중이에요"])
def test_words_like_a_missed_call_are_a_message(read, words):
    assert len(plain(read(f"17.07.20, 14:43 - Ann: {words}\n17.07.20, 14:44 - Bob: ok\n"))) == 2


def test_who_one_is(read):
    content = "17.07.20, 14:44 - Ann: hello\n17.07.20, 14:45 - Me: hello\n"
    for name in (
        "WhatsApp Chat with Ann.txt", "WhatsApp-Chat mit Ann.txt", "Discussion WhatsApp avec Ann.txt", "Chat de WhatsApp con Ann.txt",
        "Conversa do WhatsApp com Ann.txt", "WhatsApp Chat with Ann (1).txt", "WhatsApp-chat med Ann.txt",
        "Ann ile WhatsApp Sohbeti.txt", "与Ann的WhatsApp聊天记录.txt", "Ann.txt", "WhatsApp Chat with \u202aAnn\u202c.txt",
        "Conversa do WhatsApp com Ann – 2020.txt",
    ):  # fmt: skip
        assert [one[2] for one in plain(read(content, name))] == ["in", "out"], name
    for name in (
        "_chat.txt",
        "WhatsApp Chat, Anne and Mel.txt",
        "Holidays with Ann.txt",
        "WhatsApp Ann Me.txt",
    ):
        assert [one[2] for one in plain(read(content, name))] == ["in", "in"], name
    sealed = f"[17.07.20, 14:40:00] Ann: {LRM}Messages and calls are end-to-end encrypted.\n"
    assert [one[2] for one in plain(read(sealed + content, "_chat.txt"))] == ["in", "out"]
    assert [one[2] for one in plain(read(content, "_chat.txt", me=("ME",)))] == ["in", "out"]


def test_a_chat_that_an_editor_saved_as_utf_16(read):
    content = "17.07.20, 14:44 - Anja Groß: hello\n"
    assert plain(read(content.encode("utf-16"), "_chat.txt")) == [("anja gross", "2020-07-17 12:44", "in")]


def test_a_name_with_quotes_is_a_name(read):
    content = '17.07.20, 14:44 - Ann "Nan" B: hello\n'
    assert plain(read(content, "_chat.txt")) == [('ann "nan" b', "2020-07-17 12:44", "in")]


def test_people_without_a_card_are_numbers(read):
    content = "17.07.20, 14:44 - +49 170 2312504: hello\n17.07.20, 14:45 - ~ Bob: hello\n"
    found = read(content, "_chat.txt")
    assert [(one.who[0].kind.value, one.who[0].value) for one in found] == [
        ("phone", "+49 170 2312504"),
        ("name", "bob"),
    ]


def test_groups(read):
    writers = ["Ann", "Bob", "Clara", "Me"]
    content = "".join(f"17.07.20, 14:4{n} - {who}: hello\n" for n, who in enumerate(writers))
    found = read(content, me=("Me",))
    assert [one.group_size for one in found] == [3, 3, 3, 3]
    assert plain(found)[-1] == ("ann+bob+clara", "2020-07-17 12:43", "out")
    crowd = content + "".join(f"17.07.20, 15:{n} - P{n}: hello\n" for n in range(10, 20))
    assert len(read(crowd, me=("Me",))) == 13, "what one says to a crowd is contact with nobody"


def test_changes_leave_out_crowds(opened):
    crowd = "".join(f"17.07.20, 15:{n} - P{n}: hello\n" for n in range(10, 20))
    assert days(opened(Whatsapp, crowd, name="_chat.txt").changes(None)) == {}
    pair = "17.07.20, 14:44 - Ann: secret\n17.07.20, 23:59 - Ann: secret\n18.07.20, 00:01 - Me: secret\n"
    records = list(opened(Whatsapp, pair, name="_chat.txt", me=("me",)).changes(None))
    assert days(records) == {("ann", "in", 1.0): ["2020-07-17"], ("ann", "out", 1.0): ["2020-07-18"]}
    assert "secret" not in repr(records)


def test_a_folder_of_texts_and_archives(opened, tmp_path):
    chat = "17.07.20, 14:44 - {}: hello\n18.07.20, 14:44 - Me: hello\n"
    with zipfile.ZipFile(tmp_path / "WhatsApp Chat - Bob.zip", "w") as archive:
        archive.writestr("photo.jpg", b"\xff")
        archive.writestr("__MACOSX/._chat.txt", b"\0")
        archive.writestr("00000012-recipe.txt", "milk")
        archive.writestr("_chat.txt", chat.format("Bob"))
    (tmp_path / "WhatsApp Chat with Ann.txt").write_text(chat.format("Ann"))
    (tmp_path / "shopping list.txt").write_text("milk\nbread")
    store = opened(Whatsapp, None, path=".")
    assert {(who, way) for who, _, way in plain(store.interactions())} == {
        ("ann", "in"), ("ann", "out"), ("bob", "in"), ("bob", "out"),
    }  # fmt: skip
    said = list(store.notes())
    assert said == ["2 chats", "shopping list.txt is no exported chat"]


def test_a_date_that_does_not_exist_costs_its_message_only(read):
    found = read("17.07.20, 14:44 - Ann: hello\n31.02.20, 14:44 - Ann: hello\n18.07.20, 14:44 - Ann: hello\n")
    assert [one.line if isinstance(one, Unreadable) else "fine" for one in found] == ["fine", 2, "fine"]


@pytest.mark.parametrize("name", ["chat.txt", "chat.zip"])
@pytest.mark.parametrize("content", [b"", b"milk\nbread", b"PK\3\4" + bytes(50), b"\xff\xfe\0\0"])
def test_what_is_no_chat_is_refused(opened, name, content):
    with pytest.raises(Unusable):
        list(opened(Whatsapp, content, name=name).interactions())


@pytest.mark.parametrize(
    "text",
    ["", "hello", "12:30 we meet", "1/2/20 was a fine day", "[1] see below", "2020-07-17 is the day", "10.5 - 3: 7",
     "17.07.20, 25:44 - Ann: hello", "[17.07.20, 14:44 - Ann: hello"],
)  # fmt: skip
def test_what_begins_no_message(text):
    assert line(text) is None
