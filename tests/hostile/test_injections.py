"""Markup, SQL, templates and formulas in names and reports stay words, in dialogues and in what is exported."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.__main__ import run
from bot.settings import Settings
from tests.handlers.tables import change
from tests.hostile import injections
from tests.hostile.campaign import PROVE, Campaign, Table
from tests.hostile.world import World

EACH = 12 if PROVE else 2
"""Words for each place."""


async def test_words_stay_words(
    world: World, chance: random.Random, table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = Campaign(world, "markup, SQL, templates, formulas in names and reports", chance)
    for place in injections.places(world):
        for words in injections.chosen(chance, EACH):
            await injections.written(campaign, place, words, chance.choice(("telegram", "vk")))
    for words in injections.chosen(chance, EACH):
        await injections.joined(campaign, words, chance.choice(("telegram", "vk")))
    await exported(world, tmp_path, monkeypatch)
    campaign.score.successes += injections.formulas(tmp_path)
    table.scores.append(campaign.score)
    assert campaign.score.successes == []
    assert [loopback.violations for loopback in world.village.stage.loopbacks.values()] == [[], []]


async def exported(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator opens in Excel: the journal and the invites, of people with names like these."""
    for number, words in enumerate(injections.WORDS):
        change(world.file, "update participants set name = ? where id = (select id from participants where "
                           "consented_at is null order by id limit 1 offset ?)", words, number)
        change(world.file, "update organisations set title = ? where id = (select id from organisations order by id "
                           "limit 1 offset ?)", words, number)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{world.file}")
    monkeypatch.setenv("TELEGRAM_BOT", "vekha_test_bot")
    monkeypatch.setenv("CLOCK_START", "2018-05-16T01:00:00+00:00")
    for what, file in (("audit", "journal.xlsx"), ("invites", "invites.csv"), ("invites", "invites.xlsx")):
        assert await asyncio.to_thread(run, (what, "-o", file)) == 0
