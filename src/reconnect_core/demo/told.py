"""What the made-up life says in its own words: notes on days that are in the story anyway."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .life import Told

WORDS = {
    ("brother", "meeting"): (
        "Jakob is building a boat in the garage. It will not fit through the door.",
        "Walked round the lake with the children; the ice held.",
    ),
    ("brother", "call"): ("He only called to laugh about Aunt Hedwig's speech.",),
    ("weekly", "meeting"): (
        "We cooked his mother's lentils and burnt them a little.",
        "Helped him choose the paper for the cover.",
    ),
    ("weekly", "call"): ("Noah read me the first chapter. It is good.",),
    ("choir", "meeting"): ("We sang the Bach in the stairwell; the neighbours clapped.",),
    ("choir", "call"): ("Sanne told me about the archive in Utrecht.",),
    ("friend", "meeting"): ("Leyla moved to the top floor; her balcony looks into the chestnut tree.",),
    ("encourager", "meeting"): (
        "Told Fatou that the exhibition only hangs because of her. She was moved, and so was I.",
    ),
    ("mentor", "call"): ("Ruth asked the right question again: what would you make if nobody watched?",),
}
"""By role and channel, the newest first."""
EVERY = 3
"""A note on each third day of its kind: people do not write down everything."""


def with_words(story: Sequence[Told]) -> list[Told]:
    """The same days, some of them with a note; who, when and how are as they were."""
    left = {kind: list(words) for kind, words in WORDS.items()}
    seen: Counter[tuple[str, str]] = Counter()
    return [_noted(one, left.get((one.who.role, one.channel), []), seen) for one in reversed(story)][::-1]


def _noted(one: Told, left: list[str], seen: Counter[tuple[str, str]]) -> Told:
    if not left or one.note:
        return one
    kind = one.who.role, one.channel
    seen[kind] += 1
    return replace(one, note=left.pop(0)) if seen[kind] % EVERY == 1 else one
