"""What the admin's pages say is Vietnamese, the words of libraries included."""

import html
import re
from pathlib import Path

import import_export
import pytest
import simple_history
from babel.messages.pofile import read_po
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext

from planning.plans.plans import Plan
from tests.admin.conftest import table, upload

# Strings of the libraries that are written into logs or only reach a programmer.
NEVER_SHOWN = {"%s through import_export", "call to force_str() on instance failed: %s"}
# Words that are the same in both languages, or stand in addresses and names of fields.
COMMON = {"Import", "Export", "Format", "New", "None", "Object", "Row", "Update", "Delete", "Home", "History"}


def catalogue(library, language):
    """The strings of a library that have a translation into some language."""
    path = Path(library.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    return {message if isinstance(message, str) else message[0] for message in messages}


@pytest.mark.parametrize(
    ("library", "language"), [(import_export, "fr"), (simple_history, "pl"), (simple_history, "de")]
)
def test_every_string_of_a_library_is_translated(library, language):
    untranslated = {text for text in catalogue(library, language) if gettext(text) == text}

    assert untranslated - NEVER_SHOWN == set()


def words_of(response):
    """What a reader reads: the page without its tags."""
    text = re.sub(r"<script.*?</script>|<!--.*?-->|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


@pytest.mark.parametrize("rows", [None, [["y-te", "Sở Y tế", "51", "Y tế"]], [["", "", "9", "x"]]])
def test_the_import_of_agencies_speaks_no_english(rows, desk, places):
    where = reverse("admin:planning_agency_import")

    text = words_of(upload(desk, table(*rows)) if rows else desk.get(where))

    english = catalogue(import_export, "fr") | COMMON
    assert [word for word in english if re.search(rf"\b{re.escape(word)}\b", text)] == []


@pytest.mark.parametrize("page", ["changelist", "add", "export"])
def test_other_pages_of_agencies_speak_no_english(page, desk, everything):
    text = words_of(desk.get(reverse(f"admin:planning_agency_{page}")))

    english = catalogue(import_export, "fr") | catalogue(simple_history, "de") | COMMON
    assert [word for word in english if re.search(rf"\b{re.escape(word)}\b", text)] == []


def test_the_names_of_apps_tables_and_fields_are_vietnamese():
    fields = [
        (model, field)
        for model in admin.site._registry
        for field in model._meta.fields
        if not field.primary_key and field.editable
    ]
    default = {
        f"{model._meta.label}.{field.name}"
        for model, field in fields
        if str(field.verbose_name).casefold() == field.name.replace("_", " ")
    }

    assert default - {"planning.User.email"} == set()
    assert [app.verbose_name for app in apps.get_app_configs() if app.name in {"planning", "django.contrib.auth"}] == [
        "Phân quyền",
        "Kế hoạch",
    ]


def test_the_history_tells_changes_in_words(desk, plan):
    plan = Plan.objects.get(pk=plan.pk)
    plan.status, plan.number, plan.drafted_by = "issued", "7", None
    plan.save()

    text = words_of(desk.get(reverse("admin:planning_plan_history", args=[plan.pk])))

    assert "Trạng thái: Dự thảo → Đã ban hành" in text
    assert "Số: (trống) → 7" in text
    assert "Cơ quan soạn thảo: Phòng Kinh tế → (trống)" in text


def test_deleting_an_agency_lists_what_goes_with_it_by_name(desk, plan, office_elsewhere):
    office_elsewhere.successors.set(office_elsewhere.__class__.objects.filter(code="pkt"))

    text = words_of(desk.get(reverse("admin:planning_agency_delete", args=[office_elsewhere.pk])))

    assert "Cơ quan: Phòng Kinh tế" in text
    assert "relationship" not in text
