"""An invented roadmap with its fulfilment: a moved day, days of their own, words that look like formulas."""

from dataclasses import replace

from messages.reports.roadmap_figures import Measured, Part, Place, Point, Progress, Roadmap

DONE = Point("1.1", "Провести семинар", "2018-05-21", "2018-05-30", "", "", ("Институт", "Школы: Фокус-группа"),
             ("Справка", "не менее 7 соглашений"), Progress.DONE, 3, 3, 3, 0, 1, "2018-05-25", "2018-06-01", 2, 1, 5,
             ())
LATE = replace(DONE, number="1.2", title="=HYPERLINK(\"http://evil.example\")", starts_on="", moved_from="2018-05-25",
               moved_at="2018-05-14", progress=Progress.LATE, done=2, accepted=1, late=1, belated=0, words=0, photos=0,
               files=0, longer=(("МБОУ «СОШ № 1»", "2018-06-05"),))
AHEAD = Point("2.1", "Итоговый мониторинг\x00", "2018-10-01", "2018-12-31", "", "", ("Школы",), (), Progress.AHEAD, 1,
              0, 0, 0, 0, "", "", 0, 0, 0, ())
DATELESS = replace(AHEAD, number="+2", starts_on="", due_on="", progress=Progress.NOBODY, total=0)
PARTS = (Part("1. Школы", (DONE, LATE)), Part("Итоги", (AHEAD, DATELESS)))
PLACES = (Place("МБОУ «СОШ № 1»", "Район", "al.."), Place("=Школа", "Район", "awo."), Place("Институт", "", "r..."))
ROADMAP = Roadmap("Программа поддержки", "2018-05-16", "2018-12-31", "", False, PARTS, PLACES, (), "2018-06-20",
                  "Asia/Irkutsk", 1_529_463_600, "Озерова Анна Петровна", "Куратор")
SCHOOL = replace(ROADMAP, scope="МБОУ «СОШ № 1»", single=True, places=PLACES[:1], parts=(
    Part("1. Школы", (replace(DONE, total=1, done=1, accepted=1, first_fact="2018-06-01"),
                      replace(LATE, total=1, done=0, accepted=0, late=1, first_fact="", last_fact=""))),))
MEASURED = (Measured("1.1", "=Обучено", "человек", 60, 45), Measured("1.2", "Соглашения", "штук", 7, None),
            Measured("1.3", "Ничего", "%", 0, 0))
EMPTY = replace(ROADMAP, parts=(), places=())
