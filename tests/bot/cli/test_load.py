"""`vekha load` writes and tells what changed; a dry run tells the same and writes nothing."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.cli.load import load_folder
from bot.cli.session import Failure
from scheduler.programme.difference import Difference
from storage import programmes
from storage.database import Database, open_database
from storage.programmes import Programme
from tests.bot.cli.conftest import Vekha
from tests.scheduler.programme import folder as folders


def stored() -> list[Programme]:
    async def look() -> list[Programme]:
        database = await open_database("sqlite:///data/vekha.db")
        async with database.reading() as tx:
            found = await programmes.all(tx)
        await database.close()
        return found

    return asyncio.run(look())


def test_a_programme_is_loaded_and_loaded_again(vekha: Vekha, programme: Path) -> None:
    shown = vekha("load", str(programme))
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "Программа small-2018 загружена.",
        "Организации: добавлено 4, изменено 0, исчезло 0.",
        "Люди: добавлено 2, изменено 0, исчезло 0.",
        "Роли: добавлено 2, изменено 0, исчезло 0.",
        "Мероприятия: добавлено 2, изменено 0, исчезло 0.",
        "Задачи: добавлено 3, изменено 0, отменено 0.",
        f"Предупреждений: 1. Их покажет vekha check {programme}",
    ]
    assert "изменений нет" in vekha("load", str(programme)).out
    assert [each.code for each in stored()] == ["small-2018"]


def test_a_new_version_of_the_consent_is_told_before_everybody_is_asked(vekha: Vekha, programme: Path) -> None:
    vekha("load", str(programme))
    file = programme / "programme.yaml"
    newer = re.sub(r'(consent: .*version: )[^,]+', r'\1"2018-06"', file.read_text(encoding="utf-8"))
    file.write_text(newer, encoding="utf-8")
    for wanted, said in (("--dry-run", "Проба"), ("", "загружена.")):
        shown = vekha(*filter(None, ("load", str(programme), wanted))).out
        assert said in shown
        assert "Общие сведения или свои тексты программы: изменены." in shown
        assert "Новая версия согласия: 2018-06. Каждого, кто уже вошёл, бот спросит заново." in shown
    assert "изменений нет" in vekha("load", str(programme)).out


def test_a_dry_run_names_what_would_change_and_writes_nothing(vekha: Vekha, programme: Path) -> None:
    shown = vekha("load", str(programme), "--dry-run")
    assert shown.status == 0
    assert "  + Озерин Баир Олегович: Директор, МБОУ «Бильчирская СОШ»" in shown.out
    assert "  + 1.2.2: Осинский район" in shown.out
    assert stored() == []


def test_what_becomes_of_events_is_told(vekha: Vekha, programme: Path) -> None:
    (programme / "events.yaml").write_text(folders.EVENTS, encoding="utf-8")
    assert "  + Совещание\n" in vekha("load", str(programme), "--dry-run").out
    assert "События: добавлено 1, изменено 0, исчезло 0." in vekha("load", str(programme)).out
    (programme / "events.yaml").unlink()
    assert "События: добавлено 0, изменено 0, исчезло 1." in vekha("load", str(programme)).out


def test_names_beyond_a_screenful_are_counted(vekha: Vekha, programme: Path) -> None:
    schools = [(f"s{n}", f"Школа {n}", "школа", "mo-1", None, None) for n in range(30)]
    folders.book(programme / "organisations.xlsx", [*folders.ORGANISATIONS, *schools])
    assert "… и ещё 14" in vekha("load", str(programme), "--dry-run").out


def test_hours_that_a_programme_leaves_open_are_those_of_the_settings(
    vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIET_HOURS", "21:00-07:00")
    monkeypatch.setenv("DIGEST_AT", "08:15")
    yaml = folders.YAML.replace('quiet_hours: "20:00-08:00"\n', "").replace("digest_at: 10:00\n", "")
    (programme / "programme.yaml").write_text(yaml, encoding="utf-8")
    assert vekha("load", str(programme)).status == 0
    assert [(each.quiet_hours, each.digest_at) for each in stored()] == [("21:00-07:00", "08:15")]


def test_a_rehearsal_loads_at_its_own_time(vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    assert vekha("load", str(programme)).status == 0
    assert stored()[0].loaded_at == 1526432400


def test_a_folder_with_a_mistake_changes_nothing(vekha: Vekha, programme: Path) -> None:
    (programme / "consent.md").unlink()
    assert vekha("load", str(programme)).status == 1
    assert not Path("data").exists()


async def test_a_folder_can_be_loaded_into_an_open_database(sqlite_database: Database, programme: Path) -> None:
    found: Difference = await load_folder(sqlite_database, programme, now=5)
    assert len(found.tasks.added) == 3
    with pytest.raises(Failure):
        await load_folder(sqlite_database, programme / "нет", now=5)
