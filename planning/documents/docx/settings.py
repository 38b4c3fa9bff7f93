"""What a Word file says of itself, and clearing away what python-docx's empty document brings along."""

from docx.document import Document
from docx.oxml.ns import qn

from planning.documents.model import PlanDocument
from planning.documents.packages import NO_MOMENT, legible

LANGUAGE = "vi-VN"
# The mode of Word 2013 and all later ones; under an older one the window's title says "compatibility mode".
WORD_2013 = "15"
LONGEST = 255
# Parts of the empty document, by the last word of the type of what refers to them.
OF_NO_USE = ("stylesWithEffects", "customXml", "thumbnail")
SETTINGS = {"w:themeFontLang": LANGUAGE, "w:decimalSymbol": ",", "w:listSeparator": ";"}


def set_up(word: Document) -> None:
    """Make the empty document Vietnamese and of today's Word."""
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in OF_NO_USE:
                del relations[key]
    settings = word.settings.element
    for name, value in SETTINGS.items():
        settings.find(qn(name)).set(qn("w:val"), value)
    settings.remove(settings.find(qn("w:zoom")))
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), WORD_2013)


def describe(word: Document, document: PlanDocument) -> None:
    """Fill in the properties that a folder, a search and a screen reader show."""
    properties, author = word.core_properties, legible(" ".join(document.first.issuer))[:LONGEST]
    properties.title, properties.language = legible(document.heading)[:LONGEST], LANGUAGE
    properties.author, properties.last_modified_by, properties.comments = author, author, ""
    properties.created = properties.modified = NO_MOMENT
