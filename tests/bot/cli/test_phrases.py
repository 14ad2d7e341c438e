"""`vekha phrases` at the terminal: what is asked, the answers in a file, the shares."""

from pathlib import Path

from tests.bot.cli.conftest import Vekha

HEAD = "phrase\tcontext_year\tkind\tstart\tend\trecurrence\tnote\talso\n"


def table(folder: Path, *lines: str, head: str = HEAD) -> str:
    path = folder / "phrases.tsv"
    path.write_text("# a remark\n" + head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path.name


def test_answers_are_written_as_a_table(vekha: Vekha, tmp_path: Path) -> None:
    name = table(tmp_path, "до 1 мая\t2018", "ежемесячно\t2018-2019", "по графику\t2018", "до мая\t2018",
                 head="phrase\tcontext_year\n")
    shown = vekha("phrases", name, "-o", "answers.tsv")
    assert shown.status == 0
    assert (tmp_path / "answers.tsv").read_text(encoding="utf-8").splitlines() == [
        "phrase\tcontext_year\tstatus\tstart\tend\trecurrence",
        "до 1 мая\t2018\tread\t\t2018-05-01\t",
        "ежемесячно\t2018-2019\tread\t\t\tFREQ=MONTHLY",
        "по графику\t2018\tnot_understood\t\t\t",
        "до мая\t2018\tunsure\t\t2018-05-31\t",
    ]
    assert "Фраз: 4; прочитано 2, подтвердить 1, не прочитано 1." in shown.out
    assert "«по графику» не прочитано" in shown.out
    assert "Верно" not in shown.out


def test_shares_are_printed_where_the_right_readings_are_known(vekha: Vekha, tmp_path: Path) -> None:
    name = table(tmp_path, "до 1 мая\t2018\tdate\t\t2018-05-01\t\t\t", "май\t2018\tmonth\t2018-05-01\t2018-06-30\t\t\t",
                 "по графику\t2018\tmonth\t2018-05-01\t2018-05-31\t\t\t", "до мая\t2018\tdate\t\t2018-04-30\t\t\t")
    shown = vekha("phrases", name)
    assert "Верно 25,0 %, не прочитано 25,0 %, другое с вопросом 25,0 %, неверно 25,0 %." in shown.out
    assert "«май» → 2018-05-01..2018-05-31, а верно 2018-05-01..2018-06-30 (wrong)" in shown.out


def test_a_year_that_is_none_is_said_and_the_phrase_is_read_without_it(vekha: Vekha, tmp_path: Path) -> None:
    shown = vekha("phrases", table(tmp_path, "до 01.05.2018\tвесна", "до 1 мая\tвесна", head="phrase\tcontext_year\n"))
    assert "строка 3: «весна»" in shown.err
    assert "прочитано 1, подтвердить 0, не прочитано 1" in shown.out


def test_what_is_no_such_table_is_refused(vekha: Vekha, tmp_path: Path) -> None:
    shown = vekha("phrases", table(tmp_path, "до 1 мая", head="срок\n"))
    assert (shown.status, shown.out) == (1, "")
    assert "phrase и context_year" in shown.err
    missing = vekha("phrases", "phrase.tsv")
    assert (missing.status, missing.err) == (
        1, "phrase.tsv: такого файла нет. Рядом лежит «phrases.tsv» — может быть, нужен он?\n")


def test_answers_that_cannot_be_written_are_an_error_in_one_line(vekha: Vekha, tmp_path: Path) -> None:
    name = table(tmp_path, "до 1 мая\t2018", head="phrase\tcontext_year\n")
    shown = vekha("phrases", name, "-o", "no/such/folder.tsv")
    assert shown.status == 1
    assert len(shown.err.splitlines()) == 1
