"""What can go wrong, named by what the user does next.

::

    ReconnectError                                                                      exit
    ├── ConfigError      mend reconnect.toml or the command; carries every problem        2
    ├── LedgerError      the ledger is from a newer version, or cannot be used            2
    ├── StoppedForSafety a store shrank: look, then `reconnect check --accept NAME`       3
    ├── Locked           another run holds the lock: wait for it                          6
    ├── PluginError      an installed plugin cannot be used: update or remove it          4
    └── StoreError       a store did not answer as hoped                                  4
        ├── AuthError    sign in again: `reconnect signin NAME`; retrying will not help   5
        ├── Unavailable  try again later
        ├── Unusable     mend what the store reads: a missing file, an encoding, a right
        └── Refused      the store said no (read-only calendar, quota)

Broken records are values (``Unreadable``), not errors. No message holds a secret, a note or an address.
"""

from typing import ClassVar


class ReconnectError(Exception):
    """Every error of ours: one sentence, the next step, and the exit code it leads to."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        """The sentence and, where there is one, the next step."""
        return f"{self.message} {self.next_step}".strip()


class ConfigError(ReconnectError):
    """The configuration or the command line is wrong; ``problems`` holds all of it at once."""

    exit_code = 2

    def __init__(self, *problems: str, next_step: str = "") -> None:
        super().__init__("\n".join(problems), next_step=next_step)
        self.problems = problems

    def __str__(self) -> str:
        """One problem a line, then the next step."""
        return "\n".join((*self.problems, self.next_step)).strip()


class LedgerError(ReconnectError):
    """The ledger cannot be used as it is; it is left untouched."""

    exit_code = 2


class StoppedForSafety(ReconnectError):
    """Something looks so wrong that writing stopped before it began."""

    exit_code = 3


class Locked(ReconnectError):
    """Another run of this garden is under way."""

    exit_code = 6


class PluginError(ReconnectError):
    """An installed plugin cannot be used."""

    exit_code = 4


class StoreError(ReconnectError):
    """A store did not answer as hoped."""

    exit_code = 4


class AuthError(StoreError):
    """The store refused the credentials; trying again will not help."""

    exit_code = 5


class Unavailable(StoreError):
    """The store cannot be reached now; a later run may succeed."""

    def __init__(self, message: str, *, next_step: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, next_step=next_step)
        self.retry_after = retry_after


class Unusable(StoreError):
    """What the store reads is not there or not readable: a missing file, a directory, an encoding."""


class Refused(StoreError):
    """The store understood and said no: a read-only calendar, a quota, a missing right."""
