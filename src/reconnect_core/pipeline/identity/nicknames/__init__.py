"""Given names that one person may go by, and further given names that are known to be different names.

Each stretch of a list up to a semicolon is one name with its short, pet and spelling forms; a form may stand
for several names. Two lists may tell of one name: the first word of a stretch is the name.
"""

from functools import cache

from . import europe, further, world

MEN = """
laurence lawrence maurice george jose andre rene luke eugene theodore jerome terence felipe henrique guilherme
vicente pierre philippe giuseppe clarence jorge jaime enrique nikolai alexei sergei yuri giovanni luigi andrei
dante luca nikola ilya joshua mustafa hamza osama reza krishna ali adi ravi rajendra raghavendra aditya
siddhartha zachary levi eli leslie danny bruce claude wallace horace wayne mordechai dimitri vasily anatoly
vitaly grigory arkady gennady evgeny lorenzo mattia
anthony geoffrey gregory guillaume henry jeffrey jeremy rodney salvatore stanley jerzy jiri pierluigi josiah
isaiah elijah bradley abdullah sami kenichi hiroshi dmitry andrii oleksii mykola gianluca yehoshua sydney
harry jerry kelly constantine serge raffaele godfrey valentine stephane
"""
"""Men's names that end as women's do."""
WOMEN = """
abigail agnes alison allison bridget edith eleanor elizabeth elisabeth elisabet evelyn frances gail gillian
gwendolyn juliet harriet hedwig helen ines isabel isobel janet jennifer joan karen karin kathleen katalin
caitlin kristen leigh leonor lourdes lynn margaret marilyn marion maryam maureen megan mildred milagros
miriam millicent madison phyllis rachel raquel rosalind rosamund sigrid soo susan waltraud wiltrud winifred
vivian beatriz manpreet zainab birgit monique veronique angelique zeynep erzsebet
"""
"""Women's names that end as men's do."""


@cache
def _forms() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stretch in f"{europe.GROUPS};{world.GROUPS};{further.GROUPS}".split(";"):
        name, *forms = stretch.split()
        found.setdefault(name, [name]).extend(forms)
    return found


def groups() -> dict[str, list[int]]:
    """For each form as written here, the numbers of the names it may stand for."""
    found: dict[str, list[int]] = {}
    for number, forms in enumerate(_forms().values()):
        for form in forms:
            found.setdefault(form, []).append(number)
    return found


def formal() -> list[str]:
    """The name that each number stands for, in order of the numbers."""
    return list(_forms())


def others() -> list[str]:
    """Further given names; two different ones are two people, however alike they are spelled."""
    return [*europe.OTHERS.split(), *world.OTHERS.split()]
