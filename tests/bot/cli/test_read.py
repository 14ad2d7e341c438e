"""`vekha read` shows what every row of a document became, or writes the rows as JSON."""

import json
from pathlib import Path

from tests.bot.cli.conftest import Vekha
from tests.scheduler.documents.papers import LEFT, Paper

KEYS = {"table", "section", "number", "activity", "deadline", "status", "start", "end", "recurrence", "owners",
        "result", "indicators", "warnings"}


def plan(folder: Path, title: str = "План на 2018 год") -> str:
    paper = Paper(title)
    paper.table([
        ["№", "Мероприятие", "Срок", "Ответственный", "Результат"],
        ["Раздел 1. Школы", LEFT, LEFT, LEFT, LEFT],
        ["1.1", "Собрать планы", "до 30.05.2018", "МОУО", "Не менее 7 планов"],
        ["", "", "", "", "Справка"],
        ["1.2", "Ответить школам", "", "", ""],
        ["1.3", "Подвести итоги", "когда-нибудь потом", "ИРО", ""],
    ])
    (folder / "plan.docx").write_bytes(paper.file())
    return "plan.docx"


def test_every_row_is_told_and_what_is_unsure_is_listed(vekha: Vekha, tmp_path: Path) -> None:
    shown = vekha("read", plan(tmp_path))
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "plan.docx: План на 2018 год. Годы: 2018.",
        "таблица 1: мероприятий 3; прочие строки: заголовки — 1, разделы — 1, к мероприятию выше — 1.",
        "  строка 1 → заголовки столбцов: № | Мероприятие | Срок | Ответственный | Результат",
        "  строка 2 → раздел: Раздел 1. Школы",
        "  строка 3 → 1.1 Собрать планы | срок «до 30.05.2018»: до 30.05.2018 | МОУО | результатов: 2 | показателей: 1",
        "  строка 4 → к мероприятию выше: Справка",
        "  строка 5 → 1.2 Ответить школам | без срока",
        "  строка 6 → 1.3 Подвести итоги | срок «когда-нибудь потом»: не понят | ИРО",
        "Посмотрите сами, строк: 2.",
        "  таблица 1, строка 5, 1.2: срок не назван; ответственные не названы.",
        "  таблица 1, строка 6, 1.3: срок не понят: «потом».",
    ]
    assert not Path("data").exists()


def test_the_rows_are_written_as_json(vekha: Vekha, tmp_path: Path) -> None:
    shown = vekha("read", plan(tmp_path), "-o", "rows.json")
    assert (shown.status, shown.out) == (0, "Записано в rows.json, мероприятий: 3.\n")
    rows = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    assert all(row.keys() == KEYS for row in rows)
    assert (rows[0]["end"], rows[0]["owners"]) == ("2018-05-30", ["МОУО"])
    assert rows[0]["result"] == "Не менее 7 планов\nСправка"


def test_a_document_without_years_is_asked_for_them(vekha: Vekha, tmp_path: Path) -> None:
    name = plan(tmp_path, "План")
    assert "Годы в документе не названы" in vekha("read", name).out
    assert "Годы: 2023-2024." in vekha("read", name, "--period", "2023-2024").out


def test_what_cannot_be_read_is_one_line(vekha: Vekha, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    for arguments, status in ((("plan.pdf",), 1), (("нет.docx",), 1), ((plan(tmp_path), "--period", "прошлый"), 2),
                              ((plan(tmp_path), "-o", "нет/rows.json"), 1)):
        shown = vekha("read", *arguments)
        assert (shown.status, shown.out, len(shown.err.splitlines())) == (status, "", 1)
