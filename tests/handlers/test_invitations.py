"""Codes: easy to type, hard to guess, made once for everybody who needs one."""

import re

from handlers import invitations
from handlers.codes import read_code
from storage import invites
from storage.participants import Role
from tests.handlers.conftest import Village
from tests.handlers.tables import rows


def test_a_code_has_ten_signs_that_do_not_look_alike() -> None:
    drawn = {invitations.draw() for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch("[2-9A-HJKMNP-Z]{10}", code) and read_code(code.lower()) == code for code in drawn)


async def test_preparing_again_makes_only_what_is_missing(village: Village) -> None:
    before = rows(village.file)
    async with village.database.transaction() as tx:
        assert await invitations.prepare(tx, village.programme, now=village.now) == 0
    assert rows(village.file) == before
    later = village.now + 91 * 86400
    async with village.database.transaction() as tx:
        made = await invitations.prepare(tx, village.programme, now=later)
        listed = await invites.listed(tx, village.programme, now=later)
    assert made == len(listed)
    assert {each.uses_limit for each in listed if not each.person} == {invitations.STAFF_USES}
    assert {each.role for each in listed if not each.person} == {Role.TEACHER}


async def test_whoever_has_joined_needs_no_code(village: Village) -> None:
    later = village.now + 91 * 86400
    async with village.database.transaction() as tx:
        await invitations.prepare(tx, village.programme, now=later)
        listed = await invites.listed(tx, village.programme, now=later)
    joined = {each.name for each in village.people.values()} - {""}
    assert not joined & {each.person for each in listed}
