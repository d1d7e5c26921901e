"""Stores whose incremental reading is wrong."""

from reconnect_core import Complete, Removed, State, Unchanged

from .reference import ReferenceBook, ReferenceCalendar, ReferenceJournal


class NeverComplete(ReferenceBook):
    """S11: it never says that everything was told."""

    def changes(self, state):
        yield from (item for item in super().changes(state) if not isinstance(item, Complete))


class ShortChanges(ReferenceJournal):
    """S11: changes leaves out what the full read tells."""

    def changes(self, state):
        yield from self._incremental(list(self.interactions())[1:], state)


class NeverRemoves(ReferenceBook):
    """S12: what was deleted is never told as removed."""

    def changes(self, state):
        yield from (item for item in super().changes(state) if not isinstance(item, Removed))


class SeesNoChange(ReferenceCalendar):
    """S12: once it has a state, nothing is ever new."""

    def changes(self, state, window):
        if self._known(state, str(window)) is None:
            yield from super().changes(state, window)
        else:
            yield Unchanged()
            yield State(token=state)


class StateInTheMiddle(ReferenceJournal):
    """S12: the state comes before what it stands for, so that a lost end is never fetched again."""

    def changes(self, state):
        *items, last = super().changes(state)
        yield from (last, *items)


class StateOfText(ReferenceBook):
    """S12: the state is a text, which no mirror keeps; all is read again each time."""

    def changes(self, state):
        yield from self.contacts()
        yield Complete()
        yield State(token="the third of March")


class AnyState(ReferenceBook):
    """S13: any state is taken for its own."""

    def changes(self, state):
        if state is not None and self._known(state, "") is None:
            yield Unchanged()
            yield State(token=state)
        else:
            yield from super().changes(state)


class ChokesOnState(ReferenceJournal):
    """S13: a state that is not its own is an error."""

    def _known(self, state, about):
        return super()._known(state, about) if state is None else super()._known(state.decode("ascii"), about)
