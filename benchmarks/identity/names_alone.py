"""What a name alone is worth: what the decoys of a book foretell, and the truth.

python -m benchmarks.identity.names_alone
"""

from reconnect_core.pipeline.identity import aside, records
from reconnect_core.pipeline.identity.clustering import Fusing
from reconnect_core.pipeline.identity.namesakes import Namesakes

from . import methods
from .books import BOOKS


def main() -> None:
    """Print, for each book, how many of the pairs that a name alone could join are two people."""
    print(
        "| book | pairs | two people, foretold | two people, truly | names alone may join |\n|---|---|---|---|---|"
    )
    for name, module in BOOKS.items():
        book = module.make()
        rows = records.read(
            [contact for contact in book.contacts if not aside.why(contact)],
            methods.e164s(book.contacts, module.REGION),
        )
        fusing = Fusing(rows, records.census(rows), set())
        fusing.join_strong()
        found = Namesakes(rows, fusing.find, fusing.book)
        pairs = [
            [book.truth.get(rows[at].contact.ref) for at in pair]
            for pair in found.pairs()
            if found.stores[pair[0]].isdisjoint(found.stores[pair[1]])
        ]
        truly = sum(one != other for one, other in pairs) / max(len(pairs), 1)
        may = "yes" if found.a_name_tells() else "no"
        print(f"| {name} | {len(pairs)} | {found.wrong():.3f} | {truly:.3f} | {may} |", flush=True)


if __name__ == "__main__":
    main()
