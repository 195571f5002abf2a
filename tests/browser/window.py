"""A browser window on the page, driven by what a person sees: names, labels, words."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from types import TracebackType
from typing import Self

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    async_playwright,
    expect,
)

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 20_000  # milliseconds; only a failing step waits this long
DESKTOP, PHONE = (1280, 800), (390, 844)

expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    """The browser of this machine; raises ``RuntimeError`` with the remedy when there is none."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := which(name))), None)
    if found is None:
        raise RuntimeError("no Chromium on the PATH: install the package chromium, the tests of the page drive it")
    return found


class Device:
    """A browser whose windows of one size share a cache, as a person's own browser does."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[tuple[int, int], BrowserContext] = {}

    @classmethod
    @asynccontextmanager
    async def started(cls) -> AsyncIterator[Self]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            yield cls(browser)
            await browser.close()

    async def context(self, size: tuple[int, int]) -> BrowserContext:
        if size not in self._contexts:
            phone = size == PHONE
            self._contexts[size] = context = await self._browser.new_context(
                viewport={"width": size[0], "height": size[1]}, is_mobile=phone, has_touch=phone,
                locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce",
            )  # fmt: skip
            context.set_default_timeout(PATIENCE)
        return self._contexts[size]


@dataclass
class Window:
    """``troubles`` collects whatever a clean page would not do; leaving the window with any is an error."""

    device: Device
    url: str
    size: tuple[int, int] = DESKTOP
    troubles: list[str] = field(default_factory=list)
    tabs: list[Page] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self.page = await self.new_tab()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for tab in self.tabs:
            await tab.close()
        if kind is None and self.troubles:
            raise AssertionError(f"the page is not clean: {self.troubles}")

    @property
    def phone(self) -> bool:
        return self.size == PHONE

    async def new_tab(self) -> Page:
        page = await (await self.device.context(self.size)).new_page()
        self.tabs.append(page)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("dialog", lambda shown: self.troubles.append(f"dialog: {shown.message}"))
        return page

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", self.url.replace("http", "ws", 1))):
            self.troubles.append(f"fetched from elsewhere: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.url}")

    async def open(self, address: str = "/", page: Page | None = None) -> Page:
        """Load an address and wait until the page is live."""
        shown = page or self.page
        await shown.goto(self.url + address)
        await expect(shown.locator("body[data-ready]")).to_be_attached()
        return shown

    async def visit(self, person: int, chat: int | None = None) -> None:
        await self.open(f"/?as={person}" + (f"&chat={chat}" if chat else ""))

    async def become(self, name: str) -> None:
        """Choose a person in the list, which a phone shows on demand only."""
        if self.phone:
            if await self.page.locator(".app.in-chat").count():
                await self.page.get_by_role("link", name="回到会话列表").click()
            await self.page.get_by_role("button", name="换一个人").click()
        await self.page.locator(".person", has_text=name).first.click()
        await expect(self.page.locator(".me .name")).to_have_text(name)

    async def enter(self, title: str) -> None:
        await self.page.get_by_role("navigation", name="会话").get_by_role("link").filter(has_text=title).click()
        await expect(self.page.locator(".head h2")).to_have_text(title)

    async def say(self, text: str) -> None:
        box = self.page.get_by_role("textbox", name="消息")
        await box.fill(text)
        await box.press("Enter")
        await expect(self.messages("我的").filter(has_text=text).last).to_be_visible()

    async def press(self, label: str) -> None:
        """The newest button of that name; a name that ends in … is only the beginning."""
        await self.page.locator(".inline-keys .key").filter(has_text=named(label)).last.click()

    def messages(self, whose: str = "") -> Locator:
        kind = {"我的": "article.mine", "": "article"}.get(whose, "article.theirs")
        return self.page.locator(f".log {kind}")

    async def hears(self, *pieces: str) -> None:
        """Somebody else's message with all these pieces has come and can be seen."""
        found = self.messages("别人的")
        for piece in pieces:
            found = found.filter(has_text=piece)
        await expect(found.last).to_be_visible()
        await expect(found.last).to_be_in_viewport()

    async def attach(self, file: Path) -> None:
        await self.page.locator(".picker").set_input_files(file)

    async def at_rest(self) -> None:
        """Toasts have gone, nobody is typing, nothing is focused."""
        await expect(self.page.locator(".toast, .dots")).to_have_count(0)
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.mouse.move(0, 0)

    async def pictured(self, path: Path) -> None:
        await self.page.screenshot(path=path, animations="disabled")


def named(label: str) -> re.Pattern[str]:
    end = "" if label.endswith("…") else r"\s*$"
    return re.compile(rf"^\s*{re.escape(label.removesuffix('…'))}{end}")
