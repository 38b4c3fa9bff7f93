"""Who draws a PDF from the same document: we, and the programs we are measured against."""

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from planning.documents import docx, html, pdf
from planning.documents.grid import grid_of
from planning.documents.headings import header_rows
from planning.documents.model import Leaf, PlanDocument, Table

Drawer = Callable[[PlanDocument], object]
CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--timeout=600000",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
]  # fmt: skip
TYPST = """#set document(title: {title})
#set text(font: ("Times New Roman", "Liberation Serif"), size: 14pt, lang: "vi")
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 18mm), numbering: "1")
#set par(justify: true, first-line-indent: 12.7mm, spacing: 1em)
{paragraphs}
#set page(flipped: true)
#set text(size: {size}pt)
#set par(justify: false, first-line-indent: 0mm)
#table(columns: ({columns}), inset: (x: 3pt, y: 2.5pt), stroke: 0.5pt, align: ({aligns}),
table.header({header}),
{rows})
"""


def ours(document: PlanDocument) -> bytes:
    """Our PDF: archivable, tagged, with its workbook inside."""
    return pdf.draw(document)


def with_typst(document: PlanDocument) -> bytes:
    """Typst draws the same text and table, tagged, to the same two standards, without a workbook."""
    source = TYPST.format(
        title=json.dumps(document.heading, ensure_ascii=False),
        paragraphs="\n\n".join(map(_words, _texts(document.first))),
        **_typst_table(document.appendices[0]),
    )
    return import_module("typst").compile(source.encode(), pdf_standards=["a-3a", "ua-1"])


def with_chromium(document: PlanDocument) -> None:
    """Chromium prints our own HTML."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        style = f"<style>{html.stylesheet()}</style></head>"
        source.write_text(html.page_of(document).replace("</head>", style), encoding="utf-8")
        _run([*CHROMIUM, f"--user-data-dir={folder}", f"--print-to-pdf={folder}/page.pdf", source.as_uri()])


def with_libreoffice(document: PlanDocument) -> None:
    """LibreOffice prints our own Word document."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(docx.draw(document))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)])


def drawers() -> dict[str, Drawer]:
    """Those that are installed here, we first."""
    found: dict[str, Drawer] = {"ours": ours}
    if find_spec("typst"):
        found["typst"] = with_typst
    if shutil.which(CHROMIUM[0]):
        found["chromium"] = with_chromium
    if shutil.which("soffice"):
        found["libreoffice"] = with_libreoffice
    return found


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _texts(leaf: Leaf) -> list[str]:
    return [f"{paragraph.marker} {paragraph.text}" for paragraph in leaf.paragraphs]


def _typst_table(table: Table) -> dict[str, object]:
    grid = grid_of(table)
    heads = [
        f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows}, {_quoted(cell.text)})"
        for level in header_rows(table.columns)
        for cell in level
    ]
    heads += [_quoted(column.index) for column in table.columns]
    return {
        "size": grid.size,
        "columns": ", ".join(f"{width / 2}%" for width in grid.widths),
        "aligns": ", ".join("right" if column.is_number else "left" for column in table.columns),
        "header": ", ".join(heads),
        "rows": "\n".join("".join(f"{_quoted(cell.text)}," for cell in row.cells) for row in table.rows),
    }


def _words(text: str) -> str:
    return f"#{_quoted(text)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
