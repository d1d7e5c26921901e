"""Names as a writer in the West would list them, each with the short forms its bearers are called by."""

import random
from typing import NamedTuple


class Tongue(NamedTuple):
    """What people of one language are called, where they live and how one dials them."""

    men: str
    women: str
    families: str
    towns: str
    country: str
    code: str


TONGUES = {
    "english": Tongue(
        "John=Jack,Johnny James=Jim,Jimmy,Jamie Robert=Bob,Rob,Bobby William=Bill,Will,Billy Michael=Mike,Mick "
        "David=Dave Richard=Rick,Dick,Rich Thomas=Tom,Tommy Charles=Charlie,Chuck Edward=Ed,Ted,Eddie Joseph=Joe "
        "Daniel=Dan,Danny Anthony=Tony Andrew=Andy,Drew Christopher=Chris Matthew=Matt Nicholas=Nick Peter=Pete "
        "Stephen=Steve Samuel=Sam Benjamin=Ben Alexander=Alex,Sandy Gregory=Greg Kenneth=Ken Timothy=Tim "
        "Patrick=Pat,Paddy Jonathan=Jon Lawrence=Larry Henry=Harry,Hank Francis=Frank Frederick=Fred,Freddie "
        "Gerald=Gerry Leonard=Len,Lenny Philip=Phil Raymond=Ray Ronald=Ron Theodore=Ted,Theo Walter=Walt "
        "Douglas=Doug Donald=Don George Mark Paul Brian Kevin Scott Eric Ryan Simon Adam Oliver=Ollie "
        "Harold=Harry,Hal Albert=Al,Bert Arthur=Art Vincent=Vince Zachary=Zach Jeffrey=Jeff Nathaniel=Nate "
        "Dominic=Dom Eugene=Gene Russell=Russ Stanley=Stan Martin Graham Neil Keith Trevor Duncan Craig Sean",
        "Mary=Molly Elizabeth=Liz,Beth,Betty,Lizzie Margaret=Maggie,Peggy,Meg Katherine=Kate,Kathy,Katie "
        "Catherine=Cathy,Kate Jennifer=Jen,Jenny Patricia=Pat,Patty,Trish Barbara=Barb Susan=Sue,Susie "
        "Deborah=Deb,Debbie Rebecca=Becky,Becca Christine=Chris,Tina Victoria=Vicky,Tori Alexandra=Alex,Sandra "
        "Samantha=Sam Jessica=Jess Abigail=Abby Pamela=Pam Jacqueline=Jackie Theresa=Terry,Tess Dorothy=Dot "
        "Eleanor=Ellie,Nell Josephine=Jo,Josie Judith=Judy Cynthia=Cindy Amanda=Mandy Kimberly=Kim "
        "Stephanie=Steph Virginia=Ginny Frances=Fran Sarah=Sally Anne=Annie Emma Laura Alice Ruth Nancy Karen "
        "Julia Claire Rachel Madeleine=Maddie Gabrielle=Gabby Caroline=Carrie Charlotte=Lottie Isabella=Bella "
        "Penelope=Penny Philippa=Pippa Harriet=Hattie Melissa=Mel Valerie=Val Gwendolyn=Gwen Heather Joan "
        "Rosemary=Rosie Angela=Angie Natalie Helen Diane Fiona Joyce Linda Sharon Tracey Hazel Imogen Louise",
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Thompson White Harris Clark "
        "Lewis Robinson Walker Hall Young King Wright Hill Scott Green Adams Baker Nelson Carter Mitchell Roberts "
        "Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Bell Bailey "
        "Cooper Richardson Cox Howard Ward Watson Brooks Kelly Gray Hughes Price Bennett Wood Barnes Ross "
        "Henderson Coleman Jenkins Perry Powell Long Patterson Russell Foster Butler Simmons Bryant Griffin "
        "O'Brien O'Connor O'Neill McDonald McKenzie MacLeod FitzGerald",
        "Boston Chicago Seattle Denver Portland Austin Atlanta Philadelphia",
        "USA",
        "1",
    ),
    "german": Tongue(
        "Johannes=Hannes,Hans Friedrich=Fritz Maximilian=Max Sebastian=Basti Matthias Jürgen Günther Jörg "
        "Wolfgang Andreas=Andi Michael=Michi Ulrich=Uli Stefan Klaus Björn Dieter Heinz Torsten Bernd",
        "Katharina=Kathi Elisabeth=Lisa,Elli Susanne=Susi Ursula=Uschi Gabriele=Gabi Brigitte=Gitti Heike Sabine "
        "Jutta Ingrid Monika=Moni Angelika=Geli Franziska=Franzi Johanna=Hanna Magdalena=Lena Käthe Anke",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter "
        "Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Köhler Jäger Vogel "
        "Groß Weiß Kühn Böhm Förster Götz Strauß Lüdtke Dörr Hölzl Brückner",
        "Berlin München Hamburg Köln",
        "Germany",
        "49",
    ),
    "french": Tongue(
        "François Jean-Pierre Jean-Luc Étienne Benoît Jérôme Frédéric=Fred Guillaume Mathieu Stéphane Rémi Olivier "
        "Thierry Pascal Philippe",
        "Hélène Françoise Chloé Amélie Geneviève Véronique=Véro Élodie Sylvie Anaïs Marie-Claire Céline Aurélie "
        "Nathalie Isabelle",
        "Martin Bernard Dubois Robert Durand Leroy Moreau Lefèvre Garçon Béranger Lévêque Fournier Girard Chevalier "
        "Gauthier Rousseau d'Arcy Le_Goff",
        "Paris Lyon Nantes",
        "France",
        "33",
    ),
    "spanish": Tongue(
        "José=Pepe Francisco=Paco,Fran Javier=Javi Manuel=Manolo Ignacio=Nacho Enrique=Quique Ángel Andrés Rubén "
        "Joaquín Guillermo Carlos Luis",
        "María Dolores=Lola Concepción=Concha Mercedes=Merche Pilar Inés Begoña Rocío Guadalupe=Lupe Isabel=Isa "
        "Lucía Sofía Carmen",
        "García López Martínez Sánchez Fernández González Rodríguez Pérez Gómez Núñez Ibáñez Muñoz Domínguez "
        "Peña Ordóñez Ruiz Vega",
        "Madrid Sevilla Bilbao",
        "Spain",
        "34",
    ),
    "italian": Tongue(
        "Giuseppe=Beppe Giovanni=Gianni Francesco Alessandro=Ale,Sandro Lorenzo Niccolò Antonio Luca Matteo Marco",
        "Francesca Alessandra=Sandra Giulia Chiara Federica Valentina=Vale Elisabetta=Betta Giovanna=Gianna Elena",
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino De_Luca Di_Stefano Conti Gallo Costa",
        "Milano Torino Roma",
        "Italy",
        "39",
    ),
    "nordic": Tongue(
        "Søren Jørgen Åke Björn Lars Anders Håkan Magnus Øyvind Karl Nils Erik Mikkel",
        "Åsa Kirsten Ingrid Solveig Märta Sigrid Astrid Liv Karin Birgitta=Gitta Kristina=Stina",
        "Hansen Johansson Nielsen Lindström Sjögren Møller Sørensen Håkansson Bergström Ødegård Nygård Kjær Holm",
        "København Stockholm Oslo",
        "Denmark",
        "45",
    ),
    "dutch": Tongue(
        "Pieter=Piet Cornelis=Kees Willem=Wim Hendrik=Henk Theodorus=Theo Bram Daan Joost Maarten Sander",
        "Margaretha=Greet Wilhelmina=Willy Femke Sanne Anneke Marloes Lotte Saskia Marijke",
        "de_Vries van_Dijk van_den_Berg Bakker Visser Smit de_Boer Mulder van_der_Meer Vermeulen ter_Horst Dekker",
        "Amsterdam Utrecht",
        "Netherlands",
        "31",
    ),
    "polish": Tongue(
        "Łukasz Paweł Krzysztof=Krzysiek Aleksander=Olek Tomasz=Tomek Wojciech=Wojtek Michał Stanisław=Staszek",
        "Małgorzata=Gosia Katarzyna=Kasia Joanna=Asia Agnieszka=Aga Zofia=Zosia Elżbieta=Ela Magdalena=Magda",
        "Nowak Wójcik Kowalczyk Woźniak Kozłowski Jankowski Lewandowski Zieliński Szymański Dąbrowski Pająk",
        "Warszawa Kraków",
        "Poland",
        "48",
    ),
    "indian": Tongue(
        "Rajesh=Raj Venkatesh=Venkat Sanjay Arjun Vikram=Vik Suresh Anil Krishnan",
        "Priya Sunita Lakshmi Deepika Anjali=Anju Kavita Meera Shreya",
        "Patel Sharma Iyer Raghunathan Mukherjee Reddy Nair Chatterjee Subramanian Banerjee Gupta Rao",
        "Bengaluru Mumbai",
        "India",
        "91",
    ),
    "russian": Tongue(
        "Сергей/Sergei/Sergey Дмитрий/Dmitry/Dmitri Алексей/Alexey/Aleksei Юрий/Yuri/Yury Андрей/Andrei/Andrey",
        "Екатерина/Ekaterina/Yekaterina Наталья/Natalia/Natalya Юлия/Yulia/Julia Татьяна/Tatiana/Tatyana",
        "Иванов/Ivanov/Ivanov Соколов/Sokolov/Sokoloff Зайцев/Zaitsev/Zaytsev Михайлов/Mikhailov/Mikhaylov "
        "Чернов/Chernov/Tchernov Щербаков/Shcherbakov/Scherbakov Васильев/Vasiliev/Vasilyev",
        "Riga Vilnius",
        "Latvia",
        "371",
    ),
}
SHARE = {"english": 60, "german": 11, "french": 6, "spanish": 6, "italian": 4, "nordic": 4, "dutch": 3} | {
    "polish": 2,
    "indian": 2,
    "russian": 2,
}
STEMS = "Ash Black Brad Crow Dun East Fair Green Hart Holl Kings Lang Marsh Nor Oak Pem Rad Stan Thorn Wake Whit Win"
ENDINGS = "ford ley ton well by combe worth wood field bourne stead wick"
TRANSLITERATED = dict(
    zip(
        "äöüßåøæéèêëáàâãíìîïóòôõúùûñçłśźżąęćńÄÖÜÅØÉÍÓŁÁ",
        "ae oe ue ss aa oe ae e e e e a a a a i i i i o o o o u u u n c l s z z a e c n Ae Oe Ue Aa Oe E I O L A".split(),
        strict=True,
    )
)
BARE = TRANSLITERATED | dict(zip("äöüåøÄÖÜÅØ", "aouaoAOUAO", strict=True))


