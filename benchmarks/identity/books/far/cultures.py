"""Names of the third book: who is called what, in short, in another spelling, and in the own script."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """One first name with what friends say and how else it is spelled."""

    name: str
    short: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Culture:
    """One way of being named; ``inflect`` maps endings of a man's family name to his wife's."""

    country: str
    women: tuple[Given, ...]
    men: tuple[Given, ...]
    families: tuple[str, ...]
    share: int
    two_families: bool = False
    family_first: bool = False
    inflect: tuple[tuple[str, str], ...] = ()
    script: str = ""


def _givens(text: str) -> tuple[Given, ...]:
    """``name:short,short/spelled,spelled`` separated by blanks; an underscore stands for a blank."""
    found = []
    for word in text.split():
        head, _, spelled = word.partition("/")
        name, _, short = head.partition(":")
        parts = (tuple(filter(None, part.replace("_", " ").split(","))) for part in (short, spelled))
        found.append(Given(name.replace("_", " "), *parts))
    return tuple(found)


def _families(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


AMERICAN = Culture(
    "US",
    _givens(
        "Margaret:Peggy,Maggie,Meg Elizabeth:Liz,Beth,Betsy Katherine:Kate,Kathy/Catherine,Kathryn Patricia:Pat,Trish "
        "Jennifer:Jen,Jenny Deborah:Deb,Debbie/Debra Susan:Sue Rebecca:Becky,Becca Stephanie:Steph Ashley Brittany/Britney "
        "Megan/Meghan Sara/Sarah Caitlin:Cait/Kaitlyn Dorothy:Dot Abigail:Abby Samantha:Sam Victoria:Vicky,Tori Judith:Judy "
        "Allison:Ally/Alison Tiffany Nicole:Nikki/Nichole Cheryl/Sheryl Theresa:Terry,Tess/Teresa Jacqueline:Jackie Olivia:Liv"
    ),
    _givens(
        "William:Bill,Will,Billy Robert:Bob,Rob,Bobby Richard:Rick,Dick,Rich Charles:Chuck,Charlie James:Jim,Jimmy John:Jack "
        "Theodore:Ted,Teddy Edward:Ed,Ned,Eddie Michael:Mike/Micheal Christopher:Chris,Topher/Kristopher Jeffrey:Jeff/Geoffrey "
        "Stephen:Steve/Steven Nicholas:Nick/Nicolas Jonathan:Jon/Johnathan Anthony:Tony Gregory:Greg Lawrence:Larry/Laurence "
        "Eric/Erik,Erick Sean/Shawn,Shaun Brian/Bryan Matthew:Matt Alan/Allen,Allan Timothy:Tim Harold:Hal Marc/Mark Zachary:Zach"
    ),
    _families(
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Thompson White Clark Lewis "
        "Robinson Walker Hall Allen Young King Wright Hill Scott Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips "
        "O'Connor McDonald MacKenzie Fitzgerald Van_Dyke St._John Schwartzenberger Pennington Abernathy Hathaway Lindqvist "
        "Rosenbaum Kowalczyk D'Angelo De_Luca Haverford Winterbourne Castellano Oyelaran Bjornstad Whitaker Tillman Beaumont Ashworth Blackwood Calloway Delacroix Eastman Fairbanks Gallagher Hollingsworth Ingram Jefferson Kensington Lockhart Merriweather Northrup Ostrander Prescott Quinlan Radcliffe Sutherland Thornton Underhill Vanderbilt Wadsworth Yarborough Zimmerman Brennan Callahan Donnelly Erickson Fleming Gustafson Hendricks Isaacs Kowalewski Lindstrom Mortensen Nakamura Okafor Petersen Rasmussen Schumacher Trevino Vogel Weinstein Bauer Cohen Goldberg Feldman Katz Rossi Esposito Murphy Kelly O'Brien Sullivan Doyle Byrne McCarthy MacLeod Campbell Stewart Morgan Bennett Cooper Richardson Cox Howard Ward Peterson Gray Ramsey Hayes Myers Ford Hamilton Graham Wallace Woods Cole West Jordan Owens Reynolds Fisher Ellis Harrison Gibson"
    ),
    38,
)
HISPANIC = Culture(
    "MX",
    _givens(
        "María_José:Majo,Marijose Guadalupe:Lupe,Lupita Concepción:Concha,Conchita Dolores:Lola Rosario:Charo Ximena:Xime/Jimena "
        "Graciela:Chela Mercedes:Meche Isabel:Isa,Chabela/Ysabel Francisca:Paca,Paquita Ana_Lucía:Analú Beatriz:Bety Soledad:Sole"
    ),
    _givens(
        "Francisco:Paco,Pancho,Fran José_Luis:Pepe,Joselo Ignacio:Nacho Alejandro:Alex,Ale Jesús:Chuy Juan_Carlos:Juanca "
        "Guillermo:Memo Eduardo:Lalo Enrique:Quique Manuel:Manolo Rafael:Rafa Santiago:Santi Fernando:Nando,Fer Gonzalo:Gonza"
    ),
    _families(
        "García Hernández González López Martínez Rodríguez Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz Morales "
        "Reyes Gutiérrez Ortiz Chávez Núñez Muñoz de_la_Cruz del_Valle Ibáñez Zúñiga Echeverría Villaseñor Peña Montañés Aguilar Alvarado Barrios Bermúdez Cárdenas Cervantes Domínguez Escobar Fuentes Galindo Huerta Iglesias Jiménez Lozano Mejía Navarro Ochoa Palacios Quintero Rosales Salazar Trujillo Urrutia Valenzuela Ybarra Zamora Robles Solís Téllez Vega Bautista Camacho Delgado Esquivel Franco Guerrero"
    ),
    14,
    two_families=True,
)
BRAZILIAN = Culture(
    "BR",
    _givens(
        "Aparecida:Cida Gabriela:Gabi Fernanda:Fê,Nanda Luíza:Lu/Luisa Conceição:São Mariana:Mari Thaís/Taís Débora:Dé"
    ),
    _givens(
        "João:Joca Luiz:Luizinho/Luís Thiago:Ti/Tiago Felipe:Lipe/Phelipe Rodrigo:Digo Antônio:Toninho Caetano Murilo:Mu"
    ),
    _families(
        "Silva Santos Oliveira Souza Pereira Costa Ferreira Almeida da_Silva dos_Santos Conceição Assunção Guimarães Lacerda Barbosa Cardoso Damasceno Esteves Fonseca Gonçalves Henriques Junqueira Magalhães Nogueira Pacheco Queiroz Rezende Siqueira Teixeira Vasconcelos"
    ),
    6,
    two_families=True,
)
INDIAN = Culture(
    "IN",
    _givens(
        "Lakshmi:Laxmi/Laxmi Priyanka:Priya Sushma Aishwarya:Aishu Kavitha/Kavita Deepthi:Deepu/Deepti Meenakshi:Meena Pooja/Puja"
    ),
    _givens(
        "Venkatesh:Venky Subramaniam:Subbu/Subramanian Rajesh:Raj Harish Krishnan:Kris/Krishna Srinivas:Srini/Shrinivas Vivek Aditya:Adi"
    ),
    _families(
        "Iyer Sharma Patel Reddy Nair Gupta Singh Rao Chatterjee Mukherjee Krishnamurthy Deshpande Bhattacharya Venkataraman Kaur Pillai Agarwal Banerjee Chaudhary Desai Ganguly Hegde Joshi Kulkarni Malhotra Narayanan Ojha Parthasarathy Ranganathan Saxena Trivedi Varma Wadhwa Yadav Acharya Bose Chopra Dutta Goswami Jain Kapoor Mehta"
    ),
    9,
)
CHINESE = Culture(
    "CN",
    _givens(
        "Xiaoyan:Michelle/Xiao-yan Meiling:Grace/Mei-Ling Yuting:Tina/Yu-Ting Lihua/Li-Hua Jing:Jean Qian:Cherry Xue:Snow Yifei/Yi-Fei"
    ),
    _givens(
        "Wei:David Jianguo:James/Jian-Guo Zhiyuan:Kevin/Zhi-Yuan Haoran:Howard/Hao-Ran Guoqiang/Guo-Qiang Lei:Leo Peng:Peter Yong:Tony"
    ),
    _families(
        "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ouyang Situ Zheng Xie Cai Deng Feng Gao Guo He Jiang Kong Liang Ma Pan Qiu Ren Shen Tang Wei Xiao Yan Zeng Zhu Luo Song Tan Fang"
    ),
    8,
    family_first=True,
)
KOREAN = Culture(
    "KR",
    _givens(
        "Ji-woo/Jiwoo,Ji_Woo Seo-yeon/Seoyeon,Seo_Yeon Eun-ji/Eunji,Eun_Ji Min-seo/Minseo Hye-jin/Hyejin,Hye_Jin Su-bin/Subin"
    ),
    _givens(
        "Min-jun/Minjun,Min_Jun Sung-ho/Sungho,Seong-ho Joon-ho/Junho,Jun-ho Dong-hyun/Donghyun,Dong_Hyun Tae-yang/Taeyang"
    ),
    _families(
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Hwangbo Namgung Ahn Bae Baek Han Hong Hwang Jeon Ko Kwon Min Moon Nam Oh Seo Shin Son Song Yang Yoo"
    ),
    5,
    family_first=True,
)
VIETNAMESE = Culture(
    "VN",
    _givens("Thị_Hương:Hương Ngọc_Ánh:Ánh Thu_Thủy:Thủy Minh_Châu:Châu Bích_Ngọc:Ngọc"),
    _givens("Văn_Dũng:Dũng Quốc_Anh:Anh Minh_Tuấn:Tuấn Đức_Thắng:Thắng Hữu_Phước:Phước"),
    _families("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Mai Lương Tô"),
    3,
    family_first=True,
)
RUSSIAN = Culture(
    "RU",
    _givens(
        "Александра:Саша Екатерина:Катя Наталья:Наташа Мария:Маша Ольга:Оля Татьяна:Таня Юлия:Юля Ксения:Ксюша Анастасия:Настя"
    ),
    _givens(
        "Александр:Саша Владимир:Вова,Володя Дмитрий:Дима Алексей:Лёша Евгений:Женя Николай:Коля Сергей:Серёжа Юрий:Юра Михаил:Миша"
    ),
    _families(
        "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Щербаков Жуковский Чайковский Ковалёв Яковлев Хрущёв Андреев Баранов Воробьёв Григорьев Дорофеев Егоров Зайцев Ильинский Комаров Лебедев Макаров Никитин Орлов Павлов Романов Степанов Тарасов Ушаков Фёдоров Цветков Шубин Юдин Беляев Вишневский"
    ),
    5,
    inflect=(("ский", "ская"), ("ов", "ова"), ("ёв", "ёва"), ("ев", "ева")),
    script="cyrillic",
)
POLISH = Culture(
    "PL",
    _givens(
        "Małgorzata:Gosia Katarzyna:Kasia Agnieszka:Aga Joanna:Asia Barbara:Basia Aleksandra:Ola Magdalena:Magda Krystyna:Krysia"
    ),
    _givens(
        "Krzysztof:Krzysiek Stanisław:Staszek Wojciech:Wojtek Tomasz:Tomek Paweł Łukasz Grzegorz:Grzesiek Jakub:Kuba Zbigniew:Zbyszek"
    ),
    _families(
        "Kowalski Nowak Wiśniewski Dąbrowski Lewandowski Zieliński Szymański Woźniak Kozłowski Jankowski Wójcik Krawczyk Błaszczykowski Adamczyk Baran Chmielewski Duda Filipek Górski Jabłoński Kaczmarek Laskowski Maciejewski Olszewski Pawłowski Rutkowski Sikora Tomaszewski Urbański Witkowski Zawadzki Mazur Pietrzak Szczepański"
    ),
    5,
    inflect=(("ski", "ska"), ("cki", "cka")),
)
GREEK = Culture(
    "GR",
    _givens("Αικατερίνη:Κατερίνα Ελένη:Λένα Γεωργία Παναγιώτα:Γιώτα Ευαγγελία:Λίτσα"),
    _givens(
        "Ιωάννης:Γιάννης Γεώργιος:Γιώργος Δημήτριος:Δημήτρης,Μήτσος Κωνσταντίνος:Κώστας Παναγιώτης:Τάκης Νικόλαος:Νίκος"
    ),
    _families(
        "Παπαδόπουλος Οικονόμου Γεωργίου Αντωνόπουλος Καραγιάννης Μακρής Χατζηδάκης Βλαχόπουλος Αλεξίου Δημόπουλος Ζαχαράκης Καλογεράκης Λαμπρόπουλος Μητσοτάκης Νικολάου Ξενάκης Πετράκης Σταυρόπουλος Τσάκαλος Φωτόπουλος"
    ),
    2,
    inflect=(("όπουλος", "οπούλου"), ("άκης", "άκη"), ("ής", "ή")),
    script="greek",
)
ARAB = Culture(
    "AE",
    _givens(
        "Fatima:Fatma/Fatimah,Fatema Aisha/Ayesha,Aysha Noor/Nour,Nur Layla/Leila,Laila Mariam/Maryam,Miriam Zainab/Zeinab Yasmin/Yasmine"
    ),
    _givens(
        "Mohammed:Mo/Muhammad,Mohamed,Mohammad Ahmed/Ahmad Hussein/Hussain,Husain Youssef/Yusuf,Yousef Khaled/Khalid Omar/Umar Abdul_Rahman/Abdulrahman,Abdelrahman Tariq/Tarek"
    ),
    _families(
        "Al-Farsi Al_Mansouri El-Sayed Haddad Khoury Bin_Saeed Abdallah Nasser Qureshi Al-Rashid El_Amrani Hamdan Sabbagh Al-Hashimi Barakat Darwish El-Masri Fakhoury Ghanem Halabi Ibrahim Jaber Karam Mahfouz Najjar Osman Rahimi Saleh Tawfik Zidan Al-Otaibi"
    ),
    5,
)
ALL = (AMERICAN, HISPANIC, BRAZILIAN, INDIAN, CHINESE, KOREAN, VIETNAMESE, RUSSIAN, POLISH, GREEK, ARAB)

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
        strict=True,
    )
)
_PASSPORT = {"х": "h", "й": "i", "ж": "j", "ю": "iu", "я": "ia", "ё": "yo", "щ": "sch"}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True
    )
)


def in_latin(word: str, script: str, *, other: bool = False) -> str:
    """The word as its bearer writes it abroad, or with the other usual table."""
    import unicodedata

    if not script:
        return word
    table = dict(_CYRILLIC if script == "cyrillic" else _GREEK)
    if other and script == "cyrillic":
        table |= _PASSPORT
    if other and script == "greek":
        table |= {"η": "e", "χ": "h", "β": "b", "υ": "u"}
    plain = unicodedata.normalize("NFD", word.lower()) if script == "greek" else word.lower()
    if script == "greek":
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = plain.replace("ου", "ou").replace("γγ", "ng").replace("ευ", "ev").replace("αυ", "av")
    return "".join(table.get(letter, letter) for letter in plain).title()
