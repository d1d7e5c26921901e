"""The part of a garden that takes stock: whom one might let go, what a season grew. Data first, pages later."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from ..ledger import Ledger
from ..model import GardenSettings, ScoringSettings
from ..stores import Store

if TYPE_CHECKING:
    from ..model.stock import Harvest, Weeding
    from .stock import Weeded
    from .walking import Walk


class Stocktaking(ABC):
    """What every garden can show of itself; only ``weeded`` changes something, and only in the ledger."""

    ledger: Ledger
    settings: GardenSettings
    scoring: ScoringSettings
    zone: tzinfo
    stores: list[tuple[str, Store]]

    @abstractmethod
    def walk(self, *, now: datetime) -> Walk:
        """Everything that is known at this moment."""

    @abstractmethod
    def forget_walk(self) -> None:
        """Look again next time: the ledger has changed."""

    def weed(self, *, now: datetime) -> Weeding:
        """Whom one might let go, each with every reason and where their cards are; nothing changes."""
        from . import stock

        return stock.weed(self, self.walk(now=now))

    def weeded(self, answers: Mapping[str, str], *, now: datetime) -> Weeded:
        """Take in answers (``keep`` or ``let go`` by person id); raises ValueError for any other word.

        Let go means never again, until ``wake``; keep means not proposed again. No store is touched.
        """
        from . import stock

        return stock.weeded(self, answers, now=now)

    def harvest(self, *, now: datetime, period: str = "season") -> Harvest:
        """What grew in ``season``, ``year``, ``2025`` or ``2025-autumn``; ValueError for another text."""
        from . import stock

        return stock.harvest(self, self.walk(now=now), period)
