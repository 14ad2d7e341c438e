"""How the files of a request are called and shared out."""

from dataclasses import replace
from pathlib import PurePosixPath

from hypothesis import given as drawn
from hypothesis import strategies as st

from scheduler.requests import archive
from storage.assignments import Given, Part
from storage.tasks import TaskState

PART = Part(1, TaskState.DONE, "2018-05-25", 0, 9, "МБОУ «СОШ № 5: \"Лицей\"»", "Осинский район", "Asia/Irkutsk", "",
            "Иванова", None)
FILE = Given(1, "", "", 4, "приказ.pdf", "application/pdf", 1000)


def test_a_name_leads_with_the_school_and_keeps_to_what_all_systems_take() -> None:
    assert archive.names([PART], [FILE]) == {4: "МБОУ СОШ № 5 Лицей - приказ.pdf"}


def test_several_municipalities_have_a_folder_each_and_people_their_names() -> None:
    other = replace(PART, task=2, municipality="Усть-Кут", person="Петров П. П.")
    names = archive.names([PART, other], [FILE, replace(FILE, task=2, file=5)])
    assert list(names.values()) == ["Осинский район/МБОУ СОШ № 5 Лицей - приказ.pdf",
                                    "Усть-Кут/МБОУ СОШ № 5 Лицей - Петров П. П. - приказ.pdf"]


def test_the_same_name_twice_becomes_two_and_one_file_stays_one() -> None:
    names = archive.names([PART], [FILE, replace(FILE, file=5, name="ПРИКАЗ.pdf"), FILE])
    assert list(names.values()) == ["МБОУ СОШ № 5 Лицей - приказ.pdf", "МБОУ СОШ № 5 Лицей - ПРИКАЗ (2).pdf"]


@drawn(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=8))
def test_whatever_people_call_things_no_path_leaves_the_archive(words: list[tuple[str, str, str]]) -> None:
    parts = [replace(PART, task=number, title=title, municipality=place)
             for number, (title, place, _) in enumerate(words)]
    files = [replace(FILE, task=number, file=number, name=name) for number, (_, _, name) in enumerate(words)]
    names = archive.names(parts, files)
    assert len({name.casefold() for name in names.values()}) == len(words)
    for name in names.values():
        steps = PurePosixPath(name).parts
        assert len(steps) <= 2
        assert not PurePosixPath(name).is_absolute()
        assert ".." not in steps
        assert len(name) < 250
        assert not set('<>:"\\|?*\n\0') & set(name)


def test_what_does_not_fit_into_one_message_comes_in_several_archives() -> None:
    big = [replace(FILE, file=number, size=20_000_000) for number in range(5)]
    assert [len(share) for share in archive.split(big)] == [2, 2, 1]
    assert [len(share) for share in archive.split([replace(FILE, size=49_000_000)])] == [1]
    assert list(archive.split([])) == []
