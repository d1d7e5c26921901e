"""Scores made when they are asked for: all of them with all their parts need more room than the people do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ..model import Candidate, Score


class Scores(Mapping[str, Score]):
    """The score of each candidate by person id, with the vetoes of plugins; nothing is kept."""

    def __init__(
        self,
        candidates: Iterable[Candidate],
        score: Callable[[Candidate], Score],
        vetoes: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._candidates = {candidate.person.id: candidate for candidate in candidates}
        self._score = score
        self.vetoes = vetoes

    def __getitem__(self, person: str) -> Score:
        score = self._score(self._candidates[person])
        return replace(score, vetoes=self.vetoes[person]) if person in self.vetoes else score

    def __iter__(self) -> Iterator[str]:
        return iter(self._candidates)

    def __len__(self) -> int:
        return len(self._candidates)
