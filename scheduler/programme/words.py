"""The Russian words by which tables are read, and how forgivingly two spellings count as one word."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from scheduler.programme.event import EventKind
from scheduler.programme.model import Level
from scheduler.surveys.wave import Unit
from storage.ledger import Kind
from storage.library import Kind as MaterialKind
from storage.participants import Role
from storage.registers import Register

ROLES: Mapping[str, Role] = {
    "учитель": Role.TEACHER,
    "директор": Role.DIRECTOR,
    "команда школы": Role.DIRECTOR,
    "директор / команда школы": Role.DIRECTOR,
    "муниципальный координатор": Role.COORDINATOR,
    "координатор": Role.COORDINATOR,
    "куратор": Role.CURATOR,
    "куратор (институт)": Role.CURATOR,
    "наставник": Role.MENTOR,
    "тьютор": Role.MENTOR,
    "наставник / тьютор": Role.MENTOR,
    "эксперт": Role.EXPERT,
    "наблюдатель": Role.OBSERVER,
    "наблюдатель (министерство, департамент)": Role.OBSERVER,
    "гость": Role.GUEST,
    "оператор": Role.OPERATOR,
    "оператор программы": Role.OPERATOR,
}

LEVELS: Mapping[str, Level] = {
    "министерство": Level.MINISTRY,
    "департамент": Level.MINISTRY,
    "институт": Level.INSTITUTE,
    "муниципалитет": Level.MUNICIPALITY,
    "округ": Level.DISTRICT,
    "школа": Level.SCHOOL,
}

EVENTS: Mapping[str, EventKind] = {
    **dict.fromkeys(("семинар", "seminar"), EventKind.SEMINAR),
    **dict.fromkeys(("вебинар", "webinar"), EventKind.WEBINAR),
    **dict.fromkeys(("десант", "академический десант", "landing"), EventKind.LANDING),
    **dict.fromkeys(("конференция", "conference"), EventKind.CONFERENCE),
    **dict.fromkeys(("курсы", "курсы повышения квалификации", "course"), EventKind.COURSE),
    **dict.fromkeys(("консультация", "групповая консультация", "consultation"), EventKind.CONSULTATION),
    **dict.fromkeys(("совещание", "meeting"), EventKind.MEETING),
}

MATERIALS: Mapping[str, MaterialKind] = {
    **dict.fromkeys(("материал", "документ", "material"), MaterialKind.MATERIAL),
    **dict.fromkeys(("запись", "видеозапись", "видео", "recording"), MaterialKind.RECORDING),
    **dict.fromkeys(("шаблон", "образец", "template"), MaterialKind.TEMPLATE),
    **dict.fromkeys(("ответ", "вопрос и ответ", "answer"), MaterialKind.ANSWER),
}

REGISTERS: Mapping[str, Register] = {
    **dict.fromkeys(("приказ", "распоряжение"), Register.ORDER),
    **dict.fromkeys(("соглашение", "договор"), Register.AGREEMENT),
    **dict.fromkeys(("методические рекомендации", "методические материалы", "методический материал",
                     "методическое пособие", "методическая разработка", "методичка"), Register.MATERIAL),
    **dict.fromkeys(("публикация", "статья"), Register.PUBLICATION),
}
"""How papers begin, by the register that they belong to."""

ANSWERS: Mapping[str, bool] = {
    **dict.fromkeys(("нужно", "да", "нужна", "требуется", "+", "true", "yes", "1"), True),
    **dict.fromkeys(("не нужно", "нет", "не нужна", "не требуется", "-", "false", "no", "0"), False),
}

UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("каждый", "человек", "person"), Unit.PERSON),
    **dict.fromkeys(("организация", "школа", "organisation"), Unit.ORGANISATION),
    **dict.fromkeys(("о школах", "школы", "about_schools"), Unit.ABOUT_SCHOOLS),
    **dict.fromkeys(("об учителях", "учителя", "about_teachers"), Unit.ABOUT_TEACHERS),
}
"""Of what a wave of a survey has one sheet."""

CONSULTATIONS: Mapping[str, Kind] = {
    **dict.fromkeys(("индивидуальные", "индивидуальная", "individual"), Kind.INDIVIDUAL),
    **dict.fromkeys(("групповые", "групповая", "group"), Kind.GROUP),
    **dict.fromkeys(("выездные", "выездная", "с выездом", "on_site"), Kind.ON_SITE),
}

SCHOOL_TEXTS: Mapping[str, tuple[str, ...]] = {
    "school": ("Школа", "Организация", "Название школы", "Код школы", "Школа (код или название)", "ОО"),
    "text": ("Текст", "Сообщение", "Текст сообщения", "Текст письма", "Письмо"),
}
"""How the columns of a table with a text for each school may be headed."""

_CONTROL = re.compile(r"_x000d_", re.IGNORECASE)
_JOINER = re.compile("(?<![\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d")
"""A zero-width joiner is part of an emoji, and an invisible stowaway anywhere else."""
_INVISIBLE = ("Cf", "Cs")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[«»“”„\"'‘’]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = "ABCEHKMOPTXaceopxy"
_ALIKE = str.maketrans(_LATIN, "АВСЕНКМОРТХасеорху")


def clean(text: str) -> str:
    """One line as the eye sees it: no invisible characters, no directions of writing, single plain spaces."""
    seen = _CONTROL.sub(" ", text)
    if not seen.isprintable():  # rare; to look at every sign is most of the time that a programme takes to be read
        seen = _without_invisible(seen)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _without_invisible(text: str) -> str:
    seen = _JOINER.sub("", text)
    kept = (sign for sign in seen if sign == "\u200d" or unicodedata.category(sign) not in _INVISIBLE)
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in kept)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a cell, each cleaned, empty ones dropped."""
    cleaned = map(clean, _CONTROL.sub("\n", text).splitlines())
    return tuple(line for line in cleaned if line)


def fold(text: str) -> str:
    """What two spellings of one word have in common: case, quotes, dashes and the dots of ё do not count."""
    plain = _QUOTES.sub("", _DASHES.sub("-", clean(text))).casefold().replace("ё", "е")
    return " ".join(plain.split())


def alike(text: str) -> str:
    """The same with Latin letters that look like Russian ones turned into these, in words that have no other ones."""
    return _WORD.sub(lambda word: word[0].translate(_ALIKE) if _is_russian(word[0]) else word[0], text)


def _is_russian(word: str) -> bool:
    foreign = [sign for sign in word if sign.isascii()]
    return bool(foreign) and all(sign in _LATIN for sign in foreign)


def near(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ""."""
    by_fold = {fold(one): one for one in known}
    found = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def groups_by_word(groups: Mapping[str, str]) -> dict[str, str]:
    """The codes of groups (code → title) by all that names them, folded."""
    return {fold(name): code for code, title in groups.items() for name in (title, code)}


def level(of: Level) -> str:
    """How a table names a level."""
    return next(word for word, known in LEVELS.items() if known is of)


def role(of: Role) -> str:
    """How a table names a role."""
    return next(word for word, known in ROLES.items() if known is of)


def parts(text: str, separators: str = ";\n") -> tuple[str, ...]:
    """The entries of a cell that holds several, without repetitions."""
    pieces = re.split(f"[{re.escape(separators)}]", text)
    return tuple(dict.fromkeys(piece for piece in map(clean, pieces) if piece))
