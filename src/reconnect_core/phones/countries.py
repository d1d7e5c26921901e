"""Which country a postal address lies in: by its ISO code, its name in several languages, or its post code."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import PostalAddress

_NAMES = """
AD andorra|AE united arab emirates|uae|vereinigte arabische emirate|émirats arabes unis|emiratos árabes unidos
AL albania|albanien|albanie|AM armenia|armenien|arménie|AR argentina|argentinien|argentine
AT austria|österreich|oesterreich|autriche|oostenrijk|áustria|rakousko|östereich|republik österreich
AU australia|australien|australie|austrália|BA bosnia and herzegovina|bosnien und herzegowina
BA bosna i hercegovina
BD bangladesh|bangladesch|BE belgium|belgien|belgique|belgië|belgie|bélgica|belgio
BG bulgaria|bulgarien|bulgarie|българия|BO bolivia|bolivien|BR brazil|brasilien|brésil|brasil|brasile|brazilië
BY belarus|weißrussland|biélorussie|CA canada|kanada|canadá|CH switzerland|schweiz|suisse|svizzera|suiza|suíça
CH zwitserland|sveits|die schweiz|confoederatio helvetica|CL chile|chili|CN china|chine|中国|prc|cina
CN people's republic of china|volksrepublik china|CO colombia|kolumbien|colombie|CR costa rica|CU cuba|kuba
CY cyprus|zypern|chypre|κύπρος|CZ czech republic|czechia|tschechien|tschechische republik|tchéquie|česko
CZ česká republika|republica checa|república checa|tsjechië|DE germany|deutschland|german|allemagne|alemania
DE germania|alemanha|duitsland|tyskland|niemcy|německo|saksa|germany (deutschland)|bundesrepublik deutschland
DE brd
DK denmark|dänemark|danemark|danmark|dinamarca|danimarca|denemarken|DO dominican republic|república dominicana
DZ algeria|algerien|algérie|EC ecuador|EE estonia|estland|eesti|estonie|EG egypt|ägypten|égypte|egipto
ES spain|spanien|espagne|españa|espana|spagna|espanha|spanje|FI finland|finnland|finlande|suomi|finlandia
FR france|frankreich|francia|frança|frankrijk|frankrike|francja|GB united kingdom|great britain|england
GB scotland
GB wales|northern ireland|uk|u.k.|britain|großbritannien|grossbritannien|vereinigtes königreich|royaume-uni
GB grande-bretagne|angleterre|reino unido|regno unito|gran bretagna|verenigd koninkrijk|storbritannien
GE georgia
GH ghana|GR greece|griechenland|grèce|grecia|grécia|griekenland|ελλάδα|ellada|GT guatemala
HK hong kong|hongkong|hong kong sar|香港|HR croatia|kroatien|croatie|hrvatska|croacia|kroatië
HU hungary|ungarn|hongrie|magyarország|hungría|ID indonesia|indonesien|indonésie
IE ireland|irland|irlande|irlanda|éire|eire|ierland|republic of ireland|IL israel|israël|ישראל
IN india|indien|inde|भारत|bharat|IQ iraq|irak|IR iran|IS iceland|island|islande|ísland|islandia
IT italy|italien|italie|italia|itália|italië|włochy|JM jamaica|jamaika|JO jordan|jordanien
JP japan|japon|日本|日本国|japón|giappone|KE kenya|kenia
KR south korea|korea|südkorea|corée du sud|대한민국|한국
KR republic of korea|KW kuwait|KZ kazakhstan|kasachstan|LB lebanon|libanon|liban|LI liechtenstein
LK sri lanka|LT lithuania|litauen|lituanie|lietuva|LU luxembourg|luxemburg|luxemburgo|lëtzebuerg
LV latvia|lettland|lettonie|latvija|MA morocco|marokko|maroc|marruecos|MC monaco|MD moldova|moldawien
ME montenegro|MK north macedonia|nordmazedonien|MT malta|malte|MX mexico|méxico|mexiko|mexique|messico
MY malaysia|malaisie|NG nigeria|NL netherlands|the netherlands|niederlande|pays-bas|nederland|holland
NL países bajos|paesi bassi|países baixos|NO norway|norwegen|norvège|norge|noruega|norvegia|noorwegen
NP nepal|NZ new zealand|neuseeland|nouvelle-zélande|aotearoa|PA panama|panamá|PE peru|perú|pérou
PH philippines|philippinen|pilipinas|PK pakistan|PL poland|polen|pologne|polska|polonia|polónia
PT portugal|portugal continental|portogallo|PY paraguay|QA qatar|katar|RO romania|rumänien|roumanie|românia
RS serbia|serbien|serbie|srbija|србија|RU russia|russland|russie|russian federation|россия|rusia|rusland
RU российская федерация|russische föderation|SA saudi arabia|saudi-arabien|arabie saoudite
SE sweden|schweden|suède|sverige|suecia|svezia|suécia|zweden|szwecja|SG singapore|singapur|singapour|新加坡
SI slovenia|slowenien|slovénie|slovenija|SK slovakia|slowakei|slovaquie|slovensko|SN senegal|sénégal
TH thailand|thaïlande|ประเทศไทย|TN tunisia|tunesien|tunisie|TR turkey|türkei|turquie|türkiye|turkiye|turquía
TW taiwan|taïwan|台灣|臺灣|UA ukraine|україна|ucrania|oekraïne|украина
US united states of america|united states|usa|u.s.a.|u.s.|us of a|vereinigte staaten
US vereinigte staaten von amerika
US états-unis|etats-unis|estados unidos|stati uniti|verenigde staten|stany zjednoczone|сша|america|amerika
UY uruguay|VE venezuela|VN vietnam|viet nam|việt nam|ZA south africa|südafrika|afrique du sud|sudáfrica
AE are|AR arg|AU aus|AT aut|BE bel|BG bgr|BR bra|CA can|CH che|CL chl|CN chn|CO col|CY cyp|CZ cze|DE deu
DK dnk|EG egy|ES esp|EE est|FI fin|FR fra|GB gbr|DE ger|GR grc|HK hkg|HR hrv|HU hun|ID idn|IN ind|IE irl
IS isl|IL isr|IT ita|JP jpn|KR kor|LI lie|LT ltu|LU lux|LV lva|MX mex|MT mlt|MY mys|NG nga|NL nld|NO nor
NZ nzl|PK pak|PE per|PH phl|PL pol|PT prt|RO rou|RU rus|SA sau|SG sgp|SK svk|SI svn|SE swe|TH tha|TR tur
TW twn|UA ukr|US usa|VN vnm|ZA zaf
AF afghanistan|AO angola|AZ azerbaijan|aserbaidschan|BB barbados|BF burkina faso|BH bahrain|BI burundi|BJ benin
BN brunei|BS bahamas|the bahamas|BT bhutan|BW botswana|BZ belize|CD democratic republic of the congo|CG congo
CI ivory coast|côte d'ivoire|elfenbeinküste|CM cameroon|cameroun|kamerun|CV cape verde|cabo verde|DJ djibouti
ER eritrea|ET ethiopia|äthiopien|éthiopie|FJ fiji|FO faroe islands|føroyar|GA gabon|GI gibraltar
GL greenland|grønland|GM gambia|the gambia|GN guinea|guinée|GY guyana|HN honduras|HT haiti|haïti
IR islamic republic of iran|KG kyrgyzstan|KH cambodia|kambodscha|cambodge|LA laos|LR liberia|LS lesotho
LY libya|libyen|libye|MG madagascar|madagaskar|ML mali|MM myanmar|MN mongolia|mongolei|MO macau|macao
MR mauritania|mauritanie|MU mauritius|maurice|MV maldives|malediven|MW malawi|MZ mozambique|moçambique|mosambik
NA namibia|NE niger|NI nicaragua|OM oman|PG papua new guinea|PR puerto rico|PS palestine|RE réunion|la réunion
RW rwanda|ruanda|SD sudan|SL sierra leone|SM san marino|SO somalia|SR suriname|SV el salvador
SY syria|syrien|syrie|SZ eswatini|swaziland|TD chad|tchad|TG togo|TJ tajikistan|TM turkmenistan
TT trinidad and tobago|TZ tanzania|tansania|tanzanie|united republic of tanzania|UG uganda
UZ uzbekistan|usbekistan|VA vatican city|WS samoa|XK kosovo|YE yemen|jemen|ZM zambia|sambia
ZW zimbabwe|simbabwe|CN pr china|CN p.r. china|CN p.r.china|AT a|BE b|DE d|ES e|FR f|HU h|IT i|LU l|NO n|PT p
SE s
"""
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_ZIP = re.compile(r"\d{5}(?:-\d{4})?")
_POSTCODES = (
    ("GB", re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")),
    ("CA", re.compile(r"[A-Z]\d[A-Z][\s-]?\d[A-Z]\d")),
)


def region_of(address: PostalAddress) -> str:
    """The ISO 3166 code of an address's country, or ``""`` where the address does not make it plain."""
    country = address.country.strip() or _last_line(address.label)
    return _region(country, address.region.strip(), address.postcode.strip())


