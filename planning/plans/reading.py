"""One look at a plan: text, tables and checks that share it see the same rows, loaded once."""

from collections.abc import Callable
from typing import Any, TypeVar

from planning.plans.plans import Plan

Loaded = TypeVar("Loaded")


class Reading:
    """Keeps what is loaded for `plan`, so that a figure and the table it comes from cannot differ."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._kept: dict[Callable[..., Any], Any] = {}

    def once(self, load: Callable[[Plan], Loaded]) -> Loaded:
        """Return `load(plan)`, calling it at most once."""
        if load not in self._kept:
            self._kept[load] = load(self.plan)
        return self._kept[load]

    def keep(self, make: Callable[..., Loaded], made: Loaded) -> None:
        """Let `made` be what `make` makes of this reading."""
        self._kept[make] = made

    def keep_from(self, earlier: "Reading", *loads: Callable[..., Any]) -> None:
        """Take over what an earlier look at the same plan has of `loads`: what was stored since changes none of it."""
        self._kept |= {load: earlier._kept[load] for load in loads if load in earlier._kept}

    def made(self, make: Callable[["Reading"], Loaded]) -> Loaded:
        """Return `make(reading)`, calling it at most once: for what is made of other loads."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return self._kept[make]
