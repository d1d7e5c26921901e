"""Ways of telling who is who in a book: ours, the plainest, and two known tools in a venv of their own."""

import json
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from reconnect_core import Contact, ContactRef, phones
from reconnect_core.pipeline import identity

from .books import Book, Verdict

Numbers = dict[ContactRef, tuple[str, ...]]


class Result(NamedTuple):
    """How well and at what cost (CPU seconds); ``asked`` counts the pairs left to the user."""

    verdict: Verdict
    cpu: float
    asked: int | None = None


def e164s(contacts: Iterable[Contact], region: str) -> Numbers:
    """The numbers of each record as the pipeline takes them."""
    return {contact.ref: phones.e164s(contact, region) for contact in contacts}


def ours(book: Book, numbers: Numbers) -> Result:
    """The stage of this project."""
    begin = time.process_time()
    fused = identity.people(book.contacts, numbers)
    used = time.process_time() - begin
    groups = [[contact.ref for contact in person.contacts] for person in fused.people]
    return Result(book.judged(groups), used, len(fused.maybe_same))


def exact_keys(book: Book, numbers: Numbers) -> Result:
    """The plainest method: whoever shares an address or a number is one."""
    begin = time.process_time()
    parent = list(range(len(book.contacts)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[str, int] = {}
    for at, contact in enumerate(book.contacts):
        mails = [mail.strip().lower() for mail in contact.emails]
        for key in (*mails, *filter(None, numbers[contact.ref])):
            parent[find(at)] = find(first.setdefault(key, at))
    groups = defaultdict(list)
    for at, contact in enumerate(book.contacts):
        groups[find(at)].append(contact.ref)
    used = time.process_time() - begin
    return Result(book.judged(groups.values()), used)


def rival(python: Path, tool: str, book: Book, numbers: Numbers) -> Result:
    """A known tool on the records of people, with each record's names, two mailboxes, two numbers and more."""
    known = [contact for contact in book.contacts if contact.ref in book.truth]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.jsonl"
        rows = (json.dumps(_row(at, contact, numbers)) for at, contact in enumerate(known))
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        script = Path(__file__).with_name("rivals.py")
        done = subprocess.run([python, script, path, tool], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return Result(book.judged([[known[at].ref for at in group] for group in found["groups"]]), found["cpu"])


def _row(at: int, contact: Contact, numbers: Numbers) -> dict[str, Any]:
    reach = [*filter(None, numbers[contact.ref]), "", ""]
    mails = [*(mail.strip().lower() for mail in contact.emails), "", ""]
    return {
        "at": at,
        "given": (contact.given or contact.name.partition(" ")[0]).lower(),
        "family": (contact.family or contact.name.rpartition(" ")[2]).lower(),
        "email": mails[0],
        "email2": mails[1],
        "phone": reach[0],
        "phone2": reach[1],
        "organisation": contact.organisation.lower(),
        "birthday": str(contact.birthday or ""),
    }
