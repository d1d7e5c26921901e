"""The vCard reader against vobject's own parse, on the same generated cards, in turn.

    python -m benchmarks.vcard [CARDS ROUNDS]

Floor: ``vobject.readComponents``. Bar: at most 1.5 times the floor.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

GIVEN = ("Anna", "Ben", "Carla", "David", "Ewa", "Farid", "Greta", "Hiro", "Ines", "Katya", "Mei", "Omar")
FAMILY = ("Adler", "Bianchi", "Costa", "Eriksen", "Gómez", "Hansen", "Ito", "Kowalska", "Müller", "Novák")
TOWNS = ("Berlin;BE;10115", "Lisboa;;1100", "Kraków;;30-001", "Springfield;IL;62701", "Åbo;;20100")
BAR = 1.5


def card(number: int, chance: random.Random) -> str:
    """A typical card of 12 to 16 properties, as phones and web address books write them."""
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{number:08x}-{chance.getrandbits(32):08x}",
        f"N:{family};{given};;;",
        f"FN:{given} {family}",
        f"ORG:Firma {number % 400};Sales",
        f"TITLE:Head of {family}",
        f"EMAIL;TYPE=INTERNET,WORK:{given.lower()}.{number}@example.com",
        f"TEL;TYPE=CELL:+49 170 {chance.randrange(10**7):07d}",
        f"TEL;TYPE=WORK,VOICE:+49 30 {chance.randrange(10**6):06d}",
        f"ADR;TYPE=HOME:;;{family}straße {number % 90 + 1};{chance.choice(TOWNS)};Germany",
        f"BDAY:19{chance.randrange(30, 99)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
    ]
    if number % 2:
        lines.append("NOTE:Met at a fair\\, talked about bees.\\nSends the newsletter\\; likes tea and long")
        lines.append("  walks by the river\\, and answers letters by hand.")
    if number % 3 == 0:
        lines += ["CATEGORIES:friends,choir", f"item1.URL:https://example.com/{number}"]
    return "\r\n".join([*lines, "REV:2024-05-01T10:00:00Z", "END:VCARD", ""])


def book(count: int, seed: int = 7) -> str:
    """The same ``count`` cards for the same seed."""
    chance = random.Random(seed)
    return "".join(card(number, chance) for number in range(count))


def seconds(read: Callable[[], int], count: int) -> float:
    """Processor seconds that one whole read takes."""
    begin = time.process_time()
    if read() != count:
        raise RuntimeError("a card was lost")
    return time.process_time() - begin


def main() -> None:
    """Print a Markdown table of both readers and their ratio."""
    import vobject

    from reconnect_carddav.vcard import read

    count, times = [int(word) for word in sys.argv[1:3]] or [10000, 3]
    text = book(count)
    data = text.encode()

    def ours() -> int:
        return sum(1 for _ in read(data, book="bench"))

    def theirs() -> int:
        return sum(1 for _ in vobject.readComponents(text))

    pairs = [(seconds(ours, count), seconds(theirs, count)) for _ in range(times)]
    ratios = sorted(mine / floor for mine, floor in pairs)
    print(f"{count} cards of {len(data) // count} bytes, {times} rounds, processor time\n")
    print("| reader | us a card | ratio to vobject (min – median – max) | bar |")
    print("|---|---|---|---|")
    for name, runs in zip(("reconnect", "vobject"), zip(*pairs, strict=True), strict=True):
        said = (
            f"{ratios[0]:.2f} – {statistics.median(ratios):.2f} – {ratios[-1]:.2f}"
            if name == "reconnect"
            else "1"
        )
        print(f"| {name} | {min(runs) / count * 1e6:.0f} | {said} | {BAR} |")


if __name__ == "__main__":
    main()
