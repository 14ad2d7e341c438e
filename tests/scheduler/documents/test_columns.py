"""Headings as documents have them, to what their columns hold."""

import pytest

from scheduler.documents import columns
from scheduler.documents.columns import Column, Meaning

HEADINGS = {
    Meaning.NUMBER: ("№", "№ п/п", "№\nп/п", "N", "N п/п", "п/п", "№ пункта", "Номер", "№№"),
    Meaning.ACTIVITY: ("Мероприятие", "Мероприятия", "Наименование мероприятия", "Содержание работы", "Содержание",
                       "Меро-приятия", "МЕРОПРИЯТИЕ", "Виды деятельности", "Что делаем", "Дела, события",
                       "Пошаговые мероприятия", "Тема", "Действия",
                       "Название мероприятия, содержание", "Mероприятия"),
    Meaning.DEADLINE: ("Срок", "Сроки", "Срок исполнения", "Срок выполнения", "Сроки реализации", "Дата",
                       "Дата проведения", "Период реализации", "Планируемая дата", "Время проведения", "Месяц",
                       "Календарные сроки", "Дата и место проведения", "Плановый срок", "Сроки прове- дения"),
    Meaning.START: ("Дата начала", "Начало", "Срок начала", "Плановая дата начала",
                    "Срок реализации (начало)"),
    Meaning.END: ("Дата окончания", "Окончание", "Срок завершения"),
    Meaning.OWNER: ("Ответственный", "Ответственные", "Ответственный исполнитель", "Исполнители", "Кто отвечает", "Кто",
                    "Ответственные за исполнение", "Соисполнители", "Отв етственные", "Ответственные лица, участники"),
    Meaning.RESULT: ("Результат", "Ожидаемые результаты", "Показатели", "Индикатор", "Вид документа", "Продукт",
                     "Ожидаемый результат мероприятия", "Форма отчёта", "Подтверждение"),
    Meaning.FORM: ("Форма", "Форма проведения", "Форма проведения мероприятия"),
    Meaning.PARTICIPANTS: ("Участники", "Категория участников", "Целевая аудитория", "Участники мероприятия"),
    Meaning.LEVEL: ("Уровень", "Уровень мероприятия"),
    Meaning.PLACE: ("Место", "Место проведения", "Место проведения мероприятия"),
    Meaning.DONE: ("Отметка о выполнении", "Отметка об исполнении", "Факт", "Фактическая дата", "Дата (факт)"),
    Meaning.NOTE: ("Примечание", "Примечания", "Комментарий"),
    Meaning.SECTION: ("Направление", "Раздел", "Этап"),
    Meaning.MONEY: ("Источник финансирования", "Объём средств"),
    Meaning.OTHER: ("", "Класс риска", "Наименование ОО", "Наименование организации", "ФИО", "Должность", "Школа",
                    "Цель контроля", "Вид контроля"),
}


@pytest.mark.parametrize(("heading", "meaning"),
                         [(heading, meaning) for meaning, all_ in HEADINGS.items() for heading in all_])
def test_a_heading_is_known_by_its_sense(heading: str, meaning: Meaning) -> None:
    assert columns.meaning_of(heading) is meaning


@pytest.mark.parametrize(("headings", "meaning", "part", "year"), [
    (("Срок", "с"), Meaning.START, 0, ""), (("Сроки исполнения", "по"), Meaning.END, 0, ""),
    (("Срок", "начало"), Meaning.START, 0, ""), (("Срок реализации", "окончание"), Meaning.END, 0, ""),
    (("Срок", "план"), Meaning.DEADLINE, 0, ""), (("Срок", "факт"), Meaning.DONE, 0, ""),
    (("Срок (2018 год)", "I кв."), Meaning.QUARTER, 1, "2018"), (("2018 г.", "IV квартал"), Meaning.QUARTER, 4, "2018"),
    (("Кварталы", "III"), Meaning.QUARTER, 3, ""), (("3 квартал",), Meaning.QUARTER, 3, ""),
    (("Сроки выполнения: 2011 - 2013 гг.", "II квартал"), Meaning.QUARTER, 2, ""),
    (("Срок", "2018 г."), Meaning.YEAR, 2018, "2018"),
    (("Сентябрь",), Meaning.MONTH, 9, ""), (("Месяцы", "янв."), Meaning.MONTH, 1, ""),
    (("май 2018",), Meaning.MONTH, 5, "2018"),
    (("Ответственный", "ФИО"), Meaning.OWNER, 0, ""), (("Мероприятия", "по муниципалитету"), Meaning.ACTIVITY, 0, ""),
    (("МОУО",), Meaning.ACTOR, 0, ""), (("Исполнители", "ГАУ ДПО ИРО"), Meaning.ACTOR, 0, ""),
])
def test_headings_above_one_another_are_read_together(
        headings: tuple[str, ...], meaning: Meaning, part: int, year: str) -> None:
    found = columns.column(headings, 3)
    assert (found.meaning, found.part, found.year) == (meaning, part, year)


def settled(*headings: str) -> list[Meaning]:
    made = [columns.column([one], place) for place, one in enumerate(headings)]
    return [each.meaning for each in columns.settled(made)]


def test_exactly_one_column_holds_the_activities() -> None:
    assert settled("Задачи", "Мероприятия", "Срок") == [Meaning.SECTION, Meaning.ACTIVITY, Meaning.DEADLINE]
    assert settled("Мероприятие", "Содержание", "Срок") == [Meaning.ACTIVITY, Meaning.OTHER, Meaning.DEADLINE]
    assert settled("Направление", "Мероприятие") == [Meaning.SECTION, Meaning.ACTIVITY]
    assert settled("Направления работы", "Сроки") == [Meaning.ACTIVITY, Meaning.DEADLINE]
    assert settled("Мероприятие, срок", "Ответственный") == [Meaning.ACTIVITY, Meaning.OWNER]


def test_a_roadmap_says_what_is_to_be_done_and_something_of_it() -> None:
    def made(*meanings: Meaning) -> list[Column]:
        return [Column(meaning, "", place) for place, meaning in enumerate(meanings)]
    assert columns.is_roadmap(made(Meaning.ACTIVITY, Meaning.MONTH))
    assert not columns.is_roadmap(made(Meaning.NUMBER, Meaning.ACTIVITY, Meaning.NOTE))
    assert not columns.is_roadmap(made(Meaning.NUMBER, Meaning.OWNER, Meaning.DEADLINE))
    assert columns.has_actors(made(Meaning.ACTOR, Meaning.ACTOR))
    assert not columns.has_actors(made(Meaning.ACTOR, Meaning.ACTOR, Meaning.ACTIVITY))
