"""What the made-up life says in its own words: notes on days that are in the story anyway."""

from collections.abc import Sequence
from dataclasses import replace

from .life import Told

WORDS = {
    "brother": (
        "Jakob is building a boat in the garage. It will not fit through the door.",
        "Walked round the lake with the children; the ice held.",
        "He called just to laugh about Aunt Hedwig's speech.",
    ),
    "weekly": (
        "Noah read me the first chapter. It is good.",
        "We cooked his mother's lentils and burnt them a little.",
        "Helped him choose the paper for the cover.",
    ),
    "choir": (
        "We sang the Bach in the stairwell; the neighbours clapped.",
        "Sanne told me about the archive in Utrecht.",
    ),
    "friend": ("Leyla moved to the top floor; her balcony looks into the chestnut tree.",),
    "encourager": ("Told Fatou that the exhibition only hangs because of her. She was moved, and so was I.",),
    "mentor": ("Ruth asked the right question again: what would you make if nobody watched?",),
}
"""By role, the newest first."""
EVERY = 3
"""A note on each third day: people do not write down everything."""


def with_words(story: Sequence[Told]) -> list[Told]:
    """The same days, some of them with a note; who, when and how are as they were."""
    left = {role: list(words) for role, words in WORDS.items()}
    seen = dict.fromkeys(WORDS, 0)
    return [_noted(one, left.get(one.who.role, []), seen) for one in reversed(story)][::-1]


def _noted(one: Told, left: list[str], seen: dict[str, int]) -> Told:
    if not left or one.channel == "email" or one.note:
        return one
    seen[one.who.role] += 1
    return replace(one, note=left.pop(0)) if seen[one.who.role] % EVERY == 1 else one
