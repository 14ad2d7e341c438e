"""Transcripts, read back by the library that wrote them and, where it hides things, as XML."""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.shared import Cm
from PIL import Image

from messages.reports import apart, photo, transcript
from messages.reports.figures import Attached, Earlier, Line, Spent, Transcript
from storage.posts import Kind

ZONE = "Asia/Irkutsk"
ASKER, CURATOR, MENTOR = "Рябинина Марина Петровна", "Осокина Наталья Михайловна", "Таёжникова Зоя Аркадьевна"
WORDS = ["Ы" * 5000, "W" * 300, "а-" * 300, "שלום مرحبا", "😀 漢字", "\u202eназад\x00\x01\x0b\r\n\t", "<b>&amp;</b>",
         "", " ", "{{ 7 * 7 }} {% x %}", "\ud800\ufffe\uffff\ufdd0", "_x0041_", "строка\n\n\nстрока\n"]


def at(written: str) -> int:
    """By the clock of Irkutsk."""
    return int(datetime.fromisoformat(f"{written}+08:00").timestamp())


def picture(width: int = 640, height: int = 480, form: str = "JPEG", **options: object) -> bytes:
    content = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(content, form, **options)
    return content.getvalue()


def shot(content: bytes, name: str = "доска.jpg") -> Attached:
    return Attached(name, len(content), True, content)


QUESTION = Line(
    at("2018-05-11T09:00"), Kind.QUESTION, ASKER, "director",
    "Добрый день! Как заполнить карту проблем школы?\nНужен ли отдельный лист по каждому предмету?",
    edited_at=at("2018-05-12T10:05"), earlier=(Earlier(at("2018-05-12T10:05"), "Как заполнить карту?"),),
    files=(shot(picture()), Attached("Карта проблем.docx", 123_456)))
NOTE = Line(at("2018-05-11T09:40"), Kind.NOTE, CURATOR, "curator", "Такой же вопрос был у Манзурской школы.")
POSTS = (
    QUESTION,
    Line(at("2018-05-11T09:30"), Kind.TAKEN, CURATOR, "curator"),
    NOTE,
    Line(at("2018-05-11T10:00"), Kind.PASSED, CURATOR, "curator", subject=MENTOR),
    Line(at("2018-05-14T11:20"), Kind.ANSWER, MENTOR, "mentor", "Достаточно одного листа. Образец приложен.",
         files=(Attached("Образец.pdf", 2_500_000),)),
    Line(at("2018-05-15T12:00"), Kind.CLOSED, ASKER, "director"),
    Line(at("2018-05-16T08:15"), Kind.REOPENED, ASKER, "director"),
    Line(at("2018-05-17T08:15"), Kind.CLOSED, ""),
)
FULL = Transcript(
    17, "Повышение качества образования в школах с низкими результатами обучения", ASKER, "МБОУ «Бильчирская СОШ»",
    "Мероприятия и сроки", (CURATOR, MENTOR), at("2018-05-11T09:00"), at("2018-05-14T11:20"), at("2018-05-17T08:15"),
    (Spent("individual", 45), Spent("on_site", 120)), 5, "Спасибо, всё понятно", POSTS, ZONE, at("2018-05-20T10:05"))


def opened(wanted: Transcript) -> Paper:
    """VEKHA_PICTURES names a folder for whoever wants to look at them."""
    content = transcript.make(wanted)
    if folder := os.environ.get("VEKHA_PICTURES"):
        (Path(folder) / f"transcript-{len(content)}.docx").write_bytes(content)
    return Document(io.BytesIO(content))


def said(wanted: Transcript) -> list[str]:
    """The paragraphs below the heading of the talk."""
    words = [each.text for each in opened(wanted).paragraphs]
    return [each for each in words[words.index("Переписка") + 1:] if each]


def facts(wanted: Transcript) -> dict[str, str]:
    table, = opened(wanted).tables
    return {row.cells[0].text: row.cells[1].text for row in table.rows}


def xml(wanted: Transcript, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(transcript.make(wanted))) as archive:
        return archive.read(part).decode()


def only(**of: object) -> Transcript:
    """A transcript with one question."""
    line = replace(QUESTION, **{"edited_at": None, "earlier": (), "files": (), "text": "Текст", **of})  # type: ignore[arg-type]
    return replace(FULL, posts=(line,))


