"""What people, places and companies of the first book are called."""

GIVEN = {
    "de": (
        "Anna Andrea Angelika Barbara Birgit Brigitte Christina Claudia Daniela Elisabeth Franziska Gabriele Heike Ines "
        "Jana Johanna Julia Karin Katharina Katrin Kerstin Laura Lena Magdalena Manuela Maria Martina Monika Nicole "
        "Petra Renate Sabine Sandra Silke Stefanie Susanne Theresa Ulrike Ursula Verena",
        "Alexander Andreas Anton Bernd Bernhard Christian Christoph Daniel Dieter Dirk Ferdinand Florian Frank Friedrich "
        "Georg Gerhard Hans Heinrich Holger Jan Joachim Johannes Josef Jürgen Jörg Karl Klaus Lukas Markus Martin "
        "Matthias Maximilian Michael Nikolaus Peter Philipp Ralf Robert Sebastian Stefan Thomas Tobias Ulrich Uwe "
        "Werner Wilhelm Wolfgang",
    ),
    "en": (
        "Abigail Alexandra Alice Amanda Amy Barbara Catherine Charlotte Christine Deborah Dorothy Eleanor Elizabeth Emily "
        "Emma Frances Grace Hannah Helen Isabella Jacqueline Jane Jennifer Jessica Judith Karen Kimberly Laura Linda "
        "Margaret Mary Nancy Olivia Pamela Patricia Rachel Rebecca Samantha Sarah Susan Victoria Virginia",
        "Alexander Andrew Anthony Benjamin Brian Charles Christopher Daniel David Donald Douglas Edward Eric Francis "
        "Frederick George Gregory Henry Jacob James Jeffrey John Jonathan Joseph Joshua Kenneth Kevin Lawrence Mark "
        "Matthew Michael Nathan Nicholas Patrick Paul Peter Philip Richard Robert Ronald Samuel Scott Stephen Steven "
        "Theodore Thomas Timothy Walter William Zachary",
    ),
    "es": (
        "Alejandra Ana Beatriz Carmen Cristina Elena Francisca Isabel Josefa Laura Lucía María Marta Mercedes Pilar "
        "Teresa",
        "Alejandro Antonio Carlos Enrique Fernando Francisco Ignacio Javier Jesús José Juan Luis Manuel Miguel Pablo "
        "Pedro Rafael Santiago Sergio",
    ),
    "fr": (
        "Amélie Camille Catherine Cécile Chantal Claire Élodie Françoise Hélène Isabelle Juliette Madeleine Margaux "
        "Nathalie Sophie Véronique",
        "Alain Antoine Benoît Étienne François Frédéric Guillaume Jacques Jérôme Laurent Luc Mathieu Nicolas Olivier "
        "Philippe Pierre Rémi Sébastien Thierry Vincent",
    ),
    "ru": (
        "Anastasia Ekaterina Elena Irina Natalia Olga Svetlana Tatiana",
        "Alexey Andrey Dmitry Igor Ivan Mikhail Nikolay Pavel Sergey Vladimir Yuri",
    ),
}
FAMILY = {
    "de": (
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf "
        "Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann "
        "Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel "
        "Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig "
        "Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas "
        "Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold",
        "Alt Neu Ober Unter Hinter Vorder Stein Wald Berg Tal Moos Acker Hoch Nieder Eich Birken Linden Buch Grün Weiß "
        "Schwarz Roth Kirch Mühl Brunn Wies Hirsch Fuchs Vogel Sonn",
        "bauer berger mann huber mayr hofer müller bacher egger eder leitner reiter steiner wieser thaler auer",
    ),
    "en": (
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Thompson "
        "White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter "
        "Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers "
        "Morgan Cooper Peterson Reed Bailey Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray Hughes "
        "Price Myers Long Foster Sanders Ross Morales Powell Sullivan Russell Ortiz Jenkins Perry Butler Barnes Fisher",
        "Ash Black Brad Brook Burn Clay Cran Dray East Fair Farn Green Hamp Hart Hazel High Kings Lang Long Marsh Mill "
        "New North Oak Rad Red Stan Thorn West Whit",
        "ford ley ton field wood worth well bury by ham stone bridge brook dale more",
    ),
    "es": (
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz "
        "Moreno Álvarez Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano",
        "Val Mont Villa Cas Font Rib Cam San Bel Mir",
        "era ardo ares eda ell olle igo uerta anova alba",
    ),
    "fr": (
        "Martin Bernard Dubois Durand Leroy Moreau Simon Laurent Lefebvre Michel Roux Fournier Girard Bonnet Lambert "
        "Fontaine Rousseau Chevalier Morel Mercier Blanc Guérin Boyer Garnier Faure Perrin Clément Gauthier",
        "Beau Bois Champ Clair Cour Mont Val Rive Roche Fon",
        "champ mont vert fort ville lier net rand teau",
    ),
    "ru": (
        "Ivanov Smirnov Kuznetsov Popov Vasiliev Petrov Sokolov Mikhailov Novikov Fedorov Morozov Volkov Alekseev Lebedev "
        "Semenov Egorov Pavlov Kozlov Stepanov Nikolaev Orlov Andreev Makarov Nikitin Zakharov",
        "Bel Chern Krasn Gol Zol Star Vod Les",
        "ikov enkov anov ovsky ukhin itsyn",
    ),
}
MORE = {
    "de": ("s", "n", "er", "ing", "l", "sen"),
    "en": ("s", "er", "son", "ing"),
    "es": ("s", "ez", "o", "ero"),
    "fr": ("eau", "et", "ard", "in"),
    "ru": ("", "", ""),
}
PET = {
    "Alexander": "Alex",
    "Alexandra": "Sandra",
    "Andreas": "Andi",
    "Andrew": "Andy",
    "Anthony": "Tony",
    "Antonio": "Toni",
    "Barbara": "Babs",
    "Benjamin": "Ben",
    "Bernhard": "Bernd",
    "Catherine": "Kate",
    "Charles": "Charlie",
    "Charlotte": "Lottie",
    "Christina": "Tina",
    "Christine": "Chris",
    "Christoph": "Chris",
    "Christopher": "Chris",
    "Daniel": "Dan",
    "David": "Dave",
    "Deborah": "Debbie",
    "Dorothy": "Dot",
    "Edward": "Ted",
    "Eleanor": "Nell",
    "Elisabeth": "Sissi",
    "Elizabeth": "Liz",
    "Ferdinand": "Ferdl",
    "Frances": "Fran",
    "Francisco": "Paco",
    "Franziska": "Franzi",
    "Frederick": "Fred",
    "Friedrich": "Fritz",
    "Georg": "Schorsch",
    "Gerhard": "Gerd",
    "Gregory": "Greg",
    "Heinrich": "Heinz",
    "Henry": "Harry",
    "Ignacio": "Nacho",
    "Isabella": "Bella",
    "Jacqueline": "Jackie",
    "James": "Jim",
    "Jennifer": "Jen",
    "Jeffrey": "Jeff",
    "Joachim": "Jochen",
    "Johanna": "Hanna",
    "Johannes": "Hans",
    "John": "Jack",
    "Jonathan": "Jon",
    "Josef": "Sepp",
    "Joseph": "Joe",
    "José": "Pepe",
    "Katharina": "Kathi",
    "Kenneth": "Ken",
    "Lawrence": "Larry",
    "Magdalena": "Lena",
    "Margaret": "Peggy",
    "Matthew": "Matt",
    "Maximilian": "Max",
    "Michael": "Mike",
    "Nicholas": "Nick",
    "Nikolaus": "Klaus",
    "Patricia": "Trish",
    "Patrick": "Paddy",
    "Peter": "Pete",
    "Philip": "Phil",
    "Rebecca": "Becky",
    "Richard": "Dick",
    "Robert": "Bob",
    "Ronald": "Ron",
    "Samantha": "Sam",
    "Samuel": "Sam",
    "Sebastian": "Basti",
    "Stefanie": "Steffi",
    "Stephen": "Steve",
    "Steven": "Steve",
    "Susan": "Sue",
    "Susanne": "Susi",
    "Theodore": "Ted",
    "Theresa": "Resi",
    "Thomas": "Tom",
    "Timothy": "Tim",
    "Tobias": "Tobi",
    "Ulrich": "Uli",
    "Ulrike": "Uli",
    "Ursula": "Uschi",
    "Victoria": "Vicky",
    "Walter": "Walt",
    "Wilhelm": "Willi",
    "William": "Bill",
    "Wolfgang": "Wolfi",
    "Zachary": "Zack",
    "Dmitry": "Dima",
    "Ekaterina": "Katya",
    "Natalia": "Natasha",
    "Alexey": "Alyosha",
}
CYRILLIC = dict(zip("abvgdezijklmnoprstufy", "абвгдезийклмнопрстуфы", strict=True)) | {
    "kh": "х",
    "ts": "ц",
    "ch": "ч",
    "sh": "ш",
    "yu": "ю",
    "ya": "я",
    "ia": "ия",
}
TOWNS = {
    "de": (
        "Deutschland",
        [("München", "80"), ("Berlin", "10"), ("Hamburg", "20"), ("Köln", "50"), ("Leipzig", "04")],
    ),
    "en": ("United Kingdom", [("London", "SW"), ("Leeds", "LS"), ("Bristol", "BS"), ("York", "YO")]),
    "es": ("España", [("Madrid", "28"), ("Sevilla", "41"), ("Valencia", "46")]),
    "fr": ("France", [("Paris", "75"), ("Lyon", "69"), ("Nantes", "44")]),
    "ru": ("Germany", [("Berlin", "10"), ("Dresden", "01")]),
}
STREETS = "Hauptstraße Lindenweg Bahnhofstraße Gartenweg High-Street Mill-Lane Church-Road Rue-Neuve Calle-Mayor".split()
CODES = {"de": "+49", "en": "+44", "es": "+34", "fr": "+33", "ru": "+49"}
STYLES = ("{0}.{1}", "{0}{1}", "{2}{1}", "{0}", "{1}.{0}", "{0}_{1}", "{0}{3}", "{0}.{1}{3}")
FREE = ("gmail.com", "gmx.de", "web.de", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com")
TITLES = (
    "Engineer",
    "Head of Sales",
    "Consultant",
    "Professor",
    "Designer",
    "Project Manager",
    "Director",
    "Nurse",
)
