"""Forms of the documents a plan rests on."""

from typing import Any

from django import forms

from planning.forms.plans import BootstrapForm, dress
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation
from planning.plans.plans import Plan


class CitationForm(BootstrapForm):
    """Cite a document of the register that the plan does not cite yet."""

    document = forms.ModelChoiceField(LegalDocument.objects.none(), label="Văn bản trong danh mục")
    role = forms.ChoiceField(label="Dẫn làm", choices=Citation.Role.choices)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        documents = self.fields["document"]
        assert isinstance(documents, forms.ModelChoiceField)
        documents.queryset = LegalDocument.objects.exclude(citations__plan=plan).order_by("-issued_on")


class DocumentForm(forms.ModelForm):
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
