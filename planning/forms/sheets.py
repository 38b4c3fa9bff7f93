"""The form that takes a workbook."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from planning.forms.plans import BootstrapForm
from planning.sheets.packages import MAX_BYTES, MEGABYTE, TOO_LARGE


class SheetUploadForm(BootstrapForm):
    """One .xlsx file; what is in it is judged when it is opened."""

    workbook = forms.FileField(
        label="Tệp bảng tính (.xlsx)",
        help_text=f"Không quá {MAX_BYTES // MEGABYTE} MB. Số liệu chỉ được ghi sau khi bạn xem trước và đồng ý.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Vui lòng chọn tệp bảng tính.",
            "missing": "Vui lòng chọn tệp bảng tính.",
            "empty": "Tệp rỗng, không có nội dung.",
        },
    )

    def clean_workbook(self) -> UploadedFile:
        workbook: UploadedFile = self.cleaned_data["workbook"]
        if (workbook.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return workbook
