"""Who may read a record and who may change it. Every button and every end of a form asks here again."""

from collections.abc import Iterable

from handlers import library as shelves
from handlers.turn import Refused, Turn
from scheduler import registers as kept
from storage import registers
from storage.participants import Role, RoleHeld
from storage.registers import Record, Register


async def reading(turn: Turn, programme: int = 0) -> RoleHeld:
    """The role by which the participant reads the registers of a programme, or of their first (0). Raises `Refused`."""
    for each in kept.reading(await turn.roles()):
        if programme in (0, each.programme):
            return each
    raise Refused("registers/not_a_reader")


async def keeping(turn: Turn, register: Register | None = None) -> list[RoleHeld]:
    """The roles by which the participant writes down papers of this register, or of any. Raises `Refused`."""
    held = await turn.roles()
    found = kept.keeping(held, register)
    if not found:
        raise Refused("registers/not_this" if kept.keeping(held) else "registers/not_a_keeper")
    return found


async def record_for(turn: Turn, id: int) -> Record:
    """A record that the participant may read. Raises `Refused`."""
    record = await registers.seen(turn.tx, turn.me.id, id)
    if record is None:
        raise Refused("registers/not_there")
    return record


async def changeable(turn: Turn, id: int) -> Record:
    """One that they may put right as well. Raises `Refused`."""
    record = await record_for(turn, id)
    if not may_change(await turn.roles(), record):
        raise Refused("registers/not_to_change")
    return record


async def shelvable(turn: Turn, id: int) -> Record:
    """One that they may show to the whole programme, or hide again. Raises `Refused`."""
    record = await record_for(turn, id)
    if not may_shelve(await turn.roles(), record.programme):
        raise Refused("library/not_a_keeper")
    return record


def may_change(held: Iterable[RoleHeld], record: Record) -> bool:
    """Whoever writes down such papers of the same organisation, and the operators."""
    return any(each.programme == record.programme
               and (each.role is Role.OPERATOR
                    or (each.organisation == record.organisation
                        and record.register in kept.KEEPERS.get(each.role, ())))
               for each in held)


def may_shelve(held: Iterable[RoleHeld], programme: int) -> bool:
    """Whoever adds to the library of the programme: what stands there is for everybody."""
    return any(each.programme == programme for each in shelves.keeping(list(held)))
