"""What the check says of a report's words: headings that are lost, numbers typed where a figure stands."""

import pytest

from planning.plans.parts import Section
from planning.plans.reading import Reading
from planning.review.problems import problems_of


@pytest.fixture
def rewritten(written):
    """Put words into the report's section in which something stands; gives the check's words on a rule."""

    def write(found, words, rule):
        section = next(each for each in Section.objects.of_plan(written) if found in each.body)
        section.body = words.replace("{old}", section.body)
        section.save()
        return [problem for problem in problems_of(Reading(written)) if problem.rule == rule]

    return write


def test_a_whole_report_has_lost_no_heading_and_types_no_figure(written):
    rules = {problem.rule for problem in problems_of(Reading(written))}

    assert rules & {"lost-heading", "typed-number"} == set()


def test_each_heading_that_is_lost_is_named(rewritten):
    lost = rewritten("KHÓ KHĂN", "Thiếu vốn đối ứng.", "lost-heading")

    assert [problem.message for problem in lost] == ["Lời văn không còn đề mục “KHÓ KHĂN, ĐỀ XUẤT” của mẫu báo cáo."]
    assert lost[0].is_note


def test_a_heading_stays_whatever_its_number_and_case(rewritten):
    assert rewritten("KHÓ KHĂN", "3. Khó khăn, đề xuất\nThiếu vốn.", "lost-heading") == []


def test_a_number_typed_beside_a_figure_is_told_with_both(rewritten):
    words = "{old}\nĐã có {{ report.asked }}, tức 0 đơn vị, phải gửi báo cáo."

    [typed] = rewritten("report.grounds", words, "typed-number")

    assert typed.message == (
        "Lời văn gõ 0 đơn vị; số liệu “Số đơn vị phải gửi báo cáo” là 0 đơn vị: nên dẫn số liệu thay cho số gõ."
    )
    assert (typed.is_note, typed.section) == (True, 1)
