"""Forms of the documents a plan rests on."""

from typing import Any, cast

from django import forms

from planning.formats import same_words
from planning.forms.fields import DocumentField
from planning.forms.plans import BootstrapForm, Composed, dress
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation
from planning.plans.plans import Plan


class CitationForm(BootstrapForm):
    """Cite a document of the register that the plan does not cite yet."""

    document = DocumentField(label="Văn bản trong danh mục")
    role = forms.ChoiceField(label="Dẫn làm", choices=Citation.Role.choices)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(DocumentField, self.fields["document"]).offer(plan.unit, but_cited_in=plan)


class DocumentForm(Composed, forms.ModelForm):
    """Register a document nobody has cited yet."""

    class Meta:
        model = LegalDocument
        fields = ("kind", "reference", "issued_on", "issuer", "subject")
        widgets = {
            "issued_on": forms.DateInput(attrs={"placeholder": "31/12/2025"}),
            "subject": forms.Textarea(attrs={"rows": 2}),
            "reference": forms.TextInput(attrs={"placeholder": "90/QĐ-TTg"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        reference, issuer = same_words(data.get("reference", "")), same_words(data.get("issuer", ""))
        same_day = LegalDocument.objects.filter(issued_on=data["issued_on"]) if data.get("issued_on") else ()
        for other in same_day:
            if (same_words(other.reference), same_words(other.issuer)) == (reference, issuer):
                self.add_error("reference", f"Văn bản này đã có trong danh mục: {other}.")
        return data
