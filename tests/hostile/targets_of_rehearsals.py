"""For each button of the rehearsal: what it would be of somebody's programme, and who may press it after all."""

from collections.abc import Callable

from messages.buttons import Meaning
from messages.meanings_of_rehearsal import PlayRehearsal, ShowRehearsal
from tests.handlers.rights_of_rehearsals import PLAY
from tests.hostile.world import World

TARGETS: dict[type[Meaning], list[tuple[Callable[[World], Meaning], frozenset[str]]]] = {
    ShowRehearsal: [(lambda world: ShowRehearsal(world.ids.programme), PLAY)],
    PlayRehearsal: [(lambda world: PlayRehearsal(world.ids.programme), PLAY),
                    (lambda world: PlayRehearsal(world.ids.programme, 1), PLAY)],
}
