"""What is wrong with a folder: a place, a kind and the facts, and the one Russian line made of them.

A mistake keeps the folder from being loaded, a warning does not. The wording, with the remedy in it, stands in
`messages/templates/ru/programme/mistakes.yaml` and `warnings.yaml`.
"""

from dataclasses import dataclass
from enum import StrEnum

from messages import lexicon
from scheduler.programme import words

WORDS, WARNINGS = "programme/mistakes", "programme/warnings"
"""Plain text for a terminal: nothing is escaped there."""
FACT_LIMIT = 80
"""Characters of a quoted cell; a mistake stays one readable line."""
DETAIL_LIMIT = 400
"""Characters of what another program says of it."""


class Kind(StrEnum):
    """Every way in which a folder can be wrong; the wording is found by this name."""

    FOLDER_MISSING = "folder_missing"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    FILE_TOO_LARGE = "file_too_large"
    ENCODING = "encoding"
    ROADMAP_TWICE = "roadmap_twice"
    CONSENT_EMPTY = "consent_empty"
    CONSENT_TOO_LONG = "consent_too_long"
    CONSENT_ELSEWHERE = "consent_elsewhere"
    TEXT_UNKNOWN = "text_unknown"
    TEXT_SYNTAX = "text_syntax"
    YAML_SYNTAX = "yaml_syntax"
    YAML_ALIAS = "yaml_alias"
    KEY_TWICE = "key_twice"
    KEY_MISSING = "key_missing"
    KEY_UNKNOWN = "key_unknown"
    VALUE_WRONG = "value_wrong"
    XLSX_BROKEN = "xlsx_broken"
    TOO_MANY_ROWS = "too_many_rows"
    HEADINGS_ABSENT = "headings_absent"
    HEADING_MISSING = "heading_missing"
    HEADING_TWICE = "heading_twice"
    HEADING_MISSPELT = "heading_misspelt"
    TABLE_EMPTY = "table_empty"
    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    REQUIRED = "required"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    LEVEL_UNKNOWN = "level_unknown"
    PARENT_UNKNOWN = "parent_unknown"
    PARENT_CYCLE = "parent_cycle"
    GROUP_UNKNOWN = "group_unknown"
    GROUP_NOT_SCHOOL = "group_not_school"
    TIME_ZONE_UNKNOWN = "time_zone_unknown"
    ROLE_UNKNOWN = "role_unknown"
    POSITION_UNCLEAR = "position_unclear"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    ORGANISATION_AMBIGUOUS = "organisation_ambiguous"
    ORGANISATION_UNSURE = "organisation_unsure"
    NOT_A_MUNICIPALITY = "not_a_municipality"
    PHONE = "phone"
    EMAIL = "email"
    CONTACT_DIFFERS = "contact_differs"
    NO_OPERATOR = "no_operator"
    NUMBER_IS_DATE = "number_is_date"
    NUMBER_OURS = "number_ours"
    SECTION_DIFFERS = "section_differs"
    DUE_NOT_UNDERSTOOD = "due_not_understood"
    DUE_OUTSIDE = "due_outside"
    OWNER_UNKNOWN = "owner_unknown"
    OWNER_NOBODY = "owner_nobody"
    ANSWER_UNKNOWN = "answer_unknown"
    SHEET_MISSING = "sheet_missing"
    QUESTION_KIND_UNKNOWN = "question_kind_unknown"
    QUESTION_NAME = "question_name"
    OPTION_NAME = "option_name"
    CHOICES_UNKNOWN = "choices_unknown"
    XLSFORM = "xlsform"
    EXPRESSION = "expression"
    REFERENCE_UNKNOWN = "reference_unknown"
    REFERENCE_LATER = "reference_later"
    RANGE = "range"
    SURVEY_TWICE = "survey_twice"
    SURVEY_UNKNOWN = "survey_unknown"
    WAVE_ORDER = "wave_order"
    WAVE_REPEAT = "wave_repeat"
    ANONYMOUS_FILE = "anonymous_file"
    ANONYMOUS_ANSWERED = "anonymous_answered"
    ANONYMOUS_LATE = "anonymous_late"
    ANSWER_NOT_OFFERED = "answer_not_offered"
    COLUMN_UNSUPPORTED = "column_unsupported"
    ACTIVITY_UNKNOWN = "activity_unknown"
    PERSON_UNKNOWN = "person_unknown"
    PERSON_AMBIGUOUS = "person_ambiguous"
    EVENT_NOWHERE = "event_nowhere"
    EVENT_UNKNOWN = "event_unknown"
    EVENT_ORDER = "event_order"
    EVENT_OUTSIDE = "event_outside"
    TIME_SKIPPED = "time_skipped"
    AGENDA_ORDER = "agenda_order"
    AGENDA_SPAN = "agenda_span"
    AGENDA_OUTSIDE = "agenda_outside"
    PARTNER_NOT_SCHOOL = "partner_not_school"
    PARTNER_ITSELF = "partner_itself"
    TOPIC_UNKNOWN = "topic_unknown"
    TOPICS_MANY = "topics_many"
    HELP_MANY = "help_many"
    TOPIC_WITHOUT_SUBJECT = "topic_without_subject"
    RULE_MUNICIPALITY = "rule_municipality"
    RULE_SCHOOL = "rule_school"
    ROLE_ANSWERS_NOT = "role_answers_not"
    TERMS_ORDER = "terms_order"
    MATERIALS_TWICE = "materials_twice"
    MATERIALS_HEAVY = "materials_heavy"
    MATERIAL_EMPTY = "material_empty"
    MATERIAL_FILE_MISSING = "material_file_missing"
    MATERIAL_FILE_LARGE = "material_file_large"
    MATERIAL_FILE_EMPTY = "material_file_empty"
    MATERIAL_FILE_DANGEROUS = "material_file_dangerous"
    MATERIAL_FILE_MUSIC = "material_file_music"
    PAPER_MISSING = "paper_missing"
    PAPER_EMPTY = "paper_empty"
    PAPER_BROKEN = "paper_broken"
    PAPER_LOCKED = "paper_locked"
    PAPER_OLD = "paper_old"
    PAPER_MACRO = "paper_macro"
    PAPER_PDF = "paper_pdf"
    PAPER_FOREIGN = "paper_foreign"
    PAPER_SCAN = "paper_scan"
    PAPER_BOMB = "paper_bomb"
    PAPER_ENTITIES = "paper_entities"
    PAPER_LONG = "paper_long"
    PAPER_WITHOUT_TABLE = "paper_without_table"
    PAPER_WITHOUT_ROADMAP = "paper_without_roadmap"


