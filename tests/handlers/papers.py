"""Papers that somebody writes down in a register, question by question: for the tests of what becomes of them."""

from tests.handlers.conftest import Village
from tests.handlers.tables import rows
from tests.phone import Phone

TITLE = "О сотрудничестве и методической поддержке"
PDF = b"%PDF-1.4\n"


async def agrees(village: Village, who: str = "director", title: str = TITLE, day: str = "5 апреля",
                 number: str = "", partner: str = "педагогический колледж") -> Phone:
    """Somebody writes down an agreement without a file."""
    phone = village.phone(who)
    await phone.says("новое соглашение")
    for said in (title, partner):
        await phone.says(said)
    await (phone.says(number) if number else phone.taps("Без номера"))
    await phone.says(day)
    await phone.taps("Пока без файла")
    return phone


async def orders(village: Village, number: str = "124-р", day: str = "12.03.2018", shelf: str = "Только в реестр",
                 title: str = "Об утверждении списка школ") -> Phone:
    """The operator writes down an order."""
    phone = village.phone("operator")
    await phone.says("новый приказ")
    for said in (title, number, day):
        await phone.says(said)
    await phone.taps("Пока без файла")
    await phone.taps(shelf)
    return phone


def newest(village: Village) -> int:
    """The id of what was written down last."""
    return max(int(str(row[0])) for row in rows(village.file)["materials"])