class Word(NamedTuple):
    """A name with its short forms; or, for names of another script, with its two spellings in Latin letters."""

    full: str
    short: tuple[str, ...] = ()
    script: str = ""
    spelling: str = ""


def words(listed: str) -> list[Word]:
    """``James=Jim,Jamie Юрий/Yuri/Yury`` as words."""
    found = []
    for entry in listed.split():
        name, _, short = entry.replace("_", " ").partition("=")
        script, *latin = name.split("/")
        if latin:
            found.append(Word(latin[0], (), script, latin[1]))
        else:
            found.append(Word(name, tuple(short.split(",")) if short else ()))
    return found


MEN = {tongue: words(listed.men) for tongue, listed in TONGUES.items()}
WOMEN = {tongue: words(listed.women) for tongue, listed in TONGUES.items()}
FAMILIES = {tongue: words(listed.families) for tongue, listed in TONGUES.items()}
FAMILIES["english"] += [Word(stem + ending) for ending in ENDINGS.split() for stem in STEMS.split()]


def drawn(chance: random.Random, some: list[Word]) -> Word:
    """One of them; the first are the commonest, as names are."""
    return chance.choices(some, [1 / (rank + 6) for rank in range(len(some))])[0]


def without_marks(text: str, table: dict[str, str]) -> str:
    """Müller as Mueller (or Muller), as who lacks the key types it."""
    return "".join(table.get(letter, letter) for letter in text)


def mistyped(chance: random.Random, word: str) -> str:
    """One letter dropped, doubled, swapped with the next or replaced; never the first."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[: at + 1] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice("aeinrst") + word[at + 1 :]
