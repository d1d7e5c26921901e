"""What people, places and firms of the other book are called."""

WOMEN = (
    "Agnieszka Aisha Alessia Amelia Ananya Anneke Aylin Beata Bianca Camila Carla Chiara Dagny Divya Dorota Ebru Elif "
    "Emine Esra Ewa Fatma Federica Femke Fleur Freja Giulia Grazyna Hanneke Hatice Helle Ingrid Isha Ilse Joana Kavya "
    "Kirsten Lakshmi Larissa Leila Lieke Linnea Lotte Luana Maarten Maja Malin Marit Meera Merve Mette Monique Neha "
    "Nermin Nour Paola Pernille Pooja Priya Rafaela Renata Sakura Saskia Sigrid Sofie Svetlana Tove Valentina Wiebke "
    "Yasmin Yuki Zeynep Zofia"
).split()
MEN = (
    "Ahmet Alessandro Anders Arjun Arne Bart Bartosz Bram Burak Caio Can Carlo Casper Davide Deniz Diego Emre Erik "
    "Fabio Femi Flavio Gijs Giovanni Grzegorz Haruto Hasan Henrik Hiroshi Ibrahim Jacek Jeroen Joao Jorgen Kaan Kees "
    "Kenji Kwame Lars Leandro Lorenzo Lukasz Magnus Marek Marco Mateusz Mehmet Mikkel Mustafa Niels Nikhil Olav Omar "
    "Paolo Pawel Pedro Per Piotr Rahul Rajesh Riccardo Rohan Ruben Salvatore Sander Sanjay Sven Tarik Thiago Tomasz "
    "Umut Vikram Wouter Yusuf Zbigniew"
).split()
STEMS = (
    "Aker Alves Anders Baker Banerj Barbosa Berg Bianch Brink Cardos Cavall Celik Chatterj Conti Dahl Demir Doorn Esposit "
    "Ferreir Fjell Gallo Gomes Gren Gupt Haas Hag Holm Iyer Jankow Kapo Kaya Klein Kowal Lind Lomb Lopes Lund Malhotr Marin "
    "Meij Mendes Mishr Moren Naka Nord Okaf Olivei Osman Ozturk Patel Peet Ricc Ros Sahin Sato Schout Shar Silv Skov Sorens "
    "Steen Strand Suzuk Tanak Teixei Tra Vand Verho Vick Visser Watan Wiec Wisni Yama Yildi Zand Zieli"
).split()
ENDINGS = "a i o e en er es in ski ska sen son man stra berg gaard vik ura oto ini elli ara eda oglu wicz aj ro".split()
COMPANIES = ("Northern Light Shipping", "Delta Data Works", "Banca Popolare Verde", "Oresund Bridge Partners")
FIRMS = (
    "Shipping",
    "Data Works",
    "Foods",
    "Textiles",
    "Energy",
    "Robotics",
    "Legal",
    "Airways",
    "Paper",
    "Pharma",
)
CITIES = (
    "Aarhus",
    "Bergen",
    "Bologna",
    "Gent",
    "Izmir",
    "Krakow",
    "Lisboa",
    "Malmo",
    "Mumbai",
    "Osaka",
    "Porto",
    "Utrecht",
)
HOSTS = (
    "posta.example",
    "mailo.com",
    "gmail.com",
    "ziggo.nl",
    "libero.it",
    "wp.pl",
    "yahoo.com",
    "hotmail.com",
    "bol.com.br",
)
KEYS = {
    row[i]: row[max(i - 1, 0)] + row[min(i + 1, len(row) - 1)]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i in range(len(row))
}
SHORT = {
    "Alessandro": "Sandro",
    "Alessandra": "Sandra",
    "Salvatore": "Toto",
    "Giovanni": "Gianni",
    "Tomasz": "Tomek",
    "Zbigniew": "Zbyszek",
    "Agnieszka": "Aga",
    "Mateusz": "Mati",
    "Bartosz": "Bartek",
    "Cornelis": "Kees",
    "Katarzyna": "Kasia",
    "Valentina": "Vale",
    "Lorenzo": "Renzo",
    "Riccardo": "Ricky",
    "Mustafa": "Musti",
    "Mehmet": "Memo",
    "Henrik": "Henke",
    "Anders": "Ante",
    "Grzegorz": "Grzesiek",
    "Federica": "Fede",
}
