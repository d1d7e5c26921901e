"""What can go wrong with one request, by name."""

from . import calendars, people
from .asked import Asked, Refusal

BEFORE = {
    "429": Refusal(429, "rateLimitExceeded", rpc="RESOURCE_EXHAUSTED"),
    "429-after": Refusal(429, "rateLimitExceeded", rpc="RESOURCE_EXHAUSTED", retry_after="7"),
    "403-rate": Refusal(403, "userRateLimitExceeded", "User Rate Limit Exceeded"),
    "401": Refusal(401, "authError", "Invalid Credentials"),
    "500": Refusal(500, "backendError"),
    "503": Refusal(503, "backendError", rpc="UNAVAILABLE"),
    "503-after": Refusal(503, "backendError", rpc="UNAVAILABLE", retry_after="3"),
}
"""Faults that answer before anything was done."""
EXPIRES = {"people": people.expired(), "calendar": calendars.gone()}
FAULTS = (*BEFORE, "expired", "412", "drop", "applied-503", "applied-drop", "cut", "page")
"""Every fault: refused before, a sync token that has just expired, a version that has just changed, a connection
lost before or after the work was done, an answer cut in the middle, a proxy's page in place of an answer."""


def spoil(asked: Asked, fault: str) -> None:
    """Faults that only some requests can meet: an expired sync token, a version that has just changed."""
    if fault == "expired" and asked.query.get("syncToken"):
        raise EXPIRES[asked.method.id.partition(".")[0]]
    if fault == "412" and "if-match" in asked.headers:
        raise Refusal(412, "conditionNotMet", "Precondition Failed")
