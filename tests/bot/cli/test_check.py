"""`vekha check` counts what is sound and names what is wrong and what is odd, apart from each other."""

from pathlib import Path

from bot.demo import EXAMPLE
from tests.bot.cli.conftest import Vekha
from tests.scheduler.programme import folder as folders


def test_a_sound_folder_is_counted_and_nothing_is_written(vekha: Vekha, programme: Path) -> None:
    shown = vekha("check", str(programme))
    assert (shown.status, shown.err) == (0, "")
    assert "Организаций: 4, людей: 2, разделов: 2, мероприятий: 2, результатов: 2, задач: 3." in shown.out
    assert not Path("data").exists()


def test_events_are_counted_where_there_are_any(vekha: Vekha, programme: Path) -> None:
    (programme / "events.yaml").write_text(folders.EVENTS, encoding="utf-8")
    assert "задач: 3, событий: 1." in vekha("check", str(programme)).out
    (programme / "events.yaml").write_text(folders.EVENTS.replace("place", "plase"), encoding="utf-8")
    assert vekha("check", str(programme)).err.splitlines() == [
        "events.yaml!строка 7: ключ «events.0.plase» не знаком. Может быть, «place»?"]


def test_every_mistake_is_a_line_with_its_place(vekha: Vekha, programme: Path) -> None:
    people = folders.put(folders.put(folders.PEOPLE, "B3", "дирктор"), "C2", "")
    folders.book(programme / "people.xlsx", people)
    shown = vekha("check", str(programme))
    assert (shown.status, shown.out) == (1, "")
    lines = shown.err.splitlines()
    assert lines[:3] == ["2 ошибки.", "", "Ошибки. Пока они есть, программа не загрузится:"]
    assert lines[3].startswith("people.xlsx!Лист1!C2: ")
    assert lines[4].startswith("people.xlsx!Лист1!B3: ")
    assert len(lines) == 5


def test_warnings_are_shown_apart_and_the_folder_is_sound(vekha: Vekha, programme: Path) -> None:
    shown = vekha("check", str(programme))
    assert shown.status == 0
    assert shown.out.splitlines()[1:] == [
        "1 предупреждение.", "", "Предупреждения. Загрузке они не мешают, но посмотрите:",
        "organisations.xlsx!Лист1!A3: в «Осинский район» нет муниципального координатора: некому делать задачи "
        "муниципалитета и следить за его школами. Добавьте его в people.xlsx."]


def test_the_example_has_no_mistake_and_no_false_alarm(vekha: Vekha) -> None:
    shown = vekha("check", str(EXAMPLE))
    assert (shown.status, shown.err) == (0, "")
    warnings = [line for line in shown.out.splitlines() if "!" in line]
    assert warnings
    assert all(line.startswith("roadmap.xlsx!") and " предположительный: " in line for line in warnings)


def test_a_folder_that_is_not_there_is_one_line(vekha: Vekha) -> None:
    shown = vekha("check", "нет")
    assert (shown.status, shown.out, len(shown.err.splitlines())) == (1, "", 1)
