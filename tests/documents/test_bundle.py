"""A plan in every form of its paper, as one file."""

import io
from zipfile import ZipFile

from planning.documents import docx, pdf, xlsx
from planning.documents.assemble import assemble
from planning.documents.bundle import bundle


def test_a_bundle_holds_what_each_format_draws_and_is_the_same_whenever_it_is_made(plan):
    document = assemble(plan)

    content = bundle(document, "ba-dinh-2025")

    with ZipFile(io.BytesIO(content)) as package:
        held = {name: package.read(name) for name in package.namelist()}
    assert held == {
        "ba-dinh-2025.pdf": pdf.draw(document),
        "ba-dinh-2025.docx": docx.draw(document),
        "ba-dinh-2025.xlsx": xlsx.draw(document),
    }
    assert bundle(document, "ba-dinh-2025") == content


def test_a_bundle_of_an_issued_plan_holds_the_file_that_was_signed(plan):
    with ZipFile(io.BytesIO(bundle(assemble(plan), "a", b"%PDF signed"))) as package:
        assert package.read("a.pdf") == b"%PDF signed"
