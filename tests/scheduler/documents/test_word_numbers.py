"""Numbers that Word counts by itself, as it shows them."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from scheduler.documents import word_file
from scheduler.documents.word_numbers import Counter
from tests.scheduler.documents.papers import Counted, Paper


def marks(paper: Paper) -> list[str]:
    file = word_file.opened(paper.file())
    assert file is not None
    counter = Counter(file)
    return [counter.mark(each) for each in file.body if word_file.name(each) == "p"]


@pytest.mark.parametrize(("form", "shown"), [
    ("decimal", ["1", "2", "3"]), ("decimalZero", ["01", "02", "03"]), ("upperRoman", ["I", "II", "III"]),
    ("lowerRoman", ["i", "ii", "iii"]), ("upperLetter", ["A", "B", "C"]), ("lowerLetter", ["a", "b", "c"]),
    ("russianLower", ["а", "б", "в"]), ("russianUpper", ["А", "Б", "В"]), ("none", ["", "", ""]),
    ("bullet", ["•", "•", "•"]), ("ordinal", ["1", "2", "3"]),
])
def test_each_form_is_written_as_word_writes_it(form: str, shown: list[str]) -> None:
    paper = Paper()
    made = paper.list((form, "%1"))
    for _ in shown:
        paper.say(Counted("дело", made))
    assert marks(paper) == shown


def test_levels_count_within_those_above_them() -> None:
    paper = Paper()
    made = paper.list(("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3"))
    for level in (0, 1, 1, 2, 2, 1, 0, 1):
        paper.say(Counted("дело", made, level))
    assert marks(paper) == ["I.", "1.", "2.", "2.1", "2.2", "3.", "II.", "1."]


def test_a_second_list_of_one_kind_counts_on_unless_it_begins_anew() -> None:
    paper = Paper()
    first = paper.list(("decimal", "%1."))
    on, anew = paper.list(same_as=first), paper.list(same_as=first, starts=(5,))
    for made in (first, first, on, anew, anew, first):
        paper.say(Counted("дело", made))
    assert marks(paper) == ["1.", "2.", "3.", "5.", "6.", "7."]


def test_a_level_whose_upper_one_never_came_counts_from_its_start() -> None:
    paper = Paper()
    made = paper.list(("decimal", "%1."), ("decimal", "%1.%2."))
    paper.say(Counted("дело", made, 1))
    assert marks(paper) == ["1.1."]


def test_a_number_may_come_from_the_style_of_the_paragraph() -> None:
    paper = Paper()
    for text in ("раз", "два"):
        paper.document.add_paragraph(text, style="List Number")
    assert marks(paper) == ["1.", "2."]


def test_a_legal_level_shows_figures_whatever_the_levels_above_show() -> None:
    paper = Paper()
    made = paper.list(("upperRoman", "%1."), ("decimal", "%1.%2"))
    file = paper.document.part.numbering_part.element
    file.xpath(f'w:abstractNum[@w:abstractNumId="{made}"]/w:lvl[2]')[0].append(parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
    paper.say(Counted("раздел", made))
    paper.say(Counted("дело", made, 1))
    assert marks(paper) == ["I.", "1.1"]


def test_paragraphs_without_a_list_or_of_an_unknown_one_have_no_number() -> None:
    paper = Paper("просто")
    paper.say(Counted("дело", 0))
    paper.say(Counted("дело", 9999))
    assert marks(paper) == ["", "", ""]


def test_letters_go_on_after_the_last_one() -> None:
    paper = Paper()
    made = paper.list(("lowerLetter", "%1)"))
    for _ in range(28):
        paper.say(Counted("дело", made))
    assert marks(paper)[25:] == ["z)", "aa)", "bb)"]
