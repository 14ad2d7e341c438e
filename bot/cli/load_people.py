"""`vekha load people.xlsx`: a list of people as somebody keeps it, shown as it was understood, and loaded if nothing is
open. Nobody who is not in it loses anything.
"""

from collections.abc import Iterator, Sequence

import typer

from bot.cli import words
from bot.cli.session import Failure, Session
from scheduler.documents import roster, telling_people
from scheduler.documents.people_file import PeopleFile
from scheduler.documents.questions import TAKEN, Question
from scheduler.documents.roster import Line, Outlook, Roster
from scheduler.programme.mistakes import where
from storage.programmes import Programme

SHOWN = 20
"""People of a kind, and places of a question, that are named; the rest is counted."""


async def load(session: Session, programme: Programme, file: PeopleFile, *, dry_run: bool, accept: bool) -> None:
    """The command, for such a file."""
    async with session.database.reading() as tx:
        listed = await roster.made(tx, programme, file, {})
        if accept:
            listed = await roster.accepted(tx, programme, listed)
        outlook = await roster.outlook(tx, listed)
    for line in (*preview(programme, listed), *_taken(listed)):
        typer.echo(line)
    if listed.open:
        asked = [question(listed, each) for each in listed.open]
        raise Failure([*asked, words.say("load_people.open", number=len(listed.open))])
    if not dry_run:
        async with session.database.transaction() as tx:
            outlook = await roster.load(tx, listed, now=session.now, remembering=False)
    typer.echo(words.say(f"load_people.{'rehearsed' if dry_run else 'loaded'}", code=programme.code))
    for line in changes(outlook, names=dry_run):
        typer.echo(line)


def preview(programme: Programme, listed: Roster) -> Iterator[str]:
    """Figures, and what one should look at."""
    roles = ", ".join(f"{words.say(f'load_people_role.{role}')} {number}" for role, number in listed.roles.items())
    yield words.say("load_people.preview", file=listed.file.file, code=programme.code, people=len(listed.roll.people),
                    roles=roles, skipped=listed.skipped, remembered=listed.remembered)
    for remark in telling_people.remarks(listed):
        fate = words.say(f"load_people_fate.{remark.fate}") if remark.fate else ""
        yield words.say("load_people.remark", place=remark.place, why=remark.why, text=remark.text, fate=fate)


def question(listed: Roster, asked: Question) -> str:
    """What is not sure, where it stands, and who or what may be meant."""
    told = telling_people.asked(listed, asked)
    titles = {each.code: each.title for each in listed.ground.organisations}
    between = [titles[each.organisation] for each in asked.between]
    beside = [f"{told.beside.name} ({', '.join(told.places)})"] if told.beside else []
    places = ", ".join(where(row.place) for row in told.rows[:SHOWN])
    return words.say("load_people.question", matter=_matter(asked), words=asked.words, places=places,
                     perhaps="; ".join((*between, *beside)))


def _taken(listed: Roster) -> Iterator[str]:
    """What was accepted unseen."""
    for each in listed.questions:
        if each.id in listed.own:
            yield words.say("load_people.taken", matter=_matter(each), words=each.words,
                            answer=words.say(f"load_people_answer.{TAKEN[each.matter]}"), rows=len(each.rows))


def changes(outlook: Outlook, *, names: bool) -> Iterator[str]:
    """How many, and who."""
    yield words.say("load_people.counts", added=len(outlook.added), changed=len(outlook.changed), same=outlook.same,
                    absent=outlook.absent)
    if outlook.forgotten:
        yield words.say("programme.forgotten", people=", ".join(outlook.forgotten))
    kinds: tuple[tuple[str, Sequence[Line]], ...] = (("+", outlook.added), ("*", outlook.changed))
    for sign, lines in kinds if names else ():
        for line in lines[:SHOWN]:
            roles = "; ".join(f"{words.say(f'load_people_role.{role}')}, {place}" for role, place in line.roles)
            what = ", ".join(words.say(f"load_people_what.{fact}") for fact in line.what)
            yield words.say("load_people.change", sign=sign, name=line.name, roles=roles, what=what)
        if len(lines) > SHOWN:
            yield words.say("programme.more", number=len(lines) - SHOWN)


def _matter(asked: Question) -> str:
    return words.say(f"load_people_matter.{asked.matter}")
