"""What the stand-in does beyond routes and schemas, rule by rule, each with its source.

DISCOVERY: a sentence of the discovery documents that ship with the client (a test looks each of them up);
GUIDE: Google's guide pages; THREAD: what users of the real service reported; CLIENT: the source of Google's client;
ASSUMED: our guess, which no test may rest on alone.
"""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    DISCOVERY = "discovery document"
    GUIDE = "guide page"
    THREAD = "public issue thread"
    CLIENT = "client source"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Rule:
    what: str
    source: Source
    where: str
    """The sentence itself for DISCOVERY, else where it can be read."""


D, G, T, C, A = Source.DISCOVERY, Source.GUIDE, Source.THREAD, Source.CLIENT, Source.ASSUMED

RULES = {
    # --- People -------------------------------------------------------------------------------------
    "people-page-size": Rule(
        "a page holds 100 unless asked, 1 to 1000", D, "Valid values are between 1 and 1000, inclusive."
    ),
    "people-fields-required": Rule(
        "personFields is required",
        D,
        "Required. A field mask to restrict which fields on each person are returned.",
    ),
    "people-params-bound": Rule(
        "page and sync tokens want the same parameters again",
        D,
        "all other request parameters must match the first call",
    ),
    "people-sync-7-days": Rule(
        "a sync token dies 7 days after the full sync", D, "Sync tokens expire 7 days after the full sync."
    ),
    "people-sync-expired": Rule(
        "an expired token is an error with ErrorInfo EXPIRED_SYNC_TOKEN", D, 'with reason "EXPIRED_SYNC_TOKEN"'
    ),
    "people-sync-expired-400": Rule("… and its status is 400", T, "garrytan/gbrain#5127, frappe/frappe#19016"),
    "people-sync-last-page": Rule(
        "nextSyncToken is on the last page only",
        D,
        "should return `next_sync_token` on the last page of results",
    ),
    "people-deleted": Rule(
        "a deleted person comes with metadata.deleted",
        D,
        "resources deleted since the last sync will be returned as a person with `PersonMetadata.deleted` set to true",
    ),
    "people-previous-names": Rule(
        "a renamed person tells its earlier names, on sync requests only",
        D,
        "Populated only for `people.connections.list` requests that include a sync token.",
    ),
    "people-full-quota": Rule(
        "the first page of a full sync has a quota of its own: 429",
        D,
        "The first page of a full sync request has an additional quota. If the quota is exceeded, a 429 error",
    ),
    "people-lag": Rule(
        "writes reach sync requests late",
        D,
        "Writes may have a propagation delay of several minutes for sync requests.",
    ),
    "groups-page-size": Rule(
        "a page of groups holds 30 unless asked", D, "Defaults to 30 if not set or set to 0."
    ),
    # --- Calendar -----------------------------------------------------------------------------------
    "events-page-size": Rule(
        "a page holds 250 unless asked, at most 2500", D, "The page size can never be larger than 2500 events."
    ),
    "events-id-form": Rule(
        "a client's id has 5 to 1024 letters of base32hex",
        D,
        "characters allowed in the ID are those used in base32hex encoding",
    ),
    "events-id-once": Rule("an id is used once in a calendar: 409", D, "the ID must be unique per calendar"),
    "events-id-tombstone": Rule(
        "… also when the event was deleted",
        T,
        "googleapis/google-api-python-client#210 and #846, googleapis/google-api-ruby-client#1811",
    ),
    "events-get-cancelled": Rule(
        "a deleted event can still be got, as cancelled", T, "googleapis/google-api-python-client#210"
    ),
    "events-delete-twice": Rule("deleting it again is 410", T, "googleapis/google-api-python-client#210"),
    "events-cancelled-id-only": Rule(
        "of a deleted event only the id is sure",
        D,
        "Deleted events are only guaranteed to have the id field populated.",
    ),
    "events-sync-last-page": Rule(
        "nextSyncToken is on the last page only",
        D,
        "Token obtained from the nextSyncToken field returned on the last page of results",
    ),
    "events-sync-filters": Rule(
        "a sync token goes with none of the filters",
        D,
        "There are several query parameters that cannot be specified together with nextSyncToken",
    ),
    "events-sync-deleted": Rule(
        "deleted events are always in an incremental answer",
        D,
        "All events deleted since the previous list request will always be in the result set",
    ),
    "events-sync-410": Rule(
        "an expired token is 410",
        D,
        "If the syncToken expires, the server will respond with a 410 GONE response code",
    ),
    "events-sync-bound": Rule(
        "other parameters are to be the same",
        D,
        "All other query parameters should be the same as for the initial synchronization",
    ),
    "events-sync-after-times": Rule(
        "the first read may be limited by times, the next by token", G, "calendar/api/guides/sync"
    ),
    "events-sync-series": Rule(
        "of a deleted series only instances of six months come as cancelled", T, "google-api-ruby-client#860"
    ),
    "events-time-bounds": Rule(
        "timeMin bounds the end and timeMax the start, both exclusive",
        D,
        "Upper bound (exclusive) for an event's start time to filter by.",
    ),
    "events-attendees-cut": Rule(
        "more guests than maxAttendees: only the participant",
        D,
        "If there are more than the specified number of attendees, only the participant is returned.",
    ),
    "events-etag": Rule("If-Match on another version is 412", G, "calendar/api/guides/version-resources"),
    "freebusy-range": Rule(
        "free/busy spans at most about 90 days: timeRangeTooLong", T, "calcom/cal.com#11696, #11962"
    ),
    "freebusy-errors": Rule(
        "an unknown calendar is an error within the answer",
        D,
        "Optional error(s) (if computation for the calendar failed).",
    ),
    "app-created": Rule(
        "calendar.app.created reaches only calendars made with it",
        D,
        "Make secondary Google calendars, and see, create, change, and delete events on them",
    ),
    "app-created-elsewhere": Rule("… elsewhere it is 404", A, "it might be 403"),
    # --- Sign-in and quotas ---------------------------------------------------------------------------
    "token-hour": Rule("an access token lasts an hour", G, "identity/protocols/oauth2/native-app"),
    "token-401": Rule("an old or unknown token is 401 authError", G, "calendar/api/guides/errors"),
    "testing-7-days": Rule(
        "the refresh token of an app in Testing dies after 7 days: invalid_grant",
        G,
        "identity/protocols/oauth2#expiration",
    ),
    "testing-told": Rule(
        "… and refresh_token_expires_in tells it", A, "seen in token answers, not on the page"
    ),
    "partial-consent": Rule(
        "scope in the token answer is what was ticked", G, "identity/protocols/oauth2/native-app"
    ),
    "pkce": Rule("the code wants its verifier", G, "RFC 7636 section 4.6"),
    "jwt-bearer": Rule(
        "a service account signs its request (RS256)", G, "identity/protocols/oauth2/service-account"
    ),
    "rate-403": Rule("too fast is 403 usageLimits or 429", G, "calendar/api/guides/errors"),
    "scope-403": Rule("a missing scope is 403 insufficientPermissions", G, "calendar/api/guides/errors"),
    "long-get": Rule(
        "a GET beyond 2048 characters comes as POST with x-http-method-override", C, "HttpRequest.execute"
    ),
}
