"""Whole documents as regions, municipalities and schools write them, to their rows; every row is accounted for."""

from decimal import Decimal

import pytest

from scheduler.documents.document import Fate
from scheduler.programme.reading import Context, Sort, Status
from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import ABOVE, LEFT, Paper


def test_a_region_plans_in_nine_tables_with_results_below_each_activity_and_no_dates() -> None:
    paper = Paper("Приложение к распоряжению от 12.03.2018 № 81", "П Л А Н – Г Р А Ф И К", "поддержки школ в 2018 году")
    total = 0
    for section in range(1, 10):
        paper.say(f"1.{section}. Направление работы под номером {section}")
        rows: list[list[papers.Content]] = [["№", "Мероприятия", "Ожидаемые результаты"]]
        for activity in range(1, 4 if section < 3 else 3):
            rows += [[str(activity), f"Дело {section}-{activity}", "1. Заключено не менее 7 новых соглашений"],
                     ["", "", f"{activity + 1}. Обучено не менее 60 человек"]]
        rows.append(["", "", "Подготовлена справка"])
        paper.table(rows)
        total += len(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, total)
    assert (len(document.rows), document.context) == (20, Context(2018, 2018))
    assert sum(len(row.results) for row in document.rows) == 49
    assert document.title == "П Л А Н – Г Р А Ф И К поддержки школ в 2018 году"
    first, last = document.rows[0], document.rows[-1]
    assert (first.table, first.section, first.number) == (1, "1.1. Направление работы под номером 1", "1")
    assert (last.table, last.section, last.activity) == (9, "1.9. Направление работы под номером 9", "Дело 9-2")
    assert first.results == ("Заключено не менее 7 новых соглашений", "Обучено не менее 60 человек")
    assert [(each.plan, each.unit) for each in first.indicators] == [
        (Decimal(7), "соглашений"), (Decimal(60), "человек")]
    assert papers.concerns(first) == ["no_deadline", "no_owner"]
    assert first.deadline.sort is not Sort.DAYS
    assert set(papers.fates(document)) == {"heading", "result"}


def test_a_deadline_stands_only_in_the_rows_of_the_stages() -> None:
    rows: list[list[papers.Content]] = [
        ["№", "Мероприятия", "Исполнитель"],
        ["I ЭТАП. ОТБОР ШКОЛ (ЯНВАРЬ-ФЕВРАЛЬ)", LEFT, LEFT],
        ["1", "Составить список школ", "ДОН"],
        ["2", "Провести первую встречу", "Институт"],
        ["II ЭТАП. ДОКУМЕНТЫ (МАРТ-АПРЕЛЬ)", LEFT, LEFT],
        ["3", "Написать программу школы", "ШНОР, МОУО (по согласованию)"],
        ["4", "Ежемесячные встречи с директорами", "МОУО"],
        ["5", "Сдать отчёт до 15.04.2024", "ШНОР"],
    ]
    paper = Paper("П Р И К А З", "23 января 2024 г. № 83", "1. Вести проект в период с 01.02.2024 по 31.12.2024.",
                  "План мероприятий («дорожная карта») проекта")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert document.context == Context(2024, 2024)
    assert [(row.number, row.phrase) for row in document.rows] == [
        ("1", "ЯНВАРЬ-ФЕВРАЛЬ"), ("2", "ЯНВАРЬ-ФЕВРАЛЬ"), ("3", "МАРТ-АПРЕЛЬ"), ("4", "МАРТ-АПРЕЛЬ"),
        ("5", "до 15.04.2024")]
    assert document.rows[2].owners == ("ШНОР", "МОУО")
    assert document.rows[2].section == "II ЭТАП. ДОКУМЕНТЫ (МАРТ-АПРЕЛЬ)"
    monthly = document.rows[3].deadline
    assert (monthly.recurrence, monthly.when) == ("FREQ=MONTHLY", document.rows[2].deadline.when)
    assert [papers.concerns(row) for row in document.rows[3:]] == [["found_inside"], ["found_inside"]]
    assert "found_inside" not in papers.concerns(document.rows[2])


def test_those_who_act_may_stand_in_rows_of_their_own() -> None:
    rows: list[list[papers.Content]] = [
        ["№ п/п", "Содержание"],
        ["I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", LEFT], ["ДОН", LEFT], ["1", "Составить список школ"],
        ["ТОГИРРО, МОУО", LEFT], ["2", "Провести встречу"],
        ["II ЭТАП (МАРТ)", LEFT], ["3", "Подвести итоги"],
    ]
    paper = Paper("Этапы помощи школам, 2024 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.section, row.phrase, row.owners) for row in document.rows] == [
        ("I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", "ЯНВАРЬ-ФЕВРАЛЬ", ("ДОН",)),
        ("I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", "ЯНВАРЬ-ФЕВРАЛЬ", ("ТОГИРРО", "МОУО")),
        ("II ЭТАП (МАРТ)", "МАРТ", ())]


