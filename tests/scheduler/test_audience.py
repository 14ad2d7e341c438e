"""The filter against a naive model of what its words promise, and back and forth through its writing."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from scheduler import audience
from scheduler.audience import OF_POSTS, Audience, By, Condition, Members, Post, whom

ROLES, GROUPS, PLACES = ("teacher", "director", "guest"), ("focus", "base"), (1, 2, 3, 4)
VALUES: dict[By, tuple[str, ...]] = {
    By.ROLE: ROLES, By.GROUP: GROUPS, By.PLACE: tuple(map(str, PLACES)), By.SUBJECT: ("история", "физика"),
    By.EVENT: ("7:yes", "7:silent"), By.WAVE: ("9:done",),
}
PEOPLE = st.integers(1, 5)
POSTS = st.lists(st.builds(
    Post, PEOPLE, st.sampled_from(ROLES), st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)),
    st.frozensets(st.sampled_from(GROUPS))), max_size=9)
CONDITIONS = st.sampled_from(list(By)).flatmap(lambda by: st.builds(
    Condition, st.just(by), st.lists(st.sampled_from(VALUES[by]), min_size=1, unique=True).map(tuple), st.booleans()))
AUDIENCES = st.lists(CONDITIONS, max_size=4).map(tuple)
MEMBERS = st.fixed_dictionaries({(by, value): st.frozensets(PEOPLE) for by, values in VALUES.items()
                                 if by not in OF_POSTS for value in values})


def holds(condition: Condition, post: Post, members: Members) -> bool:
    """Word by word as the enum describes it."""
    facts = {By.ROLE: {post.role}, By.GROUP: set(post.groups), By.PLACE: {str(place) for place in post.places}}
    if condition.by in facts:
        return bool(facts[condition.by] & set(condition.values))
    return any(post.participant in members[condition.by, value] for value in condition.values)


def may_mean_guests(sought: Audience) -> bool:
    wanted = [each for each in sought if not each.negated]
    return any(each.by is By.EVENT or (each.by is By.ROLE and "guest" in each.values) for each in wanted)


def naive(sought: Audience, posts: Sequence[Post], members: Members) -> set[int]:
    found = set()
    for person in {post.participant for post in posts}:
        theirs = [post for post in posts if post.participant == person]
        wanted = any(all(holds(each, post, members) for each in sought if not each.negated) for post in theirs
                     if post.role != "guest" or may_mean_guests(sought))
        unwanted = any(holds(each, post, members) for each in sought if each.negated for post in theirs)
        if wanted and not unwanted:
            found.add(person)
    return found


@given(AUDIENCES, POSTS, MEMBERS)
def test_it_finds_whom_its_words_mean_each_once(sought: Audience, posts: list[Post], members: Members) -> None:
    found = whom(sought, posts, members)
    assert set(found) == naive(sought, posts, members)
    assert len(found) == len(set(found))
    in_order = iter(post.participant for post in posts)
    assert all(each in in_order for each in found)


@given(AUDIENCES, CONDITIONS, POSTS, MEMBERS)
def test_one_more_condition_never_finds_anybody_new_but_a_guest(sought: Audience, more: Condition, posts: list[Post],
                                                                members: Members) -> None:
    guests = {post.participant for post in posts if post.role == "guest"}
    assert set(whom((*sought, more), posts, members)) <= set(whom(sought, posts, members)) | guests


@given(AUDIENCES)
def test_what_is_written_is_read_again(sought: Audience) -> None:
    assert audience.read(audience.write(sought)) == sought


def test_two_roles_of_one_person_are_not_mixed() -> None:
    teacher_here, director_there = Post(1, "teacher", (1, 2), frozenset()), Post(1, "director", (3, 4), frozenset())
    sought = (Condition(By.ROLE, ("director",)), Condition(By.PLACE, ("2",)))
    assert whom(sought, [teacher_here, director_there], {}) == []
    assert whom(sought[:1], [teacher_here, director_there], {}) == [1]


def test_who_is_left_out_in_one_role_is_left_out() -> None:
    posts = [Post(1, "teacher", (1, 2), frozenset()), Post(1, "director", (3, 4), frozenset())]
    assert whom((Condition(By.ROLE, ("director",), negated=True),), posts, {}) == []


def test_guests_from_outside_are_meant_only_where_they_or_an_event_are_named() -> None:
    posts = [Post(1, "teacher", (1, 2), frozenset()), Post(2, "guest", (1, 2), frozenset())]
    at_event: Members = {(By.EVENT, "7:came"): {2}}
    assert whom((), posts, {}) == [1]
    assert whom((Condition(By.PLACE, ("1",)),), posts, {}) == [1]
    assert whom((Condition(By.ROLE, ("guest",)),), posts, {}) == [2]
    assert whom((Condition(By.EVENT, ("7:came",)),), posts, at_event) == [2]
    assert whom((Condition(By.EVENT, ("7:came",), negated=True),), posts, at_event) == [1]