def _last_line(label: str) -> str:
    """What stands last on the envelope, where that is the name of a country."""
    line = label.strip().rpartition("\n")[2].strip()
    return line if line.casefold() in _by_name() else ""


@lru_cache(maxsize=4096)
def _region(country: str, state: str, postcode: str) -> str:
    if country:
        return next(filter(None, map(_known, _spellings(country))), "")
    if len(state) == 2 and state.upper() in _STATES and _ZIP.fullmatch(postcode):
        return "US"
    return next((region for region, shape in _POSTCODES if shape.fullmatch(postcode.upper())), "")


def _spellings(country: str) -> Iterator[str]:
    """As it is, without what stands in brackets, and ``Korea, Republic of`` the other way round."""
    yield country
    if bare := _BRACKETS.sub("", country).strip():
        yield bare
        name, comma, rest = bare.partition(",")
        if comma:
            yield f"{rest.strip()} {name.strip()}"


def _known(country: str) -> str:
    return _by_name().get(country.casefold().strip(" ."), "") or _by_code(country)


def _by_code(country: str) -> str:
    code = country.upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    region = ""
    for name in _NAMES.replace("\n", "|").split("|"):
        if name[:2].isupper() and name[2:3] == " ":
            region, name = name[:2], name[3:]  # noqa: PLW2901 -- the code stands before its first name
        names[name.strip(" .").casefold()] = region
    return names