def test_those_who_act_may_head_the_columns() -> None:
    rows: list[list[papers.Content]] = [
        ["ДОН", "ТОГИРРО", "МОУО"],
        ["I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", LEFT, LEFT],
        ["Составить список", ["Провести вебинар", "Назвать кураторов"], ""],
        ["II ЭТАП (МАРТ)", LEFT, LEFT],
        [["Оценить результаты школ вместе", "Провести общий семинар по итогам проекта"], LEFT, LEFT],
    ]
    paper = Paper("Этапы помощи школам, 2024 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.activity, row.owners, row.phrase) for row in document.rows] == [
        ("Составить список", ("ДОН",), "ЯНВАРЬ-ФЕВРАЛЬ"),
        ("Провести вебинар", ("ТОГИРРО",), "ЯНВАРЬ-ФЕВРАЛЬ"),
        ("Назвать кураторов", ("ТОГИРРО",), "ЯНВАРЬ-ФЕВРАЛЬ"),
        ("Оценить результаты школ вместе", ("ДОН", "ТОГИРРО", "МОУО"), "МАРТ"),
        ("Провести общий семинар по итогам проекта", ("ДОН", "ТОГИРРО", "МОУО"), "МАРТ")]


@pytest.mark.parametrize("heading", ["Этап", "Этап, срок", "Этапы"])
def test_a_column_of_stages_may_stand_before_those_who_act(heading: str) -> None:
    rows: list[list[papers.Content]] = [
        [heading, "ТОГИРРО", "МОУО"],
        ["I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", "Провести вебинар", "Собрать предложения"],
        ["II ЭТАП (МАРТ)", ["Помочь школам", "Составить программы"], ""],
    ]
    paper = Paper("Этапы помощи школам, 2024 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.section, row.activity, row.owners, row.phrase) for row in document.rows] == [
        ("I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", "Провести вебинар", ("ТОГИРРО",), "ЯНВАРЬ-ФЕВРАЛЬ"),
        ("I ЭТАП (ЯНВАРЬ-ФЕВРАЛЬ)", "Собрать предложения", ("МОУО",), "ЯНВАРЬ-ФЕВРАЛЬ"),
        ("II ЭТАП (МАРТ)", "Помочь школам", ("ТОГИРРО",), "МАРТ"),
        ("II ЭТАП (МАРТ)", "Составить программы", ("ТОГИРРО",), "МАРТ")]


def test_a_schedule_of_tests_has_numbers_dates_and_several_owners() -> None:
    rows: list[list[papers.Content]] = [
        ["N", "Мероприятие", "Срок", "Ответственные"],
        ["1", "2", "3", "4"],
        ["1", "Назвать координаторов", "До 09.02.2024", ["Федеральный организатор", "ОИВ"]],
        ["2", "Подать заявку школы", "До 09.02.2024", "ОО"],
        ["N", "Мероприятие", "Срок", "Ответственные"],
        ["3", "Сверить списки", "До 14.02.2024", "Региональные координаторы"],
        ["", "", "до 20.02.2024", "ОО"],
        ["Примечание: сроки могут измениться", LEFT, LEFT, LEFT],
    ]
    paper = Paper("График подготовки проверочных работ, 2024")
    paper.table([["Утверждаю", "Согласовано"], ["Министр", "Директор института"]])
    paper.say("Состав рабочей группы")
    paper.table([["№", "ФИО", "Должность"], ["1", "Зуева Анна", "методист"]])
    paper.say("График")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, 2 + 2 + len(rows))
    assert [row.owners for row in document.rows] == [("Федеральный организатор", "ОИВ"), ("ОО",),
                                                     ("Региональные координаторы", "ОО")]
    assert document.rows[2].phrase == "До 14.02.2024 / до 20.02.2024"
    assert papers.fates(document) == ["other_table"] * 4 + ["heading", "numbers", "heading", "result", "note"]
    assert {row.deadline.status for row in document.rows[:2]} == {Status.READ}


