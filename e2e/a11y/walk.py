"""Going from page to page: the way that those who judge pages share with those who take pictures of them."""

from dataclasses import dataclass

from playwright.sync_api import Page, Response

from e2e.a11y.inventory import Shown
from e2e.a11y.readers import Readers
from e2e.desk import Look

EIGHT_LOOKS = {
    language: [Look(language, width, scheme) for width in (375, 1280) for scheme in ("light", "dark")]
    for language in ("sv", "en")
}
"""By language: a page is loaded once for the four looks of each."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Who walks, and what stands for {draft} and the like in addresses."""

    readers: Readers
    names: dict[str, str]

    def arrive(self, shown: Shown, reader: str, look: Look) -> tuple[Page, Response]:
        """Let the reader open a page, which must answer as the inventory says, in the look's language."""
        page, response = self.readers.open(reader, shown.path.format(**self.names), look)
        if shown.pressed:
            response = _press(page, shown.pressed)
        assert response.status == shown.status, f"{reader} gets {response.status} at {page.url}"
        language = page.locator("html").get_attribute("lang")
        assert language == look.language, f"{reader} reads {language} at {page.url}"
        return page, response


def _press(page: Page, button: str) -> Response:
    """Press it, and wait for the page that the form leads to: scripts also write into the history."""
    with page.expect_response(_is_of_a_form) as arrival:
        page.locator(button).first.click()
    page.wait_for_load_state()
    return arrival.value


def _is_of_a_form(response: Response) -> bool:
    return response.request.is_navigation_request() and response.request.method == "POST"
