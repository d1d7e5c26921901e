"""A harvest to show around: what grew, and nobody's name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..model.stock import Harvest

NAME = "•••••"


def blurred(harvest: Harvest) -> Harvest:
    """The same harvest without any name, word, label or id; numbers, days and kinds stay.

    Beds get numbers in the order in which they stand.
    """
    beds = {circle: str(place) for place, circle in enumerate(_beds(harvest), 1)}
    return replace(
        harvest,
        garden="",
        reached=tuple(_without(one, words="") for one in harvest.reached),
        thanks=tuple(_without(one, words="") for one in harvest.thanks),
        planted=tuple(_without(one) for one in harvest.planted),
        returned=tuple(_without(one) for one in harvest.returned),
        plants=tuple(_without(one, circle=beds.get(one.circle, "")) for one in harvest.plants),
    )


def _beds(harvest: Harvest) -> Mapping[str, None]:
    return dict.fromkeys(plant.circle for plant in harvest.plants if plant.circle)


def _without(one: Any, **other: Any) -> Any:
    return replace(one, person="", name=NAME, **other)
