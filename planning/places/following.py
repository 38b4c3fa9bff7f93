"""What is worked out by the map of units: who does so registers here, and is told when the map changes."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

# Gets the units (ids) that began, ended or passed on to others, and when that was written down.
Follower = Callable[[Collection[int], datetime], None]
_FOLLOWERS: list[Follower] = []


def follows_units(follower: Follower) -> Follower:
    """Register what is worked out anew when the map changes; it is called in the transaction of the change."""
    _FOLLOWERS.append(follower)
    return follower


def units_changed(units: Iterable[int], *, at: datetime) -> None:
    """Let everything that is worked out by the map follow a change of these units."""
    ids = set(units)
    for follower in _FOLLOWERS if ids else ():
        follower(ids, at)