def test_it_says_what_it_is_and_all_that_was_said_in_its_order() -> None:
    assert opened(FULL).paragraphs[0].text == "Консультация № 17"
    assert opened(FULL).paragraphs[1].text == FULL.programme
    assert said(FULL) == [
        "11 мая 2018 года",
        "Рябинина М. П., директор, исправлено 12 мая, 10:05\t09:00",
        "Добрый день! Как заполнить карту проблем школы?",
        "Нужен ли отдельный лист по каждому предмету?",
        "Было до 12 мая, 10:05: Как заполнить карту?",
        "Фото: доска.jpg",
        "Файл: Карта проблем.docx, 121 КБ",
        "Осокина Н. М.: вопрос взят в работу\t09:30",
        "Осокина Н. М.: вопрос передан; теперь отвечает Таёжникова З. А.\t10:00",
        "14 мая 2018 года",
        "Таёжникова З. А., наставник\t11:20",
        "Достаточно одного листа. Образец приложен.",
        "Файл: Образец.pdf, 2,4 МБ",
        "15 мая 2018 года",
        "Рябинина М. П.: консультация закрыта\t12:00",
        "16 мая 2018 года",
        "Рябинина М. П.: консультация открыта снова\t08:15",
        "17 мая 2018 года",
        "Консультация закрыта: новых сообщений долго не было\t08:15",
    ]


def test_the_head_has_who_when_and_how_long() -> None:
    assert facts(FULL) == {
        "Кто спросил": ASKER, "Организация": "МБОУ «Бильчирская СОШ»", "Тема": "Мероприятия и сроки",
        "Кто отвечал": f"{CURATOR}, {MENTOR}", "Вопрос задан": "11 мая 2018 года, 09:00",
        "Первый ответ": "14 мая 2018 года, 11:20", "Закрыта": "17 мая 2018 года, 08:15",
        "Затрачено": "45 мин, индивидуальная консультация; 2 ч, консультация с выездом",
        "Оценка": "5 из 5. Спасибо, всё понятно"}


def test_what_is_not_known_is_left_out_or_said_plainly() -> None:
    bare = replace(FULL, asker="", topic="", answerers=(), answered_at=None, closed_at=None, spent=(), rating=None,
                   rating_note="", posts=())
    assert facts(bare) == {
        "Кто спросил": "Участник удалён", "Организация": "МБОУ «Бильчирская СОШ»",
        "Вопрос задан": "11 мая 2018 года, 09:00", "Первый ответ": "пока не было", "Закрыта": "ещё открыта"}
    assert said(bare) == ["Здесь пока ничего не написано."]


@pytest.mark.parametrize(("minutes", "shown"), [(0, "0 мин"), (45, "45 мин"), (60, "1 ч"), (95, "1 ч 35 мин")])
def test_minutes_are_told_in_hours(minutes: int, shown: str) -> None:
    found = facts(replace(FULL, spent=(Spent("group", minutes),)))["Затрачено"]
    assert found == f"{shown}, групповая консультация"


def test_notes_stay_in_the_house_unless_they_are_asked_for() -> None:
    assert NOTE.text not in xml(FULL)
    with_notes = said(replace(FULL, with_notes=True))
    place = with_notes.index(NOTE.text)
    assert with_notes[place - 2:place] == ["Осокина Н. М., куратор\t09:40", "Внутренняя заметка"]


def test_a_day_of_notes_alone_is_not_named() -> None:
    hidden = replace(FULL, posts=(replace(NOTE, at=at("2018-05-10T09:00")), *POSTS))
    assert said(hidden) == said(FULL)


def test_events_and_earlier_wordings_look_like_what_they_are() -> None:
    paragraphs = opened(FULL).paragraphs
    taken = next(each for each in paragraphs if "взят в работу" in each.text)
    earlier = next(each for each in paragraphs if each.text.startswith("Было до"))
    answer = next(each for each in paragraphs if each.text.startswith("Достаточно"))
    assert taken.runs[0].italic
    assert earlier.runs[0].font.size is not None
    assert earlier.runs[0].font.size.pt < 9
    assert not answer.runs[0].italic


@pytest.mark.parametrize("text", WORDS)
def test_whatever_people_write_is_text_and_can_be_opened_again(text: str) -> None:
    wild = replace(only(text=text, author=text, files=(Attached(text, 1), shot(picture(), text)),
                        earlier=(Earlier(1, text),)), programme=text, school=text, topic=text, asker=text,
                   answerers=(text,), rating_note=text)
    assert opened(wild).tables


def test_markup_and_templates_of_people_are_shown_as_they_were_typed() -> None:
    for text in ("<b>&amp;</b>", "{{ 7 * 7 }} {% x %}", "=1+1", "_x0041_"):
        assert text in said(only(text=text))
    assert "абв" in said(only(text="а\x00б\x01в"))


