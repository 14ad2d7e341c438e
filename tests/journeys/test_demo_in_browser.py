"""The demo as `make run` starts it, in a process of its own, played in a real Chromium on a phone and on a desktop."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser import browser

__all__ = ["browser"]
pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(__file__).parents[2]
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=800)
SHOTS = os.environ.get("SANDBOX_SCREENSHOTS", "")
PATIENCE = 30
"""Seconds for the demo to load the example and open its port."""


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The running demo; its address."""
    bare = {name: value for name, value in os.environ.items()
            if not name.startswith(("TELEGRAM_", "VK_", "DATABASE_URL", "CLOCK_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, stdout=asyncio.subprocess.PIPE,
        env={**bare, "HTTP_PORT": "0", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
    yield next(word for word in line.split() if word.startswith("http"))
    process.terminate()
    assert await asyncio.wait_for(process.wait(), PATIENCE) == 0


@asynccontextmanager
async def opened(browser: Browser, url: str, size: ViewportSize) -> AsyncIterator[Page]:
    """The page; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    context = await browser.new_context(viewport=size, locale="ru-RU")
    context.set_default_timeout(10_000)
    page = await context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    await expect(page.locator("#date")).to_have_text("среда, 16 мая 2018")
    yield page
    await context.close()
    assert complaints == []


async def choose(page: Page, role: str, nth: int = 0) -> None:
    if await page.locator("#open-people .arrow").is_visible():
        await page.locator("#open-people").click()
    await page.locator(".person", has_text=role).nth(nth).click()


async def tap(page: Page, label: str) -> None:
    """The newest button with this label."""
    await page.locator("#lines button", has_text=label).last.click()


async def says(page: Page, words: str) -> None:
    """The newest message of the bot holds these words."""
    await expect(page.locator("#lines > li").last).to_contain_text(words)


async def look(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/demo-{name}.png")


async def test_a_director_reports_and_a_coordinator_passes_it_on(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, opened(browser, url, DESKTOP) as page:
        await choose(page, "Директор")
        await page.get_by_role("button", name="Продолжить").or_(page.locator("#start")).first.click()
        await says(page, "Ваши задачи: 7 в работе")
        await tap(page, "В работе · 7")
        await says(page, "Обосновать отбор школ")
        await look(page, "list")
        await page.locator("#lines button", has_text="1").first.click()
        await says(page, "15 июня 2018")
        await look(page, "card")
        await tap(page, "Сделано")
        await says(page, "личных данных учеников")
        await page.locator("#file").set_input_files(
            {"name": "приказ.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 order"})
        await page.locator("#send").click()
        await says(page, "Принято: 1")
        await tap(page, "Готово")
        await says(page, "Напоминаний об этой задаче больше не будет")
        await expect(page.locator(".person", has_text="координатор")).to_contain_text("1")
        await choose(page, "координатор")
        await says(page, "сделано")
        await tap(page, "Передать куратору")
        await says(page, "Где сейчас: у куратора")
        await look(page, "passed_on")
        await page.get_by_role("button", name="К следующему сообщению").click()
        await expect(page.locator("#date")).not_to_have_text("среда, 16 мая 2018")
        await page.get_by_role("button", name="+1 день").click()


async def test_a_newcomer_joins_in_three_taps_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, opened(browser, url, PHONE) as page:
        await choose(page, "Директор", nth=1)
        await page.locator("#start").click()
        await says(page, "Версия согласия: 2018-05")
        await look(page, "consent")
        await tap(page, "Даю согласие")
        await says(page, "Всё верно?")
        await tap(page, "Да, всё верно")
        await expect(page.locator("#lines")).to_contain_text("Вы в программе")
        await says(page, "Впереди")
        await look(page, "joined")


async def test_a_survey_is_answered_and_its_chart_looked_at(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, opened(browser, url, DESKTOP) as page:
        await choose(page, "Директор")
        for _ in range(5):
            await page.get_by_role("button", name="+1 день").click()
        await expect(page.locator("#date")).to_have_text("понедельник, 21 мая 2018")
        await says(page, "Ждём ваших ответов")
        await look(page, "survey-told")
        await tap(page, "Ответить на опрос")
        for number in range(1, 8):
            await says(page, f"{number} из 7")
            await look(page, f"survey-{number}")
            await page.locator("#lines > li").last.locator("button").first.click()
        await says(page, "Спасибо, ответы приняты")
        await choose(page, "Куратор")
        await page.get_by_placeholder("Сообщение").fill("итоги")
        await page.locator("#send").click()
        await says(page, "Итоги опросов")
        await page.locator("#lines > li").last.locator("button").first.click()
        await says(page, "Ответили")
        await look(page, "survey-rates")
        await tap(page, "Диаграммы")
        await says(page, "вопрос 1 из 7")
        await look(page, "survey-chart")