class Warn(StrEnum):
    """Everything in a sound folder that somebody should look at; the wording is found by this name."""

    ORGANISATION_UNDERSTOOD = "organisation_understood"
    ORGANISATION_TWICE = "organisation_twice"
    LEVEL_UNDERSTOOD = "level_understood"
    POSITION_UNDERSTOOD = "position_understood"
    PHONE_SEVERAL = "phone_several"
    EMAIL_SEVERAL = "email_several"
    NAME_GLUED = "name_glued"
    NAME_LATIN = "name_latin"
    NAME_INITIALS = "name_initials"
    PERSON_TWICE = "person_twice"
    EXAMPLE_LEFT = "example_left"
    GROUP_EMPTY = "group_empty"
    SCHOOL_WITHOUT_DIRECTOR = "school_without_director"
    MUNICIPALITY_WITHOUT_COORDINATOR = "municipality_without_coordinator"
    INSTITUTE_WITHOUT_CURATOR = "institute_without_curator"
    MUNICIPALITY_WITHOUT_CURATOR = "municipality_without_curator"
    CURATOR_OF_ALL = "curator_of_all"
    ROLE_NOBODY = "role_nobody"
    SUBJECT_NOBODY = "subject_nobody"
    OWNER_UNUSED = "owner_unused"
    NO_DATE = "no_date"
    DUE_DAY_OFF = "due_day_off"
    DUE_BEFORE_EVENT = "due_before_event"
    DUE_AFTER_EVENT = "due_after_event"
    ACTIVITY_TWICE = "activity_twice"
    DUE_ASSUMED = "due_assumed"
    CONSENT_BLANKS = "consent_blanks"


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and where in it: a cell of a sheet or a line of a text."""

    file: str
    sheet: str = ""
    cell: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to correct; `line` makes words of it."""

    place: Place
    kind: Kind
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at; what is loaded is loaded all the same."""

    place: Place
    kind: Warn
    facts: tuple[tuple[str, str], ...] = ()


class Found:
    """The mistakes found so far. Readers go on after one, so that a person corrects all of them at once."""

    def __init__(self) -> None:
        self._mistakes: dict[Mistake, None] = {}
        self._warnings: dict[Caution, None] = {}

    def add(self, kind: Kind, place: Place, **facts: str) -> None:
        """Remember a mistake; the same one twice counts once."""
        self._mistakes[Mistake(place, kind, tuple(facts.items()))] = None

    def warn(self, kind: Warn, place: Place, **facts: str) -> None:
        """Remember what a person should look at."""
        self._warnings[Caution(place, kind, tuple(facts.items()))] = None

    def all(self) -> tuple[Mistake, ...]:
        """The mistakes in the order of finding."""
        return tuple(self._mistakes)

    def warnings(self) -> tuple[Caution, ...]:
        """The warnings in the order of finding."""
        return tuple(self._warnings)


def line(mistake: Mistake | Caution) -> str:
    """One Russian line, as `people.xlsx!Лист1!C7: …`."""
    return f"{where(mistake.place)}: {said(mistake)}"


def said(mistake: Mistake | Caution) -> str:
    """The same without its place."""
    facts = {name: _quoted(value, DETAIL_LIMIT if name == "detail" else FACT_LIMIT) for name, value in mistake.facts}
    return lexicon.sayings(WARNINGS if isinstance(mistake, Caution) else WORDS)[mistake.kind](facts)


def where(place: Place) -> str:
    """The place as a person finds it."""
    if place.cell:
        return "!".join((place.file, words.clean(place.sheet), place.cell))
    if place.line:
        return f"{place.file}!{lexicon.sayings(WORDS)['line'](line=place.line)}"
    return "!".join(filter(None, (place.file, words.clean(place.sheet))))


def _quoted(value: str, limit: int) -> str:
    text = words.clean(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
