"""Tables of official forms."""

from planning.official.models.figures import FormFigure
from planning.official.models.forms import OfficialForm, RowsMode, forms_of
from planning.official.models.parts import (
    MOST_DECIMALS,
    MOST_DIGITS,
    CellKind,
    FormCell,
    FormCheck,
    FormColumn,
    FormRow,
    LineKind,
    Sign,
)

__all__ = [
    "MOST_DECIMALS",
    "MOST_DIGITS",
    "CellKind",
    "FormCell",
    "FormCheck",
    "FormColumn",
    "FormFigure",
    "FormRow",
    "LineKind",
    "OfficialForm",
    "RowsMode",
    "Sign",
    "forms_of",
]
