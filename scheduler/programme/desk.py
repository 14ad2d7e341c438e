"""The desk of a programme: what may be asked about, by when it is answered, and who answers. From `programme.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.consulting.rules import Plan, Rule, Rules
from scheduler.programme import mistakes, references, words
from scheduler.programme.documents import ConsultationsPart, ProgrammeFile, RulePart
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.model import Level, Organisation, Topic
from scheduler.programme.yaml_file import Lines
from storage.participants import Role

ANSWERING = (Role.CURATOR, Role.MENTOR, Role.COORDINATOR, Role.EXPERT, Role.OPERATOR)
TOPICS = 8
"""A screen has ten buttons; two of them are for other things than a topic, and to leave."""
_LEVELS = {"municipality": (Level.MUNICIPALITY, Kind.RULE_MUNICIPALITY), "school": (Level.SCHOOL, Kind.RULE_SCHOOL)}


@dataclass(frozen=True, slots=True)
class _Reading:
    """The file with what is needed to judge it. Without places nothing can be said of them."""

    file: ProgrammeFile
    lines: Lines
    places: Mapping[str, Organisation]
    found: Found

    def place(self, number: int, key: str) -> Place:
        return self.lines.place("routing", number, key)

    def code(self, number: int, key: str, word: str | None, known: Mapping[str, str] | None, kind: Kind) -> str:
        """The code of what a rule names, by code or title; "" where it names nothing."""
        named = (word,) if word else ()
        return next(iter(references.coded(named, known, kind, ("routing", number, key), self.lines, self.found)), "")


def topics(file: ProgrammeFile, lines: Lines, found: Found) -> tuple[Topic, ...]:
    """In the order of the file; two of one title could not be told apart."""
    seen: dict[str, str] = {}
    for code, part in file.topics.items():
        if (first := seen.setdefault(words.fold(part.title), code)) != code:
            other = mistakes.where(lines.place("topics", first))
            found.add(Kind.DUPLICATE, lines.place("topics", code), value=part.title, other=other)
    if len(file.topics) > TOPICS:
        found.add(Kind.TOPICS_MANY, lines.place("topics", list(file.topics)[TOPICS]), limit=str(TOPICS))
    return tuple(Topic(code, part.title, part.subject or "") for code, part in file.topics.items())


def kinds_of_help(file: ProgrammeFile, lines: Lines, found: Found) -> tuple[Topic, ...]:
    """The same of what a school may ask its municipality for."""
    seen: dict[str, str] = {}
    for code, title in file.help.items():
        if (first := seen.setdefault(words.fold(title), code)) != code:
            other = mistakes.where(lines.place("help", first))
            found.add(Kind.DUPLICATE, lines.place("help", code), value=title, other=other)
    if len(file.help) > TOPICS:
        found.add(Kind.HELP_MANY, lines.place("help", list(file.help)[TOPICS]), limit=str(TOPICS))
    return tuple(Topic(code, title) for code, title in file.help.items())


def rules(file: ProgrammeFile, lines: Lines, organisations: Sequence[Organisation], found: Found) -> Rules | None:
    """What the file says, the house's where it is silent; None where it says nothing at all."""
    if file.consultations is None and not file.routing:
        return None
    reading = _Reading(file, lines, {one.code: one for one in organisations}, found)
    said = _terms(file.consultations or ConsultationsPart())
    if said.close < said.answer:
        key = "close" if file.consultations and file.consultations.close else "answer"
        found.add(Kind.TERMS_ORDER, lines.place("consultations", key), close=str(said.close), answer=str(said.answer))
    routing = tuple(_rule(reading, number, part) for number, part in enumerate(file.routing))
    return Rules(said.hours, said.answer, said.close, said.remind, said.give_up, routing, said.plan)


def _terms(part: ConsultationsPart) -> Rules:
    house = Rules()
    plan = {kind.value: Plan(each.hours or 0, each.count or 0) for kind, each in part.plan.items()}
    return Rules(part.hours or house.hours, part.answer or house.answer, part.close or house.close,
                 part.remind or house.remind, part.give_up or house.give_up, plan=plan)


def _rule(reading: _Reading, number: int, part: RulePart) -> Rule:
    if part.to not in ANSWERING:
        reading.found.add(Kind.ROLE_ANSWERS_NOT, reading.place(number, "to"), word=_word(part.to))
    return Rule(
        part.to,
        topic=_topic(reading, number, part),
        municipality=_organisation(reading, number, "municipality", part.municipality),
        school=_organisation(reading, number, "school", part.school),
        group=reading.code(number, "group", part.group, reading.file.groups, Kind.GROUP_UNKNOWN),
        of_subject=part.of_subject,
        everywhere=part.everywhere,
    )


def _topic(reading: _Reading, number: int, part: RulePart) -> str:
    """Its code. One without a subject finds nobody by subject."""
    known = {code: each.title for code, each in reading.file.topics.items()}
    code = reading.code(number, "topic", part.topic, known, Kind.TOPIC_UNKNOWN)
    topic = reading.file.topics.get(code)
    if topic and part.of_subject and not topic.subject:
        reading.found.add(Kind.TOPIC_WITHOUT_SUBJECT, reading.place(number, "of_subject"), word=topic.title)
    return code


def _organisation(reading: _Reading, number: int, key: str, word: str | None) -> str:
    """Its code, which must be one of the level that the key says."""
    titles = {code: each.title for code, each in reading.places.items()} or None
    code = reading.code(number, key, word, titles, Kind.ORGANISATION_UNKNOWN)
    level, kind = _LEVELS[key]
    if code in reading.places and reading.places[code].level is not level:
        reading.found.add(kind, reading.place(number, key), word=code)
    return code


def _word(role: Role) -> str:
    return next(word for word, known in words.ROLES.items() if known is role)
