"""Rows of every kind: what each becomes, whatever stands above, beside and below it."""

from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import ABOVE, LEFT, Paper


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
