"""Ten thousand teachers answer seven questions while replies are lost, updates come twice and processes are killed.

In the suite there are a few of them, and one blow where one process is alone.
"""

import sys
from collections import Counter

from scheduler.surveys import results as figures
from storage import participants, results
from storage.database import open_database
from storage.participants import Role
from tests.answers.teachers import QUESTIONS, Teachers, today, town
from tests.kill.scene import CLOCK, PROVE, Scene

PEOPLE = 10_000 if PROVE else 16
PATIENCE = 1800.0 if PROVE else 90.0
RATE = 1000
"""Calls a second that the messengers are asked to take: with their real limits it would last more than an hour."""


async def test_every_answer_is_stored_exactly_once(scene: Scene) -> None:
    homes = await town(scene.ledger.url, PEOPLE)
    for replica in scene.replicas:
        replica.service.environment |= {"TELEGRAM_RATE": str(RATE), "VK_RATE": str(RATE)}
    teachers = Teachers(scene, homes)
    await scene.start()
    begun = CLOCK.monotonic()
    teachers.begin(homes)
    blows = 3 if PROVE else int(scene.is_alone)
    for number in range(blows):
        await upto(scene, teachers, (number + 1) * len(homes) // (blows + 1))
        await killed(scene)
    await upto(scene, teachers, len(homes))
    lasted = CLOCK.monotonic() - begun
    await scene.finish(teachers.updates)
    await check(scene, teachers, lasted, blows)


async def killed(scene: Scene) -> None:
    """One of the processes, by chance, ends at once and comes back."""
    await scene.up()
    service = scene.chance.choice(scene.replicas).service
    service.kill()
    assert await service.ended() == -9, service.log
    await service.start()


async def upto(scene: Scene, teachers: Teachers, number: int) -> None:
    """Until so many have seen the thanks."""
    deadline = CLOCK.monotonic() + PATIENCE
    while len(teachers.done) < number:
        assert CLOCK.monotonic() < deadline, (len(teachers.done), scene.log[-2000:])
        await scene.watch.next(0.2)


async def check(scene: Scene, teachers: Teachers, lasted: float, blows: int) -> None:
    database = await open_database(scene.ledger.url)
    try:
        async with database.reading() as tx:
            watcher = next(each.participant for each in await participants.listed(tx, 1) if each.role is Role.OPERATOR)
            wave = next(each for each in await results.waves(tx, watcher, today().isoformat())
                        if each.title == "Семь вопросов")
            owners = {each.sheet: teachers.names[each.person] for each in await results.sheets(tx, wave.wave, watcher)}
            given = await results.answers(tx, wave.wave)
            stored = {(owners[each.sheet], each.question): each.value for each in given}
            assert len(given) == len(stored) == 7 * len(teachers.homes)
            assert stored == teachers.expected()
            assert await results.finished(tx, wave.wave, watcher) == len(teachers.homes)
            took = CLOCK.monotonic()
            rates = await results.municipalities(tx, wave.wave, watcher)
            counted = await results.tallies(tx, wave.wave, watcher)
            tallies = [figures.tally(one, [[(each.value, each.number) for each in counted
                                            if each.question == one.name]]) for one in QUESTIONS]
            took = CLOCK.monotonic() - took
    finally:
        await database.close()
    assert sum(each.done for each in rates) == len(teachers.homes)
    wanted = Counter((name, value) for (_, name), value in teachers.expected().items())
    for question, tally in zip(QUESTIONS, tallies, strict=True):
        assert tally.waves[0].counts == tuple(wanted[question.name, f'"{option.name}"'] for option in question.options)
    assert not scene.telegram.violations + scene.vk.violations
    sys.stdout.write(
        f"\n{len(teachers.homes)} teachers, {len(given)} answers ({scene.ledger.url.partition(':')[0]}, "
        f"{len(scene.replicas)} of us, seed {scene.seed}): {lasted:.0f} s, {teachers.pressed} taps, "
        f"{dict(teachers.befell)}, {blows} kills; all stored once; results in {took:.3f} s\n")
