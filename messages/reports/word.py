"""Paper for what opens as a Word document: A4, our letters, Russian as its language, fields for page numbers.

What people have written is text and nothing else; what XML cannot hold is left out.
"""

import io
import re
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shape import InlineShape
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from messages.visible import visible, visible_lines

FONT = "Arial"
ACCENT, GREY = RGBColor(31, 73, 112), RGBColor(0x6B, 0x6B, 0x6B)
WIDTH = Cm(17)
"""Of what stands between the margins."""
EDGE = Cm(2)
_NEVER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def paper(title: str, at: int) -> Paper:
    """An empty document that says who it is and when it was made."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = EDGE
    section.footer_distance = Cm(1)
    _styles(made)
    about = made.core_properties
    about.title, about.author, about.comments, about.language = line(title), "", "", "ru-RU"
    about.created = about.modified = datetime.fromtimestamp(at, UTC)
    return made


def saved(made: Paper) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def line(text: str) -> str:
    """What can be seen and stored, on one line."""
    return _NEVER.sub("", visible(text))


def lines(text: str) -> list[str]:
    """What can be seen and stored; empty lines at the ends are left out."""
    return _NEVER.sub("", visible_lines(text)).strip("\n").split("\n")


def add(paragraph: Paragraph, text: str, *, size: float = 0, colour: RGBColor | None = None, bold: bool = False,
        italic: bool = False) -> Run:
    """Words, with what sets them apart."""
    run = paragraph.add_run(text)
    run.font.bold, run.font.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def space(paragraph: Paragraph, before: float = 0, after: float = 0, *, stays: bool = False) -> Paragraph:
    """Points above and below; `stays`: on the page of the next one."""
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.keep_with_next = stays or None
    return paragraph


def tab_right(paragraph: Paragraph, at: Length = WIDTH) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(at, WD_TAB_ALIGNMENT.RIGHT)


def edge(paragraph: Paragraph, colour: RGBColor, fill: RGBColor) -> None:
    """A coloured ground with a line on its left."""
    shape = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", str(colour))):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", str(fill))):
        ground.set(qn(f"w:{name}"), value)
    shape.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    shape.insert_element_before(ground, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def describe(picture: InlineShape, words: str) -> None:
    """What is told to whoever does not see it. Where no distance to the words is given, some programs leave one."""
    frame = picture._inline
    frame.docPr.set("descr", words)
    for side in "TBLR":
        frame.set(f"dist{side}", "0")


def foot(section: Section, words: str, page: str, width: Length = WIDTH) -> None:
    """The words, and which page of how many, at the other end of the line."""
    paragraph = section.footer.paragraphs[0]
    tab_right(paragraph, width)
    add(paragraph, f"{words}\t{page} ", size=8.5, colour=GREY)
    _field(paragraph, "PAGE")
    add(paragraph, " / ", size=8.5, colour=GREY)
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    for kind in ("begin", "", "separate", "1", "end"):
        run = add(paragraph, "1" if kind == "1" else "", size=8.5, colour=GREY)
        if kind == "":
            code = OxmlElement("w:instrText")
            code.text = name
            run._r.append(code)
        elif kind != "1":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _styles(made: Paper) -> None:
    """One font for all letters, also where the template takes those of a theme."""
    for name, size in (("Normal", 10.5), ("Title", 22.0), ("Heading 1", 14.0), ("Footer", 8.5)):
        style = made.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        shape = style.element.get_or_add_rPr()
        fonts = shape.find(qn("w:rFonts"))
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for letters in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{letters}"), FONT)
        if name != "Normal":
            style.font.color.rgb = None if name == "Footer" else ACCENT
    made.styles["Footer"].paragraph_format.tab_stops.clear_all()
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")
    border = made.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
