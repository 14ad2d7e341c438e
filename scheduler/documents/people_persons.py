"""From the rows of a list to its persons: who is one, who is two, who is known already. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.documents.answers import Answers, Said
from scheduler.documents.people_known import Member, Members
from scheduler.documents.people_rows import Rows, gathered, of_mistakes, skipped
from scheduler.documents.questions import Matter, Question
from scheduler.programme import likeness, people, words
from scheduler.programme.likeness import Named
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Person
from scheduler.programme.people_list import Listed


@dataclass(frozen=True, slots=True)
class Persons:
    """`known` are ids by the keys of persons, `beside` whom a question holds somebody against."""

    people: tuple[Person, ...]
    known: Mapping[str, int]
    questions: tuple[Question, ...]
    beside: Mapping[int, Member]


def of(rows: Rows, members: Members, answers: Answers) -> Persons:
    """The persons of a list with what was settled of them."""
    found = Found()
    people.persons(rows.listed, found)
    wrong = gathered(of_mistakes(found.all(), rows.lines))
    kept = [row for row in rows.listed if rows.at(row) not in skipped(wrong, answers)]
    single = people.persons(kept, Found())
    at = {key: place for place, person in enumerate(single) for key in person.keys}
    pairs = [(first, second) for first, second in likeness.pairs([_named(row) for row in kept])
             if at[_key(kept[first])] != at[_key(kept[second])]]
    alike, one = _twins(pairs, kept, rows, members, [single[at[_key(row)]] for row in kept], answers)
    groups = _joined(len(single), [(at[_key(kept[first])], at[_key(kept[second])]) for first, second in one])
    whole = [_merged([single[place] for place in group]) for group in groups]
    first_row = {key: rows.at(row) for row in reversed(kept) for key in (_key(row),)}
    return _recognised(whole, first_row, members, answers, (*wrong, *alike))


def _twins(pairs: Sequence[tuple[int, int]], kept: Sequence[Listed], rows: Rows, members: Members,
           persons: Sequence[Person], answers: Answers) -> tuple[list[Question], list[tuple[int, int]]]:
    """What is to be asked of pairs, and which are one; those that the programme knows already are not asked about."""
    asked: list[Question] = []
    one: list[tuple[int, int]] = []
    for first, second in pairs:
        ids = (members.listed(persons[first]), members.listed(persons[second]))
        if all(ids):
            one += [(first, second)] if ids[0] == ids[1] else []
            continue
        question = Question(Matter.TWIN, kept[second].name, _key(kept[first]) + "|" + _key(kept[second]),
                            (rows.at(kept[first]), rows.at(kept[second])))
        asked.append(question)
        if question.id in answers and answers[question.id].said is Said.SAME:
            one.append((first, second))
    return asked, one


def _recognised(whole: Sequence[Person], first_row: Mapping[str, int], members: Members, answers: Answers,
                asked: Sequence[Question]) -> Persons:
    """Whoever is listed is known by their keys; of the others each is held against those who are left."""
    listed = {id for person in whole if (id := members.listed(person))}
    found = {person.key: id for person in whole if not members.listed(person) and (id := members.sure(person))
             and id not in listed}
    taken = listed | set(found.values())
    questions, beside, left_out = [*asked], dict[int, Member](), set[str]()
    for person in whole:
        if members.listed(person) or person.key in found:
            continue
        for one in members.perhaps(person):
            if one.id in taken:
                continue
            question = Question(Matter.ALIKE, person.name, f"{person.key}|{one.id}", (first_row[person.key],))
            questions.append(question)
            beside[question.id] = one
            said = answers[question.id].said if question.id in answers else None
            if said is Said.SAME:
                found[person.key] = one.id
                taken.add(one.id)
            elif said is Said.SKIP:
                left_out.add(person.key)
    return Persons(tuple(person for person in whole if person.key not in left_out), found, tuple(questions), beside)


def _joined(number: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Places gathered by what belongs together, in their order."""
    home = [*range(number)]
    for first, second in pairs:
        low, high = sorted((home[first], home[second]))
        home = [low if one == high else one for one in home]
    groups: dict[int, list[int]] = {}
    for place, one in enumerate(home):
        groups.setdefault(one, []).append(place)
    return [*groups.values()]


def _merged(group: Sequence[Person]) -> Person:
    """One person under the fullest name, with all their posts; a post that stands twice is one."""
    posts = {(post.role, post.organisation): post for person in reversed(group) for post in reversed(person.posts)}
    phone = next((person.phone for person in group if person.phone), "")
    email = next((person.email for person in group if person.email), "")
    keys = tuple(dict.fromkeys(key for person in group for key in person.keys))
    name = max((person.name for person in group), key=len)
    return replace(group[0], name=name, posts=tuple(reversed(posts.values())), keys=keys, phone=phone, email=email)


def _named(row: Listed) -> Named:
    return Named(row.name, row.organisation.code, frozenset(filter(None, (row.phone, row.email))))


def _key(row: Listed) -> str:
    return f"{words.fold(row.name)}|{words.fold(row.organisation.code)}"
