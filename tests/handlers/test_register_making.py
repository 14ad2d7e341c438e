"""A paper is written down question by question: what fits, who may, and what is there already."""

import pytest

from messages.meanings_of_registers import AddRecord
from tests.handlers.conftest import OTHER_SCHOOL, Village, press
from tests.handlers.papers import PDF, TITLE, agrees, orders
from tests.handlers.tables import change, rows


async def test_a_director_writes_down_an_agreement_and_its_file(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("реестры")
    phone.sees("Пока здесь пусто", "Соглашение с районной библиотекой")
    await phone.taps("Внести")
    assert "Приказ" not in phone.labels()
    await phone.taps("Соглашение")
    await phone.says(TITLE)
    await phone.says("педагогический колледж")
    await phone.says("№ 7/2")
    await phone.says("05.04.18")
    await phone.sends("document", "соглашение.pdf", PDF, "Подписано обеими сторонами")
    phone.sees(f"Внесено: {TITLE}", "№ 7/2 от 5 апреля 2018 года", "В реестре «Соглашения» теперь 1 запись")
    await phone.taps("Открыть запись")
    phone.sees("Номер: 7/2", "Дата: 5 апреля 2018 года", "С кем: педагогический колледж", "Подписано обеими сторонами")
    await phone.taps("Открыть файл")
    assert phone.screen[-2].file == ("соглашение.pdf", PDF)
    await phone.taps("К реестру")
    phone.sees("Соглашения · 1", f"1. {TITLE}", "№ 7/2 от 5 апреля 2018 года · с кем: педагогический колледж · файл")


@pytest.mark.parametrize(("said", "day"), [
    ("12.03.2018", "12 марта 2018 года"), ("12 марта", "12 марта 2018 года"), ("25 декабря", "25 декабря 2017 года"),
    ("вчера", "15 мая 2018 года"), ("2017-09-01", "1 сентября 2017 года")])
async def test_days_of_papers_lie_in_the_past(village: Village, said: str, day: str) -> None:
    phone = await agrees(village, day=said)
    phone.sees(day)


@pytest.mark.parametrize(("said", "answer"), [
    ("12.03.2028", "12 марта 2028 года ещё не наступило"), ("давно", "Такого дня я не понял"),
    ("01.01.0218", "Такого дня я не понял"), ("31.02.2018", "Такого дня я не понял")])
async def test_a_day_that_cannot_be_is_asked_again(village: Village, said: str, answer: str) -> None:
    phone = village.phone("director")
    await phone.says("новая публикация")
    await phone.says("Опыт наставничества")
    await phone.says(said)
    assert phone.has_seen(answer)
    phone.sees("Какого числа вышла публикация")
    await phone.taps("Вчера")
    await phone.taps("Пока без файла")
    phone.sees("15 мая 2018 года")


async def test_what_does_not_fit_is_asked_again(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("внести в реестр")
    await phone.says("протокол")
    assert phone.has_seen("Нажмите одну из кнопок: в какой реестр")
    await phone.says("соглашение")
    await phone.says("д" * 601)
    assert phone.has_seen("здесь помещается 600 знаков")
    await phone.says(TITLE)
    await phone.sends("photo", "к.jpg", b"\xff\xd8\xff")
    assert phone.has_seen("Напишите, пожалуйста, несколько слов")
    await phone.says("Колледж")
    await phone.says("№ 5")
    await phone.taps("Сегодня")
    await phone.says("потом пришлю")
    assert phone.has_seen("Нужен файл, фото или ссылка")
    await phone.says("https://example.org/" + "a" * 1200)
    assert phone.has_seen("здесь помещается 1200 знаков")
    await phone.says("Вот https://example.org/5?a=1 на сайте")
    await phone.taps("Открыть запись")
    phone.sees("https://example.org/5?a=1", "Вот на сайте")


async def test_an_order_is_for_those_who_run_the_programme(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("новый приказ")
    phone.sees("Приказы в реестр вносят кураторы и операторы")
    await press(phone, AddRecord("order"))
    phone.sees("Приказы в реестр вносят кураторы и операторы")
    phone = village.phone("director")
    await phone.says("внести в реестр")
    await phone.says("приказ")
    phone.sees("Приказы в реестр вносят кураторы и операторы")


@pytest.mark.parametrize("who", ["teacher", "mentor", "expert", "guest", "observer"])
async def test_others_write_nothing_down(village: Village, who: str) -> None:
    phone, before = village.phone(who), rows(village.file)
    for word in ("внести в реестр", "новый приказ", "новое соглашение", "новый методический материал",
                 "новая публикация"):
        await phone.says(word)
        phone.sees("В реестры вносят директора, координаторы, кураторы и операторы")
    assert rows(village.file) == before


async def test_whoever_lost_the_role_meanwhile_writes_nothing_down(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("новая публикация")
    await phone.says("Опыт наставничества")
    change(village.file, "update roles set role = 'teacher' where participant = ?",
           village.people["director"].participant)
    await phone.taps("Вчера")
    phone.sees("В реестры вносят директора")
    assert "Опыт наставничества" not in str(rows(village.file)["materials"])


async def test_a_twin_is_shown_before_it_is_written_down_again(village: Village) -> None:
    await orders(village)
    phone = village.phone("operator")
    await phone.says("новый приказ")
    for said in ("Про список школ", "124-Р", "12 марта 2018"):
        await phone.says(said)
    phone.sees("Такая запись уже есть: та же дата и тот же номер")
    await phone.taps("Открыть ту запись")
    phone.sees("Об утверждении списка школ", "Номер: 124-р")
    assert "Всё равно внести" in str(phone.screen[-2].buttons), "the question stays"
    await phone.says("да")
    assert phone.has_seen("Нажмите, пожалуйста, кнопку.")
    await phone.taps("Всё равно внести")
    await phone.taps("Пока без файла")
    await phone.taps("Только в реестр")
    phone.sees("В реестре «Приказы» теперь 2 записи")


async def test_a_going_back_and_another_number_is_no_twin(village: Village) -> None:
    await orders(village)
    phone = village.phone("operator")
    await phone.says("новый приказ")
    for said in ("Про список школ", "124-р", "12 марта 2018"):
        await phone.says(said)
    await phone.taps("‹ Назад")
    await phone.taps("‹ Назад")
    phone.sees("Какой номер у документа")
    await phone.says("125")
    await phone.says("12 марта 2018")
    phone.sees("Пришлите сам документ")


async def test_whoever_acts_for_several_organisations_says_for_which(village: Village) -> None:
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
           "select ?, programme, id, 'director', 'people', 2 from organisations where title = ?",
           village.people["director"].participant, OTHER_SCHOOL)
    phone = village.phone("director")
    await phone.says("новое соглашение")
    phone.sees("Чей это документ?")
    await phone.says("школа в лесу")
    assert phone.has_seen("От имени такой организации")
    await phone.says(OTHER_SCHOOL)
    for said in (TITLE, "Колледж", "№ 1", "5 апреля"):
        await phone.says(said)
    await phone.taps("Пока без файла")
    phone.sees(OTHER_SCHOOL)
    await village.phone("other_director").says("соглашения")
    village.phone("other_director").sees(TITLE)
