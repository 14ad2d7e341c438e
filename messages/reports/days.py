"""Messages by day as stacked bars: `draw` makes a PNG, wide enough for a year and legible on a telephone."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from messages import russian
from messages.reports.chart import INK, PALE
from messages.reports.figures import Days, Stripe

SIZE = (11.0, 6.2)
"""Inches."""
DPI = 130
COLOURS = ("#2f6db5", "#e8963c", "#6aa84f", "#8e6bbf", "#c0504d", "#3fa7a3", "#b8860b", "#7f7f7f", "#d17ab0")
"""One for each role; neighbours can be told apart also in grey."""
FEW = 45
"""Days up to which each one has its label below the bars."""
ROOM = 1.18
"""Of the highest bar: what is drawn above it."""


def draw(days: Days) -> bytes:
    """The picture."""
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.06, 0.95, days.title, fontsize=16, color=INK, weight="bold", va="top", parse_math=False)
    figure.text(0.06, 0.025, days.note, fontsize=12, color=PALE, va="bottom", parse_math=False)
    totals = [sum(numbers) for numbers in zip(*(each.counts for each in days.stripes), strict=True)]
    if any(totals):
        axes = figure.add_axes((0.07, 0.16, 0.9, 0.65))
        _bars(axes, days.stripes)
        _time(axes, date.fromisoformat(days.starts_on), len(totals))
        _scale(axes, max(totals))
        figure.legend(*axes.get_legend_handles_labels(), loc="upper left", bbox_to_anchor=(0.055, 0.905), ncols=5,
                      frameon=False, fontsize=11, labelcolor=INK, handlelength=1.0, columnspacing=1.4)
    else:
        figure.text(0.5, 0.5, days.empty, ha="center", va="center", fontsize=15, color=PALE, parse_math=False)
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _bars(axes: Any, stripes: Sequence[Stripe]) -> None:
    below = [0] * len(stripes[0].counts)
    for number, stripe in enumerate(stripes):
        axes.bar(range(len(below)), stripe.counts, bottom=below, width=0.9, color=COLOURS[number % len(COLOURS)],
                 label=stripe.name, linewidth=0)
        below = [low + high for low, high in zip(below, stripe.counts, strict=True)]


def _time(axes: Any, first: date, number: int) -> None:
    """Days where there are few, else the beginnings of months, each with its name in the middle."""
    axes.set_xlim(-0.7, number - 0.3)
    span = [first + timedelta(place) for place in range(number)]
    if number <= FEW:
        step = -(-number // 12)
        axes.set_xticks(range(0, number, step), [russian.day(day) for day in span[::step]], rotation=40, ha="right")
    else:
        starts = [place for place, day in enumerate(span) if day.day == 1 or not place]
        ends = [*starts[1:], number]
        axes.set_xticks([place - 0.5 for place in starts[1:]], [])
        for start, end in zip(starts, ends, strict=True):
            if end - start > number // 40:
                name = russian.month(span[start]).partition(" ")[0] if number > 200 else russian.month(span[start])
                axes.text((start + end - 1) / 2, -0.035, name, transform=axes.get_xaxis_transform(), ha="center",
                          va="top", fontsize=11, color=INK)
    axes.tick_params(axis="x", colors=INK, labelsize=10)


def _scale(axes: Any, most: int) -> None:
    axes.set_ylim(0, most * ROOM)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(axis="y", colors=PALE, labelsize=11, length=0)
    axes.grid(axis="y", color="#e3e8ee", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#c8d0d8")
