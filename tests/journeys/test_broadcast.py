"""A director writes to the teachers of the school over Telegram and VK: a look, a scheduled letter, who has read it."""

from storage.participants import Role
from tests.journeys.conftest import Town, instant
from tests.journeys.test_two_messengers import two_phones

TEXT = "Педсовет в пятницу."


async def test_a_letter_goes_to_both_messengers_and_is_confirmed(irkutsk_town: Town) -> None:
    town = irkutsk_town
    director, telegram, vk = await two_phones(town)
    teachers = [each for each in town.members
                if each.role is Role.TEACHER and each.organisation == director.organisation][:2]
    first, second = await town.joins(teachers[0], "telegram"), await town.joins(teachers[1], "vk")

    await vk.says("рассылки")
    await vk.taps("Письмо под подпись")
    await vk.says(TEXT)
    await vk.sends("document", "приказ.pdf", b"%PDF-1.4 an order")
    vk.sees("Кому?", TEXT)
    await vk.taps("По роли")
    await vk.taps("Учителя")
    await vk.taps("Готово")
    await vk.taps("Дальше")
    vk.sees("в другой ваш мессенджер я тоже отправил")
    for shown in (vk.screen[-2], telegram.last):
        assert TEXT in shown.text
        assert shown.file == ("приказ.pdf", b"%PDF-1.4 an order")
        assert [label for row in shown.buttons for label, _ in row] == ["Ознакомлен"]

    await vk.taps("Назначить день и время")
    await vk.says("16.05 21:30")
    vk.sees("Назначил: 16 мая, 21:30")
    await town.stage.rehearsal.live_until(instant("2018-05-16", "23:00"))
    assert not any(TEXT in shown.text for phone in (first, second) for shown in phone.screen)
    await town.stage.rehearsal.live_until(instant("2018-05-17", "08:01"))
    for phone in (first, second):
        assert [TEXT in shown.text for shown in phone.screen].count(True) == 1
        assert any(shown.file == ("приказ.pdf", b"%PDF-1.4 an order") for shown in phone.screen)

    await second.taps("Ознакомлен")
    assert second.has_seen("Спасибо, отметил: вы ознакомились")
    vk.sees("Письмо ушло", "Доставлено: 2 из")
    await vk.taps("К рассылкам")
    await vk.taps("1")
    vk.sees("«Ознакомлен» – 1")
    await vk.taps("Кто не нажал")
    vk.sees(teachers[0].name)
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]
