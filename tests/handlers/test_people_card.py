"""«Мои люди»: the chain above a school, and the schools below somebody; nobody else, and no phone too many."""

import pytest

from messages.meanings_of_people import AskPerson, ShowLookedAfter, ShowPeople
from storage.participants import Role
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press
from tests.handlers.tables import change, rows


def calls(village: Village) -> dict[str, str]:
    """Everybody gets a phone of their own."""
    phones = {who: f"+7900555{number:04}" for number, who in enumerate(village.people, 1)}
    for who, number in phones.items():
        change(village.file, "update participants set phone = ? where id = ?", number,
               village.people[who].participant)
    return phones


def partners(village: Village) -> None:
    pair = village.people["director"].organisation, village.people["other_director"].organisation
    for one, two in (pair, pair[::-1]):
        change(village.file, "insert into partners (organisation, partner) values (?, ?)", one, two)


@pytest.mark.parametrize("who", ["director", "teacher"])
async def test_a_school_sees_its_chain_with_phones_and_its_partner_without(village: Village, who: str) -> None:
    phones = calls(village)
    partners(village)
    phone = village.phone(who)
    await phone.says("мои люди")
    phone.sees(village.people["curator"].name, "Куратор", phones["curator"], village.people["coordinator"].name,
               "Муниципальный координатор", phones["coordinator"], "Чужакова Mentor Петровна", "Наставник",
               phones["mentor"], village.people["other_director"].name, "Директор школы-партнёра", OTHER_SCHOOL)
    for hidden in ("other_director", "far_curator", "other_coordinator", "operator"):
        assert not phone.has_seen(phones[hidden])
    assert len([label for label in phone.labels() if label.startswith("Спросить: ")]) == 4


async def test_mentors_of_ones_own_subject_stand_first(village: Village) -> None:
    change(village.file, "update participants set search_subjects = ';химия;' where id = ?",
           village.people["teacher"].participant)
    await village.employs("Абрамова Анна Петровна", Role.MENTOR)
    chemist = await village.employs("Яковлева Яна Яновна", Role.MENTOR)
    change(village.file, "update participants set search_subjects = ';физика;химия;' where id = ?", chemist)
    phone = village.phone("teacher")
    await phone.says("контакты")
    text = phone.last.text
    assert text.index("Яковлева") < text.index("Абрамова")
    await village.phone("director").says("контакты")
    text = village.phone("director").last.text
    assert text.index("Абрамова") < text.index("Яковлева")


async def test_who_is_away_says_until_when_and_who_answers(village: Village) -> None:
    curator, deputy = village.people["curator"], village.people["far_curator"]
    change(village.file, "insert into absences (participant, until_on, deputy, since) values (?, '2018-05-20', ?, 1)",
           curator.participant, deputy.participant)
    phone = village.phone("director")
    await phone.says("куратор")
    phone.sees("Отсутствует по 20 мая", f"отвечает {deputy.name}")
    change(village.file, "update absences set until_on = '2018-05-15'")
    await phone.says("куратор")
    assert "Отсутствует" not in phone.last.text


async def test_whoever_does_not_read_us_cannot_be_asked(village: Village) -> None:
    curator = village.people["curator"]
    change(village.file, "update addresses set closed_at = 1 where participant = ?", curator.participant)
    phone = village.phone("director")
    await phone.says("мой куратор")
    phone.sees(curator.name, "Ещё не в боте")
    await press(phone, AskPerson(curator.participant))
    phone.sees("Этого человека среди ваших нет")


async def test_a_button_leads_to_the_question(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("мои люди")
    await phone.taps(next(label for label in phone.labels() if label.startswith("Спросить: ")))
    phone.sees("Ответит Осокина Н. М.", "Напишите вопрос")
    await phone.says("Когда вы приедете?")
    await phone.taps("Отправить")
    village.phone("curator").sees("Когда вы приедете?")


async def test_a_mentor_of_other_schools_is_not_shown_to_the_one_where_they_work(village: Village) -> None:
    await village.employs("Абрамова Анна Петровна", Role.MENTOR)
    director, mentor = village.phone("director"), "Абрамова Анна Петровна"
    await director.says("мои люди")
    director.sees(mentor)
    change(village.file, "insert into territories (role, organisation) select r.id, ? from roles r "
           "join participants p on p.id = r.participant where p.name = ?",
           village.people["other_director"].organisation, mentor)
    await director.says("мои люди")
    assert mentor not in director.last.text
    other = village.phone("other_director")
    await other.says("мои люди")
    other.sees(mentor)


@pytest.mark.parametrize("other", ["far_curator", "other_coordinator", "other_director", "operator", "colleague",
                                   "observer", "director"])
async def test_nobody_else_is_asked_by_a_forged_button(village: Village, other: str) -> None:
    phone, before = village.phone("director"), rows(village.file)
    await press(phone, AskPerson(village.people[other].participant))
    phone.sees("Этого человека среди ваших нет")
    assert rows(village.file) == before


async def test_whoever_looks_after_schools_sees_them_with_their_directors(village: Village) -> None:
    phones = calls(village)
    phone = village.phone("coordinator")
    await phone.says("мои люди")
    phone.sees(village.people["curator"].name)
    await phone.taps(next(label for label in phone.labels() if label.startswith("Мои школы · ")))
    phone.sees("Вы сопровождаете", SCHOOL, village.people["director"].name, phones["director"])
    assert not phone.has_seen(OTHER_SCHOOL)


async def test_a_curator_sees_their_schools_page_by_page(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("мои люди")
    phone.sees("Вы сопровождаете")
    before = phone.last.text
    await phone.taps("Дальше ›")
    assert phone.last.text != before
    await press(phone, ShowLookedAfter(10**15))
    assert phone.last.text == before


@pytest.mark.parametrize("who", ["guest", "expert", "observer", "operator"])
async def test_whoever_is_of_no_school_sees_nobody(village: Village, who: str) -> None:
    phones, phone = calls(village), village.phone(who)
    for meaning in (ShowPeople(), ShowPeople(10**15), ShowLookedAfter()):
        await press(phone, meaning)
    assert not any(phone.has_seen(number) for number in phones.values())
    assert not phone.has_seen(village.people["director"].name)