def test_a_school_plans_by_months_in_rows() -> None:
    rows: list[list[papers.Content]] = [
        ["Содержание работы", "Ответственный", "Дата"],
        ["Август", LEFT, LEFT],
        ["Педсовет «Новый год»", "Директор", "29"],
        ["СЕНТЯБРЬ", LEFT, LEFT],
        ["Входные работы", "Завуч, учителя", "2 неделя"],
        ["Составить списки", "Классные руководители", ""],
        ["1 неделя", LEFT, LEFT],
        ["День знаний", "Вожатая", ""],
        ["Октябрь", LEFT, LEFT],
        ["Итоги четверти", "Завуч", "до 30"],
    ]
    paper = Paper("План работы школы на 2023-2024 учебный год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert document.context == Context(2023, 2024)
    assert [(row.section, row.phrase) for row in document.rows] == [
        ("Август", "29"), ("СЕНТЯБРЬ", "2 неделя"), ("СЕНТЯБРЬ", "СЕНТЯБРЬ"), ("1 неделя", "1 неделя"),
        ("Октябрь", "до 30")]


def test_a_municipality_plans_in_excel_and_hides_what_is_over() -> None:
    plan: list[list[object]] = [
        ["УТВЕРЖДЕНО приказом управления", LEFT, LEFT, LEFT, LEFT],
        ["План управления образования на 2018 год", LEFT, LEFT, LEFT, LEFT],
        ["", "", "", "", ""],
        ["№", "Мероприятие", "Сроки", LEFT, "Ответственный"],
        [ABOVE, ABOVE, "начало", "окончание", ABOVE],
        ["1", "2", "3", "4", "5"],
        ["Раздел 1. Школы", "", "", "", ""],
        ["1.1", "Собрать планы", "01.02.2018", "10.02.2018", "Отдел общего образования"],
        ["1.2", "Старое дело", "01.01.2018", "10.01.2018", "Отдел общего образования"],
        ["1.3", "Проверить сайты", "", "20.02.2018", ABOVE],
        ["Начальник управления П. О. Лапина", "", "", "", ""],
    ]
    made = papers.book(("План", plan), ("Черновик", [["№", "Мероприятие", "Срок"], ["1", "Не смотреть", "май"]]))
    made["План"].row_dimensions[9].hidden = True
    made["Черновик"].sheet_state = "hidden"
    document = papers.read(papers.saved(made), "план.xlsx")
    assert papers.accounted(document, len(plan) + 2)
    assert papers.told(document) == [
        ("Раздел 1. Школы", "1.1", "Собрать планы", "с 01.02.2018 по 10.02.2018"),
        ("Раздел 1. Школы", "1.3", "Проверить сайты", "до 20.02.2018")]
    assert [row.owners for row in document.rows] == [("Отдел общего образования",)] * 2
    assert papers.passed(document, Fate.HIDDEN) == [
        "1.2 | Старое дело | 01.01.2018 | 10.01.2018 | Отдел общего образования",
        "№ | Мероприятие | Срок", "1 | Не смотреть | май"]
    assert papers.fates(document)[:6] == ["note", "note", "empty", "heading", "heading", "numbers"]
    assert papers.passed(document, Fate.NOTE)[-1] == "Начальник управления П. О. Лапина"


def test_the_period_that_is_told_wins_over_what_the_document_says() -> None:
    paper = Paper("План на 2018 год")
    paper.table([["Мероприятие", "Срок"], ["Собрать планы", "май"]])
    assert papers.read(paper.file(), period="2023-2024").context == Context(2023, 2024)
    bare = Paper("План")
    bare.table([["Мероприятие", "Срок"], ["Собрать планы", "май"]])
    document = papers.read(bare.file())
    assert document.context is None
    assert document.rows[0].deadline.status is not Status.READ


def test_thresholds_carry_the_words_of_their_result() -> None:
    paper = Paper("План на 2018 год")
    paper.table([["Мероприятие", "Срок", "Показатели"],
                 ["Курсы (не менее 60 человек)", "май 2018", ["1. Обучено не менее 60 человек;", "2. 100 % школ"]]])
    row = papers.read(paper.file()).rows[0]
    assert [(each.title, each.plan, each.unit) for each in row.indicators] == [
        ("Обучено не менее 60 человек;", Decimal(60), "человек"), ("100 % школ", Decimal(100), "% школ")]


def test_sheets_named_by_months_give_their_rows_a_deadline() -> None:
    head = ["Мероприятие", "Ответственный"]
    made = papers.book(("Сентябрь", [["План на 2023-2024 учебный год"], head, ["Собрать планы", "МОУО"]]),
                       ("ОКТЯБРЬ", [head, ["Ответить", "МОУО"]]), ("ИТОГИ", [head, ["Проверить", "МОУО"]]))
    document = papers.read(papers.saved(made), "план.xlsx")
    assert papers.accounted(document, 7)
    assert [(row.table, row.section, row.phrase) for row in document.rows] == [
        (1, "Сентябрь", "Сентябрь"), (2, "ОКТЯБРЬ", "ОКТЯБРЬ"), (3, "", "")]


def test_the_title_and_the_clauses_of_an_order_are_no_sections() -> None:
    paper = Paper("3. Утвердить план", "2. Контроль за исполнением:", "ПЛАН", "работы на 2018 год")
    paper.table([["Мероприятие", "Срок"], ["Собрать планы", "май"]])
    assert papers.told(papers.read(paper.file())) == [("", "", "Собрать планы", "май")]
