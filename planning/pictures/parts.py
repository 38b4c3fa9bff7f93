"""A picture of many bars in parts, each of which fits a page."""

from collections.abc import Iterator
from dataclasses import replace

from planning.pictures.model import Mark, Picture, PictureKind, Series

# What fits a page, upright or lying.
MOST = 14


def parts_of(picture: Picture, most: int = MOST) -> tuple[Picture, ...]:
    """The picture itself, or where it has more bars with targets than fit, as even parts of it as may be."""
    if picture.kind is not PictureKind.BULLETS:
        return (picture,)
    marks = [(series.name, mark) for series in picture.series for mark in series.marks]
    count = max(1, -(-len(marks) // most))
    if count == 1:
        return (picture,)
    return tuple(_parts(picture, marks, count))


def _parts(picture: Picture, marks: list[tuple[str, Mark]], count: int) -> Iterator[Picture]:
    for place in range(count):
        chosen = marks[len(marks) * place // count : len(marks) * (place + 1) // count]
        names = dict.fromkeys(name for name, _ in chosen)
        series = tuple(Series(name, tuple(mark for own, mark in chosen if own == name)) for name in names)
        key = f"{picture.key}-{place + 1}" if place else picture.key
        yield replace(picture, key=key, title=f"{picture.title} ({place + 1}/{count})", series=series)
