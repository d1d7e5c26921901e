"""Word lists: what stands in names, addresses and on cards without naming anybody."""


def bag(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


TITLES = """
mr mrs ms miss mx sir dame dr drs prof professor doktor doctor herr frau hr fr fraulein mme mlle monsieur
madame sr sra srta senor senora sig signor signora dott dottssa ing dipl dipling diplom mag univ hon rev
reverend rabbi imam capt captain maj gen sgt ir mgr judr mudr ingenieur habil rer nat pol jur phil med
"""
"""Before a name."""

DEGREES = """
mba phd msc bsc meng beng llm llb esq cpa cfa pmp rn md dds dmd dvm jd edd dphil mphil mrcp frcs bsn msn lcsw
mph mpa cissp acca fca ret ceo cto cfo coo
"""
"""After a name."""

LINES = """
cell cellphone mobile mobil handy celular whatsapp iphone
"""
"""What one types after a name to tell a person's numbers apart."""

PARTICLES = """
von van vom der den dem de del della delle di da dos das do du des la le les el al bin ibn ben zu zum zur
ter ten te af av y e und i
"""
"""Small words of family names."""

KIN = """
mum mom mama mami mutti mutter mother papa papi vati vater father dad daddy oma opa omi opi grandma grandpa
granny nana tante onkel aunt uncle maman schwester bruder sister brother schatz home zuhause eltern
"""
"""What one calls relatives: no name."""

DESKS = """
info office sales support contact kontakt mail email post service hello hallo admin administrator webmaster
postmaster hostmaster noreply no-reply donotreply do-not-reply newsletter news marketing billing invoice
rechnung buchhaltung accounting accounts team help helpdesk hr jobs career careers bewerbung press presse
media reception empfang sekretariat secretary zentrale anfrage enquiries inquiries orders order bestellung
shop store abuse security privacy legal verwaltung praxis kanzlei buero buro vertrieb einkauf empresa
contacto ventas contatti amministrazione commerciale accueil bonjour secretariat comptabilite direction
family familie
"""
"""Local parts of addresses that a desk or a household reads."""

FREE_MAIL = """
gmail googlemail yahoo ymail rocketmail hotmail outlook live msn gmx web t-online icloud me mac aol proton
protonmail pm tutanota fastmail hey zoho yandex mail freenet arcor online posteo mailbox orange wanadoo free
laposte sfr neuf libero virgilio alice tiscali tin btinternet ntlworld virginmedia comcast verizon att
sbcglobal bellsouth cox charter shaw rogers sympatico bluewin hispeed a1 aon chello telenet skynet kpnmail
ziggo home planet xs4all uol bol terra ig seznam centrum wp o2 onet interia rambler bk inbox list qq 163 126
sina naver hanmail daum telia tele2 example test bigpond optusnet rediffmail kpn hetnet talktalk sky
plusnet blueyonder tesco telefonica movistar sapo clix swisscom sunrise vodafone unitymedia kabelmail ewetel
ewe netcologne htp osnanet versatel earthlink juno netzero frontier optonline windstream docomo ezweb softbank
nifty tim fastwebnet inwind globo ukr mts abv otenet forthnet bezeqint netvision walla bluemail hushmail
tuta mailfence runbox startmail duck numericable bbox club-internet voila noos scarlet proximus casema quicknet
zeelandnet eircom iinet internode tpg westnet xtra slingshot telus videotron telkomsa mweb nate
"""
"""Mail domains (without ending) that tell no organisation."""

LEGAL_FORMS = """
gmbh mbh ag kg kgaa ohg ug se ev eg inc incorporated ltd limited llc llp lp plc corp corporation co company
sa sas sarl sarlu srl spa snc sl slu bv nv ab as asa aps oy oyj sp zoo kft sro doo pty pte pvt group holding
the und and et cie gbr
"""
"""Words of an organisation's name that tell nothing."""

SECOND_LEVEL = """
co com org net ac gov edu or ne gv go
"""
"""Second-level domains under which names are registered."""

COMMON_FAMILIES = """
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis
robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
campbell mitchell carter roberts evans müller schmidt schneider fischer weber meyer wagner becker schulz
hoffmann schäfer koch bauer richter klein wolf schröder neumann schwarz zimmermann braun krüger hofmann
hartmann lange schmitt werner krause meier lehmann huber mayer herrmann könig walter peters maier bernard
dubois durand leroy moreau simon laurent lefebvre michel bertrand roux rossi russo ferrari esposito bianchi
romano colombo ricci fernández gómez díaz jansen de vries bakker visser silva santos oliveira souza nowak
kowalski novák svoboda ivanov petrov hansen johansen olsen larsen nielsen jensen andersson johansson
karlsson nilsson eriksson wang li zhang chen liu yang huang zhao wu zhou kim park choi singh kumar sharma
patel khan ahmed ali tanaka suzuki sato watanabe gruber steiner moser o'brien murphy kelly o'connor ryan
"""
"""Family names so common that two bearers mean little."""

SERVICES = """
pizza pizzeria pizzaservice taxi taxizentrale voicemail mailbox hotline helpline helpdesk kundenservice
kundendienst kundenbetreuung service services customer support information auskunft notruf emergency info
police polizei feuerwehr hospital krankenhaus klinikum clinic restaurant ristorante trattoria brasserie
bistro hotel hostel gasthof apotheke pharmacy pharmacie farmacia bakery bäckerei metzgerei friseur
friseursalon coiffeur barbershop autohaus werkstatt tankstelle praxis zahnarztpraxis arztpraxis kanzlei
sparkasse volksbank versicherung insurance finanzamt rathaus bürgeramt stadtwerke bibliothek library museum
kino cinema theater supermarkt supermarket reception rezeption empfang sekretariat zentrale newsletter
noreply kindergarten grundschule gymnasium university universität université universidad airport flughafen
airlines lufthansa telekom vodafone adac paypal amazon ebay paketdienst prepaid warteschleife desk
conference team office büro bureau billing voucher guthaben hausverwaltung immobilien front cab cabs number
nummer
"""
"""Words that no person is called by."""
