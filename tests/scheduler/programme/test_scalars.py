"""Single values of the YAML files, as people write them."""

from scheduler.programme import scalars


def test_zones_are_known_by_their_full_name_only() -> None:
    assert scalars.known_zone("Asia/Irkutsk")
    assert not scalars.known_zone("../etc/passwd")
    assert not scalars.known_zone("")
