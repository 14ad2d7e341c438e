"""`events.yaml`: whole values, or every mistake by its line; times as people write them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.programme import loader, mistakes
from scheduler.programme.event import EVERYBODY, EventKind, PlannedEvent, PlannedSlot
from scheduler.programme.mistakes import Kind
from scheduler.surveys.wave import Audience
from storage.participants import Role
from tests.scheduler.programme.folder import EVENTS, PEOPLE, book, complaints, programme, put, sound

FULL = """\
events:
  - code: seminar
    kind: семинар
    title: Семинар о чтении
    starts: 2018-05-16 10:00
    ends: "16:00"
    place: Дом учителя
    directions: Вход со двора
    link: https://example.org/seminar
    about: |
      Говорим о чтении.
      Возьмите тетрадь.
    capacity: 40
    hours: 1,5
    activity: 1.2.1
    roles: [директор, учитель]
    groups: Фокус-группа
    places: [Осинский район]
    subjects: [Физика]
    organisers: [Кедрова Анна Петровна, "кедрова анна петровна (Министерство)"]
    guests: да
    feedback: after
    agenda:
      - {at: 10:00, until: "10:30", title: Начало, speaker: методист}
      - {at: "10:30", title: Работа в группах}
"""
SURVEY = 'code: after\ntitle: Отзыв\nquestions:\n  - {name: q, label: "Понравилось?", options: [Да, Нет]}\n'


def written(folder: Path, text: str) -> Path:
    """The sound folder with these events and a survey."""
    sound(folder)
    (folder / "surveys").mkdir()
    (folder / "surveys" / "after.yaml").write_text(SURVEY, encoding="utf-8")
    (folder / "events.yaml").write_text(text, encoding="utf-8")
    return folder


def only(folder: Path, text: str) -> PlannedEvent:
    event, = programme(written(folder, text)).events
    return event


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment).astimezone(UTC).timestamp())


def found(folder: Path, text: str) -> list[tuple[Kind, int]]:
    """The mistakes, which are all of this file, with their lines."""
    result = loader.read(written(folder, text))
    assert isinstance(result, tuple)
    assert {each.place.file for each in result} == {"events.yaml"}
    assert all(mistakes.line(each) for each in result)
    return [(each.kind, each.place.line) for each in result]


def test_a_folder_without_the_file_has_no_events(tmp_path: Path) -> None:
    assert programme(sound(tmp_path)).events == ()


def test_everything_that_can_be_said_is_read(tmp_path: Path) -> None:
    assert only(tmp_path, FULL) == PlannedEvent(
        "seminar", EventKind.SEMINAR, "Семинар о чтении", at("2018-05-16T10:00+08:00"), at("2018-05-16T16:00+08:00"),
        "Asia/Irkutsk", place="Дом учителя", directions="Вход со двора", link="https://example.org/seminar",
        about="Говорим о чтении.\nВозьмите тетрадь.", capacity=40, minutes=90, activity="1.2.1",
        audience=Audience((Role.DIRECTOR, Role.TEACHER), ("focus",), ("mo-1",), ("Физика",)),
        organisers=("кедрова анна петровна|min",),
        agenda=(PlannedSlot("10:00", "10:30", "Начало", "методист"), PlannedSlot("10:30", "", "Работа в группах")),
        guests=True, feedback="after")


def test_little_is_enough_and_whoever_is_not_named_is_everybody(tmp_path: Path) -> None:
    event = only(tmp_path, EVENTS)
    assert (event.audience, event.capacity, event.minutes, event.guests) == (EVERYBODY, None, 0, False)


def test_an_event_of_the_roadmap_has_its_title(tmp_path: Path) -> None:
    assert only(tmp_path, EVENTS.replace("title: Совещание", "activity: '1.2.1'")).title == "Самообследование"


@pytest.mark.parametrize(("starts", "ends"), [
    ("2018-05-16 10:00", "16:00"), ("'2018-05-16 10:00'", "'16:00'"), ("2018-05-16T10:00:00", "16:00:00"),
    ('"2018-05-16  10:00"', "2018-05-16 16:00:00"),
])
def test_times_are_read_with_quotes_and_without(tmp_path: Path, starts: str, ends: str) -> None:
    event = only(tmp_path, EVENTS.replace("2018-05-16 10:00", starts).replace("2018-05-16 16:00", ends))
    assert (event.starts_at, event.ends_at) == (at("2018-05-16T10:00+08:00"), at("2018-05-16T16:00+08:00"))


def test_an_event_may_last_for_days_and_have_a_time_zone_of_its_own(tmp_path: Path) -> None:
    event = only(tmp_path, EVENTS.replace("2018-05-16 16:00", "2018-05-18 16:00\n    time_zone: Asia/Yakutsk"))
    assert (event.starts_at, event.ends_at) == (at("2018-05-16T10:00+09:00"), at("2018-05-18T16:00+09:00"))


def test_of_an_hour_that_comes_twice_the_first_one_holds(tmp_path: Path) -> None:
    """In Berlin it is 02:30 twice on 28 October 2018."""
    text = EVENTS.replace("2018-05-16 10:00", "2018-10-28 02:30").replace("2018-05-16 16:00", "03:30")
    event = only(tmp_path, f"{text}    time_zone: Europe/Berlin\n")
    assert (event.starts_at, event.ends_at) == (at("2018-10-28T02:30+02:00"), at("2018-10-28T03:30+01:00"))


def test_an_hour_that_never_comes_is_refused(tmp_path: Path) -> None:
    """Chile's clocks go from 00:00 to 01:00 on 12 August 2018."""
    text = EVENTS.replace("2018-05-16 10:00", "2018-08-12 00:30").replace("2018-05-16 16:00", "16:00")
    line, = complaints(written(tmp_path, f"{text}    time_zone: America/Santiago\n"))
    assert line == ("events.yaml!строка 5: такого времени нет: 12.08.2018 00:30 часы в поясе America/Santiago "
                    "переводят вперёд. Возьмите время на час раньше или позже.")


