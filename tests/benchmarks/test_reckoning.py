"""What is made of the figures: ratios and targets, comparisons of what was wanted with what is there, tables."""

from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import backlog, inbound, latency, tables
from benchmarks.backlog import Sums
from benchmarks.inbound import VARIANTS, Run
from benchmarks.tables import Line


def test_sums_find_what_is_lost_doubled_and_out_of_order() -> None:
    wanted = {"1": ["a", "b", "c"], "2": ["a", "b"], "3": ["a", "b"], "4": ["a"]}
    found = {"1": ["a", "c"], "2": ["b", "a"], "3": ["a", "b", "b"]}
    assert Sums.of(wanted, found) == Sums(lost=2, doubled=1, reordered=1)
    assert Sums.of(wanted, wanted).line("all").met
    assert Sums.of(wanted, found).line("all").met is False


def test_everybody_asks_in_order() -> None:
    messages = backlog.messages(2 * backlog.EACH)
    assert len(messages) == 2 * backlog.EACH
    assert [text for user, text in messages if user == messages[0][0]][:4] == [
        backlog.ASK, "Вопрос номер 0", backlog.SEND, backlog.ASK]


def test_a_wait_is_from_a_message_to_the_answer_to_it() -> None:
    assert latency.waited([(1.0, 7), (2.0, 8), (3.0, 7)], [(2.5, 8), (4.0, 7), (5.0, 7)]) == [3000.0, 500.0, 2000.0]
    assert latency.percentile(list(range(100)), 0.99) == 99


def test_a_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    runs = {variant: [Run(100, 1), Run(200, 1), Run(400, 1)] for variant in VARIANTS}
    runs[inbound.OURS] = [Run(300, 0.3), Run(400, 0.3), Run(800, 0.3)]
    lines = {line.what: line for line in inbound.lines(runs)}
    ratio = lines[f"{inbound.OURS.name} / {inbound.ECHO.name}"]
    assert (ratio.ratio, ratio.met) == ("2.00", True)
    assert lines[f"CPU of an update, ms: {inbound.OURS.name}"].met


def test_a_table_is_aligned_markdown() -> None:
    drawn = tables.table("Title", [Line("a", "1/s"), tables.at_least("longer", "2/s", 1.5, 2)]).splitlines()
    assert drawn[0] == "**Title**"
    assert len({len(row) for row in drawn[2:]}) == 1
    assert drawn[-1].split("|")[3:6] == [" 1.50  ", " ≥ 2    ", " **no** "]


def test_a_table_takes_its_place_in_the_document(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- a -->\nold\n<!-- /a -->\nafter\n", encoding="utf-8")
    tables.write("a", "new", page)
    tables.write("a", "newer", page)
    assert page.read_text(encoding="utf-8") == "before\n<!-- a -->\n\nnewer\n<!-- /a -->\nafter\n"
    with pytest.raises(ValueError, match="no place for b"):
        tables.write("b", "new", page)


def test_the_document_has_a_place_for_every_part() -> None:
    text = tables.DOCUMENT.read_text(encoding="utf-8")
    assert [part for part in ("machine", *command.PARTS) if f"<!-- {part} -->" not in text] == []


def test_without_a_part_all_are_measured_and_then_proved() -> None:
    assert [*command.read(["--write"]).part] == ["inbound", "backlog", "latency", "delivery", "broadcast", "scale",
                                         "fuzz", "roadmaps", "kill", "replicas", "faults", "hostile", "answers",
                                         "broadcasts", "consulting"]
    assert command.read(["scale", "kill", "--rounds", "2"]).part == ["scale", "kill"]


def test_an_unknown_part_is_refused_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.read(["inbond"])
    assert "there is no part inbond" in capsys.readouterr().err
