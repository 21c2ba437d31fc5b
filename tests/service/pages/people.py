"""A person at a page: what they see and press, and that the page is fit for anybody."""

from typing import Any

from tests.chromium import sound

REFUSAL = "Failed to load resource"  # a browser's own line about a request that was refused, as some here are


class Person:
    """Somebody signed in at a browser."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(15_000)
        self.heard: list[str] = []
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("console", lambda message: self.heard.append(message.text) if message.type == "error" else None)

    def goes_to(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def presses(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).press("Enter")

    def unfolds(self, words: str) -> None:
        self.page.locator("summary", has_text=words).press("Enter")

    def reads(self, words: str, seconds: int = 15) -> None:
        """See these words, now or in a while."""
        self.page.get_by_text(words).first.wait_for(timeout=1_000 * seconds)

    def is_told(self) -> str:
        """What the alert says."""
        return str(self.page.get_by_role("alert").inner_text())

    def wish(self, number: int) -> Any:
        return self.page.get_by_role("group", name=f"Wish {number}", exact=True)

    def finds_the_page_sound(self) -> None:
        """Every field has a name, headings are in order, nothing is wider than the window or came from elsewhere."""
        sound(self.page)
        assert all(address.startswith(self.address) for address in self.asked)
        assert [line for line in self.heard if REFUSAL not in line] == []
