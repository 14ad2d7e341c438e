"""The documents keep their promises: commands run, links and places exist, nothing speaks of somebody's machine."""

import ast
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer.main

from bot.__main__ import COMMANDS, build, run
from bot.settings import Settings
from tests.handlers import importing, listing

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/irkutsk-2018"
HOWTOS = sorted((ROOT / "docs" / "howto").glob("*.md"))
SHOWN = [ROOT / "README.md", ROOT / "docs" / "quickstart.md", *HOWTOS]
"""Documents whose commands somebody types."""
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PARTS = ("**Summary.**", "## Context", "## Decision", "Alternatives that lost:", "## Consequences")
FOR_EVER = ("run", "demo")
"""They go on until they are stopped, and need a network or a browser."""
OTHERS = {"POSTGRES_PASSWORD"}
"""Variables that compose reads, not Vekha."""
IN_THE_CONTAINER = ("/opt/vekha/",)
PICTURE_LIMIT = 200_000

_FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_PLACE = re.compile(r"`((?:bot|handlers|scheduler|messages|storage|tests|docs|examples)/[\w./-]*)`")
_GLOSSARY = re.compile(r"\| `([\w./-]+)(?::([\w.]+))?` \|$", re.MULTILINE)
_ABSOLUTE = re.compile(r"(?<![\w.:/}*<])/(?:\w[\w.-]*)/[\w./-]+")


def named(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def shown(page: Path) -> Iterator[str]:
    """The lines of its code, without what a shell takes for a comment."""
    for block in _FENCE.findall(page.read_text(encoding="utf-8")):
        yield from (line.split(" # ")[0].strip() for line in block.splitlines())


def typed(page: Path) -> list[list[str]]:
    """What is typed after `vekha` on this machine."""
    return [shlex.split(line)[1:] for line in shown(page) if line.startswith("vekha ")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example as it comes and as an operator has copied it; no variables of this machine."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    for copy in (EXAMPLE, "programma"):
        shutil.copytree(ROOT / EXAMPLE, tmp_path / copy)
    (tmp_path / "plan.docx").write_bytes(importing.paper(*importing.ROWS))
    (tmp_path / "people.xlsx").write_bytes(listing.book(listing.somebody("Сорокина Инга Львовна")))
    return tmp_path


@pytest.mark.parametrize("page", SHOWN, ids=named(SHOWN))
def test_commands_that_a_page_shows_succeed_in_their_order(
    page: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [command for command in typed(page) if command[0] not in FOR_EVER]
    before = [["load", "programma"]] if page in HOWTOS and commands else []
    for command in before + commands:
        assert run(command) == 0, (command, capsys.readouterr().err)


@pytest.mark.parametrize("page", SHOWN, ids=named(SHOWN))
def test_every_command_is_one_of_ours(page: Path) -> None:
    lines = "\n".join(shown(page))
    assert set(re.findall(r"\bvekha ([a-z]+)\b", lines.replace("-U vekha vekha", ""))) <= COMMANDS.keys()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}:" in makefile for target in re.findall(r"\bmake ([a-z]+)\b", lines))


def test_the_reference_lists_all_commands_with_their_options() -> None:
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `vekha (\w+)", text, re.MULTILINE)) == COMMANDS.keys()
    groups = typer.main.get_command(build())
    commands = getattr(groups, "commands", {})
    options = {name for command in commands.values() for option in command.params for name in option.opts}
    assert {name for name in options if name.startswith("-")} == set(re.findall(r"`(--?[a-z-]+)", text)) - {"--help"}


@pytest.mark.parametrize("page", SHOWN, ids=named(SHOWN))
def test_every_variable_is_a_setting(page: Path) -> None:
    variables = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", page.read_text(encoding="utf-8")))
    assert variables <= {name.upper() for name in Settings.model_fields} | OTHERS


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_links_and_places_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [place for place in _PLACE.findall(text) if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_no_page_speaks_of_somebodys_machine(page: Path) -> None:
    found = _ABSOLUTE.findall(page.read_text(encoding="utf-8"))
    assert [path for path in found if not path.startswith(IN_THE_CONTAINER)] == []


def test_pictures_are_shown_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    texts = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert pictures
    assert [each.name for each in pictures if f"pictures/{each.name})" not in texts] == []
    assert [each.name for each in pictures if each.stat().st_size > PICTURE_LIMIT] == []


def test_every_place_of_the_glossary_exists() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    places = _GLOSSARY.findall(text)
    rows = text.count("\n| ") - 2 * text.count("\n## ")  # but for the two lines of each heading
    assert len(places) == rows > 0
    assert [place for place in places if not _exists(*place)] == []


def test_decisions_are_numbered_and_say_what_lost() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for page in DECISIONS:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]}. "), page.name
        assert [part for part in PARTS if part not in text] == [], page.name


def _exists(path: str, name: str) -> bool:
    file = ROOT / path
    if not file.is_file():
        return False
    kinds: dict[str, Callable[[str], set[str]]] = {".py": _python_names, ".sql": _sql_names}
    return not name or name in kinds[file.suffix](file.read_text(encoding="utf-8"))


def _sql_names(text: str) -> set[str]:
    """Tables, views and queries."""
    return set(re.findall(r"^(?:create table|create view|-- name:) (\w+)", text, re.MULTILINE))


def _python_names(text: str) -> set[str]:
    """What a module defines, and with a dot what its classes do."""
    tree = ast.parse(text)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return set(_defined(tree.body)) | {f"{node.name}.{name}" for node in classes for name in _defined(node.body)}


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                yield name