def test_a_broken_line_is_a_paragraph_of_its_own() -> None:
    assert said(only(text="\nраз\r\nдва\n"))[2:] == ["раз", "два"]


def pictures(wanted: Transcript) -> Iterator[tuple[int, int]]:
    for each in opened(wanted).inline_shapes:
        yield int(each.width), int(each.height)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((3000, 1500), (17, 8.5)), ((1000, 3000), (4, 12)), ((60, 60), (1.02, 1.02)), ((4000, 1), (17, 0.01))])
def test_a_photo_keeps_its_shape_and_to_the_page(size: tuple[int, int], shown: tuple[float, float]) -> None:
    (width, height), = pictures(only(files=(shot(picture(*size)),)))
    assert (width / Cm(1), height / Cm(1)) == pytest.approx(shown, abs=0.05)


def test_a_photo_loses_where_it_was_taken_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Anna"
    made = photo.prepared(picture(400, 200, exif=exif))
    assert made
    assert (made.width, made.height) == (200, 400)
    assert b"Camera of Anna" not in made.content
    with Image.open(io.BytesIO(made.content)) as kept:
        assert not dict(kept.getexif())


def test_a_large_photo_becomes_a_small_file() -> None:
    content = picture(4000, 3000)
    made = photo.prepared(content)
    assert made
    assert (made.width, made.height) == (photo.SIDE, photo.SIDE * 3 // 4)


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "BMP"])
def test_other_pictures_are_shown_too(form: str) -> None:
    assert list(pictures(only(files=(shot(picture(form=form)),))))


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:500], picture(form="PNG")[:2000], b"\xff\xd8" * 99])
def test_a_photo_that_cannot_be_read_is_named_instead(content: bytes) -> None:
    wanted = only(files=(Attached("доска.jpg", 34_000, True, content),))
    assert list(pictures(wanted)) == []
    assert said(wanted)[-1] == "Фото не открывается: доска.jpg, 34 КБ"


def test_a_picture_of_too_many_pixels_is_not_unpacked() -> None:
    assert photo.prepared(picture(10_000, 7000, "PNG")) is None
    content = io.BytesIO()
    Image.new("1", (6400, 6400)).save(content, "PNG")
    assert len(content.getvalue()) < 10_000
    assert photo.prepared(content.getvalue()) is None


@pytest.mark.parametrize(("mode", "form"), [("1", "PNG"), ("P", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("RGBA", "PNG"),
                                            ("I;16", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG")])
def test_a_large_picture_of_any_kind_is_made_small_and_stands_upright(mode: str, form: str) -> None:
    exif, content = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new(mode, (4000, 2000)).save(content, form, exif=exif)
    made = photo.prepared(content.getvalue())
    assert made
    assert (made.width, made.height) == (photo.SIDE // 2, photo.SIDE)


def test_a_photo_without_a_name_has_no_line_of_its_own() -> None:
    assert said(only(files=(shot(picture(), ""),)))[-1] == "Текст"


def test_the_foot_has_the_day_the_clock_and_the_pages() -> None:
    foot = opened(FULL).sections[0].footer.paragraphs[0].text
    words, _, page = foot.partition("\t")
    assert words == "Консультация № 17. Выгружено 20 мая 2018 года, 10:05; время указано по поясу «Иркутск»"
    assert page.startswith("стр.")
    assert re.findall("<w:instrText>(.*?)</w:instrText>", xml(FULL, "word/footer1.xml")) == ["PAGE", "NUMPAGES"]


def test_it_says_nothing_of_who_made_it_with_what() -> None:
    about = opened(FULL).core_properties
    assert (about.title, about.author, about.comments) == ("Консультация № 17", "", "")
    assert about.created == datetime.fromtimestamp(FULL.exported_at, UTC).replace(tzinfo=about.created.tzinfo)


async def test_another_process_makes_the_same() -> None:
    content = await apart.make(FULL)
    found = [each.text for each in Document(io.BytesIO(content)).paragraphs]
    assert found == [each.text for each in opened(FULL).paragraphs]
    assert len(Document(io.BytesIO(content)).inline_shapes) == 1


def test_somebody_forgotten_stays_without_a_name() -> None:
    lines = said(replace(FULL, posts=tuple(replace(each, author="", subject="") for each in POSTS[:4])))
    assert [each for each in lines if "Участник удалён" in each] == [
        "Участник удалён, директор, исправлено 12 мая, 10:05\t09:00", "Участник удалён: вопрос взят в работу\t09:30",
        "Участник удалён: вопрос передан\t10:00"]
