"""Form fields that read and show numbers in Vietnamese form."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from planning.formats import NotANumber, number, parse_number
from planning.places.units import Unit
from planning.plans.days import can_be_meant, out_of_time
from planning.plans.legal import LegalDocument
from planning.plans.plans import Plan

LONGEST_CHOICE = 160


class DocumentField(forms.ModelChoiceField):
    """A document of the register, told with who issued it and what it is about."""

    def __init__(self, **options: Any) -> None:
        super().__init__(LegalDocument.objects.none(), **options)

    def offer(self, unit: Unit, *, but_cited_in: Plan | None = None) -> None:
        """Let one choose among the documents a unit may cite, the latest first; but not those a plan cites already."""
        documents = LegalDocument.objects.citable_by(unit).order_by("-issued_on")
        self.queryset = documents.exclude(citations__plan=but_cited_in) if but_cited_in else documents

    def label_from_instance(self, document: Model) -> str:
        words = f"{document} của {document.issuer}: {document.subject}"  # type: ignore[attr-defined]
        return words if len(words) <= LONGEST_CHOICE else f"{words[:LONGEST_CHOICE]}…"


def check_meant(day: date) -> None:
    """Refuse a day of a year nobody can mean."""
    if not can_be_meant(day):
        raise ValidationError(out_of_time(day))


class DayField(forms.DateField):
    """A day typed as 31/12/2025; what stands in an empty field is no day, which people took for one."""

    default_validators = [check_meant]

    def __init__(self, **options: Any) -> None:
        options["widget"] = forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "autocomplete": "off"})
        super().__init__(**options)


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
