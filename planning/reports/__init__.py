"""Reports as papers: which occasions they have, how they are drafted, on which plans they report."""

from planning.reports import figures

__all__ = ["figures"]
