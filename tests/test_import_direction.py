"""Imports go one way: bot → handlers → scheduler → messages → storage. A line that does not is named here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["bot", "handlers", "scheduler", "messages", "storage"]
ADAPTERS = ["telegram", "vk", "sandbox"]
ONLY_IN = {
    "aiogram": ["bot/telegram/api.py"],
    "vkbottle": ["bot/vk/api.py"],
    "aiosqlite": ["storage/sqlite.py"],
    "asyncpg": ["storage/postgresql.py", "storage/postgresql_copies.py", "storage/wakeup.py"],
    "aiosql": ["storage/queries.py"],
    "fpdf": ["messages/reports/sheets.py"],
    "docx": [
        "messages/reports/help_list.py",
        "messages/reports/minutes.py",
        "messages/reports/protocol.py",
        "messages/reports/roadmap_paper.py",
        "messages/reports/school_card.py",
        "messages/reports/transcript.py",
        "messages/reports/word.py",
    ],
    "icalendar": ["messages/reports/calendar.py"],
    "openpyxl": ["scheduler/programme/", "messages/reports/"],
    "apscheduler": ["scheduler/nursery.py"],
    "dateutil": ["scheduler/documents/terms.py", "scheduler/surveys/waves_file.py"],
    "matplotlib": ["messages/reports/chart.py"],
    "lxml": ["scheduler/documents/word_file.py", "scheduler/surveys/expressions.py"],
    "regex": ["scheduler/surveys/expressions.py"],
    "snowballstemmer": ["scheduler/stems.py"],
    "pyxform": ["scheduler/surveys/grammar.py", "scheduler/surveys/xlsform.py"],
}
"""Libraries that one wrapper alone may know."""


def sources() -> list[Path]:
    return [file for package in ORDER for file in sorted((ROOT / package).rglob("*.py"))]


def imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def offences(file: Path, module: str) -> bool:
    place = file.relative_to(ROOT)
    package, target = place.parts[0], module.split(".")[0]
    if target in ORDER and ORDER.index(target) < ORDER.index(package):
        return True
    adapter = place.parts[1] if package == "bot" and len(place.parts) > 2 else ""
    if adapter in ADAPTERS and target in ORDER and target != "messages":
        return not module.startswith(f"bot.{adapter}") and module != "bot"
    return False


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_what_stands_to_its_right(file: Path) -> None:
    wrong = [f"{file.relative_to(ROOT)}:{line}: {module}" for line, module in imports(file) if offences(file, module)]
    assert wrong == []


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_library_is_known_to_its_wrapper_alone(file: Path) -> None:
    place = file.relative_to(ROOT).as_posix()
    wrong = [f"{place}:{line}: {module}" for line, module in imports(file)
             for library, homes in ONLY_IN.items()
             if module.split(".")[0] == library and not any(place.startswith(home) for home in homes)]
    assert wrong == []


def test_the_rule_would_be_noticed_if_broken() -> None:
    assert offences(ROOT / "storage" / "tasks.py", "messages.replies")
    assert offences(ROOT / "bot" / "vk" / "reader.py", "bot.telegram.reader")
    assert not offences(ROOT / "handlers" / "menu.py", "storage.tasks")


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(file.relative_to(ROOT)) for file in [*sources(), *sorted((ROOT / "tests").rglob("*.py"))]
              if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))]
    assert silent == []
