"""People write and a sending goes out while processes are killed and frozen: no effect lost or doubled, order kept.

Who gets a message twice was in the air on Telegram at that moment; on VK nobody does. Where there are two processes,
the other one takes over.
"""

from collections import Counter

from tests.kill import tables
from tests.kill.crowd import ANSWERS, ASK, Crowd, town
from tests.kill.ledger import Home
from tests.kill.scene import CLOCK, PROMISED, PROVE, Blow, Scene
from tests.kill.sending import Sending, strangers

LONG = 50
MOMENT = 1.2
"""Within so many seconds after everybody is up the next blow falls."""
ALONE, IN_TURN = 5.0, 5.5
"""Seconds from one to the next, about, where one process comes back and where two take turns."""
SHORT = 2.0
"""Seconds of the sending in the short form."""
MIX = {Blow.KILL: 0.68, Blow.STANDBY: 0.2, Blow.UNSEEN: 0.06, Blow.FREEZE: 0.06}


def blows(scene: Scene) -> list[Blow]:
    """What befalls them, one after the other."""
    if scene.is_alone:
        return [Blow.KILL] * (LONG if PROVE else 1)
    if not PROVE:
        return [Blow.FREEZE, Blow.KILL]
    mixed = [blow for blow, share in MIX.items() for _ in range(round(share * LONG))]
    scene.chance.shuffle(mixed)
    return mixed


def sending(crowd: Crowd, seconds: float) -> Sending:
    """To everybody of the crowd and to others: 5,000 deliveries in the long form."""
    homes = [*crowd.homes, *strangers(200 - len(crowd.homes) if PROVE else 12)]
    return Sending(homes, 25 if PROVE else 3, seconds)


async def test_nothing_is_lost_or_doubled_by_blows(scene: Scene) -> None:
    crowd = Crowd(scene, await town(scene.ledger.url))
    suffering = blows(scene)
    sent = sending(crowd, (ALONE if scene.is_alone else IN_TURN) * len(suffering) if PROVE else SHORT)
    listeners = [home for home in sent.homes if home not in crowd.homes]
    for channel, user in sent.homes:
        scene.loopback(channel).unblocks(user)
    await sent.plan(scene.ledger.url)
    await scene.start()

    def said() -> int:
        return crowd.messages + len(sent.homes)

    for number, blow in enumerate(suffering, 1):
        if blow is not Blow.STANDBY:
            await scene.up()
        crowd.asks()
        await CLOCK.pause(scene.chance.uniform(0, MOMENT))
        await scene.strike(blow, said, crowd.asks, comes_back=PROVE or number < len(suffering))
    await scene.finish(said())

    doubles = await scene.doubles()
    tables.show(scene, "People who write, and a sending", doubles)
    await crowd.check_effects()
    assert await scene.ledger.received() == said()
    assert await scene.ledger.states() == {"sent": crowd.messages + sent.size}
    for home in [*crowd.homes, *listeners]:
        check_screen(scene.screen(home), crowd.answers(home), sent.texts, doubles[home])
    check_doubles(scene, doubles)
    check_waits(scene)
    await check_log(scene)


def check_screen(screen: list[str], answers: list[str], texts: list[str], doubles: int) -> None:
    """Everything came, and in its order; a double may stand anywhere."""
    came = [text for text in screen if text in texts]
    said = [begin for text in screen for begin in ANSWERS if begin in text]
    assert len(came) + len(said) == len(screen)
    assert contains(came, texts), came
    assert contains(said, answers), said
    if not doubles:
        assert (came, said) == (texts, answers)


def contains(longer: list[str], shorter: list[str]) -> bool:
    """Whether all of the shorter one stands in the longer one, in this order."""
    rest = iter(longer)
    return all(each in rest for each in shorter)


def check_doubles(scene: Scene, doubles: Counter[Home]) -> None:
    assert not {home for home in doubles if home[0] == "vk"}
    assert doubles <= scene.air
    assert not scene.telegram.violations + scene.vk.violations


def check_waits(scene: Scene) -> None:
    """Another one takes over in time, and who has woken does nothing more in the name of its former lease: at most
    the call is made that it was making when it fell asleep.
    """
    if scene.is_alone:
        return
    assert all(seconds < PROMISED for each in scene.suffered for seconds in each.waits.values())
    for each in scene.suffered:
        air = Counter(channel for channel, _ in each.air.elements())
        for channel in ("telegram", "vk"):
            assert each.afterwards[f"{channel} poll"] <= 1, each.afterwards
            assert each.afterwards[f"{channel} send"] <= air[channel], each.afterwards


async def check_log(scene: Scene) -> None:
    """Not a name, a phone, a text or a token in all these lives."""
    personal = await scene.ledger.personal()
    assert scene.log
    assert not [word for word in (*personal, scene.telegram.token, scene.vk.token, ASK) if word in scene.log]
