"""What makes a PDF fit to be kept and read aloud: PDF/A-3a and PDF/UA-1 in one file, its workbook inside."""

from collections.abc import Iterator
from hashlib import md5
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

# CSS counts 96 pixels to the inch, PDF 72 points.
POINTS = 0.75
# The two identifiers stand in the first block of metadata: readers look no further.
PDF_A = b'pdfaid:part="3" pdfaid:conformance="A"'
PDF_UA = b' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"'
# PDF/A knows PDF/UA's identifier only where the file itself explains it.
END_OF_BLOCK = b"</rdf:RDF>"
PDF_UA_EXPLAINED = b"""<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
WORKBOOK_NAME = "phu-luc.xlsx"
WORKBOOK_TYPE = Name("/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
WORKBOOK_WORDS = "Số liệu của các phụ lục"


def declare_accessible(pdf: Pdf) -> None:
    """Complete the tags as PDF/UA-1 asks, and say in the metadata that the file is one."""
    for element in _elements(pdf.Root.StructTreeRoot.K):
        if element.S == Name.TH:
            element.A.Scope = Name.Column
        elif Name.Figure == element.S:
            element.A.BBox = _box_of(element)
    resources = pdf.pages[0].obj.Resources
    for kind in (Name.Pattern, Name.Shading):
        if kind in resources and not len(resources[kind].keys()):
            del resources[kind]
    metadata = pdf.Root.Metadata.read_bytes()
    metadata = metadata.replace(PDF_A, PDF_A + PDF_UA).replace(END_OF_BLOCK, PDF_UA_EXPLAINED + END_OF_BLOCK, 1)
    pdf.Root.Metadata = Stream(pdf, metadata, Type=Name.Metadata, Subtype=Name.XML)


def _box_of(figure: Object) -> Array:
    """Where a picture stands, as PDF counts: in points, from the foot of the page up."""
    height = float(figure.Pg.MediaBox[3])
    left, top, right, bottom = (float(side) * POINTS for side in figure.A.BBox)
    return Array([left, height - bottom, right, height - top])


def attach_workbook(pdf: Pdf, workbook: bytes) -> None:
    """Put the workbook of the appendices into the file, as the source of what they print."""
    checksum = md5(workbook, usedforsecurity=False).digest()
    content = Stream(pdf, workbook, Type=Name.EmbeddedFile, Subtype=WORKBOOK_TYPE)
    content.Params = Dictionary(Size=len(workbook), CheckSum=String(checksum))
    embedded = pdf.make_indirect(content)
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=WORKBOOK_NAME,
            UF=WORKBOOK_NAME,
            Desc=WORKBOOK_WORDS,
            AFRelationship=Name.Source,
            EF=Dictionary(F=embedded, UF=embedded),
        )
    )
    pdf.Root.AF = Array([file])
    names = pdf.Root.get(Name.Names, Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array([String(WORKBOOK_NAME), file]))
    pdf.Root.Names = names


def saved(pdf: Pdf) -> bytes:
    """The file's bytes: the same for the same content, its identifier being made from it."""
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return file.getvalue()


def _elements(kids: Object) -> Iterator[Object]:
    """All elements of a tree of tags; marks and references to content are passed over."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid
            if Name.K in kid:
                yield from _elements(kid.K)
