"""Form fields that read and show numbers in Vietnamese form."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from planning.formats import NotANumber, number, parse_number


class NumberField(forms.Field):
    """A number typed as `1.234,5`; blank is None, never zero."""

    def __init__(self, *, decimals: int, **options: Any) -> None:
        self.decimals = decimals
        options.setdefault("required", False)
        super().__init__(**options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "class": "form-control number"})

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            parsed = parse_number(text)
        except NotANumber as error:
            raise ValidationError(
                f"“{text}” không phải là số. Cách viết đúng: 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy thập phân)."
            ) from error
        self._check(text, parsed)
        return parsed

    def _check(self, text: str, parsed: Decimal) -> None:
        if parsed < 0:
            raise ValidationError("Giá trị không được âm.")
        if -int(parsed.normalize().as_tuple().exponent) > self.decimals:
            words = f"tối đa {self.decimals} chữ số sau dấu phẩy" if self.decimals else "số nguyên"
            raise ValidationError(f"“{text}” có quá nhiều chữ số thập phân; cần {words}.")
        if parsed >= 10**15:
            raise ValidationError(f"“{text}” quá lớn.")
