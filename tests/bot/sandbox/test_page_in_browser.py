"""The page as a person meets it, in a real Chromium, on a phone and on a desktop."""

import io
import os
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page, ViewportSize, expect

from messages.replies import Attachment, Reply
from messages.updates import Came, FileKind, Left, Said, SentFile
from tests.bot.sandbox.stub import PERSONAS, Stub, parcel, serving

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=360, height=640)
SHOTS = os.environ.get("SANDBOX_SCREENSHOTS", "")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478"
    "9c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@asynccontextmanager
async def opened(browser: Browser, size: ViewportSize, path: str = "/") -> AsyncIterator[tuple[Stub, Page]]:
    """The page in a window of that size; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    async with serving() as stub:
        context = await browser.new_context(viewport=size, locale="ru-RU", has_touch=size["width"] < 900)
        context.set_default_timeout(5000)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(stub.url + path)
        await expect(page.locator("#date")).to_have_text("среда, 16 мая 2018")
        yield stub, page
        await context.close()
    assert complaints == []


async def choose(page: Page, user: str) -> None:
    if await page.locator("#open-people .arrow").is_visible() and not await page.locator("#people.open").count():
        await page.locator("#open-people").click()
    await page.locator(f'.person[data-user="{user}"]').click()


async def begin(page: Page, user: str = "director") -> None:
    await choose(page, user)
    await page.get_by_role("button", name="Начать").click()
    await expect(page.get_by_text("Придёте на семинар 29 мая?")).to_be_visible()


async def write(page: Page, text: str) -> None:
    await page.get_by_label("Сообщение боту").fill(text)
    await page.get_by_label("Сообщение боту").press("Enter")


async def shot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"sandbox-{name}.png")


async def fits(page: Page) -> bool:
    """Whether the page, once what moves has come to rest, is no wider than its window."""
    await page.evaluate("""Promise.all(document.getAnimations()
        .filter(each => each.effect.getComputedTiming().iterations !== Infinity)
        .map(each => each.finished.catch(() => null)))""")
    wide = "document.documentElement.scrollWidth <= innerWidth && !document.querySelector('#scroll').scrollLeft"
    inner = "document.querySelector('#scroll').scrollWidth <= document.querySelector('#scroll').clientWidth"
    return bool(await page.evaluate(f"{wide} && {inner}"))


@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("desktop", DESKTOP), ("narrow", NARROW)])
async def test_a_whole_visit(browser: Browser, tmp_path: Path, name: str, size: ViewportSize) -> None:
    async with opened(browser, size) as (stub, page):
        await expect(page.get_by_text("Побудьте директором, учителем или куратором")).to_be_visible()
        await shot(page, f"{name}-empty")
        if size["width"] < 900:
            await page.locator("#open-people").click()
        await page.wait_for_timeout(250) if SHOTS else None
        await shot(page, f"{name}-people")
        await choose(page, "director")
        await shot(page, f"{name}-begin")
        await begin(page)
        first = stub.bot.heard[0]
        assert isinstance(first, Said)
        assert (first.text, first.start, first.profile) == ("/start", "inviteDIR", PERSONAS[0].name)
        await shot(page, f"{name}-keys")

        await page.get_by_role("button", name="Приду", exact=True).click()
        await expect(page.get_by_text("Место за вами")).to_be_visible()
        await expect(page.get_by_text("изменено 10:00")).to_be_visible()
        await expect(page.get_by_text("Придёте на семинар")).to_have_count(0)
        await page.get_by_role("button", name="Заказать консультацию").click()
        await expect(page.locator("#toasts")).to_have_text("Заявка принята")
        await expect(page.locator(".spins")).to_have_count(0)

        await write(page, "Спасибо! Ещё вопрос: когда семинар?\n<b>не жирный</b> & ещё " + "длинно" * 40)
        await expect(page.get_by_text("Вы написали:")).to_be_visible()
        await expect(page.locator(".mine .words").last).to_contain_text("<b>не жирный</b> & ещё")
        assert await fits(page)

        await page.locator("#file").set_input_files(
            [
                FilePayload(name="Фото класса.png", mimeType="image/png", buffer=PNG),
                FilePayload(name="План работы школы на 2018 год, утверждён.docx", mimeType="", buffer=b"PK" * 700),
            ]
        )
        await expect(page.locator("#chosen li")).to_have_count(2)
        await shot(page, f"{name}-chosen")
        await write(page, "Вот подтверждение")
        await expect(page.get_by_text(f"Файлов: 2, байтов: {len(PNG) + 1400}")).to_be_visible()
        await expect(page.get_by_alt_text("Фото: Фото класса.png")).to_be_visible()
        sent = stub.bot.heard[-1]
        assert isinstance(sent, SentFile)
        assert sent.files[0].name == "Фото класса.png"
        assert sent.caption == "Вот подтверждение"

        await page.get_by_role("button", name="Прислать файл").click()
        async with page.expect_download() as waiting:
            await page.get_by_role("link", name="Отчёт школы № 2.txt").click()
        download = await waiting.value
        assert download.suggested_filename == "Отчёт школы № 2.txt"
        await download.save_as(tmp_path / "report.txt")
        assert (tmp_path / "report.txt").read_text() == "Готово"
        assert await fits(page)
        await page.wait_for_timeout(4600) if SHOTS else None
        await shot(page, f"{name}-chat")


def recording() -> bytes:
    """A tenth of a second of silence."""
    content = io.BytesIO()
    with wave.open(content, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(bytes(1600))
    return content.getvalue()


async def test_a_voice_is_played_where_it_came_and_a_broken_one_can_be_saved(browser: Browser) -> None:
    async with opened(browser, DESKTOP) as (stub, page):
        voice = Attachment(FileKind.VOICE, "voice.ogg", "audio/ogg", 1)
        await stub.messenger.send(parcel("director", Reply("Ответ", attachment=voice), content=recording()))
        await stub.messenger.send(parcel("director", Reply("Ещё", attachment=voice), content=b"OggS and no more"))
        await page.get_by_role("button", name="Ольга").first.click()
        await expect(page.locator("audio.voice")).to_have_count(1)
        await expect(page.locator("audio.voice")).to_have_js_property("duration", 0.1)
        await expect(page.get_by_role("link", name="voice.ogg")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_others_count_their_unread_messages(browser: Browser, size: ViewportSize) -> None:
    async with opened(browser, size) as (stub, page):
        await begin(page, "teacher")
        await stub.messenger.send(parcel("director", Reply("Первое")))
        await stub.messenger.send(parcel("director", Reply("Второе")))
        await expect(page).to_have_title("(2) Песочница Вехи")
        if size is PHONE:
            await expect(page.locator("#others")).to_have_text("2")
            await page.locator("#open-people").click()
        await expect(page.locator('[data-user="director"] .badge')).to_have_text("2 непрочитанных")
        await choose(page, "director")
        await expect(page).to_have_title("Песочница Вехи")
        await expect(page.get_by_text("Второе")).to_be_visible()
        await expect(page.locator(".badge:visible")).to_have_count(0)
        await choose(page, "teacher")
        await expect(page.get_by_text("Придёте на семинар")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_the_clock_is_turned_from_the_page(browser: Browser, size: ViewportSize) -> None:
    async with opened(browser, size) as (stub, page):
        await begin(page)
        await page.get_by_role("button", name="+1 день").click()
        await expect(page.locator("#moment")).to_have_text("четверг, 17 мая 2018, 10:00")
        await expect(page.get_by_text("Через 3 дня")).to_be_visible()
        await expect(page.locator(".day")).to_have_text(["16 мая 2018", "17 мая 2018"])
        await page.get_by_role("button", name="К следующему сообщению").click()
        await expect(page.locator("#time")).to_have_text("11:00")
        await page.get_by_role("button", name="К следующему сообщению").click()
        await expect(page.locator("#toasts")).to_contain_text("Впереди сообщений нет")
        await page.get_by_role("button", name="Пустить время").click()
        await expect(page.get_by_role("button", name="Остановить время")).to_be_visible()
        stub.clock.at += 60
        await expect(page.locator("#time")).to_have_text("11:01")
        await page.get_by_role("button", name="Остановить время").click()
        await expect(page.get_by_role("button", name="Пустить время")).to_be_visible()
        assert stub.clock.turned == ["advance 1", "next", "next", "play 3600", "pause"]


async def test_who_blocks_the_bot_gets_nothing_until_they_come_back(browser: Browser) -> None:
    async with opened(browser, PHONE) as (stub, page):
        await begin(page)
        await page.get_by_role("button", name="Ещё").click()
        await shot(page, "phone-menu")
        await page.get_by_role("button", name="Заблокировать бота").click()
        await expect(page.locator("#about")).to_have_text("бот заблокирован")
        await expect(page.locator("#composer")).to_be_hidden()
        await shot(page, "phone-blocked")
        await page.locator("#blocked").get_by_role("button", name="Разблокировать бота").click()
        await expect(page.locator("#composer")).to_be_visible()
        assert [type(update) for update in stub.bot.heard[-2:]] == [Left, Came]


async def test_names_are_shown_as_they_are_written(browser: Browser) -> None:
    async with opened(browser, DESKTOP) as (_, page):
        await expect(page.locator('[data-user="markup"] b')).to_have_text(PERSONAS[3].name)
        await expect(page.locator('[data-user="rtl"] b')).to_have_text(PERSONAS[4].name)
        await expect(page.locator("#people img, #people b b")).to_have_count(0)
        await begin(page, "markup")
        await expect(page.locator("#name")).to_have_text(PERSONAS[3].name)
        await write(page, "<script>alert(1)</script> مرحبا 🎓")
        await expect(page.locator(".line:not(.mine) i")).to_have_text("<script>alert(1)</script> مرحبا 🎓")
        await expect(page.locator("#lines script, #lines img")).to_have_count(0)
        await shot(page, "desktop-names")


async def test_an_invite_of_somebody_in_the_list_opens_their_chat(browser: Browser) -> None:
    async with opened(browser, PHONE, "/?start=inviteTEA") as (_, page):
        await expect(page.locator("#name")).to_have_text("Анна Белова")
        await expect(page.get_by_role("button", name="Начать")).to_be_focused()


async def test_an_invite_of_nobody_in_the_list_asks_who_came(browser: Browser) -> None:
    async with opened(browser, PHONE, "/?start=school-7") as (stub, page):
        await page.get_by_label("Как его зовут?").fill("Ирина Новая")
        await shot(page, "phone-newcomer")
        await page.get_by_role("button", name="Добавить").click()
        await expect(page.locator("#name")).to_have_text("Ирина Новая")
        await page.get_by_role("button", name="Начать").click()
        await expect(page.get_by_text("Здравствуйте!")).to_be_visible()
        said = stub.bot.heard[0]
        assert isinstance(said, Said)
        assert (said.start, said.profile) == ("school-7", "Ирина Новая")


async def test_a_reload_keeps_the_chat_and_the_person(browser: Browser) -> None:
    async with opened(browser, PHONE) as (_, page):
        await begin(page)
        await page.reload()
        await expect(page.locator("#name")).to_have_text(PERSONAS[0].name)
        await expect(page.get_by_text("Придёте на семинар")).to_be_visible()


async def test_the_page_finds_a_restarted_sandbox_again(browser: Browser) -> None:
    context = await browser.new_context(viewport=PHONE)
    page = await context.new_page()
    async with serving("b1") as stub:
        await page.goto(stub.url)
        await begin(page)
    await expect(page.get_by_text("Нет связи с Вехой")).to_be_visible()
    async with serving("b2", int(stub.url.rsplit(":", 1)[1])):
        await expect(page.get_by_role("button", name="Начать")).to_be_visible()
        await expect(page.get_by_text("Нет связи с Вехой")).to_be_hidden()
        await expect(page.locator(".line")).to_have_count(0)
        await context.close()


async def test_everything_is_reachable_from_the_keyboard_and_named(browser: Browser) -> None:
    async with opened(browser, DESKTOP) as (_, page):
        await begin(page)
        unnamed = await page.evaluate(
            "[...document.querySelectorAll('button, a, input, textarea, select')].filter(each => each.checkVisibility()"
            " && !(each.ariaLabel || each.textContent.trim() || each.labels?.length)).map(each => each.outerHTML)"
        )
        assert unnamed == []
        await page.locator("#words").focus()
        await page.keyboard.press("Shift+Tab")
        await expect(page.get_by_role("button", name="Прикрепить фото или документ")).to_be_focused()


async def test_a_file_past_the_limit_is_refused_before_it_is_sent(browser: Browser) -> None:
    async with opened(browser, PHONE) as (_, page):
        await begin(page)
        heavy = "Object.defineProperty(new File(['x'], 'кино.mp4'), 'size', {value: 21 * 1024 * 1024})"
        await page.evaluate(
            f"document.querySelector('#words').dispatchEvent(Object.assign(new Event('paste'), "
            f"{{clipboardData: {{files: [{heavy}]}}}}))"
        )
        await expect(page.locator("#toasts")).to_contain_text("тяжелее 20 МБ")
        await expect(page.locator("#chosen")).to_be_hidden()


@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("desktop", DESKTOP)] if SHOTS else [("phone", PHONE)])
async def test_the_dark_scheme_is_followed(browser: Browser, name: str, size: ViewportSize) -> None:
    async with opened(browser, size) as (_, page):
        await page.emulate_media(color_scheme="dark")
        await begin(page)
        await write(page, "Вечером глаза устают")
        await expect(page.get_by_text("Вы написали:")).to_be_visible()
        paper = await page.evaluate("getComputedStyle(document.querySelector('#head')).backgroundColor")
        assert paper == "rgb(27, 35, 31)"
        await shot(page, f"{name}-dark")


async def test_a_bot_that_takes_its_time_is_seen_typing(browser: Browser) -> None:
    async with opened(browser, PHONE) as (stub, page):
        await begin(page)
        stub.bot.may_answer.clear()
        await write(page, "Ау")
        await expect(page.locator("#about")).to_have_text("бот печатает…")
        stub.bot.may_answer.set()
        await expect(page.get_by_text("Вы написали: Ау")).to_be_visible()
        await expect(page.locator("#about")).to_have_text("Директор · МБОУ «Хомутовская СОШ № 2»")
