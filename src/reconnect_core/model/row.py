"""What every row of the ledger is, and the one kind that even a walk with nothing new asks for."""

from typing import ClassVar

from .value import value


class Row:
    """The base of every row; a subclass is a frozen dataclass with a ``KEY``."""

    __slots__ = ()
    KEY: ClassVar[tuple[str, ...]]


@value
class ForgottenRow(Row):
    """One keyed digest of somebody who is to stay unseen; ``bundle`` ties the digests of one person."""

    KEY: ClassVar[tuple[str, ...]] = ("digest",)
    digest: str
    bundle: str
