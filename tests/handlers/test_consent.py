"""A new text of the consent stands before everything else, and nobody agrees to one that was not shown."""

import json
from dataclasses import replace
from typing import Any

from bot.cli.load import store
from messages.meanings import AgreeAnew, Join, ShowMenu
from scheduler.programme import loader
from scheduler.programme.model import Consent, Programme
from storage import privacy
from tests.handlers.conftest import EXAMPLE, Village, press
from tests.handlers.tables import mentions, rows


def irkutsk(**changes: Any) -> Programme:
    read = loader.read(EXAMPLE)
    assert isinstance(read, Programme)
    return replace(read, **changes)


async def test_what_somebody_agreed_to_is_shown_with_its_text_of_that_day(village: Village) -> None:
    director, phone = village.people["director"], village.phone("director")
    before = irkutsk().consent.text
    await store(village.database, irkutsk(consent=Consent("2018-05", "Тихо заменённый текст")), now=village.now + 1)
    await store(village.database, irkutsk(consent=Consent("2019-01", "Новый текст")), now=village.now + 2)
    await village.stage.clock.advance(10)
    await phone.says("меню")
    await phone.taps("Даю согласие")
    async with village.database.reading() as tx:
        given = (await privacy.everything(tx, director.participant))["consents"]
    assert [(each.consent_version, each.words) for each in given] == [("2018-05", before), ("2019-01", "Новый текст")]
    await phone.says("/mydata")
    await phone.taps("Получить всё файлом")
    assert phone.last.file
    document = json.loads(phone.last.file[1].decode())
    assert [each["Текст"] for each in document["Согласия"]] == [before, "Новый текст"]


async def test_a_new_text_of_the_consent_stands_before_everything_but_ones_own_data(village: Village) -> None:
    await store(village.database, irkutsk(consent=Consent("2019-01", "Новый текст согласия")), now=village.now)
    teacher = village.phone("teacher")
    await teacher.says("меню")
    teacher.sees("Новый текст согласия", "Версия согласия: 2019-01")
    await press(teacher, ShowMenu())
    teacher.sees("Новый текст согласия")
    await teacher.says("/mydata")
    teacher.sees("Согласие: 2018-05")
    await teacher.says("забудьте меня")
    await teacher.taps("К тексту согласия")
    await teacher.taps("Не даю согласия")
    teacher.sees("Без согласия Веха не может", "всё остаётся как было")
    await teacher.taps("К тексту согласия")
    await teacher.taps("Даю согласие")
    teacher.sees("согласие записано")
    await teacher.taps("В меню")
    teacher.sees("чем помочь")
    await teacher.says("/mydata")
    teacher.sees("Согласие: 2019-01")


async def test_nobody_agrees_to_a_text_that_was_not_shown(village: Village) -> None:
    await store(village.database, irkutsk(consent=Consent("2019-01", "Новый текст")), now=village.now)
    teacher = village.phone("teacher")
    await teacher.says("меню")
    await store(village.database, irkutsk(consent=Consent("2019-02", "Самый новый текст")), now=village.now)
    await teacher.taps("Даю согласие")
    teacher.sees("Самый новый текст")
    await press(teacher, AgreeAnew("0" * 12))
    teacher.sees("Самый новый текст")
    await teacher.taps("Даю согласие")
    await press(teacher, AgreeAnew("0" * 12))
    teacher.sees("чем помочь")
    assert mentions(village.file, "2019-02")


async def test_a_begun_answer_waits_behind_the_new_text(village: Village) -> None:
    teacher = village.phone("teacher")
    await teacher.says("/ask")
    await store(village.database, irkutsk(consent=Consent("2019-01", "Новый текст")), now=village.now)
    await teacher.says("Когда начнём?")
    teacher.sees("Новый текст", "начатое не пропадёт")
    await teacher.taps("Даю согласие")
    await teacher.taps("Продолжить ответ")
    await teacher.says("Когда начнём?")
    await teacher.taps("Отправить")
    teacher.sees("Вопрос № 1 передан")


async def test_reminders_go_on_until_the_new_text_is_answered(village: Village) -> None:
    before = [row for row in rows(village.file)["reminders"] if row[5] is None]
    await store(village.database, irkutsk(consent=Consent("2019-01", "Новый текст")), now=village.now)
    assert [row for row in rows(village.file)["reminders"] if row[5] is None] == before


async def test_nobody_joins_under_a_text_that_was_not_shown(village: Village) -> None:
    code, phone = await village.invite(), village.stranger()
    await press(phone, Join(code))
    phone.sees("Версия согласия: 2018-05")
    await phone.taps("Даю согласие")
    await store(village.database, irkutsk(consent=Consent("2019-01", "Новый текст")), now=village.now)
    await phone.taps("Да, всё верно")
    phone.sees("Новый текст", "Версия согласия: 2019-01")
    await store(village.database, irkutsk(consent=Consent("2019-02", "Самый новый текст")), now=village.now)
    await phone.taps("Даю согласие")
    phone.sees("Самый новый текст")
    await phone.taps("Даю согласие")
    await phone.taps("Да, всё верно")
    await phone.says("/mydata")
    phone.sees("Согласие: 2019-02")
