"""Workbooks of forms as a clerk has them: fetched, filled in and sent in."""

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def workbook_of(client, address):
    """The workbook to fill in."""
    content = client.get(reverse("sheet-template", args=[address, "form"])).content
    return openpyxl.load_workbook(BytesIO(content))


def place_of(sheet, words):
    """The row of a label or of the first row of figures."""
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == words)


def bytes_of(workbook):
    """A workbook as a file."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def brought_in(client, address, content):
    """What the preview of a sent workbook says, and the answer to taking it over."""
    upload = SimpleUploadedFile("bieu.xlsx", content)
    preview = client.post(reverse("sheet-upload", args=[address, "form"]), {"workbook": upload}, follow=True)
    digest = preview.context["outcome"].digest
    path = preview.request["PATH_INFO"]
    return preview.context["outcome"], client.post(f"{path}apply/", {"digest": digest})
