"""What the buttons of the rehearsal mean: to look at what it is, and to have the year played."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("rehearse:show")
@dataclass(frozen=True, slots=True)
class ShowRehearsal(Meaning):
    """What a rehearsal of this programme is; 0 for the first programme that somebody may rehearse."""

    programme: int = 0


@meaning("rehearse:play")
@dataclass(frozen=True, slots=True)
class PlayRehearsal(Meaning):
    """Play it; with 1 only for those who have joined."""

    programme: int
    joined_only: int = 0
