"""Whole documents as regions, municipalities and schools write them, to their rows; every row is accounted for."""

from decimal import Decimal

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


def test_quarters_and_months_are_marked_in_columns_of_their_own() -> None:
    quarters: list[list[papers.Content]] = [
        ["№ п/п", "Наименование мероприятия", "Срок исполнения (2018 год)", LEFT, LEFT, LEFT, "Исполнитель"],
        [ABOVE, ABOVE, "I кв.", "II кв.", "III кв.", "IV кв.", ABOVE],
        ["1", "Семинар", "х", "", "", "+", "ИРО"],
        ["2", "Отчёт", "", "до 15.05.2018", "", "", "МОУО"],
    ]
    months: list[list[papers.Content]] = [
        ["Мероприятие", "сент", "окт.", "Ноябрь", "Ответственные"], ["Встреча", "v", "", "*", "ИРО"],
        ["Сбор", "", "до 15", "", "ИРО"]]
    paper = Paper("План")
    paper.table(quarters)
    paper.table(months)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(quarters) + len(months))
    assert [row.phrase for row in document.rows] == [
        "I квартал 2018, IV квартал 2018", "до 15.05.2018", "сентябрь, ноябрь", "до 15 октября"]


def test_a_table_without_headings_goes_on_from_the_one_before() -> None:
    paper = Paper("План на 2018 год")
    paper.table([["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Собрать планы", "май 2018", "ИРО"]])
    paper.say("")
    paper.table([["2", "Проверить планы", "июнь 2018", "МОУО"], ["", "и ответить школам", "", ""]])
    paper.table([["Показатель", "Единица", "Значение"], ["Школы", "штук", "12"]])
    document = papers.read(paper.file())
    assert papers.accounted(document, 6)
    assert papers.told(document) == [("", "1", "Собрать планы", "май 2018"),
                                     ("", "2", "Проверить планы и ответить школам", "июнь 2018")]
    assert papers.fates(document) == ["heading", "result", "other_table", "other_table"]


def test_a_plan_without_any_headings_is_told_by_what_stands_in_it() -> None:
    rows: list[list[papers.Content]] = [
        [str(number), f"Большое и важное дело {number}", f"{number}.05.2018", "МОУО"] for number in range(1, 5)]
    paper = Paper("Дела")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, 4)
    assert papers.told(document)[0] == ("", "1", "Большое и важное дело 1", "1.05.2018")
    assert document.rows[0].owners == ("МОУО",)


def test_word_numbers_rows_by_itself_and_anew_in_each_section() -> None:
    paper = Paper("План на 2018 год")
    first = paper.list(("decimal", "%1."), ("decimal", "%1.%2."))
    again = paper.list(same_as=first, starts=(1,))
    rows: list[list[papers.Content]] = [
        ["№", "Мероприятие", "Срок"],
        ["Раздел 1", LEFT, LEFT],
        [papers.Counted(list=first), "Собрать", "май 2018"], [papers.Counted(list=first), "Сверить", "май 2018"],
        [papers.Counted(list=first, level=1), "Ответить", "июнь 2018"],
        ["Раздел 2", LEFT, LEFT],
        [papers.Counted(list=again), "Проверить", "июнь 2018"],
    ]
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.section, row.number) for row in document.rows] == [
        ("Раздел 1", "1"), ("Раздел 1", "2"), ("Раздел 1", "2.1"), ("Раздел 2", "1")]
    assert [papers.concerns(row) for row in document.rows] == [["no_owner"]] * 4


def test_a_number_and_a_title_are_a_section_where_the_numbers_below_go_on_from_it() -> None:
    rows: list[list[papers.Content]] = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Организационная работа", "", ""], ["1.1", "Издать приказ", "май 2018", "МОУО"],
        ["2", "Собрать планы", "", ""], ["3", "Сверить планы", "июнь 2018", "МОУО"],
        ["II", "Работа со школами", "", ""], ["4", "Выехать в школы", "июнь 2018", "ИРО"]]
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.section, row.number) for row in document.rows] == [
        ("1 Организационная работа", "1.1"), ("1 Организационная работа", "2"), ("1 Организационная работа", "3"),
        ("II Работа со школами", "4")]


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


def test_a_number_beside_a_title_over_the_rest_of_the_row_is_a_section() -> None:
    rows: list[list[papers.Content]] = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1.", "Работа с документами", LEFT, LEFT], ["1", "Издать приказ", "май 2018", "МОУО"],
        ["Раздел 2", "Работа со школами", "", ""], ["1", "Итоговая встреча", "июнь 2018", "ИРО"],
        ["Итого мероприятий", LEFT, "2", ""]]
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.section, row.activity) for row in document.rows] == [
        ("1. Работа с документами", "Издать приказ"), ("Раздел 2 Работа со школами", "Итоговая встреча")]
    assert papers.fates(document) == ["heading", "section", "section", "note"]


