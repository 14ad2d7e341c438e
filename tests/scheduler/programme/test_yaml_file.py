"""YAML by a strict model: each mistake with its line, nothing taken for what it is not."""

from pathlib import Path

import pytest

from scheduler.programme import mistakes, yaml_file
from scheduler.programme.documents import ProgrammeFile
from scheduler.programme.mistakes import Found
from tests.scheduler.programme.folder import YAML


def test_scalars_are_what_was_typed(tmp_path: Path) -> None:
    text = YAML.replace("small-2018", "007").replace("digest_at: 10:00", "digest_at: 9:05")
    file, lines = _read(tmp_path, text)
    assert file is not None
    assert (file.code, file.consent.version) == ("007", "2018-05")
    assert file.digest_at is not None
    assert file.digest_at.isoformat() == "09:05:00"
    assert lines == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("digest_at: 10:00", "digest: 10:00", "строка 5: ключ «digest» не знаком. Может быть, «digest_at»?"),
        ("digest_at: 10:00", "qqq: 1", "строка 5: ключ «qqq» не знаком. Удалите его или проверьте написание."),
        ("code: small-2018\n", "", "строка 1: не хватает ключа «code». Добавьте его."),
        ("digest_at: 10:00", "digest_at: 25:00", "строка 5: «digest_at»: значение «25:00» не подходит. "
         "Нужно время вида 09:00."),
        ("to: 2018-12-31", "to: 2018-02-31", "строка 3: «period.to»: значение «2018-02-31» не подходит. "
         "Нужна дата вида 2018-05-16, и такой день должен быть в календаре."),
        ("Asia/Irkutsk", "Иркутск", "строка 4: «time_zone»: значение «Иркутск» не подходит. "
         "Нужен часовой пояс вида Asia/Irkutsk или Europe/Moscow."),
        ("20:00-08:00", "ночью", "строка 6: «quiet_hours»: значение «ночью» не подходит. "
         "Нужны два времени через дефис, например 20:00-08:00."),
        ("small-2018", "Малая", "строка 1: «code»: значение «Малая» не подходит. "
         "Нужны строчные латинские буквы, цифры и дефис, до 40 знаков, например irkutsk-2018."),
        ("level: municipality", "level: город", "строка 11: «owners.МОУО.level»: значение «город» не подходит. "
         "Нужен один из уровней: ministry, institute, municipality, district, school."),
        ("[period.to]", "", "строка 12: «assumed»: такое значение не подходит. "
         "Нужен список; если он пуст, поставьте []."),
        ("groups: {focus: Ф", "groups: {фокус: Ф", "строка 8: «groups.фокус»: значение «фокус» не подходит. "
         "Нужны строчные латинские буквы, цифры и дефис, до 40 знаков, например irkutsk-2018."),
        ("assumed:", "code:", "строка 1: ключ «code» встречается второй раз (строка 12). Оставьте один."),
        ("digest_at: 10:00", "digest_at: [", "строка 7: здесь нарушена разметка YAML. "
         "Проверьте отступы (только пробелы), двоеточия и кавычки."),
        ("digest_at: 10:00", "review: по очереди", "строка 5: «review»: значение «по очереди» не подходит. "
         "Бывает: in_turn, together, coordinator, curator."),
        ("digest_at: 10:00", "reviw: together", "строка 5: ключ «reviw» не знаком. Может быть, «review»?"),
        ("digest_at: 10:00", "ladder: {before: [много]}", "строка 5: «ladder.before.0»: значение «много» не подходит. "
         "Нужно целое число."),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_its_remedy(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert old in YAML
    assert f"programme.yaml!{line}" in _read(tmp_path, YAML.replace(old, new))[1]


@pytest.mark.parametrize(
    "text",
    ["", "- 1", "просто текст", "a: &x [1]\nb: *x", "a: " + "[" * 5000, "{" * 5000, "? [1]\n: 2", "\x00", "a: \t- b"],
)
def test_no_text_raises(tmp_path: Path, text: str) -> None:
    file, lines = _read(tmp_path, text)
    assert file is None
    assert lines


def _read(folder: Path, text: str) -> tuple[ProgrammeFile | None, list[str]]:
    (folder / "programme.yaml").write_text(text, encoding="utf-8")
    found = Found()
    result = yaml_file.read(folder / "programme.yaml", ProgrammeFile, found)
    return result[0] if result else None, [mistakes.line(one) for one in found.all()]
