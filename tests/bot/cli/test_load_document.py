"""`vekha load FILE`: a plan as people write it is shown, refused while something is open, and loaded."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Vekha
from tests.handlers.importing import paper

SURE = (("1", "Совещание директоров", "до 30.05.2018", "Школы"), ("2", "Отчёт", "до 28.09.2018", "МОУО"))
OPEN = (*SURE, ("3", "Изучение опыта", "абракадабра", "Совет ветеранов"))


@pytest.fixture
def loaded(vekha: Vekha, programme: Path) -> Vekha:
    """The small programme is there."""
    assert vekha("load", str(programme)).status == 0
    return vekha


def file(folder: Path, *rows: tuple[str, ...], name: str = "план.docx") -> str:
    path = folder / name
    path.write_bytes(paper(*rows))
    return str(path)


def test_a_plan_without_questions_is_loaded_and_loaded_again(loaded: Vekha, tmp_path: Path) -> None:
    shown = loaded("load", file(tmp_path, *SURE))
    assert (shown.status, shown.err) == (0, "")
    assert "Мероприятий: 2" in shown.out
    assert "1 Совещание директоров — до 30.05.2018 — школы" in shown.out
    assert "План загружен в программу small-2018." in shown.out
    assert "новых 2" in shown.out
    assert "новых 0, изменено 0, под другим номером 0, исчезло 0, без изменений 2" in loaded(
        "load", file(tmp_path, *SURE)).out


def test_with_open_questions_nothing_is_loaded_and_each_is_told(loaded: Vekha, tmp_path: Path) -> None:
    shown = loaded("load", file(tmp_path, *OPEN))
    assert shown.status == 1
    assert "абракадабра" in shown.err
    assert "Совет ветеранов" in shown.err
    assert "Не загружено: вопросов 2" in shown.err
    assert "исчезло 0" in loaded("load", file(tmp_path, *SURE), "--dry-run").out.replace("исчезло 2", "исчезло 0")
    assert "без изменений 0" in loaded("load", file(tmp_path, *SURE), "--dry-run").out


def test_what_is_open_is_taken_as_it_is_where_somebody_says_so(loaded: Vekha, tmp_path: Path) -> None:
    shown = loaded("load", file(tmp_path, *OPEN), "--accept")
    assert shown.status == 0
    assert "= срок непонятен: «абракадабра» — без срока" in shown.out
    assert "= неизвестно, кому поручить: «Совет ветеранов» — никому не поручено" in shown.out
    assert "новых 3" in shown.out
    assert loaded("load", file(tmp_path, *OPEN)).status == 1, "that was said for once"


def test_a_dry_run_names_what_would_change_and_writes_nothing(loaded: Vekha, tmp_path: Path) -> None:
    for _ in range(2):
        shown = loaded("load", file(tmp_path, *SURE), "--dry-run")
        assert shown.status == 0
        assert "Проба: ничего не записано" in shown.out
        assert "+ 1 Совещание директоров" in shown.out


def test_a_corrected_plan_names_what_has_moved(loaded: Vekha, tmp_path: Path) -> None:
    loaded("load", file(tmp_path, *SURE))
    later = [("1", "Вебинар", "до 01.06.2018", "Школы"), *((str(int(row[0]) + 1), *row[1:]) for row in SURE)]
    shown = loaded("load", file(tmp_path, *later), "--dry-run")
    assert "~ 1 → 2 Совещание директоров" in shown.out
    assert "под другим номером 2" in shown.out


def test_the_programme_is_named_where_there_are_several(loaded: Vekha, tmp_path: Path, programme: Path) -> None:
    text = (programme / "programme.yaml").read_text(encoding="utf-8")
    (programme / "programme.yaml").write_text(text.replace("small-2018", "other-2018"), encoding="utf-8")
    assert loaded("load", str(programme)).status == 0
    shown = loaded("load", file(tmp_path, *SURE))
    assert (shown.status, "Программ несколько: small-2018, other-2018" in shown.err) == (2, True)
    assert loaded("load", file(tmp_path, *SURE), "--programme", "other-2018").status == 0
    assert "Программы nope в базе данных нет" in loaded("load", file(tmp_path, *SURE), "--programme", "nope").err


def test_without_a_programme_there_is_nothing_to_load_into(vekha: Vekha, tmp_path: Path) -> None:
    assert "ни одной программы" in vekha("load", file(tmp_path, *SURE)).err


@pytest.mark.parametrize(("content", "said"), [(b"", "план.docx"), (b"PK\x03\x04broken", "план.docx")])
def test_a_file_that_cannot_be_read_is_refused_by_name(loaded: Vekha, tmp_path: Path, content: bytes,
                                                       said: str) -> None:
    (tmp_path / "план.docx").write_bytes(content)
    shown = loaded("load", str(tmp_path / "план.docx"))
    assert shown.status == 1
    assert said in shown.err
    assert "нет" in loaded("load", str(tmp_path / "другой.docx")).err


def test_years_that_are_none_are_refused(loaded: Vekha, tmp_path: Path) -> None:
    assert "Непонятны годы" in loaded("load", file(tmp_path, *SURE), "--period", "скоро").err
    assert loaded("load", file(tmp_path, *SURE), "--period", "2018").status == 0


def test_what_is_of_files_is_refused_of_folders(vekha: Vekha, programme: Path) -> None:
    for option in (("--accept",), ("--period", "2018"), ("--programme", "small-2018")):
        shown = vekha("load", str(programme), *option)
        assert (shown.status, "для плана одним файлом" in shown.err) == (2, True)
