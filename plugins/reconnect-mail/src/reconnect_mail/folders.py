"""What folders hold by their names, as mail programs call them in several languages."""

import re
import unicodedata
from base64 import b64decode


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(","))


_SENT = _names("""
    sent, sent messages, sent items, sent mail, sent-mail, sentbox, outbox, gesendet, gesendete elemente,
    gesendete objekte, gesendete nachrichten, gesendete mails, envoyés, éléments envoyés, messages envoyés,
    courrier envoyé, enviados, elementos enviados, mensajes enviados, correo enviado, itens enviados,
    mensagens enviadas, posta inviata, inviata, inviati, elementi inviati, messaggi inviati, verzonden,
    verzonden items, verzonden berichten, verstuurd, skickat, skickade, skickade objekt, skickade meddelanden,
    sendt, sendt post, sendte elementer, sendte meldinger, sendte beskeder, lähetetyt, lähetetyt viestit,
    wysłane, elementy wysłane, odeslané, odeslaná pošta, odoslané, odoslaná pošta, elküldött,
    elküldött elemek, elküldött levelek, trimise, elemente trimise, poslano, poslane stavke, отправленные,
    надіслані, изпратени, απεσταλμένα, gönderilmiş, gönderilenler, gönderilmiş öğeler, enviats, bidalita,
    נשלח, דואר שנשלח, المرسلة, البريد المرسل, 送信済み, 送信済みアイテム, 送信済みメール, 已发送, 已发送邮件,
    已傳送, 寄件備份, 寄件備份匣, 보낸편지함, 보낸 편지함, 보낸메일함
""")
_LEFT_OUT = _names("""
    trash, deleted, deleted messages, deleted items, bin, papierkorb, gelöscht, gelöschte elemente,
    gelöschte objekte, corbeille, éléments supprimés, messages supprimés, papelera, elementos eliminados,
    lixeira, lixo, itens excluídos, itens eliminados, cestino, posta eliminata, elementi eliminati,
    prullenbak, verwijderde items, papperskorgen, borttaget, slettet post, slettede elementer, papirkurv,
    papirkorg, roskakori, poistetut, kosz, elementy usunięte, koš, kôš, odstraněná pošta, lomtár,
    törölt elemek, coș de gunoi, корзина, удаленные, кошик, κάδος, çöp kutusu, silinmiş öğeler, ゴミ箱,
    削除済みアイテム, 已删除, 已删除邮件, 垃圾桶, 휴지통, 지운 편지함, junk, junk e-mail, junk email,
    junk mail, spam, bulk mail, unerwünscht, werbung, indésirables, courrier indésirable, correo no deseado,
    posta indesiderata, lixo eletrônico, ongewenste e-mail, skräppost, søppelpost, uønsket e-mail, roskaposti,
    wiadomości-śmieci, nevyžádaná pošta, levélszemét, спам, нежелательная почта, 迷惑メール, 垃圾邮件,
    垃圾郵件, 스팸메일함, drafts, draft, entwürfe, brouillons, borradores, rascunhos, bozze, concepten,
    utkast, kladder, luonnokset, szkice, kopie robocze, koncepty, rozepsané, piszkozatok, ciorne, черновики,
    чернетки, πρόχειρα, taslaklar, 下書き, 草稿, 임시보관함, templates, vorlagen, unsent messages, notes,
    sync issues, synchronisierungsprobleme
""")
_BETWEEN = re.compile(r"[/.\\]")
_SHIFTED = re.compile(rb"&([^-]*)-")
_DATED = re.compile(r"[ _-]+(?:\d{1,4}(?:-\d\d?)?|[a-z]{3}[ -]\d{4})$")
"""What mutt and Pine add to the mail of a month: ``sent-mail-jul-2020``."""


def holds_sent(name: str) -> bool:
    """True for a folder of mail that the user sent."""
    parts = _parts(name)
    return bool(parts) and (parts[-1] in _SENT or _DATED.sub("", parts[-1]) in _SENT)


def left_out(name: str) -> bool:
    """True for deleted mail, spam and drafts."""
    return not _LEFT_OUT.isdisjoint(_parts(name))


def decoded(raw: bytes) -> str:
    """A name in modified UTF-7 (RFC 3501 section 5.1.3), or plain UTF-8, as people read it."""

    def wide(found: re.Match[bytes]) -> bytes:
        if not found[1]:
            return b"&"
        text = found[1].replace(b",", b"/")
        return b64decode(text + b"=" * (-len(text) % 4)).decode("utf-16-be").encode()

    try:
        return _SHIFTED.sub(wide, raw).decode()
    except (ValueError, UnicodeError):
        return raw.decode("utf-8", "replace")


def _parts(name: str) -> list[str]:
    # Dovecot and Thunderbird name folders on disk as the server does.
    name = unicodedata.normalize("NFC", decoded(name.encode("utf-8", "replace")))
    return [part.strip().casefold() for part in _BETWEEN.split(name) if part.strip()]
