"""Shares of right readings: what counts as right, as asked, as wrong."""

import pytest

from scheduler.deadlines import judging
from scheduler.deadlines.judging import NoTable, Phrase, Verdict
from scheduler.programme import phrases
from scheduler.programme.reading import Context, Reading

HEAD = "phrase\tcontext_year\tkind\tstart\tend\trecurrence\tnote\talso"


def one(line: str) -> Phrase:
    return judging.phrases(f"# a remark\n{HEAD}\n{line}\n")[0]


def read(phrase: Phrase) -> Reading:
    return phrases.understood(phrase.phrase, Context.of(phrase.context))


@pytest.mark.parametrize(("line", "verdict"), [
    ("до 15 июня\t2011\tdate\t\t2011-06-15\t\t\t", Verdict.RIGHT),
    ("до 15 июня\t2011\tdate\t2011-06-15\t2011-06-15\t\t\t", Verdict.WRONG),
    ("до 15 июня\t2011\tdate\t2011-06-15\t2011-06-15\t\t\t..2011-06-15", Verdict.RIGHT),
    ("ежемесячно\t2011\trecurring\t\t\tFREQ=WEEKLY\t\tFREQ=MONTHLY", Verdict.RIGHT),
    ("ежемесячно\t2011\trecurring\t\t\tFREQ=WEEKLY\t\t2011-01-01..2011-12-31 FREQ=MONTHLY", Verdict.WRONG),
    ("по мере необходимости\t2011\tunspecified\t\t\t\t\t", Verdict.RIGHT),
    ("по мере необходимости\t2011\tmonth\t2011-01-01\t2011-01-31\t\t\t", Verdict.NOT_UNDERSTOOD),
    ("по мере необходимости\t2011\tmonth\t2011-01-01\t2011-01-31\t\t\tunspecified", Verdict.RIGHT),
    ("до сентября\t2011\tdate\t\t2011-08-31\t\t\t", Verdict.ASKED),
    ("до сентября\t2011\tdate\t\t2011-08-31\t\t\tunsure", Verdict.RIGHT),
    ("май\t2011\tunspecified\t\t\t\t\t", Verdict.WRONG),
])
def test_a_reading_is_judged_by_its_row(line: str, verdict: Verdict) -> None:
    phrase = one(line)
    assert phrase.known
    assert judging.verdict(phrase, read(phrase)) is verdict


def test_a_table_without_readings_judges_nothing() -> None:
    (phrase,) = judging.phrases("context_year\tphrase\n2018\tдо 1 мая\n")
    assert (phrase.phrase, phrase.context, phrase.known) == ("до 1 мая", "2018", False)


@pytest.mark.parametrize("text", ["", "# nothing\n", "phrase\n", "до 1 мая\t2018\n"])
def test_a_table_without_its_heading_is_none(text: str) -> None:
    with pytest.raises(NoTable):
        judging.phrases(text)