def test_a_direction_merged_downwards_is_the_section_of_its_rows() -> None:
    rows: list[list[papers.Content]] = [
        ["Направление", "№", "Мероприятие", "Срок"],
        ["Нормы", "1", "Издать приказ", "май 2018"], [ABOVE, "2", "Собрать планы", "май 2018"],
        ["Люди", "3", "Провести курсы", "июнь 2018"]]
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.section, row.number) for row in document.rows] == [("Нормы", "1"), ("Нормы", "2"), ("Люди", "3")]


def test_a_roadmap_within_the_only_cell_of_another_table_is_found() -> None:
    paper = Paper("План на 2018 год")
    outer = paper.table([[""]])
    inner = outer.cell(0, 0).add_table(2, 2)
    for cell, text in zip(inner._cells, ("Мероприятие", "Срок", "Собрать планы", "май 2018"), strict=True):
        cell.text = text
    document = papers.read(paper.file())
    assert papers.accounted(document, 3)
    assert [(row.table, row.activity) for row in document.rows] == [(2, "Собрать планы")]


def test_hours_of_the_day_are_no_deadline() -> None:
    rows: list[list[papers.Content]] = [
        ["Дата", "Время", "Мероприятие", "Место"],
        ["12.02.2018", "10.00-11.30", "Открытый урок", "СОШ № 5"], ["13.02.2018", "14:00", "Круглый стол", "ИРО"]]
    paper = Paper("График встреч на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [row.phrase for row in document.rows] == ["12.02.2018", "13.02.2018"]


def test_a_line_that_goes_on_in_small_letters_belongs_to_the_activity_above() -> None:
    rows: list[list[papers.Content]] = [
        ["№", "Мероприятие", "Срок"], ["1", "Собрать планы", "май 2018"], ["", "и сверить их", ""],
        ["2", "Ответить", "июнь 2018"]]
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [row.activity for row in document.rows] == ["Собрать планы и сверить их", "Ответить"]


def test_activities_without_anything_beside_them_are_none_of_the_merged_headings() -> None:
    rows: list[list[papers.Content]] = [
        ["Дела", "Цель", "Ответственные"],
        ["Сентябрь", LEFT, LEFT], ["День знаний", "", ""], ["Входные работы", "Понять уровень", "Завуч"],
        ["Октябрь", LEFT, LEFT], ["День учителя", "", ""]]
    paper = Paper("План на 2023-2024 учебный год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.activity, row.phrase) for row in document.rows] == [
        ("День знаний", "Сентябрь"), ("Входные работы", "Сентябрь"), ("День учителя", "Октябрь")]


def test_a_column_of_sections_stands_within_the_month_above() -> None:
    rows: list[list[papers.Content]] = [
        ["Направление", "Мероприятие", "Ответственный"], ["Ноябрь", LEFT, LEFT], ["Нормы", "Издать приказ", "МОУО"],
        ["Люди", "Провести курсы", "ИРО"]]
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert [(row.section, row.phrase) for row in document.rows] == [("Нормы", "Ноябрь"), ("Люди", "Ноябрь")]


def test_years_are_marked_in_columns_and_money_under_them_is_no_deadline() -> None:
    marked: list[list[papers.Content]] = [
        ["Мероприятие", "Срок", LEFT, "Исполнитель"], [ABOVE, "2017", "2018", ABOVE],
        ["Семинар", "+", "+", "ИРО"], ["Отчёт", "", "х", "ИРО"]]
    money: list[list[papers.Content]] = [["Мероприятие", "2017", "2018"], ["Семинар", "120,5", "100"]]
    paper = Paper("Программа на 2017-2018 годы")
    paper.table(marked)
    paper.table(money)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(marked) + len(money))
    assert [row.phrase for row in document.rows] == ["2017 год, 2018 год", "2018 год"]


def test_a_heading_over_two_columns_of_which_one_is_split_is_one_heading() -> None:
    rows: list[list[papers.Content]] = [
        ["№", "Мероприятие", LEFT, "Срок", LEFT], ["", "", "", "начало", "конец"],
        ["1", "Собрать планы", LEFT, "май 2018", "июнь 2018"], ["2", "Ответить", LEFT, "", "июль 2018"]]
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [(row.activity, row.phrase) for row in document.rows] == [
        ("Собрать планы", "май 2018 – июнь 2018"), ("Ответить", "июль 2018")]


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
