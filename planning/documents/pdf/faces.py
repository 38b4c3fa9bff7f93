"""A face of the document's font: how wide its words are, and the embedding of the letters a PDF uses."""

import hashlib
import re
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from planning.pictures.fonts import path_of

# A word or a part of one, up to where a line may end: after a space, or after a hyphen between two letters.
PIECE = re.compile(r"\S+?(?:(?<=\w)-(?=\w)|\s+|$)")
STYLES = ("regular", "bold", "italic")
SERIF_AND_SYMBOLIC = 6
TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{}
endcmap CMapName currentdict /CMap defineresource pop end end"""


class Face:
    """One style of the font: regular, bold or italic."""

    def __init__(self, style: str) -> None:
        self.path = path_of(style)
        with TTFont(self.path, fontNumber=0, lazy=True) as font:
            names, per_em = font.getBestCmap(), font["head"].unitsPerEm
            self.has_outlines = "glyf" in font
            self.glyphs = {chr(code): font.getGlyphID(name) for code, name in names.items() if code <= 0xFFFF}
            self.ems = {chr(code): font["hmtx"][name][0] / per_em for code, name in names.items()}
            self.ascent, self.descent = font["hhea"].ascent / per_em, font["hhea"].descent / per_em
        self.codes = {letter: f"{glyph:04x}" for letter, glyph in self.glyphs.items()}
        self.used: set[str] = set()

    def can_draw(self, letters: set[str]) -> bool:
        """Whether the face has all the letters, as outlines that can be embedded here."""
        return self.has_outlines and letters - set(" \t\r\n\f") <= self.glyphs.keys()

    def width(self, text: str, size: float) -> float:
        """The width of a text in points, at a size in points."""
        return sum(map(self.ems.__getitem__, text)) * size

    def encoded(self, text: str) -> str:
        """The text as the hexadecimal string that shows it; its letters will be embedded."""
        self.used.update(text)
        return "".join(map(self.codes.__getitem__, text))

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """Break a text where words end, and a word that is wider than the room wherever it must be.

        A line keeps the space it ends with: it is not seen, and parts the words for those who have the page read out.
        """
        if self.width(text, size) <= room:
            return [text]
        lines, line, used = [], "", 0.0
        for piece in PIECE.findall(text):
            if line and used + self.width(piece.rstrip(), size) > room:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + piece, used + self.width(piece, size)
            while len(line) > 1 and self.width(line.rstrip(), size) > room:
                cut = self._cut(line, size, room)
                lines.append(line[:cut])
                line = line[cut:]
                used = self.width(line, size)
        return [*lines, line]

    def _cut(self, line: str, size: float, room: float) -> int:
        cut = 1
        while self.width(line[: cut + 1], size) <= room:
            cut += 1
        return cut

    def embedded(self, pdf: Pdf) -> Object:
        """The font object of the letters used so far, with what turns them back into text."""
        letters = sorted(self.used)
        mark = hashlib.sha256("".join(letters).encode()).digest()[:6]
        name = Name("/" + "".join(chr(ord("A") + byte % 26) for byte in mark) + "+" + self._postscript_name())
        cid_font = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, name)),
            W=self._widths(letters),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(cid_font)]),
                ToUnicode=Stream(pdf, self._to_unicode(letters).encode()),
            )
        )

    def _widths(self, letters: list[str]) -> Array:
        widths = Array()
        for letter in letters:
            widths.extend([self.glyphs[letter], Array([round(self.ems[letter] * 1000)])])
        return widths

    def _postscript_name(self) -> str:
        with TTFont(self.path, fontNumber=0, lazy=True) as font:
            return str(font["name"].getDebugName(6))

    def _descriptor(self, pdf: Pdf, name: Name) -> Dictionary:
        with TTFont(self.path, fontNumber=0, lazy=True) as font:
            head, scale, angle = font["head"], 1000 / font["head"].unitsPerEm, font["post"].italicAngle
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=SERIF_AND_SYMBOLIC,
            FontBBox=Array([round(each * scale) for each in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            ItalicAngle=round(angle),
            Ascent=round(self.ascent * 1000),
            Descent=round(self.descent * 1000),
            CapHeight=round(self.ascent * 1000),
            StemV=80,
            FontFile2=Stream(pdf, self._subset()),
        )

    def _subset(self) -> bytes:
        """The font file with the letters used; glyphs keep their numbers, and no date of today is written."""
        options = subset.Options(retain_gids=True, hinting=False, layout_features=[], notdef_outline=True)
        with subset.load_font(self.path, options) as font:
            font.recalcTimestamp = False
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=[ord(letter) for letter in self.used])
            cutter.subset(font)
            file = BytesIO()
            font.save(file)
        return file.getvalue()

    def _to_unicode(self, letters: list[str]) -> str:
        pairs = [f"<{self.codes[letter]}> <{ord(letter):04x}>" for letter in letters]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        return TO_UNICODE.format(
            "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        )
