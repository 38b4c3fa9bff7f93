"""The tabs of a plan's pages: each app brings its own screens."""

from typing import NamedTuple


class Tab(NamedTuple):
    position: int
    label: str
    url_name: str


_tabs: list[Tab] = []


def plan_tab(position: int, label: str, url_name: str) -> None:
    """Add a tab that leads to `url_name`, whose one argument is the plan's slug."""
    _tabs.append(Tab(position, label, url_name))


def tabs() -> list[Tab]:
    """The tabs from left to right."""
    return sorted(_tabs)
