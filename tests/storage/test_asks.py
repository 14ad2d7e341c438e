"""Asks for help: how far each has come, who sees which, what may stand in a list, what they amount to."""

from dataclasses import dataclass, field

from storage import asks, consultations, erasure, files, organisations, participants, posts, privacy, topics
from storage.asks import Count, OfKind
from storage.consultations import Course, Help, Stage, State
from storage.database import Database, Transaction
from storage.organisations import Entry, Place
from storage.participants import Role
from storage.posts import Kind, Said
from storage.topics import Entry as Topic
from tests.scheduler.network import execute
from tests.storage.test_programmes import put

OPEN = Course(State.OPEN, 5, answer_by=20, close_by=30, step="warn", next_at=15)
HANDED = Course(State.WAITING, 6, step="handed")
ANSWERED = Course(State.WAITING, 7, step="remind", next_at=9)
CLOSED = Course(State.CLOSED, 8)


@dataclass
class District:
    """Two municipalities with a school in each, their directors and coordinators, a curator and an operator."""

    tx: Transaction
    programme: int
    places: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    kinds: list[int] = field(default_factory=list)

    async def person(self, name: str, role: Role, place: str) -> None:
        id = self.people[name] = await participants.add(self.tx, name, now=1)
        await participants.consent(self.tx, id, "1", now=2)
        await participants.grant(self.tx, id, programme=self.programme, organisation=self.places[place], role=role,
                                 source="people", now=2)

    async def asks(self, who: str, place: str, *answers: str, kind: int = 0, words: str = "Помогите",
                   help: Help = Help.ASK) -> int:
        id = await consultations.open_thread(self.tx, programme=self.programme, asker=self.people[who], task=None,
                                             organisation=self.places[place], topic=self.kinds[kind], course=OPEN,
                                             now=5, help=help)
        await consultations.admit(self.tx, id, [self.people[each] for each in answers])
        await posts.add(self.tx, id, Said(Kind.QUESTION, self.people[who], words), now=5)
        return id

    async def stage(self, id: int) -> Stage:
        found = await consultations.by_id(self.tx, id)
        assert found
        return found.stage

    async def seen(self, who: str, which: str = "open", kind: int = 0) -> list[int]:
        return [each.id for each in await asks.seen(self.tx, self.people[who], which, kind=kind, size=9)]

    async def to_gather(self, who: str, place: str, kind: int = 0) -> list[int]:
        found = await asks.to_gather(self.tx, self.people[who], programme=self.programme,
                                     municipality=self.places[place], kind=self.kinds[kind], size=9)
        return [each.id for each in found]


async def district(tx: Transaction) -> District:
    made = District(tx, await put(tx, "a"))
    codes = {"north": "municipality", "south": "municipality", "n1": "school", "s1": "school"}
    await organisations.put(tx, made.programme, [Entry(code, code.upper(), level, "Asia/Irkutsk")
                                                 for code, level in codes.items()])
    made.places = {each.code: each.id for each in await organisations.of_programme(tx, made.programme)}
    north, south = made.places["north"], made.places["south"]
    await organisations.place(tx, [Place(north, None, north), Place(south, None, south),
                                   Place(made.places["n1"], north, north), Place(made.places["s1"], south, south)])
    for name, role, place in (("Анна", Role.DIRECTOR, "n1"), ("Яна", Role.DIRECTOR, "s1"),
                              ("Борис", Role.COORDINATOR, "north"), ("Юрий", Role.COORDINATOR, "south"),
                              ("Вера", Role.CURATOR, "north"), ("Ольга", Role.OPERATOR, "north")):
        await made.person(name, role, place)
    await topics.put(tx, made.programme, [Topic("help:courses", "Курсы", "", 0, 1),
                                          Topic("help:methods", "Методики", "", 1, 1)])
    made.kinds = [each.id for each in await topics.kinds_of_help(tx, made.programme)]
    return made


