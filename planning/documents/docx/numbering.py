"""Real lists: a title or clause that an officer inserts numbers those after it anew.

The points a) b) c) d) đ) are typed: Word's letters know no đ, and would put e) in its place.
"""

from docx.document import Document
from docx.oxml.text.parfmt import CT_PPr
from docx.text.paragraph import Paragraph as WordParagraph

from planning.documents.docx.markup import element, twips
from planning.documents.docx.styles import FONT, IDS, INDENT, OF_LEVEL
from planning.documents.model import Paragraph
from planning.text.outline import Level

# The levels of a list from the top: what it counts in, and what it prints (%3 is the count of the third level).
FORMATS = {
    Level.PART: ("upperRoman", "%1."),
    Level.ARTICLE: ("decimal", "Điều %2."),
    Level.CLAUSE: ("decimal", "%3."),
    Level.SUBCLAUSE: ("decimal", "%3.%4."),
    Level.DASH: ("bullet", "-"),
    Level.PLUS: ("bullet", "+"),
}
DEPTHS = {level: depth for depth, level in enumerate(FORMATS)}
RECIPIENTS = "Danh sách nơi nhận"


def define_lists(word: Document, leaves: int) -> None:
    """Define a list for each leaf, which counts from its own beginning, and one for recipients.

    The styles of the body belong to the last, the plan's: a line of a style is numbered wherever it is put.
    """
    root = word.part.numbering_part.element
    root.clear()
    for list_ in range(leaves):
        is_linked = list_ == leaves - 1
        levels = "".join(_level(level, depth, is_linked) for level, depth in DEPTHS.items())
        root.append(_definition(list_, levels))
    recipients = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:suff w:val="space"/><w:lvlText w:val="-"/></w:lvl>'
    root.append(_definition(leaves, recipients))
    for list_ in range(leaves + 1):
        root.append(element(f'<w:num w:numId="{list_ + 1}"><w:abstractNumId w:val="{list_}"/></w:num>'))
    for level, depth in DEPTHS.items():
        _belong(word.styles[OF_LEVEL[level]].element.get_or_add_pPr(), leaves - 1, depth)
    _belong(word.styles[RECIPIENTS].element.get_or_add_pPr(), leaves, 0)


def put_in_list(written: WordParagraph, paragraph: Paragraph, list_: int) -> None:
    """Let Word number a paragraph in the list of its leaf (from 0)."""
    _belong(written._p.get_or_add_pPr(), list_, DEPTHS[paragraph.level])


def is_counted_by_word(paragraph: Paragraph) -> bool:
    """Whether Word comes to the marker by itself; a `0.1.` without a clause above it would become `1.1.`."""
    return paragraph.level in DEPTHS and not paragraph.marker.startswith("0.")


def _belong(properties: CT_PPr, list_: int, depth: int) -> None:
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = depth
    numbering.get_or_add_numId().val = list_ + 1


def _level(level: Level, depth: int, is_linked: bool) -> str:
    counts_in, text = FORMATS[level]
    style = f'<w:pStyle w:val="{IDS[OF_LEVEL[level]]}"/>' if is_linked else ""
    bold = "<w:b/>" if level is Level.ARTICLE else ""
    return f"""<w:lvl w:ilvl="{depth}">
      <w:start w:val="1"/><w:numFmt w:val="{counts_in}"/>{style}<w:suff w:val="space"/><w:lvlText w:val="{text}"/>
      <w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{twips(INDENT)}"/></w:pPr>
      <w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>{bold}</w:rPr>
    </w:lvl>"""


def _definition(list_: int, levels: str) -> object:
    # Word takes two lists of the same nsid for one.
    return element(
        f'<w:abstractNum w:abstractNumId="{list_}"><w:nsid w:val="{list_ + 1:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
