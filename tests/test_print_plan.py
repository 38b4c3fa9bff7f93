"""`print_plan`: a plan to a file, or one clear line and exit status 2."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook

from planning.demo import DEMO_FILES, SAMPLE_PAPERS
from planning.documents import fonts
from planning.plans.parts import PlanEvent
from planning.plans.permissions import Status


def printed(*arguments):
    out = StringIO()
    call_command("print_plan", *arguments, stdout=out)
    return out.getvalue()


def test_a_plan_is_printed_as_pdf(plan, tmp_path):
    target = tmp_path / "ke-hoach.pdf"

    assert printed("21499", "2025", "--output", str(target)) == f"Đã ghi {target}\n"

    assert target.read_bytes().startswith(b"%PDF")


def test_a_plan_is_printed_as_html_and_as_a_workbook(plan, tmp_path):
    printed("21499", "2025", "--format", "html", "--output", str(tmp_path / "a.html"))
    printed("21499", "2025", "--format", "xlsx", "--output", str(tmp_path / "a.xlsx"))

    assert "1.303,5 triệu đồng" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["Phụ lục I", "Phụ lục II"]


def test_a_plan_is_printed_as_a_word_file_and_as_all_in_one(plan, tmp_path):
    printed("21499", "2025", "--format", "docx", "--output", str(tmp_path / "a.docx"))
    printed("21499", "2025", "--format", "zip", "--output", str(tmp_path / "a.zip"))

    assert Document(str(tmp_path / "a.docx")).paragraphs[1].text == "Thực hiện Chương trình mẫu năm 2025"
    with ZipFile(tmp_path / "a.zip") as package:
        assert package.namelist() == [f"21499-annual-2025.{ending}" for ending in ("pdf", "docx", "xlsx")]


def test_an_issued_plan_of_which_nothing_is_left_is_not_printed(plan, tmp_path):
    plan.status = Status.ISSUED
    plan.save()
    PlanEvent.objects.create(plan=plan, verb=PlanEvent.Verb.ISSUED, at=datetime(2025, 8, 1, tzinfo=UTC))

    with pytest.raises(CommandError, match="Bản đã ký của kế hoạch bị hỏng: không còn bản đã ký"):
        printed("21499", "2025", "--output", str(tmp_path / "a.pdf"))


def test_the_demonstration_says_which_of_its_plans_are_not_there(db, tmp_path):
    said = StringIO()

    call_command("write_demo", output=tmp_path, stderr=said)

    assert said.getvalue().splitlines() == [
        f"Chưa có kế hoạch {slug}, nên không in {name}." for name, slug in (DEMO_FILES | SAMPLE_PAPERS).items()
    ]


def test_without_an_output_the_file_is_named_after_the_plan(plan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    printed("21499", "2025", "--format", "html")

    assert (tmp_path / "21499-annual-2025.html").exists()


def test_a_code_that_was_borne_twice_means_the_latest_unit_with_a_plan(plan, province_plan, tmp_path):
    printed("51", "2025", "--format", "html", "--output", str(tmp_path / "a.html"))

    assert "TỈNH QUẢNG NGÃI" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("99999", "2025"), "Không có kế hoạch năm 2025 của đơn vị mã 99999."),
        (("21499", "1999"), "Không có kế hoạch năm 1999"),
        (("21499", "hai"), "không phải là năm"),
        (("21499", "2025", "--format", "odt"), "Không có định dạng odt"),
        (("21499", "2025", "--kind", "x"), "Không có loại kế hoạch x"),
        (("21499", "2025", "--output", "/nowhere/at/all.pdf"), "Không ghi được"),
    ],
)
def test_a_wrong_word_is_one_clear_line_and_status_two(arguments, line, plan):
    with pytest.raises(CommandError, match=line) as refusal:
        printed(*arguments)

    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)


def test_without_the_right_font_nothing_is_printed(plan, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "missing_letters", lambda path: {"ợ"})
    fonts.check_font.cache_clear()

    with pytest.raises(CommandError, match="fonts-liberation2"):
        printed("21499", "2025", "--output", str(tmp_path / "a.pdf"))

    assert not (tmp_path / "a.pdf").exists()
    fonts.check_font.cache_clear()


def test_the_shell_sees_the_line_on_stderr_and_the_status(tmp_path):
    command = [sys.executable, "manage.py", "print_plan", "51", "20x5"]

    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"}
    )

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.strip() == "CommandError: 20x5 không phải là năm có bốn chữ số."