async def test_how_far_an_ask_has_come_follows_from_its_thread(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        id = await made.asks("Анна", "n1", "Борис")
        assert await made.stage(id) is Stage.RECEIVED
        await consultations.give(tx, id, made.people["Борис"])
        assert await made.stage(id) is Stage.IN_WORK
        for course, stage in ((HANDED, Stage.HANDED), (ANSWERED, Stage.ANSWERED), (OPEN, Stage.IN_WORK),
                              (CLOSED, Stage.SOLVED)):
            await consultations.set_course(tx, id, course)
            assert await made.stage(id) is stage
        question = await made.asks("Анна", "n1", "Борис", help=Help.NONE)
        assert await made.stage(question) is Stage.NONE


async def test_everybody_sees_the_asks_that_they_may_answer(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        north, south = await made.asks("Анна", "n1", "Борис"), await made.asks("Яна", "s1", "Юрий", kind=1)
        await made.asks("Анна", "n1", "Борис", help=Help.NONE)
        assert await made.seen("Борис") == [north]
        assert await made.seen("Юрий") == [south]
        assert await made.seen("Ольга") == [north, south]
        assert await made.seen("Ольга", kind=made.kinds[1]) == [south]
        assert await made.seen("Вера") == await made.seen("Анна") == await made.seen("Ольга", "handed") == []
        await consultations.set_course(tx, north, HANDED)
        assert await made.seen("Ольга", "handed") == [north]
        assert await asks.by_kind(tx, made.people["Ольга"]) == [
            OfKind(made.kinds[0], "Курсы", 0, 1, 0), OfKind(made.kinds[1], "Методики", 1, 0, 0)]
        mine, = await asks.of_asker(tx, made.people["Яна"], size=9)
        assert (mine.id, mine.kind_title, mine.stage, mine.beginning) == (south, "Методики", Stage.RECEIVED, "Помогите")


async def test_a_coordinator_who_comes_later_belongs_to_the_asks_of_their_municipality_alone(
        database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        north, _ = await made.asks("Анна", "n1", "Борис"), await made.asks("Яна", "s1", "Юрий")
        await made.person("Глеб", Role.COORDINATOR, "north")
        assert await made.seen("Глеб") == []
        for _ in range(2):
            await asks.admit(tx, made.people["Глеб"])
        assert await made.seen("Глеб") == [north]
        await asks.admit(tx, made.people["Вера"])
        assert await made.seen("Вера") == []


async def test_a_list_takes_what_is_open_alike_and_nobody_elses(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        await made.person("Глеб", Role.COORDINATOR, "north")
        both = ("Борис", "Глеб")
        free, taken, other_kind = [await made.asks("Анна", "n1", *both, kind=each) for each in (0, 0, 1)]
        await made.asks("Яна", "s1", "Юрий")
        await consultations.give(tx, taken, made.people["Глеб"])
        assert await made.to_gather("Борис", "north") == [free]
        assert await made.to_gather("Глеб", "north") == [free, taken]
        assert await made.to_gather("Борис", "north", kind=1) == [other_kind]
        assert await made.to_gather("Борис", "south") == []
        await consultations.set_course(tx, free, HANDED)
        assert await made.to_gather("Борис", "north") == []


async def test_a_list_knows_its_asks_and_what_they_say(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        one, two = await made.asks("Анна", "n1", "Борис", words="Раз"), await made.asks("Анна", "n1", "Борис", words="")
        await posts.add(tx, one, Said(Kind.QUESTION, made.people["Анна"], "Два"), now=6)
        await posts.add(tx, one, Said(Kind.ANSWER, made.people["Борис"], "Ответ"), now=6)
        file = await files.keep(tx, "photo", "а.jpg", "image/jpeg", b"x", now=5, sent_by=None)
        await posts.add(tx, two, Said(Kind.QUESTION, made.people["Анна"], "", file), now=6)
        into = await made.asks("Борис", "north", "Вера", help=Help.LIST, words="Список")
        for each in (one, two):
            await asks.hand(tx, each, into, now=9)
        found = await asks.in_list(tx, into)
        assert [(each.id, each.handed_at, each.gathered, each.files) for each in found] == [
            (one, 9, into, 0), (two, 9, into, 1)]
        assert await asks.words(tx, [one, two]) == {one: ["Раз", "Два"]}
        listed, = await asks.lists(tx, made.people["Борис"], size=9)
        assert (listed.id, listed.asks, listed.beginning, listed.state) == (into, 2, "Список", State.OPEN)
        assert await asks.lists(tx, made.people["Анна"], size=9) == []


async def test_figures_are_counted_by_kind_place_and_stage(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        for who, place, answers in (("Анна", "n1", "Борис"), ("Анна", "n1", "Борис"), ("Яна", "s1", "Юрий")):
            last = await made.asks(who, place, answers)
        await consultations.set_course(tx, last, CLOSED)
        whole = [Count("Курсы", "NORTH", Stage.RECEIVED, 2), Count("Курсы", "SOUTH", Stage.SOLVED, 1)]
        assert await asks.counted(tx, made.programme) == whole
        assert await asks.counted(tx, made.programme, made.people["Вера"]) == whole, "a curator without territory"
        assert await asks.counted(tx, made.programme, made.people["Юрий"]) == whole[1:]
        assert await asks.counted(tx, made.programme + 1) == []


async def test_a_forgotten_asker_stands_in_no_list_and_its_file_goes(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        one = await made.asks("Анна", "n1", "Борис", words="Курсы для Марии")
        into = await made.asks("Борис", "north", "Вера", help=Help.LIST, words="1. N1\nКурсы для Марии")
        file = await files.keep(tx, "document", "с.docx", "x/y", b"x", now=5, sent_by=None)
        await posts.add(tx, into, Said(Kind.QUESTION, made.people["Борис"], "Файлом", file), now=6)
        await asks.hand(tx, one, into, now=9)
        row, = (await privacy.everything(tx, made.people["Анна"]))["consultations"]
        assert getattr(row, "handed_at", None) == 9
        await erasure.forget(tx, made.people["Анна"], quotes=["Курсы для Марии"], instead="участник", now=50,
                             words_instead="удалено", real_now=50)
        head, paper = await posts.of(tx, into, notes=False)
        assert (head.body, paper.body, paper.file) == ("1. N1\nучастник", "Файлом", None)
        assert await execute(tx, "select id from files") == []
        assert await asks.words(tx, [one]) == {one: ["удалено"]}


async def test_a_kind_is_no_topic_and_a_topic_no_kind(database: Database) -> None:
    async with database.transaction() as tx:
        made = await district(tx)
        await topics.put(tx, made.programme, [Topic("courses", "Вопросы о курсах", "", 0)])
        assert [each.title for each in await topics.of_programme(tx, made.programme)] == ["Вопросы о курсах"]
        assert [each.title for each in await topics.kinds_of_help(tx, made.programme)] == ["Курсы", "Методики"]
