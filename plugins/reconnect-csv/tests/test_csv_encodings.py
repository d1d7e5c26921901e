"""Lists in old encodings, whose headers tell nothing: which it is, their few names say."""

import pytest


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Jörg Müßig", "cp1252"),
        ("JOÃO CONCEIÇÃO", "cp1252"),
        ("Sigríður Þórðardóttir", "cp1252"),
        ("Hafþór Jónsson", "cp1252"),
        ("Eyþór", "cp1252"),
        ("Łukasz Żółć", "cp1250"),
        ("Ayşe Yıldız", "cp1254"),
        ("Иван Петров", "cp1251"),
        ("ИВАНОВ ИВАН", "cp1251"),
        ("Иван Петров", "koi8_r"),
        ("Γιώργος Παππάς", "cp1253"),
        ("ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ", "cp1253"),
        ("עדה כהן", "cp1255"),
        ("יעל בר", "cp1255"),
        ("محمد علي", "cp1256"),
        ("สมชาย ใจดี", "cp874"),
        ("山田 太郎", "cp932"),
        ("王小明", "big5"),
        ("张三", "gb18030"),
        ("김철수", "cp949"),
    ],
)
def test_one_name_is_enough(people, name, encoding):
    (contact,) = people(f"Name,Phone,Email\n{name},030 123456,a@e.example\n", encoding=encoding)
    assert contact.name == name


@pytest.mark.parametrize(
    ("note", "encoding"),
    [
        ("übers Büro", "cp1252"),
        ("école", "cp1252"),
        ("última vez", "cp1252"),
        ("škola", "cp1250"),
        ("çok iyi", "cp1254"),
        ("коллега", "cp1251"),
        ("сусід", "cp1251"),
    ],
)
def test_one_small_word_beside_a_plain_name_is_enough(people, note, encoding):
    (contact,) = people(f"Name,Phone,Note\nAda Lee,030 123456,{note}\n", encoding=encoding)
    assert contact.note == note


@pytest.mark.parametrize(
    ("header", "row", "encoding"),
    [
        ("Jméno;Příjmení;Telefon", "Jiří;Dvořák;541 111 111", "cp852"),
        ("Vorname;Nachname;Straße", "Jörg;Groß;Weg 1", "cp850"),
        ("ชื่อ,นามสกุล,มือถือ", "อดา,ไบรอน,081-234-5678", "cp874"),
    ],
)
def test_headers_of_other_code_pages(people, header, row, encoding):
    (contact,) = people(f"{header}\n{row}\n", encoding=encoding)
    assert [contact.given, contact.family] == row.replace(";", ",").split(",")[:2]


def as_twice(text):
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("name", ["Zoë", "Łukasz", "Иван", "山田", "Zoë 😀"])
def test_a_file_that_was_made_utf8_twice(people, name):
    (contact,) = people(as_twice(f"Prénom,Téléphone\n{name},030 123456\n"))
    assert (contact.name, contact.given) == (name, name)


@pytest.mark.parametrize("name", ["JOÃO", "«CAFÉ»", "CAFÉ»", "Zoë Ã¼", "Ánh"])
def test_a_file_that_only_looks_like_it(people, name):
    (contact,) = people(f"Name,Phone\n{name},030 123456\n")
    assert contact.name == name
