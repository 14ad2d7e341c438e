"""The protocol of a contest: every part of it, and nothing of what people wrote is more than text."""

import io
from dataclasses import replace

import docx

from messages.reports import protocol
from messages.reports.figures import Judged, Protocol, Scored

ROW = Judged("1", 7, "МБОУ <«Школа»>", "МОУО: Осинский район", ("27", "12"), "19,5", "15", True, 1, "winner")
LEVEL = replace(ROW, place="2–3", number=8, title="=Школа № 2", award="", apart=False, missing=0)
FULL = Protocol("К-1", "Лучшие практики", "Программа", "2018-05-30", "2018-06-13",
                (("Волкова Анна Петровна", "г. Братск"),), (Scored("Польза", "0–5", "2"),), "30", 3, "municipality",
                187, 2, 5, (ROW, LEVEL, replace(LEVEL, number=9)), ((4, "Школа № 4", "returned"),), "Asia/Irkutsk",
                1_528_900_000)
EMPTY = replace(FULL, commission=(), rows=(replace(LEVEL, place="", mean="", spread="", totals=()),), left_out=(),
                conflicts=0, apart="organisation")


def read(wanted: Protocol) -> tuple[str, list[list[str]]]:
    paper = docx.Document(io.BytesIO(protocol.make(wanted)))
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    return "\n".join(each.text for each in paper.paragraphs), rows


def test_all_of_a_contest_stands_in_it() -> None:
    text, rows = read(FULL)
    for words in ("Протокол конкурса К-1", "1. Волкова Анна Петровна", "число жеребьёвки: 187", "заявлен 2 раза",
                  "Место 2–3: =Школа № 2; =Школа № 2.", "Заявка № 7, МБОУ <«Школа»>: разброс 15 из 30",
                  "Заявка № 4, Школа № 4: возвращена", "Победители"):
        assert words in text, words
    assert ["1", "7", "МБОУ <«Школа»>, МОУО: Осинский район", "27; 12; ещё 1", "19,5", "15", "победитель"] in rows
    assert ["Волкова А. П.", "________________", ""] in rows


def test_what_there_is_not_is_said() -> None:
    text, rows = read(EMPTY)
    for words in ("Эксперты не назначены", "не разошлись", "пока не названы", "заявки своей организации."):
        assert words in text, words
    assert "Не допущены" not in text
    assert any(row[0] == "–" for row in rows)
