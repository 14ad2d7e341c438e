"""`vekha new` makes a folder that `vekha check` takes, and touches nothing that is there."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Vekha

GIVEN = ("--code", "proba-2026", "--title", "Проба: «кавычки», # и {{ скобки }}", "--from", "2026-09-01",
         "--to", "2027-05-31", "--zone", "Asia/Irkutsk")


def test_a_new_folder_is_sound_and_only_its_examples_are_warned_of(vekha: Vekha) -> None:
    made = vekha("new", "proba", *GIVEN)
    assert (made.status, made.err) == (0, "")
    assert "vekha check proba" in made.out
    checked = vekha("check", "proba")
    assert (checked.status, checked.err) == (0, "")
    assert "Программа proba-2026 прочитана без ошибок. Организаций: 4, людей: 6" in checked.out
    odd = [line for line in checked.out.splitlines() if "!" in line or line.startswith("consent.md:")]
    assert odd
    assert all("из образца" in line or "предположительный" in line or "незаполненные места" in line for line in odd)


def test_what_was_given_stands_in_the_file(vekha: Vekha) -> None:
    vekha("new", "proba", *GIVEN)
    text = Path("proba/programme.yaml").read_text(encoding="utf-8")
    assert 'title: "Проба: «кавычки», # и {{ скобки }}"' in text
    assert "period: {from: 2026-09-01, to: 2027-05-31}" in text
    assert "time_zone: Asia/Irkutsk" in text


def test_without_options_the_folder_gives_its_name_and_the_year_begins_today(vekha: Vekha) -> None:
    assert vekha("new", "shkoly").status == 0
    assert "code: shkoly\n" in Path("shkoly/programme.yaml").read_text(encoding="utf-8")
    assert vekha("check", "shkoly").status == 0


def test_a_folder_with_anything_in_it_is_left_alone(vekha: Vekha) -> None:
    Path("proba").mkdir()
    Path("proba/mine.txt").write_text("mine", encoding="utf-8")
    refused = vekha("new", "proba", *GIVEN)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith("В папке proba уже что-то есть.")
    assert [path.name for path in Path("proba").iterdir()] == ["mine.txt"]
    Path("proba/mine.txt").unlink()
    assert vekha("new", "proba", *GIVEN).status == 0


@pytest.mark.parametrize(("options", "said"), [
    (("--code", "Проба"), "Имя программы «Проба» не подходит"),
    (("--from", "1 сентября"), "«1 сентября» — не день."),
    (("--from", "2026-09-01", "--to", "2026-08-31"), "Программа не может закончиться раньше, чем началась"),
    (("--zone", "Иркутск"), "Часовой пояс «Иркутск» не знаком."),
])  # fmt: skip
def test_a_wrong_option_is_a_line_and_makes_nothing(vekha: Vekha, options: tuple[str, ...], said: str) -> None:
    refused = vekha("new", "proba", *options)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.startswith(said)
    assert not Path("proba").exists()


def test_where_a_file_stands_no_folder_is_made(vekha: Vekha) -> None:
    Path("proba").write_text("mine", encoding="utf-8")
    refused = vekha("new", "proba", *GIVEN)
    assert refused.status == 1
    assert refused.err.startswith("Папку proba не записать (")
    assert Path("proba").read_text(encoding="utf-8") == "mine"
