"""Answers as bars, for a small screen: `draw` makes a PNG. It and `days.py` alone know matplotlib.

It is run in a process of its own (`worker.py`): the library takes as much memory as the whole service.
"""

import io
import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from messages.reports.figures import Chart

WIDTH = 8.0
"""Inches; at `DPI` it fills a phone held upright."""
DPI = 130
WRAP_TITLE, WRAP_LABEL = 54, 26
"""Characters of a line."""
TITLE_LINES = 8
LINES = 4
"""Lines of a label; what is longer ends in «…»."""
LINE = 0.27
"""Inches of a line of text."""
BAR = 0.34
"""Inches of a bar."""
GAP = 0.22
COLOURS = ("#2f6db5", "#e8963c", "#6aa84f", "#8e6bbf")
"""Told apart also by those who see no red and green, and in print."""
INK, PALE = "#1f2933", "#6b7785"


def draw(chart: Chart) -> bytes:
    """The picture."""
    titles = _wrapped(chart.title, WRAP_TITLE, TITLE_LINES)
    labels = [_wrapped(each, WRAP_LABEL, LINES) for each in chart.labels]
    group = len(chart.series) * BAR
    heights = [max(group, len(label) * LINE) + GAP for label in labels]
    has_answers = any(series.total for series in chart.series)
    body = sum(heights) if has_answers else 1.2
    head = len(titles) * LINE * 1.25 + 0.25
    legend = LINE * len(chart.series) + 0.15 if len(chart.series) > 1 else 0.0
    foot = LINE * (chart.note.count("\n") + 1) + 0.2
    height = head + legend + body + foot
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.03, 1 - 0.12 / height, "\n".join(titles), va="top", fontsize=14, color=INK, weight="bold",
                linespacing=1.25, parse_math=False)
    figure.text(0.03, 0.1 / height, chart.note, va="bottom", fontsize=11, color=PALE, parse_math=False)
    if has_answers:
        axes = figure.add_axes((0.36, foot / height, 0.5, body / height))
        _bars(axes, chart, labels, heights, body)
        if legend:
            _legend(figure, chart, 1 - head / height, height)
    else:
        figure.text(0.5, (foot + body / 2) / height, chart.empty, ha="center", va="center", fontsize=14, color=PALE,
                    parse_math=False)
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _bars(axes: Any, chart: Chart, labels: Sequence[Sequence[str]], heights: Sequence[float], body: float) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(body, 0)
    axes.set_axis_off()
    axes.plot((0, 0), (0, body), color="#c8d0d8", linewidth=1, clip_on=False)
    top = 0.0
    many = len(chart.series)
    for place, (label, height) in enumerate(zip(labels, heights, strict=True)):
        middle = top + height / 2
        axes.text(-0.03, middle, "\n".join(label), ha="right", va="center", fontsize=11.5, color=INK,
                  linespacing=1.15, parse_math=False)
        for number, series in enumerate(chart.series):
            share = series.counts[place] / series.total if series.total else 0.0
            at = middle + (number - (many - 1) / 2) * BAR
            axes.barh(at, share, height=BAR * 0.82, color=COLOURS[number % len(COLOURS)])
            axes.text(share + 0.015, at, _figure(series.counts[place], share), va="center", fontsize=11, color=INK,
                      clip_on=False)
        top += height


def _legend(figure: Figure, chart: Chart, top: float, height: float) -> None:
    for number, series in enumerate(chart.series):
        at = top - (number + 0.5) * LINE / height
        figure.text(0.36, at, "■", color=COLOURS[number % len(COLOURS)], fontsize=12, va="center")
        figure.text(0.39, at, textwrap.shorten(series.name, 60, placeholder="…"), fontsize=11, color=INK, va="center",
                    parse_math=False)


def _figure(count: int, share: float) -> str:
    return f"{share:.0%}".replace("%", " %") + f" ({count})"


def _wrapped(text: str, width: int, most: int) -> list[str]:
    lines = textwrap.wrap(text, width) or [""]
    return lines if len(lines) <= most else [*lines[:most - 1], lines[most - 1][:width - 1] + "…"]
