"""The form of a section's words, sent by the page and by its script alike."""

from typing import Self

from django import forms

from planning.forms.plans import BootstrapForm
from planning.plans.plans import Section

LARGEST = 2**31 - 1
LONGEST = 100_000


class SectionForm(BootstrapForm):
    """Words for the section with the key `section`, written from its `revision` on.

    A section keeps its key where its position changes, so that words never land in another one. `continues` is set
    by the script when it saves again what the same person is writing.
    """

    body = forms.CharField(
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
    section = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    continues = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, section: Section, body: str | None = None) -> Self:
        """A form not yet sent, with the section's words or with others for it."""
        words = section.body if body is None else body
        return cls(initial={"body": words, "section": section.pk, "revision": section.revision})

    @property
    def complaint(self) -> str:
        """What is wrong, in one sentence."""
        return str(self.errors["body"][0]) if "body" in self.errors else "Không đọc được lời văn gửi lên."
