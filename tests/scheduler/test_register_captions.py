"""What is written below a photo of a paper is read as it was meant, or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.register_captions import Caption, number_of, read, same_number
from storage.registers import Register

TODAY = date(2018, 5, 16)
MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
          "декабря")
KINDS = {Register.ORDER: "Приказ", Register.AGREEMENT: "Соглашение", Register.MATERIAL: "Методические рекомендации",
         Register.PUBLICATION: "Статья"}
LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
days = st.dates(date(1990, 1, 1), TODAY)
words = st.lists(st.text(LETTERS, min_size=4, max_size=12), min_size=1, max_size=8).map(" ".join)
titles = st.builds(lambda about, rest: f"{about} {rest}", st.sampled_from(["О", "Об"]), words)
numbers = st.builds(lambda number, tail: f"{number}{tail}", st.integers(1, 9999),
                    st.sampled_from(["", "-р", "/1-ОД", "-осн", ".2"]))
spellings = st.sampled_from([
    lambda day: day.strftime("%d.%m.%Y"), lambda day: f"{day.day}.{day.month}.{day.year} г.", date.isoformat,
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year} года", lambda day: f"{day.day} {MONTHS[day.month - 1]} "
    f"{day.year}"])
orders = st.sampled_from(["{kind} № {number} от {day} {title}", "{kind} от {day} № {number}. {title}",
                          "{kind}\n№{number} от {day}\n{title}", "{kind} {title} от {day} № {number}",
                          "{kind}, № {number}, {day}: {title}"])


@given(st.sampled_from([*KINDS]), titles, numbers, days, spellings, orders)
def test_what_was_written_is_read_back(register: Register, title: str, number: str, day: date, spelling: object,
                                       order: str) -> None:
    assert callable(spelling)
    caption = order.format(kind=KINDS[register], title=title, number=number, day=spelling(day))
    assert read(caption, TODAY) == Caption(register, title, number, day, "")


@given(words, titles, numbers, days, spellings)
def test_so_is_with_whom_an_agreement_was_made(partner: str, title: str, number: str, day: date,
                                               spelling: object) -> None:
    assert callable(spelling)
    for caption in (f"Соглашение № {number} от {spelling(day)} с {partner}. {title}",
                    f"соглашение с {partner} {title.lower()} от {spelling(day)}, № {number}"):
        assert read(caption, TODAY) == Caption(Register.AGREEMENT, title, number, day, partner)


@given(st.text(max_size=200))
def test_nothing_that_people_write_breaks_it(text: str) -> None:
    for begun in ("", "Приказ ", "Соглашение с ", "Приказ № "):
        found = read(begun + text, TODAY)
        assert found is None or (found.title and (found.day is None or found.day <= TODAY))


@pytest.mark.parametrize(("caption", "title", "number", "day"), [
    ("Приказ № 124-р от 12.03.2018 Об утверждении списка школ", "Об утверждении списка школ", "124-р", "2018-03-12"),
    ("приказ от 12 апреля 2017 года № 457 «О реализации мероприятия 2.2 «Повышение качества образования»",
     "О реализации мероприятия 2.2 «Повышение качества образования»", "457", "2017-04-12"),
    ("Приказ №3/1-ОД от 13 апреля 2017 года", "Приказ № 3/1-ОД", "3/1-ОД", "2017-04-13"),
    ("Приказ Министерства образования от 12.04.17 № 457 «О реализации»",
     "Приказ Министерства образования «О реализации»", "457", "2017-04-12"),
    ("Приказ об утверждении списка школ № 8 и № 9 от 01.03.18 № 12", "Об утверждении списка школ № 8 и № 9", "12",
     "2018-03-01"),
    ("Приказ № 5 О семинаре 30 мая 2018 года", "О семинаре 30 мая 2018 года", "5", None),
    ("Приказ № 5 от 12.03.2018 О школе № 8", "О школе № 8", "5", "2018-03-12"),
    ("Приказ от 12.03.2028 О плане", "О плане", "", None),
    ("РАСПОРЯЖЕНИЕ N 7 от 25 декабря. «О режиме»", "О режиме", "7", "2017-12-25"),
    ("Приказ № 5", "Приказ № 5", "5", None)])
def test_orders_are_read(caption: str, title: str, number: str, day: str | None) -> None:
    found = read(caption, TODAY)
    assert found == Caption(Register.ORDER, title, number, date.fromisoformat(day) if day else None, "")


@pytest.mark.parametrize(("caption", "register", "title", "partner", "day"), [
    ("Соглашение с ИРО от 5 апреля", Register.AGREEMENT, "Соглашение с ИРО", "ИРО", "2018-04-05"),
    ("Договор с колледжем о практике 5 апреля", Register.AGREEMENT, "О практике", "колледжем", "2018-04-05"),
    ("Соглашение между школой № 5 и ИРО от 1 марта 2018 г.", Register.AGREEMENT, "Соглашение между школой № 5 и ИРО",
     "школой № 5 и ИРО", "2018-03-01"),
    ("Статья «Опыт школы» в газете «Заря», 5 апреля 2018", Register.PUBLICATION, "Статья «Опыт школы» в газете «Заря»",
     "", "2018-04-05"),
    ("Методические рекомендации по созданию программ от 03.04.2018", Register.MATERIAL,
     "Методические рекомендации по созданию программ", "", "2018-04-03")])
def test_the_other_papers_are_read(caption: str, register: Register, title: str, partner: str, day: str) -> None:
    assert read(caption, TODAY) == Caption(register, title, "", date.fromisoformat(day), partner)


@pytest.mark.parametrize("caption", [
    "", "Приказ подписан, отправляю", "Вот приказ № 5 от 12.03.2018", "Приказы № 1 от 1 марта", "Приказной № 5",
    "Приказ от 31.02.2018 О плане", "Статья о школе № 5", "фото с семинара 16 мая",
    "Приказ № 5 от 12.03.2018 " + "о" * 601, "Приказ № " + "1" * 61])
def test_what_is_no_such_paper_is_left_alone(caption: str) -> None:
    assert read(caption, TODAY) is None


def test_a_number_is_kept_without_its_sign_and_compared_without_its_spelling() -> None:
    assert [number_of(each) for each in ("№ 124-р.", "N 5", "номер 7/2", "б/н")] == ["124-р", "5", "7/2", "б/н"]
    assert same_number("124 - Р", "124-р")
    assert not same_number("124-р", "124")
