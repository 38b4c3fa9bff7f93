"""What changed in a row, in the words of its form instead of the values of its columns."""

from typing import Any

from django.contrib.admin.utils import display_for_field
from django.db.models import BooleanField
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

NOTHING = "(trống)"
# Longer than any text of these tables, so that the library never shortens one (it does so in English).
LONGEST = 20_000


class ChangesInWords(HistoricalRecordContextHelper):
    def __init__(self, model: Any, historical_record: Any) -> None:
        super().__init__(model, historical_record, max_displayed_delta_change_chars=LONGEST)

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """Choices by their name, dates in Vietnamese form, yes and no as words."""
        value = super().prepare_delta_change_value(change, value)
        field = self.model._meta.get_field(change.field)
        if isinstance(value, DeletedObject):
            # The library takes a blank reference for one to a row that is gone.
            return NOTHING if value.pk is None else f"({field.related_model._meta.verbose_name} đã xóa)"
        if value is None or value == "":
            return NOTHING
        if isinstance(field, BooleanField):
            return "Có" if value else "Không"
        return value if field.is_relation else display_for_field(value, field, NOTHING)
