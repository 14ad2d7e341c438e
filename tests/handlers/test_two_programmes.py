"""One person in two programmes: the second invite joins both records, if it may be the same person."""

import pytest

from handlers import invitations
from messages.meanings import Join
from storage import invites, organisations, participants, privacy, rosters
from storage.participants import Role
from storage.rosters import Contact
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change, rows

SCHOOL = "Гимназия «Вторая»"


async def second(village: Village, name: str) -> tuple[str, int]:
    """Another programme has listed a director of this name; the code and who it is."""
    change(village.file, "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, "
                         "ladder, consent_version, consent_text, loaded_at) select 'second', 'Вторая программа', "
                         "starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, '2018-09', 'Второе согласие', "
                         "1 from programmes")
    change(village.file, "insert into organisations (programme, code, title, search_name, level, time_zone) "
                         "select id, 's', ?, '', 'school', time_zone from programmes where code = 'second'", SCHOOL)
    programme = next(int(str(row[0])) for row in rows(village.file)["programmes"] if "second" in row)
    async with village.database.transaction() as tx:
        school = (await organisations.of_programme(tx, programme))[0].id
        who = await rosters.add(tx, "second/key", Contact(name, "+7000", "", ""), now=village.now)
        await rosters.put_keys(tx, {"second/key": who})
        await participants.grant(tx, who, programme=programme, organisation=school, role=Role.DIRECTOR,
                                 source="people", now=village.now)
        await invitations.prepare(tx, programme, now=village.now)
        return await invites.open_code(tx, who, now=village.now), who


async def test_the_second_invite_joins_both_records(village: Village) -> None:
    director, phone = village.people["director"], village.phone("director")
    code, listed = await second(village, director.name.upper())
    await phone.follows(code)
    phone.sees("Вторая программа", "Похоже, это тоже вы", "Второе согласие", "Версия согласия: 2018-09")
    await phone.taps("Это я, даю согласие")
    assert phone.has_seen("Вы в программе «Вторая программа»")
    await phone.says("меню")
    phone.sees(director.place, SCHOOL)
    async with village.database.reading() as tx:
        held = await participants.roles(tx, director.participant)
        keys = await rosters.known(tx, "second/")
        empty = await participants.by_id(tx, listed)
    assert [each.organisation_title for each in held] == [director.place, SCHOOL]
    assert [row.participant for row in keys] == [director.participant]
    assert empty
    assert empty.name == ""
    await phone.follows(code)
    phone.sees("чем помочь?")


async def test_nobody_joins_a_second_programme_under_a_text_that_was_not_shown(village: Village) -> None:
    code, listed = await second(village, village.people["director"].name)
    phone = village.phone("director")
    await press(phone, Join(code))
    phone.sees("Похоже, это тоже вы", "Второе согласие")
    change(village.file, "update programmes set consent_text = 'Третье согласие' where code = 'second'")
    await phone.taps("Это я, даю согласие")
    phone.sees("Третье согласие")
    async with village.database.reading() as tx:
        assert await participants.roles(tx, listed)
    await phone.taps("Это я, даю согласие")
    async with village.database.reading() as tx:
        assert not await participants.roles(tx, listed)
        given = (await privacy.everything(tx, village.people["director"].participant))["consents"]
    assert [each.consent_version for each in given] == ["2018-05", "2018-09"]


async def test_an_invite_for_all_of_another_programme_asks_for_its_consent_once(village: Village) -> None:
    await second(village, "Кто-то Другой")
    programme = next(int(str(row[0])) for row in rows(village.file)["programmes"] if "second" in row)
    phone, teacher = village.phone("teacher"), village.people["teacher"].participant
    for role, text in ((Role.TEACHER, "Второе согласие"), (Role.MENTOR, "ещё одну роль")):
        async with village.database.transaction() as tx:
            school = (await organisations.of_programme(tx, programme))[0].id
            code = invitations.draw()
            await invites.add(tx, programme=programme, code=code, participant=None, organisation=school, role=role,
                              uses_limit=9, expires_at=village.now + 99, now=village.now)
        await phone.follows(code)
        phone.sees(text)
        await phone.taps("Даю согласие" if role is Role.TEACHER else "Да, добавить")
    async with village.database.reading() as tx:
        held = await participants.roles(tx, teacher)
        given = (await privacy.everything(tx, teacher))["consents"]
    assert [each.role for each in held if each.programme == programme] == [Role.TEACHER, Role.MENTOR]
    assert [each.consent_version for each in given] == ["2018-05", "2018-09"]


async def test_who_says_no_leaves_the_invite_as_it_was(village: Village) -> None:
    code, listed = await second(village, village.people["director"].name)
    phone, before = village.phone("director"), rows(village.file)
    await phone.follows(code)
    await phone.taps("Это не я")
    assert rows(village.file) == before
    async with village.database.reading() as tx:
        assert await participants.roles(tx, listed)


@pytest.mark.parametrize("who", ["teacher", "operator"])
async def test_another_surname_is_somebody_else_also_with_a_forged_button(village: Village, who: str) -> None:
    code, _ = await second(village, village.people["director"].name)
    before = rows(village.file)
    phone = village.phone(who)
    await phone.follows(code)
    phone.sees("Это приглашение на имя")
    await press(phone, Join(code))
    phone.sees("Это приглашение на имя")
    assert rows(village.file) == before


async def test_within_one_programme_two_records_are_two_people(village: Village) -> None:
    newcomer, phone = village.newcomer(), village.phone("director")
    change(village.file, "update participants set name = ? where id = ?", village.people["director"].name,
           newcomer.participant)
    await phone.follows(await village.code_of(newcomer))
    phone.sees("Это приглашение на имя")


async def test_somebody_who_has_joined_by_themselves_is_not_taken_over(village: Village) -> None:
    code, listed = await second(village, village.people["director"].name)
    async with village.database.transaction() as tx:
        await participants.consent(tx, listed, "2018-09", now=village.now)
        await participants.link(tx, "pocket", "other", listed, now=village.now)
    phone = village.phone("director")
    await phone.follows(code)
    phone.sees("Это приглашение на имя")
    await press(phone, Join(code))
    async with village.database.reading() as tx:
        assert await participants.roles(tx, listed)
