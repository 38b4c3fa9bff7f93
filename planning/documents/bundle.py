"""`Tải trọn bộ`: a plan in every form of its paper, as one file."""

from planning.documents import docx, pdf, xlsx
from planning.documents.model import PlanDocument
from planning.documents.packages import packed


def bundle(document: PlanDocument, name: str, signed: bytes | None = None) -> bytes:
    """A zip of `name`.pdf, .docx and .xlsx; `signed` is the stored PDF of an issued plan, which is not drawn anew."""
    return packed(
        [
            (f"{name}.pdf", signed or pdf.draw(document)),
            (f"{name}.docx", docx.draw(document)),
            (f"{name}.xlsx", xlsx.draw(document)),
        ]
    )
