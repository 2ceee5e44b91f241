"""The language: chosen by the browser, by a switch that keeps the page, by the person."""

from playwright.sync_api import expect

from e2e.desk import Desk, Look


def test_the_switch_keeps_the_page_and_what_was_filtered(desk: Desk) -> None:
    page = desk.browser()
    page.goto("/showcases?sector=culture")
    expect(page.get_by_role("heading", level=1)).to_have_text("Projekten")
    page.get_by_role("contentinfo").get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{desk.address}/showcases?sector=culture")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("The projects")
    page.goto("/conference")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("contentinfo").get_by_role("link", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_an_english_browser_is_met_in_english(desk: Desk) -> None:
    page = desk.browser(Look(language="en", width=1280))
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
