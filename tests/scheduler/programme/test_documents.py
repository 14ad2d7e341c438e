"""The models of the YAML files: defaults, and every key known to the guesser."""

from scheduler.programme import documents


def test_optional_parts_have_the_house_defaults() -> None:
    ladder = documents.LadderPart()
    assert ladder.before == [14, 7, 3, 1, 0]
    assert (ladder.after.every, ladder.after.times) == (3, 3)
    assert (ladder.escalate.coordinator, ladder.escalate.curator) == (2, 7)


def test_the_guesser_knows_the_keys_as_they_are_written() -> None:
    assert {"from", "to", "code", "before", "every", "coordinator", "version", "level", "sections", "due", "topics",
            "answer", "give_up", "of_subject"} <= set(
        documents.KEYS
    )
    assert "start" not in documents.KEYS
