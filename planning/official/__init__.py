"""Official forms: templates that an administrator defines, which units fill in and the levels above add up."""

from planning.official.entry import FORM
from planning.official.figures import OTHER_FORMS
from planning.official.filling import FORMS
from planning.official.looking import doubts_of

__all__ = ["FORM", "FORMS", "OTHER_FORMS", "doubts_of"]
