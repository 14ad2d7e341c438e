"""Hundreds of attempts in dialogues, on both messengers: nobody gets anywhere with what belongs to others."""

import random
from itertools import islice

import pytest

from handlers import invitations
from messages import buttons, meanings
from storage.invites import GUESSES_ALL
from tests.handlers.conftest import ours
from tests.handlers.tables import change
from tests.hostile import ledger
from tests.hostile.campaign import PROVE, Attempt, Campaign, Deed, Result, Score, Table
from tests.hostile.dialogue import CATEGORIES, stranger
from tests.hostile.targets import TARGETS
from tests.hostile.world import World
from tests.wording import CATALOGUE

SHORT = 4


def test_every_button_of_the_product_has_its_targets() -> None:
    assert set(TARGETS) == ours()


@pytest.mark.parametrize("category", CATEGORIES)
async def test_nobody_gets_anywhere_by(world: World, chance: random.Random, table: Table, category: str) -> None:
    attempts, number = CATEGORIES[category]
    campaign = Campaign(world, category, chance)
    for attempt in islice(attempts(world, chance), number if PROVE else SHORT):
        await campaign.makes(attempt)
    table.scores.append(campaign.score)
    assert campaign.score.successes == []
    if PROVE and "guessed" in category:
        assert campaign.score.results[Result.THROTTLED] > number / 2
    assert [loopback.violations for loopback in world.village.stage.loopbacks.values()] == [[], []]


async def test_whatever_does_succeed_is_seen(world: World, chance: random.Random) -> None:
    """The judge is no rubber stamp: what some may do counts as a success when nobody may."""
    campaign = Campaign(world, "by those who may", chance)
    world.marks = dict.fromkeys(world.marks, frozenset())
    for who, meaning, found in (
        ("coordinator", meanings.ShowEvidence(world.ids.done), "heard Меткадоказательства"),
        ("operator", meanings.AcceptTask(world.ids.done), "tasks: "),
        ("curator", meanings.DecideExtension(world.ids.extension, 1), "told "),
    ):
        before = len(campaign.score.successes)
        await campaign.makes(Attempt(who, ((Deed.PRESS, buttons.encode(meaning)),)))
        assert found in " ".join(campaign.score.successes[before:])


async def test_the_throttle_of_each_and_of_all_bites(world: World, table: Table, chance: random.Random) -> None:
    """Wrong codes from two hundred accounts, one each: the next who errs is not heard again, the innocent still are."""
    score, stage = Score("codes guessed from two hundred accounts, one each"), world.village.stage
    vk = stage.loopbacks["vk"]
    many = GUESSES_ALL if PROVE else 20
    change(world.file, "insert into guesses (who, since, tries) values ('all', ?, ?)", int(stage.clock.real()),
           GUESSES_ALL - many)
    users = [stranger() for _ in range(many)]
    before = ledger.page(world.file)
    for _ in range(2):
        for user in users:
            vk.says(user, invitations.draw())
        await stage.settle()
    words = CATALOGUE.words("registration/too_many_guesses")
    for user in users:
        first, second = vk.screen(user)
        score.add(user, [] if words not in first.text else ["the first was throttled"])
        score.add(user, [] if words in second.text else ["the second was heard"], throttled=True)
    assert ledger.changes(before, ledger.page(world.file)) == []
    invited = stranger()
    vk.says(invited, world.codes.staff)
    await stage.settle()
    assert words not in vk.screen(invited)[-1].text
    table.scores.append(score)
    assert score.successes == []
