"""The hooks of Reconnect, in the order they fire. Project, prefix and entry-point group: ``reconnect``.

Wrappers (``wrapper=True``, ``hookwrapper=True``) are refused. A plugin is imported only when the config
names it. Implementations may leave out arguments they do not need. Failing means to raise, to end the program,
to give something else than was asked for, or not to answer within the garden's ``deadline_seconds``; a plugin
that did not answer is not asked again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pluggy

from .model import Candidate, Part, Pick, Report, Wording
from .stores import AddressBook, Calendar, Journal

hookspec = pluggy.HookspecMarker("reconnect")
hookimpl = pluggy.HookimplMarker("reconnect")
"""The marker plugins put on their hook implementations."""


# --- Registration: called once for every plugin that the config names -------------------------------


@hookspec
def reconnect_addressbooks() -> Iterable[type[AddressBook]]:
    """Offer kinds of address books; the host makes instances from the config.

    :returns: classes, each with a ``kind`` no other plugin uses and a ``Settings`` dataclass.
    :if it fails: the plugin is set aside, its stores count as ones that could not be read, the other plugins
        go on, and the plan says so.
    :since: 0.1

    Example::

        from reconnect_core import AddressBook, Contact, ContactRef, FileSettings, hookimpl, read_lines

        class PaperBook(AddressBook):
            kind = "paper"
            Settings = FileSettings

            def contacts(self):
                return read_lines(self, self.contact)

            def contact(self, name):
                return Contact(ref=ContactRef(book=self.name, uid=name), name=name)

        @hookimpl
        def reconnect_addressbooks():
            return [PaperBook]
    """
    raise NotImplementedError


@hookspec
def reconnect_journals() -> Iterable[type[Journal]]:
    """Offer kinds of journals: logs of calls, mails, meetings and gifts.

    :returns: classes, each with a ``kind`` no other plugin uses and a ``Settings`` dataclass.
    :if it fails: the plugin is set aside, its stores count as ones that could not be read, the other plugins
        go on, and the plan says so.
    :since: 0.1

    Example::

        import json
        from reconnect_core import FileSettings, Interaction, Journal, from_plain, hookimpl, read_lines

        class PhoneBill(Journal):
            kind = "phone-bill"
            Settings = FileSettings

            def interactions(self, since=None):
                for one in read_lines(self, self.call):
                    if since is None or not isinstance(one, Interaction) or self.day(one) >= since:
                        yield one

            def day(self, one):
                return one.moment.astimezone(self.opening.zone).date()

            def call(self, line):
                row = json.loads(line)
                return from_plain(Interaction, row | {"ref": {"source": self.name, "key": row["moment"]}})

        @hookimpl
        def reconnect_journals():
            return [PhoneBill]
    """
    raise NotImplementedError


@hookspec
def reconnect_calendars() -> Iterable[type[Calendar]]:
    """Offer kinds of calendars, which are read as evidence and may take reminders.

    :returns: classes, each with a ``kind`` no other plugin uses and a ``Settings`` dataclass.
    :if it fails: the plugin is set aside, its stores count as ones that could not be read, the other plugins
        go on, and the plan says so.
    :since: 0.1

    Example::

        from reconnect_core import hookimpl
        from reconnect_core.testing import MemoryCalendar

        class WallCalendar(MemoryCalendar):
            kind = "wall"

        @hookimpl
        def reconnect_calendars():
            return [WallCalendar]
    """
    raise NotImplementedError


# --- Judgement: called once a walk, with everybody past the gate ------------------------------------


@hookspec
def reconnect_weigh(candidates: Sequence[Candidate], today: date) -> Mapping[str, Iterable[Part]]:
    """Add parts to the scores of people past the gate.

    :param candidates: everybody past the gate, with their evidence, in the order of their ids.
    :param today: the day of the walk in the garden's zone.
    :returns: further ``Part`` values by person id; people left out get none.
    :if it fails: open: this plugin's parts are dropped for everyone this walk, and the plan says so.
    :since: 0.1

    Example::

        from reconnect_core import Part, hookimpl

        @hookimpl
        def reconnect_weigh(candidates, today):
            return {
                c.person.id: [Part(name="starred", points=0.2, reason="You starred them.")]
                for c in candidates
                if c.person.starred
            }
    """
    raise NotImplementedError


@hookspec
def reconnect_veto(candidates: Sequence[Candidate], today: date) -> Mapping[str, str]:
    """Say who is not to be picked this walk, and why.

    :param candidates: everybody past the gate, with their evidence, in the order of their ids.
    :param today: the day of the walk in the garden's zone.
    :returns: a reason in plain words by person id; every plugin's reasons are kept.
    :if it fails: closed: nobody the plugin was asked about is picked this walk, and the plan says so.
    :since: 0.1

    Example::

        from reconnect_core import hookimpl

        @hookimpl
        def reconnect_veto(candidates, today):
            return {
                c.person.id: "asked for a quiet month"
                for c in candidates
                if "quiet" in c.person.labels
            }
    """
    raise NotImplementedError


# --- Words: called for each pick --------------------------------------------------------------------


@hookspec(firstresult=True)
def reconnect_word(pick: Pick, language: str) -> Wording | None:
    """Word the reminder of one pick. Stops at the first result that is not None.

    :param pick: the person, channel, gifts and reasons; ``wording`` holds the built-in words, to build on.
    :param language: the garden's language, such as ``en``.
    :returns: title and text, or None to leave it to the next plugin and at last to the built-in words.
    :if it fails: the next plugin is asked, at last the built-in; words that break the tone rules count
        as a failure, and the plan says so.
    :since: 0.1

    Example::

        from reconnect_core import Wording, hookimpl

        @hookimpl
        def reconnect_word(pick, language):
            if language != "en":
                return None
            return Wording(title=f"Think of {pick.person.name}", text="You were on my mind.")
    """
    raise NotImplementedError


# --- After the walk ---------------------------------------------------------------------------------


@hookspec
def reconnect_ran(report: Report) -> None:
    """Hear what a walk did, after everything was written.

    :param report: the plan, the receipts and the faults.
    :returns: nothing.
    :if it fails: it is logged, and the exit code stands.
    :since: 0.1

    Example::

        from reconnect_core import hookimpl

        @hookimpl
        def reconnect_ran(report):
            print(len(report.receipts), "reminders")
    """
    raise NotImplementedError
