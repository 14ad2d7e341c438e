"""A list of people as schools and municipalities keep it: rows with their person, role, organisation and contacts.

Columns in any order, under usual headings; the municipality may stand in a column, in the cells merged for it, in a
caption above its rows or in the name of the sheet. Nothing is applied here and no file of a programme is needed: the
organisations are given, from a folder or from the store.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.programme import known_names, name_words, naming, person_cells, positions, table, words, xlsx_file
from scheduler.programme.known_names import Sure
from scheduler.programme.mistakes import Found, Kind, Place, Warn
from scheduler.programme.model import Level
from scheduler.programme.organisations import Entry, Register
from scheduler.programme.table import Column, Row
from scheduler.programme.xlsx_file import Sheet
from storage.participants import Role

COLUMNS = (
    Column("name", ("ФИО", "Ф. И. О.", "Фамилия, имя, отчество", "Фамилия Имя Отчество", "Сотрудник"), needed=True,
           limit=200, begins=("ФИО", "Ф.И.О", "Фамилия, имя", "Фамилия имя", "Фамилия, и"), instead=("surname",)),
    Column("role", ("Роль",), needed=True, begins=("Роль",), instead=("position",)),
    Column("organisation", ("Организация (код или название)", "Организация", "Школа", "ОО", "ОУ", "Учреждение"),
           needed=True, instead=("municipality",), begins=(
               "Организация", "Образовательная организация", "Образовательное учреждение", "Общеобразовательная",
               "Место работы", "Школа", "Наименование ОО", "Наименование организации", "Наименование образовательн",
               "Название ОО", "Название организации", "Название школы", "Наименование школы", "Наименование общеобр")),
    Column("territory", ("Муниципалитеты (через ;)", "Муниципалитеты", "Муниципалитеты и школы (через ;)",
                         "Муниципалитеты и школы"), limit=5000),
    Column("subjects", ("Предметы (через ;)", "Предметы", "Предмет"), begins=("Преподаваемый предмет", "Предмет")),
    Column("phone", ("Телефон",),
           begins=("Телефон", "Тел.", "Контактный телефон", "Мобильный", "Сотовый", "Номер тел")),
    Column("email", ("E-mail", "Эл. почта", "Электронная почта", "Почта"),
           begins=("E-mail", "Эл. почта", "Электронная почта", "Адрес электронной", "Электронный адрес", "Эл. адрес")),
    Column("surname", ("Фамилия",)),
    Column("given", ("Имя",)),
    Column("patronymic", ("Отчество", "Отчество (при наличии)")),
    Column("position", ("Должность",), begins=("Должность", "Занимаемая должность")),
    Column("municipality", ("Муниципалитет", "МО", "Район", "Территория", "Округ", "Муниципальное образование"),
           begins=("Муниципалитет", "Муниципальное образование", "Муниципальный", "Наименование муниципал",
                   "Наименование МО", "Район", "Городской округ")),
)

TOTALS = ("итого", "всего")
"""How a row begins that counts the people above it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row with its words looked up. Two roles are those of a director who teaches."""

    row: Row
    name: str
    roles: tuple[Role, ...]
    organisation: Entry
    territory: tuple[str, ...]
    subjects: tuple[str, ...]
    phone: str
    email: str

    @property
    def place(self) -> Place:
        """Where the name stands."""
        return self.row.place(person_cells.named(self.row))


def read_bytes(file: str, raw: bytes, register: Register, found: Found) -> tuple[Listed, ...]:
    """The rows of a workbook that somebody sent; what Excel hides is left out."""
    return read(file, xlsx_file.read_bytes(file, raw, found, hidden=False), register, found)


def read(file: str, sheets: Sequence[Sheet], register: Register, found: Found) -> tuple[Listed, ...]:
    """The rows that could be understood; of the others a mistake each."""
    return understood(table.rows(file, sheets, COLUMNS, found), register, found)


def understood(rows: Iterable[Row], register: Register, found: Found,
               roles: Mapping[str, Role] | None = None) -> tuple[Listed, ...]:
    """The same of rows under their headings; `roles` is what somebody has said of words for them, folded."""
    return tuple(_Reader(register, found, roles or {}).rows(rows))


class _Reader:
    """Goes down the rows, and knows under which caption it is."""

    def __init__(self, register: Register, found: Found, roles: Mapping[str, Role]) -> None:
        self._register, self._found, self._settled = register, found, roles
        self._sheet = ""
        self._home = ""
        """The code of the municipality that the rows are of."""
        self._school = ""

    def rows(self, rows: Iterable[Row]) -> Iterator[Listed]:
        for row in rows:
            self._enter(row.place("name").sheet)
            if not self._is_caption(row) and not _is_nobody(row) and (listed := self._listed(row)):
                yield listed

    def _enter(self, sheet: str) -> None:
        if sheet != self._sheet:
            self._sheet, self._home, self._school = sheet, "", ""
            self._take(sheet)

    def _is_caption(self, row: Row) -> bool:
        """A municipality or a school over the rows of its people; a row that is merged throughout is never a person."""
        texts = [words.clean(cell.text) for cell in row.cells.values()]
        return (self._take(texts[0]) if len(texts) == 1 or row.banner else False) or row.banner

    def _take(self, text: str) -> bool:
        answer = self._register.names.find(text, self._home)
        entry = next((one for one in self._register.entries if one.code == answer.code), None) if isinstance(
            answer, Sure) else None
        if entry and entry.level is Level.MUNICIPALITY:
            self._home, self._school = entry.code, ""
        elif entry and entry.level is Level.SCHOOL:
            self._school = entry.code
        return bool(entry)

    def _listed(self, row: Row) -> Listed | None:
        name = person_cells.name(row, self._found)
        organisation = self._organisation(row)
        roles, taught = self._roles(row, organisation)
        phone, email = person_cells.phone(row, self._found), person_cells.email(row, self._found)
        territory = tuple(dict.fromkeys(self._territory(row, roles)))
        if not (name and roles and organisation):
            return None
        subjects = words.parts(row.raw("subjects"), ";,\n") or taught
        return Listed(row, name, roles, organisation, territory, subjects, phone, email)

    def _organisation(self, row: Row) -> Entry | None:
        """The one that is named, within the municipality of the row; otherwise that of the caption or of the row."""
        home = self._municipality(row)
        word = row.text("organisation") or self._school or (home.code if home else "")
        if not word:
            row.needed("organisation", self._found)
            return None
        if home and _is_department(word):
            return home
        return self._register.find(word, row.place("organisation"), self._found, self._home)

    def _municipality(self, row: Row) -> Entry | None:
        """Where a programme has none, its column says nothing."""
        named = row.text("municipality")
        if not named or not any(one.level is Level.MUNICIPALITY for one in self._register.entries):
            return None
        home = self._register.find(named, row.place("municipality"), self._found)
        self._home = home.code if home else ""
        return home

    def _roles(self, row: Row, organisation: Entry | None) -> tuple[tuple[Role, ...], tuple[str, ...]]:
        """The role that is said, otherwise what the position means; and the subjects that a position names."""
        column = "role" if row.text("role") or not row.has("position") else "position"
        word = row.needed(column, self._found)
        if role := words.ROLES.get(words.fold(word)) or self._settled.get(words.fold(word)):
            return (role,), ()
        position = positions.read(word, organisation.level if organisation else None)
        if position.roles and not positions.is_plain(word, position.roles[0]):
            told = ", ".join(map(words.role, position.roles))
            self._found.warn(Warn.POSITION_UNDERSTOOD, row.place(column), word=word, role=told)
        elif word and not position.roles and column == "position":
            self._found.add(Kind.POSITION_UNCLEAR, row.place(column), word=word)
        elif word and not position.roles:
            self._found.add(Kind.ROLE_UNKNOWN, row.place(column), word=word, near=words.near(word, words.ROLES))
        return position.roles, position.subjects

    def _territory(self, row: Row, roles: Sequence[Role]) -> Iterator[str]:
        """Whole municipalities; a mentor may have single schools."""
        mentor = Role.MENTOR in roles
        for word in words.parts(row.raw("territory")):
            entry = self._register.find(word, row.place("territory"), self._found)
            if entry and entry.level not in {Level.MUNICIPALITY, None, *([Level.SCHOOL] if mentor else [])}:
                district = entry.level is Level.DISTRICT
                self._found.add(Kind.NOT_A_MUNICIPALITY, row.place("territory"), word=word,
                                mentor="yes" if mentor else "", district="yes" if district else "")
            elif entry:
                yield entry.code


def _is_department(word: str) -> bool:
    """«Управление образования»: of the municipality that the same row names."""
    return bool(word) and not naming.read(word).school and not known_names.bare(word) - name_words.said().of_districts


def _is_nobody(row: Row) -> bool:
    """The row of column numbers under the headings, or a total below the people."""
    texts = [words.fold(cell.text) for cell in row.cells.values()]
    return (len(texts) > 1 and all(map(str.isdecimal, texts))) or any(text.startswith(TOTALS) for text in texts)
