"""What the headers and cells of a log say, in several languages: facts, no logic."""

from reconnect_core import Channel, Direction, GiftKind

HEADERS: dict[str, tuple[str, ...]] = {
    "who": (
        "who", "name", "person", "contact", "with", "contact name", "full name", "email", "emailaddress", "email address",
        "phone", "number", "wer", "mit", "kontakt", "qui", "avec", "nom", "quien", "con", "nombre", "chi", "quem", "wie", "met",
    ),
    "when": (
        "when", "date", "day", "time", "datetime", "date time", "timestamp", "on", "at", "wann", "datum", "tag", "quand",
        "jour", "cuando", "fecha", "quando", "data", "wanneer",
    ),
    "channel": (
        "channel", "how", "by", "type", "kind", "medium", "via", "kanal", "wie genau", "art", "canal", "comment", "como",
        "tipo", "hoe",
    ),
    "direction": ("direction", "from to", "in out", "richtung", "sens", "direccion", "direzione", "direcao", "richting"),
    "minutes": ("minutes", "duration", "length", "min", "minuten", "dauer", "duree", "duracion", "durata", "duur"),
    "note": ("note", "notes", "comment", "comments", "text", "subject", "notiz", "notizen", "remarque", "nota", "notas"),
    "gift": ("gift", "gifts", "brought", "value", "geschenk", "cadeau", "apport", "regalo", "dono"),
    "group": ("group", "group size", "others", "people", "participants", "attendees", "teilnehmer"),
    "glad": ("glad", "good", "happy", "froh", "content"),
}  # fmt: skip

CHANNELS: dict[str, Channel] = {
    word: channel
    for channel, words in {
        Channel.PHONE: "phone call called calls telephone tel anruf telefon telefonat appel telephone llamada telefono "
        "chiamata chamada telefonata bellen gebeld voice video videocall zoom facetime skype teams",
        Channel.NOTE: "note letter card postcard post handwritten brief karte postkarte lettre carte courrier carta "
        "tarjeta lettera cartolina cartao kaart",
        Channel.EMAIL: "email mail e-mail courriel correo message sms text chat whatsapp signal telegram imessage "
        "linkedin messenger nachricht mensaje messaggio mensagem bericht",
        Channel.MEET: "meet meeting met lunch coffee dinner breakfast visit walk drink event treffen mittagessen kaffee "
        "besuch essen rencontre dejeuner cafe visite reunion comida almuerzo visita incontro pranzo encontro almoco "
        "afspraak koffie",
    }.items()
    for word in words.split()
}

DIRECTIONS: dict[str, Direction] = {
    word: direction
    for direction, words in {
        Direction.OUT: "out outgoing outbound sent me i to > → ausgehend aus gesendet ich sortant envoye salida enviado uscita",
        Direction.IN: "in incoming inbound received them from < ← eingehend ein empfangen entrant recu entrada recibido entrata",
        Direction.MUTUAL: "mutual both two-way both-ways beide gegenseitig mutuel ambos entrambi beiden",
    }.items()
    for word in words.split()
}

GIFTS: dict[str, GiftKind] = {
    word: kind
    for kind, words in {
        GiftKind.BUSINESS: "business client work order deal job project geschaeft geschaft auftrag affaires client negocio "
        "trabajo affari negocios zaken",
        GiftKind.REFERRAL: "referral referred introduction intro recommendation empfehlung vermittlung recommandation "
        "recomendacion raccomandazione indicacao aanbeveling",
        GiftKind.ENCOURAGEMENT: "encouragement encouraged support kindness ermutigung unterstuetzung soutien animo "
        "incoraggiamento apoio steun",
        GiftKind.INSPIRATION: "inspiration inspired idea advice insight mentoring rat idee conseil inspiracion ispirazione "
        "inspiracao inspiratie",
    }.items()
    for word in words.split()
}

YES = frozenset(["yes", "y", "true", "1", "x", "✓", "glad", "ja", "oui", "si", "sì", "sim"])