@pytest.mark.parametrize("word", [
    "семинар", "Вебинар", "десант", "Академический десант", "конференция", "курсы", "курсы повышения квалификации",
    "консультация", "групповая консультация", "совещание", *(kind for kind in EventKind if kind is not EventKind.VISIT),
])
def test_every_kind_is_known_by_its_words(tmp_path: Path, word: str) -> None:
    assert only(tmp_path, EVENTS.replace("kind: совещание", f"kind: {word}")).kind in EventKind


@pytest.mark.parametrize(("old", "new", "kind", "line"), [
    ("kind: семинар", "kind: семенар", Kind.VALUE_WRONG, 3),
    ("kind: семинар", "kind: visit", Kind.VALUE_WRONG, 3),
    ("code: seminar", "code: Семинар", Kind.VALUE_WRONG, 2),
    ("title: Семинар о чтении", f"title: {'я' * 201}", Kind.VALUE_WRONG, 4),
    ("starts: 2018-05-16 10:00", "starts: 2018-05-16", Kind.VALUE_WRONG, 5),
    ("starts: 2018-05-16 10:00", "starts: 2018-02-30 10:00", Kind.VALUE_WRONG, 5),
    ("starts: 2018-05-16 10:00", "начало: 2018-05-16 10:00", Kind.KEY_UNKNOWN, 5),
    ('ends: "16:00"', 'ends: "25:00"', Kind.VALUE_WRONG, 6),
    ("link: https:", "link: ftp:", Kind.VALUE_WRONG, 9),
    ("link: https://example.org/seminar", "link: 'https://exa mple.org'", Kind.VALUE_WRONG, 9),
    ("link: https://example.org/seminar", "link: 'https://[seminar'", Kind.VALUE_WRONG, 9),
    ("capacity: 40", "capacity: 0", Kind.VALUE_WRONG, 13),
    ("capacity: 40", "capacity: много", Kind.VALUE_WRONG, 13),
    ("hours: 1,5", "hours: день", Kind.VALUE_WRONG, 14),
    ("hours: 1,5", "hours: 0", Kind.VALUE_WRONG, 14),
    ("activity: 1.2.1", "activity: 1.2.9", Kind.ACTIVITY_UNKNOWN, 15),
    ("roles: [директор, учитель]", "roles: [ученик]", Kind.VALUE_WRONG, 16),
    ("groups: Фокус-группа", "groups: Фокусы", Kind.GROUP_UNKNOWN, 17),
    ("places: [Осинский район]", "places: [Осинский край]", Kind.ORGANISATION_UNKNOWN, 18),
    ("organisers: [Кедрова Анна Петровна, ", "organisers: [Кедрова Анна Ивановна, ", Kind.PERSON_UNKNOWN, 20),
    ("guests: да", "guests: может быть", Kind.VALUE_WRONG, 21),
    ("feedback: after", "feedback: aftr", Kind.SURVEY_UNKNOWN, 22),
    ("{at: 10:00", "{at: 10", Kind.VALUE_WRONG, 24),
    ('until: "10:30"', 'until: "09:30"', Kind.AGENDA_SPAN, 24),
    ('{at: "10:30"', '{at: "09:00"', Kind.AGENDA_ORDER, 25),
    ('{at: "10:30"', '{at: "16:01"', Kind.AGENDA_OUTSIDE, 25),
])
def test_a_mistake_is_named_by_its_line(tmp_path: Path, old: str, new: str, kind: Kind, line: int) -> None:
    assert FULL.count(old) == 1
    assert (kind, line) in found(tmp_path, FULL.replace(old, new))


