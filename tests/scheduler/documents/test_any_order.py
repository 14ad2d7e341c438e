"""The same plan with its columns in any order, under any of their names, in Word and in Excel: the same rows."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import Paper

HEADINGS = {
    "number": ("№", "№ п/п", "N п/п", "Номер"),
    "activity": ("Мероприятие", "Наименование мероприятия", "Содержание работы", "Меро-\nприятия", "СОДЕРЖАНИЕ"),
    "deadline": ("Срок", "Сроки реализации", "Срок исполнения", "Дата проведения", "Период реализации"),
    "owner": ("Ответственный", "Исполнители", "Ответственные испол-\nнители", "Кто отвечает"),
    "result": ("Результат", "Ожидаемые результаты", "Показатель", "Вид документа"),
    "place": ("Место проведения", "Место"),
    "form": ("Форма", "Форма проведения"),
    "unknown": ("Код бюджета", "Шифр"),
}
ROWS = (
    {"number": "1", "activity": "Собрать планы школ", "deadline": "до 30.05.2018", "owner": "МОУО, ИРО",
     "result": "Не менее 7 планов", "place": "г. Тулун", "form": "заочно", "unknown": "07"},
    {"number": "2", "activity": "Провести семинар", "deadline": "май 2018", "owner": "ИРО", "result": "Протокол",
     "place": "ИРО", "form": "очно", "unknown": "08"},
    {"number": "3", "activity": "Ответить школам", "deadline": "01.06.2018", "owner": "Директора школ", "result": "",
     "place": "", "form": "", "unknown": ""},
)
SPELLINGS = st.fixed_dictionaries({name: st.sampled_from(all_) for name, all_ in HEADINGS.items()})
ORDER = st.permutations(list(HEADINGS))
KEPT = st.sets(st.sampled_from(["number", "place", "form", "unknown", "result"]))


def table(order: Sequence[str], spelling: dict[str, str], dropped: set[str]) -> list[list[papers.Content]]:
    names = [name for name in order if name not in dropped]
    rows: list[list[papers.Content]] = [[spelling[name].split("\n") for name in names]]
    rows += [[str(place) for place in range(1, len(names) + 1)]]
    return rows + [[row[name] for name in names] for row in ROWS]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=ORDER, spelling=SPELLINGS, dropped=KEPT, excel=st.booleans())
def test_columns_are_found_by_their_sense(order: list[str], spelling: dict[str, str], dropped: set[str],
                                          excel: bool) -> None:
    rows = table(order, spelling, dropped)
    if excel:
        flat = [["\n".join(map(str, each)) if isinstance(each, list) else each for each in row] for row in rows]
        document = papers.read(papers.saved(papers.book(("План", flat))), "план.xlsx")
    else:
        paper = Paper("План")
        paper.table(rows)
        document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    assert [row.activity for row in document.rows] == [row["activity"] for row in ROWS]
    assert [row.phrase for row in document.rows] == [row["deadline"] for row in ROWS]
    assert [row.owners for row in document.rows] == [("МОУО", "ИРО"), ("ИРО",), ("Директора школ",)]
    assert [row.number for row in document.rows] == (["", "", ""] if "number" in dropped else ["1", "2", "3"])
    assert bool(document.rows[0].results) is ("result" not in dropped)
    assert (document.rows[0].others or {}).get("place", "") == ("" if "place" in dropped else "г. Тулун")
