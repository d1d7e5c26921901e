"""What Google's refusals mean, and the one sentence the user is told for each."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reconnect_core import AuthError, Refused, StoreError, Unavailable, Unusable

RATE_REASONS = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
_WORD = re.compile(r"[A-Za-z_]{1,60}")
_SCOPE_REASONS = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
_OFF_REASONS = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
_DAILY_REASONS = frozenset({"quotaExceeded", "dailyLimitExceeded", "calendarUsageLimitsExceeded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer, its body already unpacked."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = field(default=b"", repr=False)

    @property
    def reasons(self) -> frozenset[str]:
        """The machine-readable reasons in a Google error body; none in any other body."""
        return reasons(self.body)

    @property
    def slow_down(self) -> bool:
        """True when the request was refused for its pace, and so was not carried out (429, 403 usageLimits)."""
        return self.status == 429 or (self.status == 403 and bool(self.reasons & RATE_REASONS))


def reasons(body: bytes) -> frozenset[str]:
    """``errors[].reason``, ``details[].reason`` and ``status`` of an error body (google.rpc.ErrorInfo)."""
    try:
        error = json.loads(body)["error"]
        found = [one.get("reason") for key in ("errors", "details") for one in error.get(key, ())]
        return frozenset(
            word for word in (*found, error.get("status")) if isinstance(word, str) and _WORD.fullmatch(word)
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return frozenset()


def ours(answer: Answer, name: str, doing: str, *, again: str, retry_after: float | None = None) -> StoreError:
    """The error of ours for an answer of 300 or more; Google's own words stay out of it.

    ``again`` is the next step where signing in again is one.
    """
    said = answer.reasons
    status = answer.status
    if answer.slow_down or status >= 500 or status == 408:
        why = "asks us to slow down" if answer.slow_down else f"is in trouble ({status})"
        return Unavailable(
            f"{name}: Google {why} while {doing}.", next_step="A later run goes on.", retry_after=retry_after
        )
    if status == 401:
        return AuthError(f"{name}: Google does not accept the sign-in.", next_step=again)
    if status == 403 and said & _SCOPE_REASONS:
        return AuthError(
            f"{name}: the right needed for {doing} was not given.",
            next_step=f"{again} Tick its box on Google's page.",
        )
    if status == 403 and said & _OFF_REASONS:
        return Refused(
            f"{name}: the API needed for {doing} is switched off in your Google project.",
            next_step="Enable the People API and the Calendar API in the Google console.",
        )
    if status == 403 and said & _DAILY_REASONS:
        return Refused(f"{name}: a quota of Google is used up ({doing}).", next_step="Try again tomorrow.")
    if status in (404, 410):
        return Unusable(
            f"{name}: Google finds nothing there while {doing}.",
            next_step=f"Look at its settings. {again}",
        )
    hint = f" ({', '.join(sorted(said))})" if said else ""
    return Refused(f"{name}: Google refused {doing}: {status}{hint}.", next_step="Run `reconnect check`.")


def parsed(answer: Answer) -> Any:
    """The JSON of a good answer; raises ValueError when it is cut or no JSON."""
    return json.loads(answer.body) if answer.body else {}
