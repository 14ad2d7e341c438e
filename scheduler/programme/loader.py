"""A folder → one `Programme`, or all the mistakes of all its files at once. Nothing is half read.

What does not keep it from being loaded and should be looked at all the same is found on the way, as warnings.
"""

from collections.abc import Iterator
from pathlib import Path

import jinja2

import messages
from scheduler.consulting.rules import Rules
from scheduler.programme import (
    desk,
    events_file,
    materials_file,
    organisations,
    people,
    plausibility,
    roadmap,
    staffing,
    text_file,
    words,
    yaml_file,
)
from scheduler.programme.documents import ProgrammeFile
from scheduler.programme.event import PlannedEvent
from scheduler.programme.material import PlannedMaterial
from scheduler.programme.mistakes import Found, Kind, Mistake, Place
from scheduler.programme.model import (
    Activity,
    Consent,
    Group,
    Ladder,
    Organisation,
    Override,
    Owner,
    Period,
    Person,
    Programme,
    QuietHours,
    Topic,
)
from scheduler.programme.yaml_file import Lines
from scheduler.surveys import waves_file, xlsform, yaml_form
from scheduler.surveys.form import Form
from scheduler.surveys.wave import Wave

CONSENT_LIMIT = 3500
"""Characters; it is shown as one message, with room for its buttons."""


def read(folder: Path, found: Found | None = None) -> Programme | tuple[Mistake, ...]:
    """The programme, whole and checked; otherwise every mistake, to be corrected at once. Warnings stay in `found`."""
    found = found or Found()
    if not folder.is_dir():
        found.add(Kind.FOLDER_MISSING, Place(str(folder)))
        return found.all()
    parsed = yaml_file.read(folder / "programme.yaml", ProgrammeFile, found)
    file, lines = parsed or (None, None)
    period, owners, consent = _head(folder, file, lines, found) if file and lines else (None, None, None)
    before = len(found.all())
    register = organisations.read(folder / "organisations.xlsx", found)
    organisations.check_tree(register, found)
    groups, zone = (file.groups, file.time_zone) if file else (None, "")
    settled = organisations.settle(register, groups, zone, found)
    certain = settled if len(found.all()) == before else ()  # else we would call owners nobody without cause
    so_far = len(found.all())
    rows = people.read(folder / "people.xlsx", register, found)
    persons = people.persons(rows, found)
    listed = persons if certain and len(found.all()) == so_far else None
    so_far = len(found.all())
    plan = roadmap.read(folder, found)
    numbers = {one.number: one.title for one in plan.drafts} if len(found.all()) == so_far else None
    frame = roadmap.Frame(period, owners, certain)
    activities = roadmap.settle(plan.drafts, frame, found)
    topics = desk.topics(file, lines, found) if file and lines else ()
    help = desk.kinds_of_help(file, lines, found) if file and lines else ()
    rules = desk.rules(file, lines, certain, found) if file and lines else None
    texts = tuple(_texts(folder / "messages", found))
    so_far = len(found.all())
    surveys = tuple(_surveys(folder / "surveys", found))
    forms = {survey.code: survey for survey in surveys} if len(found.all()) == so_far else None
    titles = {each.code: each.title for each in certain} or None
    if file and lines and file.visits and forms is not None and file.visits.sheet not in forms:
        found.add(Kind.SURVEY_UNKNOWN, lines.place("visits", "sheet"), word=file.visits.sheet,
                  near=words.near(file.visits.sheet, forms))
    before_events = len(found.all())
    events = events_file.read(folder, events_file.Known(period, zone, numbers, groups, titles, listed, forms), found)
    met = [event.code for event in events] if len(found.all()) == before_events else None
    waves = waves_file.read(folder, waves_file.Known(forms, groups, titles, met), found)
    materials = materials_file.read(folder, {each.code for each in topics}, found)
    staffing.alike(register, rows, found)
    plausibility.examples(register, rows, plan.drafts, found)
    if found.all() or file is None or lines is None or period is None or consent is None:
        return found.all()
    programme = _whole(file, period, consent, settled, persons, plan, activities, texts, surveys, waves, events, topics,
                       help, rules, materials)
    staffing.look(programme, register, rows, lines, found)
    plausibility.look(programme, plan.drafts, owners or {}, lines, found)
    plausibility.consent(consent.text, Place(file.consent.file), found)
    return programme


