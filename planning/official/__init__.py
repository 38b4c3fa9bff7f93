"""Official forms: templates that an administrator defines, which units fill in and the levels above add up."""

from planning.official import entry, figures, filling

__all__ = ["entry", "figures", "filling"]
