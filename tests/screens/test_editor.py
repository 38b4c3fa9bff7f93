"""Writing a section through the server: by the form, by the script's endpoint, and when two people meet."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from planning.documents.writing import figures_told, numbering_start
from planning.plans.parts import Section
from planning.plans.reading import Reading
from planning.text.actions import SectionIsGone, rewrite_section
from planning.text.differences import Side, differences
from tests.screens.pages import address, edit, save, text_of, words


def test_a_section_is_rewritten_and_its_former_words_are_kept(client, section, lan):
    client.force_login(lan)

    response = edit(client, section, "Kinh phí là {{ budget.total }}.\r\n- một  \r\n")

    now = Section.objects.get(pk=section.pk)
    assert response.url == f"{section.plan.get_absolute_url()}#section-2"
    assert now.body == "Kinh phí là {{ budget.total }}.\n- một"
    assert now.history.count() == 2
    assert "Kinh phí là" in text_of(client, section.plan)


def test_an_unknown_name_in_the_text_is_kept_and_named_as_a_problem(client, section, lan):
    client.force_login(lan)

    edit(client, section, "Là {{ khong.co }}.")

    page = client.get(reverse("plan-check", args=[section.plan.slug])).content.decode()
    assert "Không có số liệu tên “khong.co”" in page


@pytest.mark.parametrize("body", ["", " \n ", "\x0c"])
def test_an_empty_section_is_refused(body, client, section, lan):
    client.force_login(lan)

    response = edit(client, section, body)

    assert response.status_code == 400
    assert "không được để trống" in response.content.decode()


def test_words_typed_as_markup_stay_words(client, section, lan):
    client.force_login(lan)

    edit(client, section, "<script>alert(1)</script> {% if %}")

    for name in ("plan", "plan-preview"):
        text = client.get(reverse(name, args=[section.plan.slug])).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_who_saves_second_is_shown_both_texts_and_loses_nothing(client, section, lan, mai):
    rewrite_section(section, "1. Lời của Mai\n2. Chung", revision=1, by=mai, at=timezone.now())
    client.force_login(lan)

    response = edit(client, section, "1. Lời của Lan\n2. Chung")

    page = response.content.decode()
    assert response.status_code == 409
    assert "1. Lời của Lan\n2. Chung</textarea>" in page
    assert "1. Lời của Mai\n2. Chung</textarea>" in page
    assert ["Của người kia:" in page, "Của bạn:" in page] == [True, True]
    assert Section.objects.get(pk=section.pk).body == "1. Lời của Mai\n2. Chung"


def test_the_second_may_keep_their_own_words_and_the_others_stay_in_history(client, section, lan, mai):
    rewrite_section(section, "Lời của Mai", revision=1, by=mai, at=timezone.now())
    client.force_login(lan)

    response = edit(client, section, "Lời của Lan", revision=2, choice="mine")

    now = Section.objects.get(pk=section.pk)
    assert response.status_code == 302
    assert [each.body for each in now.history.all()][:2] == ["Lời của Lan", "Lời của Mai"]


def test_the_second_may_go_on_writing_and_meets_a_third(client, section, lan, mai):
    rewrite_section(section, "Lời của Mai", revision=1, by=mai, at=timezone.now())
    client.force_login(lan)

    page = edit(client, section, "Lời của Lan", revision=2, choice="edit")

    assert page.status_code == 200
    assert "Lời của Lan</textarea>" in page.content.decode()
    assert Section.objects.get(pk=section.pk).body == "Lời của Mai"
    rewrite_section(section, "Lời thứ ba", revision=2, by=mai, at=timezone.now())
    assert edit(client, section, "Lời của Lan", revision=2).status_code == 409


def test_ones_own_words_from_another_window_are_named_as_such(client, section, lan):
    client.force_login(lan)
    edit(client, section, "Cửa sổ một")

    response = edit(client, section, "Cửa sổ hai")

    assert "Bạn, ở một cửa sổ khác, đã lưu phần 2" in response.content.decode()


def test_words_for_a_section_taken_away_are_shown(client, section, lan):
    client.force_login(lan)
    key, revision = section.pk, section.revision
    section.delete()

    response = client.post(
        reverse("section-edit", args=[section.plan.slug, 2]), {"body": "Lời còn", "section": key, "revision": revision}
    )

    assert response.status_code == 409
    assert "Lời còn</textarea>" in response.content.decode()


def test_a_line_only_renumbered_is_no_difference():
    found = differences("1. Một\n2. Hai", "1. Mới\n2. Một\n3. Hai")

    assert [(each.side, each.text) for each in found] == [
        (Side.MINE, "1. Mới"),
        (Side.BOTH, "2. Một"),
        (Side.BOTH, "3. Hai"),
    ]


def test_the_script_saves_and_is_told_the_new_revision_and_figures(client, section, lan):
    client.force_login(lan)

    answer = save(client, section, "Là {{ budget.total }}").json()

    assert answer["revision"] == 2
    assert answer["figures"]["budget.total"]["forms"]["tỷ"] == "1,3035 tỷ đồng"
    assert Section.objects.get(pk=section.pk).body == "Là {{ budget.total }}"


def test_saving_again_and_again_is_one_step_of_the_history(client, section, lan, mai):
    client.force_login(lan)
    for count in range(3):
        save(client, section, f"Lời {count}", revision=count + 1, continues=count > 0)

    assert section.history.first().body == "Lời 2"
    assert section.history.count() == 2

    later = timezone.now() + timedelta(minutes=11)
    rewrite_section(section, "Lời sau", revision=4, by=lan, at=later, continues=True)
    rewrite_section(section, "Lời Mai", revision=5, by=mai, at=later, continues=True)
    assert section.history.count() == 4


def test_saving_the_same_words_changes_nothing(client, section, lan):
    client.force_login(lan)

    assert save(client, section, section.body + "  ").json()["revision"] == 1
    assert section.history.count() == 1


def test_the_script_is_told_what_the_other_wrote(client, section, lan, mai):
    client.force_login(mai)
    save(client, section, "Lời của Mai")
    client.force_login(lan)

    response = save(client, section, "Lời của Lan")

    answer = response.json()
    assert response.status_code == 409
    assert (answer["revision"], answer["body"], answer["who"]) == (2, "Lời của Mai", "Mai")
    assert "Của bạn:</span> Lời của Lan" in answer["html"]


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ("không phải JSON", "Không đọc được lời văn gửi lên."),
        ("[1]", "Không đọc được lời văn gửi lên."),
        ("[" * 100_000, "Không đọc được lời văn gửi lên."),
        ('{"body": "x", "section": 1e99, "revision": 1}', "Không đọc được lời văn gửi lên."),
        ('{"body": " ", "section": 1, "revision": 1}', "Phần lời văn không được để trống"),
        (json.dumps({"body": "x" * 100_001, "section": 1, "revision": 1}), "Phần lời văn dài quá 100000 ký tự"),
        ("x" * 3_000_000, "Không đọc được lời văn gửi lên."),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(sent, complaint, client, section, lan):
    client.force_login(lan)

    response = client.post(address("section-save", section), sent, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["error"].startswith(complaint)


def test_letters_no_document_may_hold_are_left_out(client, section, lan):
    client.force_login(lan)

    save(client, section, "a\x00b\ud800c\x0bd")

    assert Section.objects.get(pk=section.pk).body == "abc\nd"


def test_a_section_keeps_its_words_to_itself_where_it_changes_place(client, section, lan):
    client.force_login(lan)
    client.post(address("section-move", section), words(section, "", to="down"))

    save(client, section, "Lời của phần hai cũ")

    moved = Section.objects.get(pk=section.pk)
    assert (moved.position, moved.body) == (3, "Lời của phần hai cũ")


def test_words_for_a_section_taken_away_are_refused_by_the_endpoint(client, section, lan):
    client.force_login(lan)
    sent = words(section, "Lời còn")
    section.delete()

    response = client.post(reverse("section-save", args=[section.plan.slug, 2]), sent, content_type="application/json")

    assert (response.status_code, response.json()["error"]) == (410, "Phần này vừa được người khác xóa.")


def test_a_section_that_goes_while_one_saves_is_missed(section, lan):
    ghost = Section.objects.get(pk=section.pk)
    section.delete()

    with pytest.raises(SectionIsGone):
        rewrite_section(ghost, "x", revision=1, by=lan, at=timezone.now())


def test_numbers_go_on_from_the_sections_before_those_of_passages_among_them(plan):
    start = numbering_start(Reading(plan), plan.sections.get(position=4))

    assert start[0] == 2


def test_a_section_is_not_told_its_own_named_lines(plan, section):
    Section.objects.filter(pk=section.pk).update(body="I. Một {#mot}")

    assert "ref.mot" not in figures_told(Reading(plan), section)
    told = figures_told(Reading(plan), plan.sections.get(position=3))["ref.mot"]
    assert (told.is_place, told.forms) == (True, {"": "Mục I"})
