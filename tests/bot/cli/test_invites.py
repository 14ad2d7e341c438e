"""`vekha invites`: a code for everybody listed and for every school, kept over runs, written for Excel."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot.cli import invites
from bot.cli.invites import COLUMNS, Line
from handlers import invitations
from messages import russian
from storage.participants import Role
from tests.bot.cli.conftest import Vekha

LINE = Line("=Озерин", Role.DIRECTOR, "@Школа", "2345678922", date(2018, 8, 14), ("https://t.me/b?start=C", "", ""))


@pytest.fixture
def loaded(vekha: Vekha, programme: Path, monkeypatch: pytest.MonkeyPatch) -> Vekha:
    monkeypatch.setenv("TELEGRAM_BOT", "vekha_test_bot")
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    assert vekha("load", str(programme)).status == 0
    return vekha


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_everybody_listed_and_every_school_gets_a_code(loaded: Vekha) -> None:
    shown = loaded("invites")
    assert (shown.status, shown.err) == (0, "")
    found = rows(shown.out)
    assert tuple(found[0]) == COLUMNS
    assert sorted((row["person"], row["role"]) for row in found) == [
        ("", "teacher"), ("", "teacher"), ("Кедрова Анна Петровна", "operator"), ("Озерин Баир Олегович", "director")]
    assert len({row["code"] for row in found}) == 4
    for row in found:
        assert len(row["code"]) == invitations.LENGTH
        assert set(row["code"]) <= set(invitations.ALPHABET)
        assert row["link_telegram"] == f"https://t.me/vekha_test_bot?start={row['code']}"
        assert (row["link_vk"], row["link_max"], row["expires"]) == ("", "", "2018-08-14")


def test_running_again_keeps_the_codes(loaded: Vekha) -> None:
    assert loaded("invites").out == loaded("invites", "--days", "5").out


def test_a_csv_opens_in_russian_excel(loaded: Vekha) -> None:
    shown = loaded("invites", "-o", "i.csv")
    assert shown.out == "Новых кодов: 4, всего действует: 4. Файл: i.csv\n"
    content = Path("i.csv").read_bytes()
    assert content.startswith("\ufeffperson;role".encode())
    assert rows(content.decode("utf-8-sig"))[0]["person"]


def test_an_excel_file_has_russian_words_and_pictures(loaded: Vekha) -> None:
    assert loaded("invites", "--output", "i.xlsx").status == 0
    page = openpyxl.load_workbook("i.xlsx").worksheets[0]
    assert [cell.value for cell in page[1]] == ["Кому", "Роль", "Организация", "Код", "Действует до", "Telegram", None]
    people = {(row[0], row[1], row[4]) for row in page.iter_rows(min_row=2, values_only=True)}
    assert ("Любой сотрудник", "Учитель", russian.full_day("2018-08-14")) in people
    assert ("Озерин Баир Олегович", "Директор", russian.full_day("2018-08-14")) in people


def test_one_programme_can_be_chosen(loaded: Vekha) -> None:
    assert len(rows(loaded("invites", "--programme", "small-2018").out)) == 4
    shown = loaded("invites", "--programme", "small")
    assert (shown.status, shown.err) == (1, "Программы small в базе данных нет. Есть: small-2018.\n")


def test_without_a_programme_it_says_what_comes_first(vekha: Vekha) -> None:
    shown = vekha("invites")
    assert (shown.status, len(shown.err.splitlines())) == (1, 1)


@pytest.mark.parametrize("file", ["i.doc", "нет/i.csv"])
def test_a_file_that_cannot_be_written_is_one_line(loaded: Vekha, file: str) -> None:
    shown = loaded("invites", "-o", file)
    assert (shown.status, len(shown.err.splitlines())) == (1, 1)


def test_what_begins_like_a_formula_is_text_in_a_csv() -> None:
    row = rows(invites.as_csv([LINE]))[0]
    assert (row["person"], row["organisation"]) == ("'=Озерин", "'@Школа")


def test_what_begins_like_a_formula_is_text_in_excel() -> None:
    page = openpyxl.load_workbook(io.BytesIO(invites.as_xlsx([LINE]))).worksheets[0]
    assert (page["A2"].value, page["A2"].data_type) == ("=Озерин", "s")


def test_cards_to_be_printed_are_a_pdf(loaded: Vekha) -> None:
    shown = loaded("invites", "-o", "i.pdf")
    assert (shown.status, shown.out) == (0, "Новых кодов: 4, всего действует: 4. Файл: i.pdf\n")
    assert Path("i.pdf").read_bytes().startswith(b"%PDF-")


def test_cards_of_an_organisation_stand_together_its_people_first() -> None:
    here, there = replace(LINE, organisation="Б"), replace(LINE, organisation="А", links=("", "", ""))
    made = invites.as_cards([replace(here, person=""), here, there])
    assert [(card.title, card.lines[1], len(card.links)) for card in made] == [
        ("=Озерин", "А", 0), ("=Озерин", "Б", 1), ("Сотрудникам школы", "Б", 1)]
    assert made[1].lines[0] == "Приглашение в программу: директор"
    assert "откройте t.me/b и отправьте там код" in made[1].how
    assert made[0].how != made[1].how
    assert made[1].until == "до 14 августа 2018 года"


def test_one_school_can_be_printed(loaded: Vekha) -> None:
    found = rows(loaded("invites", "--organisation", "1").out)
    assert sorted(row["person"] for row in found) == ["", "Озерин Баир Олегович"]
    shown = loaded("invites", "--organisation", "no")
    assert (shown.status, len(shown.err.splitlines())) == (1, 1)
