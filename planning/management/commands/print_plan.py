"""`print_plan UNIT_CODE YEAR`: write a plan or report to a file as PDF, HTML, Word, a workbook, or all."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from planning.documents import docx, html, xlsx
from planning.documents.archive import document_for, pdf_for
from planning.documents.bundle import bundle
from planning.documents.fonts import FontIsMissing
from planning.documents.issued import DocumentIsDamaged
from planning.plans.periods import PeriodKind
from planning.plans.plans import REPORTS, Plan, PlanKind

FORMATS: dict[str, Callable[[Plan], bytes]] = {
    "pdf": pdf_for,
    "html": lambda plan: html.page_of(document_for(plan)).encode(),
    "docx": lambda plan: docx.draw(document_for(plan)),
    "xlsx": lambda plan: xlsx.draw(document_for(plan)),
    "zip": lambda plan: bundle(document_for(plan), plan.slug, pdf_for(plan)),
}


class Command(BaseCommand):
    help = "In một kế hoạch hoặc báo cáo ra tệp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("unit_code", help="mã đơn vị vào ngày lập kế hoạch: 51, 21499…")
        parser.add_argument("year", help="năm đầu của kế hoạch, của kỳ báo cáo")
        parser.add_argument("--kind", default=PlanKind.ANNUAL.value, help=f"một trong: {', '.join(PlanKind.values)}")
        parser.add_argument("--period", default="", help=f"kỳ báo cáo, một trong: {', '.join(PeriodKind.values)}")
        parser.add_argument("--format", default="pdf", help=f"một trong: {', '.join(FORMATS)}")
        parser.add_argument("--output", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        drawn_as = options["format"]
        if drawn_as not in FORMATS:
            refuse(f"Không có định dạng {drawn_as}; chọn một trong: {', '.join(FORMATS)}.")
        plan = find_plan(options["unit_code"], options["year"], options["kind"], options["period"])
        output = options["output"] or Path(f"{plan.slug}.{drawn_as}")
        write_plan(plan, output, drawn_as)
        self.stdout.write(f"Đã ghi {output}")


def find_plan(unit_code: str, year: str, kind: str, period: str = "") -> Plan:
    """The latest paper of the unit, year and kind, of a report that of the period; CommandError with status 2."""
    if kind not in PlanKind:
        refuse(f"Không có loại kế hoạch {kind}; chọn một trong: {', '.join(PlanKind.values)}.")
    if period and period not in PeriodKind:
        refuse(f"Không có kỳ báo cáo {period}; chọn một trong: {', '.join(PeriodKind.values)}.")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        refuse(f"{year} không phải là năm có bốn chữ số.")
    papers = Plan.objects.with_names().of_unit_and_year(unit_code, int(year), kind)
    plan = (papers.filter(period__kind=period) if period else papers).first()
    if plan is None:
        paper = "báo cáo" if kind in REPORTS else "kế hoạch"
        refuse(f"Không có {paper} năm {year} của đơn vị mã {unit_code}.")
    return plan


def write_plan(plan: Plan, output: Path, drawn_as: str) -> None:
    """Draw a plan in one format and write the file; CommandError with status 2 when that cannot be."""
    try:
        content = FORMATS[drawn_as](plan)
        output.write_bytes(content)
    except FontIsMissing as error:
        refuse(str(error))
    except DocumentIsDamaged as error:
        refuse(f"Bản đã ký của {plan.document_name.lower()} bị hỏng: {error.what}.")
    except OSError as error:
        refuse(f"Không ghi được {output}: {error.strerror}.")


def refuse(message: str) -> NoReturn:
    """End the command with one line on stderr and exit status 2."""
    raise CommandError(message, returncode=2)
