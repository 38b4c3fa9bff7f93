"""What `bench_figures` measures, one module for each part, all alike: `run(scale)` measures on this database.

A part fills what it needs and answers with lines; the command runs all parts on each database and prints the answers
side by side, so every part must give the same lines wherever it runs.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How much to measure with: communes of the country, and how often each thing is timed."""

    communes: int
    rounds: int


@dataclass(frozen=True)
class Line:
    """One thing measured: what it is, and the figure as it is to be printed."""

    words: str
    figure: str
