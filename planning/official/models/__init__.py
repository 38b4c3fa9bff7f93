"""Tables of official forms."""

from planning.official.models.figures import FormFigure
from planning.official.models.forms import OfficialForm, RowsMode, forms_of
from planning.official.models.parts import (
    MOST_DECIMALS,
    MOST_DIGITS,
    CellKind,
    FormCell,
    FormColumn,
    FormRow,
    LineKind,
)

__all__ = [
    "MOST_DECIMALS",
    "MOST_DIGITS",
    "CellKind",
    "FormCell",
    "FormColumn",
    "FormFigure",
    "FormRow",
    "LineKind",
    "OfficialForm",
    "RowsMode",
    "forms_of",
]
