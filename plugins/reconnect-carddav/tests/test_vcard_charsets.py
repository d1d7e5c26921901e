"""Cards in the charset of their country that do not say so, as older phones and programs wrote them."""

import pytest

from reconnect_carddav.vcard import read

NAMES = {
    "utf-8": "Jörg Müller",
    "cp1252": "Jörg Müller",
    "cp1250": "Jiří Kovář",
    "iso8859-2": "Bożena Śliwińska",
    "cp1251": "Ада Байрон",
    "koi8-r": "Ада Байрон",
    "cp1253": "Γιώργος Παπαδόπουλος",
    "cp1254": "Ayşe Gül Yılmaz",
    "cp1255": "עדה כהן",
    "cp1256": "محمد عبد الرحمن",
    "cp932": "山田 太郎",
    "cp949": "김 아다",
    "gb2312": "张三",
}


@pytest.mark.parametrize("charset", NAMES)
def test_a_charset_that_nobody_declared(charset):
    lines = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{NAMES[charset]}\r\nTEL;CELL:030 1\r\nEND:VCARD\r\n"
    (contact,) = read(lines.encode(charset), book="b")
    assert contact.name == NAMES[charset]


@pytest.mark.parametrize("name", ["Þórður Guðmundsson", "Sigríður Ýr Jónsdóttir"])
def test_an_icelander_is_no_turk(name):
    (contact,) = read(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n".encode("cp1252"), book="b")
    assert contact.name == name


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("Windows-1252", "cp1252"),
        ("SHIFT_JIS", "cp932"),
        ("ISO-2022-JP", "iso2022_jp"),
        ("EUC-KR", "cp949"),
        ("GB2312", "gbk"),
        ("KOI8-R", "koi8-r"),
    ],
)
def test_a_charset_is_that_of_its_property_alone(charset, codec):
    name = {"cp1252": "Jörg", "koi8-r": "Ада"}.get(codec, "太郎" if codec != "cp949" else "아다")
    data = b"BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE:\xc3\xbc\r\nFN;CHARSET=" + charset.encode() + b":"
    (contact,) = read(data + name.encode(codec) + b"\r\nEND:VCARD\r\n", book="b")
    assert (contact.name, contact.note) == (name, "ü")
