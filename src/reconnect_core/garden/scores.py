"""Scores made when they are asked for: all of them with all their parts need more room than the people do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ..model import Score


class Scores(Mapping[str, Score]):
    """The score of each of these people by id, with the vetoes of plugins; nothing is kept."""

    def __init__(
        self,
        people: Iterable[str],
        score: Callable[[str], Score],
        vetoes: Mapping[str, tuple[str, ...]],
        *,
        weighed: bool = False,
    ) -> None:
        self._people, self._score = dict.fromkeys(people), score
        self.vetoes = vetoes
        self.weighed = weighed
        """Plugins gave points too."""

    def __getitem__(self, person: str) -> Score:
        if person not in self._people:
            raise KeyError(person)
        score = self._score(person)
        return replace(score, vetoes=self.vetoes[person]) if person in self.vetoes else score

    def __iter__(self) -> Iterator[str]:
        return iter(self._people)

    def __len__(self) -> int:
        return len(self._people)
