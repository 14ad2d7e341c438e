"""The ready surveys of the examples can be loaded as they are, and each is in the table of the page beside them."""

from pathlib import Path

import pytest

from scheduler.programme import mistakes
from scheduler.programme.mistakes import Found
from scheduler.surveys import yaml_form
from scheduler.surveys.form import Kind

FOLDER = Path(__file__).parents[3] / "examples" / "surveys"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_ready_survey_can_be_loaded(file: Path) -> None:
    found = Found()
    form = yaml_form.read(file, found)
    assert [mistakes.line(each) for each in found.all()] == []
    assert form
    assert form.code == file.stem
    assert 5 <= len([one for one in form.questions if one.kind is not Kind.CALCULATE]) <= 12
    assert not [one.name for one in form.questions if "анонимн" in file.read_text(encoding="utf-8").casefold()
                and one.kind in (Kind.IMAGE, Kind.FILE)]


def test_there_are_five_and_the_page_names_them() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len(FILES) == 5
    assert [file.name for file in FILES if f"`{file.name}`" not in page] == []
