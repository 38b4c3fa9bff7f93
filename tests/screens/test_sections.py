"""The sections of a text: added, moved and taken away."""

import pytest
from django.utils import timezone

from planning.plans.parts import Section
from planning.text.actions import rewrite_section
from tests.screens.pages import address, save, text_of, words


def test_a_section_is_added_behind_another_and_written(client, section, lan):
    client.force_login(lan)

    response = client.post(address("section-add", section), words(section, ""))

    added = Section.objects.get(plan=section.plan, position=3)
    assert response.url == address("section-edit", added)
    assert client.get(response.url).status_code == 200
    assert section.plan.sections.count() == 8
    assert "Phần này chưa có lời văn." in text_of(client, section.plan)


def test_a_section_moves_and_stops_at_the_ends(client, section, lan):
    client.force_login(lan)

    up = client.post(address("section-move", section), words(section, "", to="up"))
    again = client.post(address("section-move", section), words(section, "", to="up"))

    assert up.url.endswith("#section-1")
    assert Section.objects.get(pk=section.pk).position == 1
    assert again.status_code == 409
    assert "Phần này đã ở đầu." in again.content.decode()


def test_a_section_is_taken_away_and_its_words_stay_in_history(client, section, lan):
    client.force_login(lan)

    response = client.post(address("section-delete", section), words(section, ""))

    assert response.url == section.plan.get_absolute_url()
    assert not Section.objects.filter(pk=section.pk).exists()
    assert Section.history.filter(id=section.pk).first().body == section.body


def test_a_section_someone_has_just_rewritten_is_not_taken_away(client, section, lan, mai):
    rewrite_section(section, "Lời mới", revision=1, by=mai, at=timezone.now())
    client.force_login(lan)

    response = client.post(address("section-delete", section), words(section, ""))

    assert response.status_code == 409
    assert "đã được người khác sửa. Chưa xóa gì." in response.content.decode()


def test_the_only_section_is_not_taken_away(client, section, lan):
    section.plan.sections.exclude(pk=section.pk).delete()
    client.force_login(lan)

    response = client.post(address("section-delete", section), words(section, ""))

    assert response.status_code == 409
    assert "phải còn ít nhất một phần" in response.content.decode()


@pytest.mark.parametrize("name", ["section-add", "section-move", "section-delete"])
def test_a_deed_without_its_section_is_refused(name, client, section, lan):
    client.force_login(lan)

    assert client.post(address(name, section)).status_code == 400


def test_sections_of_a_decision_move_among_themselves(client, plan, section, lan):
    Section.objects.filter(plan=plan, position=1).update(part=Section.Part.DECISION)
    client.force_login(lan)

    response = client.post(address("section-move", section), words(section, "", to="up"))

    assert response.status_code == 409


def test_the_script_needs_the_token_of_the_page(plan, section, lan, client):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(lan)

    assert save(strict, section, "x").status_code == 403
