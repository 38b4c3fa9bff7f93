"""Time as all parts measure it."""

import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from statistics import median
from typing import TypeVar

from planning.formats import number

T = TypeVar("T")


def timed(deed: Callable[[], T]) -> tuple[float, T]:
    """The milliseconds a deed takes, and what comes of it."""
    start = time.perf_counter()
    made = deed()
    return (time.perf_counter() - start) * 1000, made


def middle(deeds: Iterable[Callable[[], object]]) -> float:
    """The median of the milliseconds that deeds take, after one that nobody counts."""
    first, *others = deeds
    first()
    return median(timed(deed)[0] for deed in others)


def in_words(milliseconds: float) -> str:
    """`1,35 ms`, `2.100 ms`."""
    return f"{number(round(milliseconds))} ms" if milliseconds >= 100 else f"{number(Decimal(milliseconds), 2)} ms"
