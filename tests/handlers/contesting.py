"""A contest in the village, from the call to the scores, by the hands of its people."""

from messages.meanings_of_contests import OpenApplication, OpenContest
from storage.participants import Role
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press, user_of
from tests.handlers.tables import found
from tests.phone import Phone

ABOUT = "Лучшие практики работы с отстающими. Расскажите, что помогло вашей школе."
PDF = b"%PDF-1.4 "
FAR_SCHOOL = "МКОУ Манзурская СОШ"
"""In neither of the two municipalities."""


def label(phone: Phone, begin: str) -> str:
    """The button that begins so."""
    return next(each for each in phone.labels() if each.startswith(begin))


async def called(village: Village, who: str = "curator", each: str = "2 эксперта", *, criteria: str = "",
                 whom: str = "") -> Phone:
    """A contest that has gone out, to directors unless others are named."""
    phone = village.phone(who)
    await phone.says("новый конкурс")
    await phone.says(ABOUT)
    await phone.taps("Взять эти поля")
    phone.sees("До какого дня принимать заявки?")
    await phone.taps("среда, 30 мая")
    if criteria:
        await phone.says(criteria)
    else:
        await phone.taps("Взять эти критерии")
    await phone.taps("среда, 13 июня")
    await phone.taps(each)
    if whom:
        await phone.taps("По роли")
        await phone.taps("✓ Директора и команды школ")
        await phone.taps(whom)
        await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    return phone


async def applied(village: Village, who: str, title: str, *, agrees: bool = True) -> Phone:
    """An application of this director's school."""
    phone = village.phone(who)
    await phone.taps("Подробнее и участвовать")
    await phone.taps("Участвуем")
    await phone.says(title)
    await phone.says("Час индивидуальной работы в неделю")
    await phone.sends("document", f"{title}.pdf", PDF + title.encode())
    await phone.taps("Да, согласны" if agrees else "Нет")
    phone.sees("Заявка отправлена")
    return phone


async def accepted(village: Village, boss: Phone) -> None:
    """All that wait are accepted."""
    for shown in list(boss.screen):
        if "Новая заявка" in shown.text:
            payload = next(data for row in shown.buttons for text, data in row if "Принять" in text)
            await boss.presses(payload, shown.ref)


async def employed(village: Village, *names: tuple[str, str]) -> list[Phone]:
    """Experts of these names at these places, who have joined."""
    phones = []
    for name, place in names:
        id = await village.employs(name, Role.EXPERT, place)
        phones.append(Phone(village.stage, "pocket", user_of(id), name))
    return phones


async def scored(expert: Phone, *scores: str, comment: str = "") -> None:
    """The application on the screen is judged."""
    await expert.taps("✍️ Оценить")
    for each in scores:
        await expert.taps(each)
    if comment:
        await expert.says(comment)
    else:
        await expert.taps("Пропустить")


def contest_of(village: Village) -> int:
    return int(found(village.file, "select max(id) from activities where kind = 'contest'")[0][0])


def applications(village: Village) -> list[int]:
    return [row[0] for row in found(village.file, "select id from tasks where activity = ? order by id",
                                    contest_of(village))]


def reviews(village: Village) -> list[tuple[int, int, int, str]]:
    """Task, application, expert, state."""
    return found(village.file, "select t.id, a.about_task, t.participant, t.state from tasks t join activities a "
                               "on a.id = t.activity where a.kind = 'expertise' order by t.id")


PLACES = (SCHOOL, OTHER_SCHOOL)
KACHUG, BRATSK, INSTITUTE = "МОУО: Качугский район", "МОУО: г. Братск", "Институт развития образования"
TRIO = (("Волкова Анна Петровна", KACHUG), ("Зайцева Вера Ильинична", BRATSK), ("Лисина Нина Павловна", INSTITUTE))


async def shared(village: Village, *experts: tuple[str, str], each: str = "2 эксперта") -> tuple[Phone, list[Phone]]:
    """Two schools have applied, and their applications lie with the experts."""
    boss = await called(village, each=each)
    for who, title in (("director", "Час чтения"), ("other_director", "Утренний счёт")):
        await applied(village, who, title)
    await accepted(village, boss)
    phones = await employed(village, *(experts or TRIO))
    await press(boss, OpenContest(contest_of(village)))
    await boss.taps("Распределить заявки")
    await boss.taps("Отправить экспертам")
    return boss, [*phones, village.phone("expert")]


async def judged(village: Village, *, far: bool = False) -> tuple[Phone, list[Phone]]:
    """And all of them have scored: the first application better than the second."""
    boss, experts = await shared(village)
    first, _ = applications(village)
    for task, application, expert, _ in reviews(village):
        phone = next(each for each in experts if each.user.endswith(str(expert)))
        await press(phone, OpenApplication(task))
        low = far and task == reviews(village)[0][0]
        scores = ("0",) * 4 if low else ("5", "4", "5", "4") if application == first else ("2", "2", "2", "2")
        await scored(phone, *scores, comment="Сильная работа" if application == first else "")
    return boss, experts
