"""The report says the same in every language, and every sentence leads to where its numbers stand."""

import re
from dataclasses import replace

import pytest

from ladder.synthesis.report.build import REPORT_LANGUAGES, build_report
from ladder.synthesis.report.source import ItemFacts, PeopleFacts
from ladder.synthesis.report.summary import FINDINGS
from ladder.synthesis.report.tree import Report, Section, Table, anchors_of, sentences_of
from tests.synthesis.report.invented import make_source


def numbers_in(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def tables_of(sections: tuple[Section, ...]) -> list[Table]:
    found = []
    for section in sections:
        found += [block for block in section.blocks if isinstance(block, Table)]
        found += tables_of(section.sections)
    return found


def findings_of(report: Report) -> list[str]:
    return [block.text for block in report.sections[1].blocks[3:]]


@pytest.mark.parametrize("language", REPORT_LANGUAGES)
def test_every_piece_of_evidence_points_to_a_place_in_the_report(language):
    report = build_report(make_source(), language)
    places = anchors_of(report.sections)
    pointed = {each.anchor for sentence in sentences_of(report.sections) for each in sentence.evidence}
    assert pointed <= places


@pytest.mark.parametrize("language", REPORT_LANGUAGES)
def test_every_sentence_has_evidence_but_the_words_of_the_letter(language):
    report = build_report(make_source(), language)
    without = [sentence.text for sentence in sentences_of(report.sections) if not sentence.evidence]
    assert len(without) == 1  # the letter is somebody's own


def test_the_numbers_are_the_same_in_every_language():
    reports = [build_report(make_source(), language) for language in REPORT_LANGUAGES]
    tables = [
        [
            numbers_in(cell.bar.words if cell.bar else cell.text)
            for table in tables_of(report.sections)
            for row in table.rows
            for cell in row
        ]
        for report in reports
    ]
    assert all(each == tables[0] for each in tables)
    # The summary's sentences hold no words of other languages, so that all their numbers are the report's own.
    spoken = [[numbers_in(text.text) for text in report.sections[1].blocks[:3]] for report in reports]
    assert all(each == spoken[0] for each in spoken)
    assert spoken[0] == [["1", "3"], ["1", "3"], ["1", "3"]]


def test_each_language_has_the_same_shape():
    shapes = [
        [
            (section.number, section.anchor, len(section.blocks), len(section.sections))
            for section in build_report(make_source(), language).sections
        ]
        for language in REPORT_LANGUAGES
    ]
    assert all(each == shapes[0] for each in shapes)
    assert [section[0] for section in shapes[0]] == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]


def test_what_divides_comes_first_with_who_supports_and_who_cannot():
    first = findings_of(build_report(make_source(), "en"))[0]
    assert first.startswith("P2-L2-08 ")
    assert "Cannot support it: Women washers. Supported by every other group that was heard." in first


def test_at_most_ten_findings():
    source = make_source()
    rows = source.items[1].rows
    many = tuple(
        ItemFacts(f"P1-L1-0{n % 4 + 1}", 1, ("convergence_established",), rows, True, (), ()) for n in range(30)
    )
    report = build_report(replace(source, items=many), "en")
    assert len(findings_of(report)) == FINDINGS


def test_groups_that_no_row_shows_are_named_as_not_heard():
    source = make_source()
    report = build_report(replace(source, items=(source.items[2],)), "en")
    texts = [sentence.text for sentence in sentences_of(report.sections)]
    assert "These groups were not heard, or by too few people to be shown: Buyers, Auditors." in texts


def test_a_theme_of_few_comments_is_not_counted_out():
    texts = [sentence.text for sentence in sentences_of(build_report(make_source(), "en").sections)]
    assert "Theme “Who checks”: fewer than five comments." in texts
    assert "Theme “Work for those who must stop”: 7 comments." in texts


def test_marks_say_what_a_reader_must_know():
    source = make_source()
    assert len(build_report(source, "fr").marks) == 3
    assert len(build_report(replace(source, is_open=True), "fr").marks) == 4
    assert len(build_report(replace(source, is_demonstration=False, is_illustrative=False), "fr").marks) == 1


def test_a_group_that_is_open_keeps_the_supporters_from_being_all_others():
    source = make_source()
    item = source.items[0]
    rows = (*item.rows[:2], replace(item.rows[2], lean="open"))
    report = build_report(replace(source, items=(replace(item, rows=rows),)), "en")
    assert "Supported by: Miners." in findings_of(report)[0]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Did not say"), ("fr", "Ne l’a pas dit"), ("zh", "未说明"), ("sw", "Hakusema")]
)
def test_who_did_not_say_their_gender_is_told_in_words(language, word):
    source = make_source()
    silent = PeopleFacts("people", "diggers", "unsaid", (10, 19))
    report = build_report(replace(source, people=(*source.people, silent)), language)
    [table] = [one for one in tables_of(report.sections) if one.anchor == "participation-gender"]
    assert [row[1].text for row in table.rows][-1] == word


def test_a_recommendation_on_few_comments_does_not_count_them_out():
    source = make_source()
    few = build_report(source, "en").sections[6].blocks[0].text
    passages = tuple(replace(each, comments=5) for each in source.passages)
    many = build_report(replace(source, passages=passages), "en").sections[6].blocks[0].text
    assert few == "Offer lighter work."
    assert many == "Offer lighter work. It rests on 5 comments."
