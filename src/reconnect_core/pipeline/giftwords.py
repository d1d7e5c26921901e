"""The words on labels and in relations that mean a gift, or family; folded (lower case, no accents).

English, German, French, Spanish, Italian, Portuguese, Dutch, and the commonest of Polish, Czech, Swedish and
Russian, which ``fold`` writes in Latin letters.
"""

from collections.abc import Mapping

from ..model import GiftKind


def _words(text: str, between: str | None = None) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(between))


_BY_KIND: Mapping[GiftKind, frozenset[str]] = {
    GiftKind.BUSINESS: _words(
        """
        business client clients customer customers patron donor donors sponsor sponsors investor investors
        kunde kunden kundin kundinnen auftraggeber auftraggeberin auftraggeberinnen mandant mandantin mandanten
        investorin geschaft clientele affaires investisseur investisseurs cliente clientes clienti negocio
        negocios inversor inversores investitore investitori affari investidor investidores klant klanten
        opdrachtgever opdrachtgevers investeerder klient klienci klientka zakaznik kund kunder zakazchik klienty
        """
    ),
    GiftKind.REFERRAL: _words(
        """
        referral referrals referrer referrers introducer introduction introductions connector recommendation
        empfehlung empfehlungen empfehler empfehlerin empfehlungsgeber weiterempfehlung vermittler
        vermittlerin vermittlung recommandation recommandations apporteur referencia referencias
        recomendacion recomendaciones raccomandazione raccomandazioni segnalatore indicacao indicacoes
        recomendacao aanbeveling aanbevelingen doorverwijzing doorverwijzer polecenie polecenia
        rekommendation rekomendatsiia
        """
    ),
    GiftKind.ENCOURAGEMENT: _words(
        """
        encouragement encouragements encourager encouraging supporter supporters coach coaches cheerleader
        sponsorship ermutigung ermutiger ermutigerin unterstutzer unterstutzerin unterstutzung forderer forderin
        soutien soutiens apoyo animo incoraggiamento sostenitore sostegno apoio incentivo aanmoediging steun
        zacheta wsparcie trener podderzhka
        """
    ),
    GiftKind.INSPIRATION: _words(
        """
        inspiration inspirations inspiring mentor mentors mentoring teacher teachers professor professors muse
        rolemodel mentorin mentoren mentorinnen professorin vorbild vorbilder lehrer lehrerin lehrmeister
        doktorvater doktormutter professeur enseignant modele mentora mentores mentoras profesor profesora
        maestro maestra inspiracion mentori mentore mentrice insegnante professore ispirazione inspiracao
        professora mestre inspiratie leraar lerares leermeester voorbeeld mistrz inspiracja nastavnik uchitel
        """
    ),
}
PHRASES = {"role model": GiftKind.INSPIRATION, "apporteur d affaires": GiftKind.REFERRAL}
KINDS: Mapping[str, GiftKind] = {word: kind for kind, words in _BY_KIND.items() for word in sorted(words)}

NAMED_BY = _words(
    """
    referredby, referred by, introduced by, recommended by, empfohlen von, empfohlen durch, vermittelt von,
    presente par, recommande par, referido por, recomendado por, presentado por, raccomandato da, presentato da,
    indicado por, aanbevolen door, polecony przez
    """,
    ",",
)
"""Relations whose name is that of the giver, who brought the person on the card."""
NOT_YET = _words(
    """
    potential potentials prospect prospects prospective lead leads possible future no not non never
    kein keine nicht mogliche moglicher potenziell potenzielle potenzieller interessent interessenten potentiel
    potentielle potentiels pas potencial potenciales potenciais potenziale potenziali geen potentiele nie brak
    support
    """
)
"""With one of these a label tells of no gift: ``potential client``, ``customer support``."""

KIN_LABELS = _words(
    """
    family relatives kin familie verwandte verwandtschaft famille parente familia famiglia parenti parentes
    gezin familj rodzina semia
    """
)
KIN = KIN_LABELS | _words(
    """
    spouse wife husband partner child children son daughter parent parents mother father sibling brother sister
    ehefrau ehemann frau mann kind kinder sohn tochter eltern mutter vater geschwister bruder schwester
    epouse epoux femme mari enfant fils fille mere pere frere soeur esposa esposo marido mujer hijo hija padre
    madre hermano hermana moglie marito figlio figlia fratello sorella filho filha pai mae irmao irma echtgenoot
    echtgenote zoon dochter ouders moeder vader broer zus
    """
)
KIN_NAMES = _words(
    """
    mum mom mummy mommy mama mamma maman dad daddy papa grandma grandpa granny oma opa omi opi nonna nonno
    abuela abuelo mami papi
    """
)
MYSELF = frozenset(("", *_words("me myself ich moi yo io eu ik ja ia")))
