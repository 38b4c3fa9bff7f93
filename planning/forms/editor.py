"""The forms of a section's words and of its place, sent by the page and by its script alike."""

import re

from django import forms

from planning.forms.plans import BootstrapForm
from planning.plans.parts import Section

LARGEST = 2**31 - 1
LONGEST = 100_000
# What no keyboard types and no document may hold; the breaks among them have become line ends before.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class StampForm(BootstrapForm):
    """Which section is meant, and which of its revisions.

    A section keeps its key where its position changes, so that a deed never falls on another one.
    """

    section = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class WordsField(forms.CharField):
    """Lines of text, without what no document may hold."""

    def to_python(self, value: object) -> str:
        lines = UNWRITABLE.sub("", "\n".join((super().to_python(value) or "").splitlines()))
        return lines if lines.strip() else ""


class SectionForm(StampForm):
    """Words for a section, written from its `revision` on.

    `continues` is set by the script when it saves again what the same person is writing.
    """

    body = WordsField(
        label="Nội dung",
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 22, "class": "form-control outline", "spellcheck": "false"}),
        help_text=(
            "Mỗi đoạn một dòng. Dòng mở đầu bằng I. 1. 1.1. a) - + là đề mục, khoản, điểm, gạch đầu dòng; số thứ tự "
            "do chương trình tự đánh. Đoạn thường mở đầu giống như vậy thì thêm dấu \\ ở trước."
        ),
        error_messages={
            "required": "Phần lời văn không được để trống; nếu không cần phần này nữa, đề nghị xóa cả phần.",
            "max_length": "Phần lời văn dài quá %(limit_value)d ký tự; đề nghị chia thành nhiều phần.",
        },
    )
    continues = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, section: Section) -> "SectionForm":
        """A form not yet sent, with the section's words."""
        return cls(initial={"body": section.body, "section": section.pk, "revision": section.revision})

    @property
    def complaint(self) -> str:
        """What is wrong, in one sentence."""
        if self.errors.keys() == {"body"}:
            return str(self.errors["body"][0])
        return "Không đọc được lời văn gửi lên."
