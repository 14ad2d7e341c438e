"""Schools with all that their names say, and the ways in which people write one and the same name."""

from dataclasses import dataclass

from hypothesis import strategies as st

KINDS = {
    "средняя": ("СОШ", "средняя общеобразовательная школа", "средняя школа", "сош",
                "Средняя  Общеобразовательная Школа"),
    "основная": ("ООШ", "основная общеобразовательная школа", "основная школа"),
    "начальная": ("НОШ", "начальная общеобразовательная школа"),
    "лицей": ("лицей", "Лицей"),
    "гимназия": ("гимназия", "Гимназия"),
    "интернат": ("школа-интернат", "Школа – интернат"),
}
FORMS = ("", "МБОУ", "МОУ", "МКОУ", "МАОУ", "ГБОУ", "Муниципальное бюджетное общеобразовательное учреждение",
         "Муниципальное казённое общеобразовательное учреждение", "MБOУ")
OWN = ("", "Кедровская", "Озёрная", "Ново-Ленинская", "Ленинская", "Подъеланская", "Сосновская", "Верхнеозёрская")
SIGNS = ("№ {}", "№{}", "N {}", "N{}", "№  {}", "{}", "№ 0{}")
HONOURS = ("", "Ю. А. Гагарина", "Героя Советского Союза И. И. Кедрова")
SETTLEMENTS = ("", "Кедровка", "Новая Игирма", "Усть-Озёрск")
QUOTES = ("{}", "«{}»", '"{}"', "“{}”", "'{}'")


@dataclass(frozen=True, slots=True)
class School:
    """One school; two that differ in anything but the honour are two."""

    kind: str
    number: int
    own: str
    settlement: str
    honour: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing."""

    form: str
    kind: int
    sign: str
    quotes: str
    upper: bool
    wide: bool
    named: str
    place: str
    region: str


schools = st.builds(School, st.sampled_from(sorted(KINDS)), st.integers(0, 40), st.sampled_from(OWN),
                    st.sampled_from(SETTLEMENTS), st.sampled_from(HONOURS)
                    ).filter(lambda one: bool(one.number or one.own))
spellings = st.builds(Spelling, st.sampled_from(FORMS), st.integers(0, 9), st.sampled_from(SIGNS),
                      st.sampled_from(QUOTES), st.booleans(), st.booleans(), st.sampled_from(("им. {}", "имени {}")),
                      st.sampled_from(("п. {}", "пос. {}", "посёлок {}")), st.sampled_from(("", " Иркутской области")))


def written(school: School, way: Spelling) -> str:
    """The name of a school as somebody writes it."""
    kinds = KINDS[school.kind]
    parts = [school.own, kinds[way.kind % len(kinds)], way.sign.format(school.number) if school.number else "",
             way.named.format(school.honour) if school.honour else ""]
    named = way.quotes.format(" ".join(filter(None, parts)))
    place = way.place.format(school.settlement) if school.settlement else ""
    text = " ".join(filter(None, (way.form, named, place))) + way.region
    text = text.upper() if way.upper else text
    return text.replace(" ", "\u00a0 ") if way.wide else text
