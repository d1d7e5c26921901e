"""Meetings as the Calendar API gives them: when, who, and what the user answered."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk import WINDOW

ME = "me@example.org"
ANA = {"email": "ana@example.org", "displayName": "Ana", "responseStatus": "accepted"}


def at(day, hour=10, minute=0, zone="Europe/Berlin"):
    moment = datetime.combine(date.fromisoformat(day), time(hour, minute), ZoneInfo(zone))
    return {"dateTime": moment.isoformat(), "timeZone": zone}


def meeting(day="2026-02-20", *guests, **more):
    given = {"summary": "Coffee", "start": at(day), "end": at(day, 11)}
    return {**given, **({"attendees": list(guests)} if guests else {}), **more}


def mine(answer):
    return {"email": ME, "self": True, "responseStatus": answer}


def entries(store, window=WINDOW):
    return {item.title: item for item in store.entries(window)}