def test_what_is_needed_and_missing_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, "events:\n  - about: Слово\n") == [(Kind.KEY_MISSING, 2)] * 4


@pytest.mark.parametrize(("old", "new", "mistake"), [
    ("    title: Совещание\n", "", (Kind.KEY_MISSING, 2)),
    ("    place: Актовый зал\n", "", (Kind.EVENT_NOWHERE, 2)),
    ("ends: 2018-05-16 16:00", "ends: 09:00", (Kind.EVENT_ORDER, 6)),
    ("ends: 2018-05-16 16:00", "ends: 2019-01-01 16:00", (Kind.EVENT_OUTSIDE, 6)),
])
def test_what_spans_several_values_is_checked(tmp_path: Path, old: str, new: str, mistake: tuple[Kind, int]) -> None:
    assert found(tmp_path, EVENTS.replace(old, new)) == [mistake]


def test_all_mistakes_of_all_events_come_at_once(tmp_path: Path) -> None:
    text = FULL.replace("feedback: after", "feedback: no").replace("1.2.1", "7") + EVENTS.removeprefix("events:\n")
    text = text.replace("code: one", "code: seminar").replace("    place: Актовый зал\n", "")
    assert found(tmp_path, text) == [
        (Kind.DUPLICATE, 26), (Kind.SURVEY_UNKNOWN, 22), (Kind.ACTIVITY_UNKNOWN, 15), (Kind.EVENT_NOWHERE, 26)]


def test_a_misspelt_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    line, = complaints(written(tmp_path, f"{EVENTS}    organisers: [Кедрова Анна Петрова]\n"))
    assert line.endswith("человека «Кедрова Анна Петрова» нет в people.xlsx. Может быть, «Кедрова Анна Петровна»?")


def test_of_two_people_of_one_name_the_organisation_tells_who_is_meant(tmp_path: Path) -> None:
    text = f"{EVENTS}    organisers: [Кедрова Анна Петровна]\n"
    book(written(tmp_path, text) / "people.xlsx",
         [*PEOPLE, ("Кедрова Анна Петровна", "директор", "2", None, None, None, None)])
    line, = complaints(tmp_path)
    assert line.endswith("Допишите организацию: Кедрова Анна Петровна (Министерство); "
                         "Кедрова Анна Петровна (СОШ № 2).")
    for named in ("Кедрова Анна Петровна (СОШ № 2)", "Кедрова Анна Петровна (2)"):
        (tmp_path / "events.yaml").write_text(text.replace("Кедрова Анна Петровна", named), encoding="utf-8")
        assert programme(tmp_path).events[0].organisers == ("кедрова анна петровна|2",)


def test_what_is_wrong_with_another_file_does_not_make_its_events_wrong(tmp_path: Path) -> None:
    book(written(tmp_path, FULL) / "people.xlsx", put(PEOPLE, "B2", "оператр"))
    (tmp_path / "surveys" / "after.yaml").write_text("code: x", encoding="utf-8")
    (tmp_path / "programme.yaml").write_text("code: x", encoding="utf-8")
    (tmp_path / "roadmap.xlsx").unlink()
    assert not [line for line in complaints(tmp_path) if line.startswith("events.yaml")]


def test_an_example_that_nobody_made_their_own_is_no_event(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "events.yaml").write_text("# events:\n#   - code: one\n", encoding="utf-8")
    assert programme(folder).events == ()