def _head(
    folder: Path, file: ProgrammeFile, lines: Lines, found: Found
) -> tuple[Period | None, dict[str, Owner], Consent | None]:
    """What of `programme.yaml` needs a look beyond a single value."""
    start, end = file.period.start, file.period.end
    if end < start:
        found.add(Kind.VALUE_WRONG, lines.place("period"), key="period", value=f"{start} … {end}", wanted="order")
    owners: dict[str, Owner] = {}
    for word, owner in file.owners.items():
        known = owner.group is None or owner.group in file.groups
        owners[word] = Owner(owner.level, owner.group if known else None)
        if owner.group and not known:
            near = words.near(owner.group, file.groups)
            found.add(Kind.GROUP_UNKNOWN, lines.place("owners", word, "group"), word=owner.group, near=near)
    return Period(start, end) if start <= end else None, owners, _consent(folder, file, lines, found)


def _consent(folder: Path, file: ProgrammeFile, lines: Lines, found: Found) -> Consent | None:
    name = file.consent.file
    if name != Path(name).name or "\\" in name:
        found.add(Kind.CONSENT_ELSEWHERE, lines.place("consent", "file"), file=name)
        return None
    text = text_file.text(folder / name, found)
    if text is None:
        return None
    if not text.strip():
        found.add(Kind.CONSENT_EMPTY, Place(name))
    if len(text.strip()) > CONSENT_LIMIT:
        found.add(Kind.CONSENT_TOO_LONG, Place(name), length=str(len(text.strip())), limit=str(CONSENT_LIMIT))
    return Consent(file.consent.version, text.strip())


def _texts(folder: Path, found: Found) -> Iterator[Override]:
    """The programme's own wordings. One under a name that no message has would never be seen."""
    if not folder.is_dir():
        return
    known = _known_texts()
    for path in sorted(folder.rglob("*.txt")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        place = Place(f"messages/{name}.txt")
        text = text_file.text(path, found)
        if known and name not in known:
            found.add(Kind.TEXT_UNKNOWN, place, near=words.near(name, known))
        elif text is not None and _parses(text, place, found):
            yield Override(name, text)


def _surveys(folder: Path, found: Found) -> Iterator[Form]:
    """Each file is one; Excel's own traces of an open file are none. Two of one key could not be told apart."""
    known: dict[str, str] = {}
    for path in sorted([*folder.glob("*.xlsx"), *folder.glob("*.yaml")]):
        read_form = xlsform.read if path.suffix == ".xlsx" else yaml_form.read
        if path.name.startswith("~$") or text_file.only_remarks(path) or (form := read_form(path, found)) is None:
            continue
        if form.code in known:
            found.add(Kind.SURVEY_TWICE, Place(path.name, "settings"), code=form.code, other=known[form.code])
        known.setdefault(form.code, path.name)
        yield form


def _known_texts() -> list[str]:
    root = Path(messages.__path__[0]) / "templates" / "ru"
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.txt"))


def _parses(text: str, place: Place, found: Found) -> bool:
    try:
        jinja2.Environment(autoescape=True).parse(text)
    except jinja2.TemplateSyntaxError as problem:
        found.add(Kind.TEXT_SYNTAX, Place(place.file, line=problem.lineno))
        return False
    return True


def _whole(
    file: ProgrammeFile,
    period: Period,
    consent: Consent,
    settled: tuple[Organisation, ...],
    persons: tuple[Person, ...],
    plan: roadmap.Roadmap,
    activities: tuple[Activity, ...],
    texts: tuple[Override, ...],
    surveys: tuple[Form, ...],
    waves: tuple[Wave, ...],
    events: tuple[PlannedEvent, ...],
    topics: tuple[Topic, ...],
    help: tuple[Topic, ...],
    rules: Rules | None,
    materials: tuple[PlannedMaterial, ...],
) -> Programme:
    after, escalate = file.ladder.after, file.ladder.escalate
    before = tuple(sorted(set(file.ladder.before), reverse=True))
    return Programme(
        code=file.code,
        title=file.title,
        period=period,
        time_zone=file.time_zone,
        digest_at=file.digest_at,
        quiet_hours=QuietHours(*file.quiet_hours) if file.quiet_hours else None,
        ladder=Ladder(before, after.every, after.times, escalate.coordinator, escalate.curator),
        consent=consent,
        groups=tuple(Group(code, title) for code, title in file.groups.items()),
        organisations=settled,
        people=persons,
        sections=plan.sections,
        activities=activities,
        assumed=tuple(file.assumed),
        texts=texts,
        surveys=surveys,
        waves=waves,
        events=events,
        topics=topics,
        help=help,
        desk=rules,
        materials=materials,
        review=file.review,
        visit_sheet=file.visits.sheet if file.visits else "",
    )
