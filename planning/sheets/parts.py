"""Which part of a package is which sheet, and which of its looks show a number in per cent."""

from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from xml.etree import ElementTree

from planning.sheets.packages import DAMAGED, UnreadableWorkbook
from planning.sheets.quick import quick_scan
from planning.sheets.scans import SheetScan, refuse_harm, scan

CONTENTS, WORKBOOK, RELATIONS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
# The built-in formats `0%` and `0.00%`.
PERCENTS = frozenset({"9", "10"})


def scans_of(parts: Mapping[str, bytes]) -> dict[str, SheetScan]:
    """What the scan finds in each sheet, by the sheet's name; raises UnreadableWorkbook."""
    if not {CONTENTS, WORKBOOK, RELATIONS} <= parts.keys():
        raise UnreadableWorkbook(DAMAGED)
    for part in parts.values():
        refuse_harm(part)
    percents = _percent_styles(parts[STYLES]) if STYLES in parts else frozenset()
    sheets = ((name, parts[path]) for name, path in _sheets(parts) if path in parts)
    return {name: quick_scan(part, percents) or scan(part, percents) for name, part in sheets}


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The names of the sheets and of their parts."""
    targets = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(parts[RELATIONS])}
    for each in ElementTree.fromstring(parts[WORKBOOK]).findall(".//{*}sheet"):
        target = targets.get(each.get(RELATION) or each.get(STRICT_RELATION), "")
        yield each.get("name", ""), normpath(join("/xl", target)).lstrip("/")


def _percent_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell formats that show a number times a hundred."""
    root = ElementTree.fromstring(styles)
    own = {each.get("numFmtId", "") for each in root.findall(".//{*}numFmt") if "%" in each.get("formatCode", "")}
    formats = root.find("{*}cellXfs")
    return frozenset(
        str(place)
        for place, each in enumerate(formats if formats is not None else ())
        if each.get("numFmtId") in PERCENTS | own
    )
