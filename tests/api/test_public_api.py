"""What others build on changes only with a line in the changelog."""

import pytest

from . import signatures


def test_the_public_api_is_the_locked_one():
    _, before = signatures.locked(signatures.LOCK.read_text(encoding="utf-8"))
    now = signatures.lines()
    gone = [line for line in before if line not in now]
    new = [line for line in now if line not in before]
    assert not gone, "say so in CHANGELOG.md, then run python -m tests.api.signatures"
    assert not new, "say so in CHANGELOG.md, then run python -m tests.api.signatures"
    assert before == now


def test_the_lock_is_rewritten_only_after_a_line_in_the_changelog():
    stale = signatures.render("0.1.0").replace("class reconnect_core.Garden", "class reconnect_core.Gardn")
    with pytest.raises(ValueError, match=r"CHANGELOG\.md"):
        signatures.rewritten(stale, "0.1.0")
    fresh = signatures.rewritten(stale, "0.1.0 and the Garden's right name")
    assert signatures.locked(fresh)[1] == signatures.lines()


def test_a_lock_that_holds_is_left_as_it_is():
    lock = signatures.render("0.1.0")
    assert signatures.rewritten(lock, "0.1.0, something else said") == lock


def test_fields_members_methods_and_hooks_are_locked():
    text = "\n".join(signatures.lines())
    for line in (
        "  reconnect_core.Channel.PHONE = 'phone'",
        "  reconnect_core.Contact.emails: tuple[str, ...]",
        "class reconnect_core.Garden(",
        "  reconnect_core.Garden.plan(self, *, now: ",
        "hook reconnect_weigh(",
    ):
        assert line in text, line
