"""Why something cannot be done with a period or a report; each message is in the officer's words."""

from django.core.exceptions import PermissionDenied


class NotTheHolder(PermissionDenied):
    """The person does not edit for the unit that holds the period, or for a level above the reporting unit."""


class NotYoursToSend(PermissionDenied):
    """The person enters neither for the unit nor for a level above it."""


class CannotBeDone(ValueError):
    """Something stands in the way; the message says what."""


class UnitIsOfAnotherTime(CannotBeDone):
    """The unit does not exist on the last day of the period."""


class PeriodIsThere(CannotBeDone):
    """The unit holds this period already."""


class DatesDisagree(CannotBeDone):
    """Days that cannot be meant, or contradict each other, the years of the period or the opening."""


class PeriodIsLocked(CannotBeDone):
    """The period is locked, or has not begun."""


class PeriodIsInUse(CannotBeDone):
    """Figures, reports or papers hang on the period."""


class PeriodIsOpen(CannotBeDone):
    """The period is not locked."""


class AlreadySent(CannotBeDone):
    """The report has been sent and not been returned."""


class NotSent(CannotBeDone):
    """There is no report that waits for an answer."""


class ReasonIsMissing(CannotBeDone):
    """What takes something back, or gives more time, says why."""


class BlanksRemain(CannotBeDone):
    """Figures are still blank; `blanks` has how many, by part. Whoever knows it may send all the same."""

    def __init__(self, blanks: dict[str, int]) -> None:
        told = ", ".join(f"{label}: {count}" for label, count in blanks.items())
        super().__init__(f"Còn {sum(blanks.values())} ô chưa có số liệu ({told}).")
        self.blanks = blanks
