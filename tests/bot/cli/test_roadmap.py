"""`vekha roadmap`: the roadmap with its fulfilment as Word or Excel, of a programme or of one organisation."""

from pathlib import Path

import docx
import openpyxl
import pytest

from tests.bot.cli.conftest import Vekha


@pytest.fixture
def loaded(vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch) -> Vekha:
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    assert vekha("load", str(programme)).status == 0
    return vekha


def test_the_whole_programme_is_a_word_file(loaded: Vekha) -> None:
    shown = loaded("roadmap", "-o", "r.docx")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("Мероприятий: ")
    assert shown.out.endswith("Файл: r.docx\n")
    table, = docx.Document("r.docx").tables
    assert table.rows[0].cells[2].text == "Срок"


def test_one_organisation_is_an_excel_file_with_its_rows_alone(loaded: Vekha) -> None:
    assert loaded("roadmap", "-o", "all.xlsx", "--programme", "small-2018").status == 0
    shown = loaded("roadmap", "-o", "one.XLSX", "--organisation", "1")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == "Мероприятий: 2, организаций: 1. Файл: one.XLSX\n"
    one, all_of_it = (openpyxl.load_workbook(name) for name in ("one.XLSX", "all.xlsx"))
    assert one.sheetnames == ["Дорожная карта"]
    assert "МБОУ «Бильчирская СОШ»" in str(one["Дорожная карта"]["A4"].value)
    assert all_of_it.sheetnames == ["Дорожная карта", "По организациям"]


@pytest.mark.parametrize(("options", "status", "said"), [
    (("-o", "r.pdf"), 1, "r.pdf: нужен файл с окончанием .docx или .xlsx."),
    (("-o", "нет/r.docx"), 1, "не удалось записать"),
    (("-o", "r.docx", "--programme", "x"), 1, "Программы x в базе данных нет. Есть: small-2018."),
    (("-o", "r.docx", "--organisation", "x"), 1, "Организации x в программе small-2018 нет."),
    ((), 2, "Не указано: -o."),
])
def test_what_cannot_be_is_one_line(loaded: Vekha, options: tuple[str, ...], status: int, said: str) -> None:
    shown = loaded("roadmap", *options)
    assert (shown.status, shown.out) == (status, "")
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_an_organisation_that_has_nothing_to_do_gets_an_empty_table(loaded: Vekha) -> None:
    assert loaded("roadmap", "-o", "r.docx", "--organisation", "2").out.startswith("Мероприятий: 0, организаций: 0.")
    *_, last = docx.Document("r.docx").tables[0].rows
    assert last.cells[0].text == "Мероприятий пока нет."


def test_of_several_programmes_one_must_be_named(loaded: Vekha, programme: Path) -> None:
    text = (programme / "programme.yaml").read_text(encoding="utf-8")
    (programme / "programme.yaml").write_text(text.replace("small-2018", "other-2018"), encoding="utf-8")
    assert loaded("load", str(programme)).status == 0
    shown = loaded("roadmap", "-o", "r.docx")
    assert (shown.status, shown.err) == (1, "Программ несколько: small-2018, other-2018. Добавьте --programme КОД.\n")
    assert loaded("roadmap", "-o", "r.docx", "--programme", "other-2018").status == 0


def test_without_a_programme_there_is_nothing_to_write(vekha: Vekha) -> None:
    shown = vekha("roadmap", "-o", "r.docx")
    assert (shown.status, shown.out) == (1, "")
    assert "vekha load" in shown.err
