"""The labels of a picture with several series: each once, in the order in which series first name them."""

from planning.pictures.model import Mark, Picture


def labels_of(picture: Picture) -> list[str]:
    """What stands along the axis of a picture: years, projects."""
    return list(dict.fromkeys(mark.label for series in picture.series for mark in series.marks))


def marks_at(picture: Picture, label: str) -> list[Mark | None]:
    """The mark of each series at a label; None where a series has none."""
    return [next((mark for mark in series.marks if mark.label == label), None) for series in picture.series]
