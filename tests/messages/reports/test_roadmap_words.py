"""The words of an appendix: how a row stands, which days are others, what it all comes to."""

from dataclasses import replace

from messages.reports import roadmap_words as words
from messages.reports.roadmap_figures import Progress
from scheduler.programme import phrases
from scheduler.programme.when import NO_DATE
from tests.messages.reports.roadmaps import AHEAD, DATELESS, DONE, LATE, ROADMAP, SCHOOL


def test_a_row_tells_how_many_have_done_it_when_and_with_what_evidence() -> None:
    assert words.fulfilment(DONE, single=False) == [
        "Исполнено", "сделали 3 из 3 организаций", "с опозданием 1 организация", "отчёты 25.05.2018 – 01.06.2018",
        "подтверждения: 5 файлов, 1 фото, 2 сообщения"]
    assert words.fulfilment(LATE, single=False) == [
        "Просрочено", "сделали 2 из 3 организаций, принято 1", "просрочили 1", "отчёты 25.05.2018 – 01.06.2018"]
    assert words.fulfilment(AHEAD, single=False) == ["Ещё не начато"]
    assert words.fulfilment(DATELESS, single=False) == ["Нет сведений"]


def test_one_organisation_is_not_counted() -> None:
    done, late = SCHOOL.points
    assert words.fulfilment(done, single=True) == [
        "Исполнено", "с опозданием", "отчёт 01.06.2018", "подтверждения: 5 файлов, 1 фото, 2 сообщения"]
    assert words.fulfilment(late, single=True) == ["Просрочено"]
    assert words.notes(late, single=True) == ["Срок перенесён с 25.05.2018 (решение 14.05.2018)", "Срок продлён"]


def test_other_days_than_those_of_the_order_stand_in_the_notes() -> None:
    assert words.notes(DONE, single=False) == []
    assert words.notes(LATE, single=False) == [
        "Срок перенесён с 25.05.2018 (решение 14.05.2018)", "Отдельный срок: МБОУ «СОШ № 1» – до 05.06.2018"]
    assert words.notes(replace(LATE, moved_from=""), single=False)[0] == "Срок назначен 14.05.2018"
    several = replace(LATE, longer=tuple((f"Школа {day}", f"2018-06-{day:02}") for day in range(1, 6)))
    assert words.notes(several, single=False)[1] == "Отдельный срок: 5 организаций, до 05.06.2018"


def test_every_deadline_is_a_phrase_that_we_read() -> None:
    assert [words.due(each) for each in ROADMAP.points] == [
        "с 21.05.2018 по 30.05.2018", "до 30.05.2018", "октябрь – декабрь 2018 года", "без срока"]
    assert phrases.read(words.due(DATELESS)) == NO_DATE


def test_the_totals_name_each_state_that_there_is() -> None:
    assert words.totals(ROADMAP) == [
        "Мероприятий: 4", "Исполнено: 1", "Просрочено: 1", "Ещё не начато: 1", "Нет сведений: 1",
        "Задач организаций: 7, сделано 5 (71 %), просрочено 1"]
    assert words.totals(SCHOOL) == ["Мероприятий: 2", "Исполнено: 1", "Просрочено: 1"]
    assert {words.say(f"progress.{each}") for each in Progress} >= {"Исполняется", "В работе"}


def test_it_says_who_made_it_and_as_of_when() -> None:
    assert words.made(ROADMAP) == "Составлено в Вехе 20 июня 2018 г. в 11:00 (Иркутск). Озерова Анна Петровна, куратор"
    assert words.made(replace(ROADMAP, made_by="", role="")) == "Составлено в Вехе 20 июня 2018 г. в 11:00 (Иркутск)"
    assert words.heading(ROADMAP)[1:] == ["Период: с 16.05.2018 по 31.12.2018", "Исполнение на 20.06.2018"]
    assert words.heading(SCHOOL)[2] == "Исполнение на 20.06.2018. МБОУ «СОШ № 1»"
