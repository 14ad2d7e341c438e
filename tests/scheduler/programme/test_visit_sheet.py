"""A programme that names the survey which visitors of schools fill in."""

import shutil
from pathlib import Path

from scheduler.programme import apply, loader
from scheduler.programme.mistakes import Kind
from scheduler.programme.model import Programme
from storage import programmes, visits
from storage.database import Database

EXAMPLE = Path(__file__).parents[3] / "examples" / "irkutsk-2018"


def folder(tmp_path: Path, sheet: str) -> Path:
    copy = tmp_path / "programme"
    shutil.copytree(EXAMPLE, copy)
    file = copy / "programme.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"\nvisits: {{sheet: {sheet}}}\n", encoding="utf-8")
    return copy


async def test_the_survey_that_is_named_is_kept(database: Database, tmp_path: Path) -> None:
    known = loader.read(EXAMPLE)
    assert isinstance(known, Programme)
    code = known.surveys[0].code
    read = loader.read(folder(tmp_path, code))
    assert isinstance(read, Programme), read
    async with database.transaction() as tx:
        await apply.apply(tx, read, now=1)
        programme = (await programmes.all(tx))[0].id
        assert await visits.survey(tx, programme) == code
        await apply.apply(tx, known, now=2)
        assert await visits.survey(tx, programme) == ""


def test_a_survey_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    read = loader.read(folder(tmp_path, "net-takogo"))
    assert not isinstance(read, Programme)
    assert [each.kind for each in read] == [Kind.SURVEY_UNKNOWN]
