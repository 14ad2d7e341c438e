"""`materials.xlsx` or `materials.yaml`: whole or not at all, each mistake by its place."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from messages.replies import FILE_IN_LIMIT
from scheduler.programme import materials_file, mistakes
from scheduler.programme.mistakes import Found
from storage.library import Kind
from tests.scheduler.programme.folder import YAML as FILE
from tests.scheduler.programme.folder import book, complaints, programme, put, sound

HEAD = ("Код", "Название", "Вид", "Описание", "Ссылка", "Файл", "Тема")
ROWS = (
    HEAD,
    ("plan", "План перехода", "шаблон", "Берите\nструктуру.", "https://example.org/plan", "план.docx", None),
    ("zapis", "Запись вебинара", "видеозапись", None, "https://example.org/v", None, "reading"),
    (7, "Кто отвечает?", "ответ", "Куратор.", None, None, None),
    ("prosto", "Просто так", None, "Текст", None, None, None),
)
YAML = """\
materials:
  - code: plan
    title: План перехода
    kind: шаблон
    about: |
      Берите
      структуру.
    link: https://example.org/plan
    file: план.docx
"""


def shelf(folder: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    (sound(folder) / "programme.yaml").write_text(FILE + "topics: {reading: Чтение}\n", encoding="utf-8")
    book(folder / "materials.xlsx", rows)
    (folder / "materials").mkdir()
    (folder / "materials" / "план.docx").write_bytes(b"PK\x03\x04")
    return folder


def test_a_table_is_read_whole(tmp_path: Path) -> None:
    plan, recording, answer, plain = programme(shelf(tmp_path)).materials
    assert (plan.code, plan.kind, plan.about, plan.link) == ("plan", Kind.TEMPLATE, "Берите\nструктуру.",
                                                             "https://example.org/plan")
    assert plan.file
    assert (plan.file.name, plan.file.content) == ("план.docx", b"PK\x03\x04")
    assert (recording.kind, recording.topic, recording.file) == (Kind.RECORDING, "reading", None)
    assert (answer.code, answer.kind, plain.kind) == ("7", Kind.ANSWER, Kind.MATERIAL)


def test_a_text_file_says_the_same(tmp_path: Path) -> None:
    shelf(tmp_path)
    first = programme(tmp_path).materials[0]
    (tmp_path / "materials.xlsx").unlink()
    (tmp_path / "materials.yaml").write_text(YAML, encoding="utf-8")
    assert programme(tmp_path).materials == (first,)


def test_a_folder_without_a_library_has_none(tmp_path: Path) -> None:
    assert programme(sound(tmp_path)).materials == ()


@pytest.mark.parametrize(("cell", "value", "line"), [
    ("A2", None, "materials.xlsx!Лист1!A2: ячейка пуста"), ("B3", None, "materials.xlsx!Лист1!B3: ячейка пуста"),
    ("A3", "Plan", "materials.xlsx!Лист1!A3: «Plan» уже есть: A2."),
    ("C2", "песня", "materials.xlsx!Лист1!C2: «Вид»: значение «песня» не подходит. Бывает: материал, запись"),
    ("E3", "example.org/v", "materials.xlsx!Лист1!E3: «Ссылка»: значение «example.org/v» не подходит. Нужна ссылка"),
    ("F2", "плаг.docx", "materials.xlsx!Лист1!F2: файла «плаг.docx» в папке materials нет. Может быть, «план.docx»?"),
    ("F2", "../consent.md", "materials.xlsx!Лист1!F2: файла «../consent.md» в папке materials нет."),
    ("D5", None, "materials.xlsx!Лист1!B5: у этого материала нечего открыть."),
    ("B2", "я" * 201, "materials.xlsx!Лист1!B2: здесь 201 знаков, а помещается 200."),
    ("D4", "я" * 3001, "materials.xlsx!Лист1!D4: здесь 3001 знаков, а помещается 3000.")])
def test_a_mistake_is_named_by_its_cell(tmp_path: Path, cell: str, value: object, line: str) -> None:
    told, = complaints(shelf(tmp_path, put(ROWS, cell, value)))
    assert told.startswith(line)


@pytest.mark.parametrize(("wrong", "line"), [
    ("    kind: песня\n", "materials.yaml!строка 4: «materials.1.kind»"),
    ("    vid: x\n", "ключ «materials.1.vid» не знаком"),
    ("    link: ftp://x\n", "Нужна ссылка вида"), ("    file: нет.pdf\n", "файла «нет.pdf» в папке materials нет")])
def test_a_mistake_is_named_by_its_line(tmp_path: Path, wrong: str, line: str) -> None:
    text = f"materials:\n  - {{code: a, title: А, about: Б}}\n  - code: b\n{wrong}    title: Второй\n    about: Текст\n"
    (sound(tmp_path) / "materials.yaml").write_text(text, encoding="utf-8")
    told, = complaints(tmp_path)
    assert line in told
    assert told.startswith("materials.yaml!строка 4")


def test_two_files_are_one_too_many(tmp_path: Path) -> None:
    (shelf(tmp_path) / "materials.yaml").write_text(YAML, encoding="utf-8")
    assert "Оставьте один из двух файлов" in complaints(tmp_path)[0]


def test_topics_are_held_against_those_of_the_programme_where_they_are_known(tmp_path: Path) -> None:
    found = Found()
    materials_file.read(shelf(tmp_path), ["readings"], found)
    assert [mistakes.line(each) for each in found.all()] == [
        "materials.xlsx!Лист1!G3: темы «reading» нет в topics. Может быть, «readings»?"]


@pytest.mark.parametrize(("size", "word"), [(0, "пуст"), (FILE_IN_LIMIT + 1, "больше 20 МБ")])
def test_a_file_is_neither_empty_nor_too_large(tmp_path: Path, size: int, word: str) -> None:
    with (shelf(tmp_path) / "materials" / "план.docx").open("wb") as file:
        file.truncate(size)
    told, = complaints(tmp_path)
    assert told.startswith("materials.xlsx!Лист1!F2: файл «план.docx»")
    assert word in told


def test_all_files_together_have_a_limit_and_it_is_told_once(tmp_path: Path) -> None:
    names = [f"{number}.bin" for number in range(8)]
    shelf(tmp_path, (HEAD, *((name, name, None, None, None, name, None) for name in names)))
    for name in names:
        with (tmp_path / "materials" / name).open("wb") as file:
            file.truncate(FILE_IN_LIMIT)
    told, = complaints(tmp_path)
    assert told.startswith("materials.xlsx!Лист1!F7: файлы из папки materials вместе больше 100 МБ")


def test_a_file_of_several_rows_weighs_once(tmp_path: Path) -> None:
    shelf(tmp_path, (HEAD, *((number, f"Запись {number}", None, None, None, "один.bin", None) for number in range(8))))
    with (tmp_path / "materials" / "один.bin").open("wb") as file:
        file.truncate(FILE_IN_LIMIT)
    materials = programme(tmp_path).materials
    assert {each.file and each.file.name for each in materials} == {"один.bin"}
    assert len({id(each.file) for each in materials}) == 1


@pytest.mark.parametrize("on_disk", [
    unicodedata.normalize("NFD", "мой план.docx"), "мой  план.docx", "мой\xa0план.docx"])
def test_a_name_is_compared_as_it_is_seen(tmp_path: Path, on_disk: str) -> None:
    shelf(tmp_path, put(ROWS, "F2", "мой план.docx"))
    (tmp_path / "materials" / "план.docx").rename(tmp_path / "materials" / on_disk)
    first = programme(tmp_path).materials[0]
    assert first.file
    assert (first.file.name, first.file.content) == ("мой план.docx", b"PK\x03\x04")


@pytest.mark.parametrize(("name", "content", "line"), [
    ("virus.exe", b"x", "файл «virus.exe» — программа"), ("план.docx", b"MZ\x90\0", "файл «план.docx» — программа"),
    ("план.html", b"x", "файл «план.html» — программа или страница"),
    ("Песня.MP3", b"ID3\x04" + bytes(50), "файл «Песня.MP3» ВКонтакте не отправить: mp3 он не принимает.")])
def test_what_the_chat_or_a_messenger_would_not_take_is_named(tmp_path: Path, name: str, content: bytes,
                                                              line: str) -> None:
    (shelf(tmp_path, put(ROWS, "F2", name)) / "materials" / name).write_bytes(content)
    told, = complaints(tmp_path)
    assert told.startswith(f"materials.xlsx!Лист1!F2: {line}")
