"""Texts come from their files, with facts that can break neither the markup nor the layout."""

from pathlib import Path

import pytest

from messages import markup
from messages.catalogue import BadText, Catalogue, Choice, UnknownLabel, UnknownText
from messages.meanings import OpenTask, ShowMenu
from messages.replies import LABEL_LIMIT, Button, Tone

CARD = """\
<b>{{ title }}</b>
{% if due %}
До {{ due|day }}.
{% endif %}


{{ note|lines }}
---
open: {{ title }}
menu: В начало
site: Сайт программы
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "card.txt").write_text(CARD, encoding="utf-8")
    (tmp_path / "tasks" / "_part.txt").write_text("{{ title }}!", encoding="utf-8")
    (tmp_path / "tasks" / "whole.txt").write_text("{% include 'tasks/_part' %}\n", encoding="utf-8")
    return tmp_path


def test_a_message_has_its_text_and_its_buttons(folder: Path) -> None:
    rows = [
        [Choice("open", OpenTask(7), tone=Tone.MAIN, facts={"title": "Отчёт"})],
        [],
        [Choice("menu", ShowMenu()), Choice("site", url="https://example.org")],
    ]
    reply = Catalogue(folder).say("tasks/card", rows, title="Семинар", due="2018-05-30", note="раз\nдва")
    assert reply.text == "<b>Семинар</b>\nДо 30 мая.\n\nраз\nдва"
    assert reply.rows == (
        (Button("Отчёт", "tasks:open:7", tone=Tone.MAIN),),
        (Button("В начало", "menu:show"), Button("Сайт программы", url="https://example.org")),
    )


def test_facts_are_data_not_markup(folder: Path) -> None:
    reply = Catalogue(folder).say("tasks/card", title="<b>A & {{ B }}</b>", due=None, note="<a href='x'>")
    assert reply.text == "<b>&lt;b&gt;A &amp; {{ B }}&lt;/b&gt;</b>\n\n&lt;a href=&#39;x&#39;&gt;"
    assert markup.valid(reply.text)


def test_a_name_cannot_break_the_layout(folder: Path) -> None:
    title = "Ми\u200bша\u202e\n\n\nПет\tров\x00 \u200d👨\u200d👩\u200d👧\ud800\xad"
    reply = Catalogue(folder).say("tasks/card", title=title, due=None, note="a\u2028b\u202e")
    assert reply.text == "<b>Миша Пет ров 👨\u200d👩\u200d👧</b>\n\na\nb"


def test_a_label_is_plain_one_line_and_short(folder: Path) -> None:
    catalogue = Catalogue(folder)
    assert catalogue.label("tasks/card", "open", title="A & <b>\n B") == "A & <b> B"
    long = catalogue.label("tasks/card", "open", title="слово " * 20)
    assert len(long) <= LABEL_LIMIT
    assert long.endswith("…")


def test_words_carry_no_markup(folder: Path) -> None:
    assert Catalogue(folder).words("tasks/card", title="A & B", due=None, note="") == "A & B"


def test_a_text_may_consist_of_parts(folder: Path) -> None:
    assert Catalogue(folder).say("tasks/whole", title="<ура>").text == "&lt;ура&gt;!"


def test_what_is_missing_is_named(folder: Path) -> None:
    catalogue = Catalogue(folder)
    with pytest.raises(UnknownText, match="tasks/nothing"):
        catalogue.say("tasks/nothing")
    with pytest.raises(UnknownLabel, match="tasks/card, label close"):
        catalogue.say("tasks/card", [[Choice("close", ShowMenu())]], title="", due=None, note="")
    with pytest.raises(BadText, match=r"tasks/card: .*'note'"):
        catalogue.say("tasks/card", title="", due=None)
    with pytest.raises(BadText, match=r"tasks/card, label open: .*'title'"):
        catalogue.label("tasks/card", "open")


def test_a_programme_says_it_in_its_own_words(folder: Path) -> None:
    own = Catalogue(folder, {"tasks/card": "Дело: {{ title }}\n---\nmenu: Домой"})
    reply = own.say("tasks/card", [[Choice("menu", ShowMenu()), Choice("open", OpenTask(1))]], title="A")
    assert reply.text == "Дело: A"
    assert [button.label for button in reply.rows[0]] == ["Домой", "A"]


@pytest.mark.parametrize(
    ("override", "error"),
    [
        ({"tasks/nothing": "x"}, UnknownText),
        ({"tasks/card": "{{ title"}, BadText),
        ({"tasks/card": "x\n---\nmenu: {% if"}, BadText),
        ({"tasks/card": "x\n---\nno label"}, BadText),
    ],
)
def test_a_wrong_override_is_found_when_it_is_loaded(
    folder: Path, override: dict[str, str], error: type[BadText]
) -> None:
    with pytest.raises(error):
        Catalogue(folder, override)


def test_an_override_cannot_reach_the_machine(folder: Path) -> None:
    own = Catalogue(folder, {"tasks/card": "{{ title.__class__.__mro__ }}"})
    with pytest.raises(BadText, match="tasks/card"):
        own.say("tasks/card", title="A")
