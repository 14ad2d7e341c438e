"""The roadmaps that are measured are read whole."""

from pathlib import Path

import pytest

from benchmarks import roadmaps
from benchmarks.sizes import SHORT


async def test_both_kinds_are_measured(tmp_path: Path) -> None:
    lines = await roadmaps.run(tmp_path, SHORT)
    assert [line.met for line in lines] == [True, True]


def test_a_roadmap_that_lost_rows_is_no_measure() -> None:
    with pytest.raises(AssertionError, match="not read whole"):
        roadmaps.read("roadmap.docx", roadmaps.word(10), 11)
