"""Signing in: by password, by a mailed link, and not at all."""

from playwright.sync_api import expect

from e2e.cast import TOURISM
from e2e.desk import Desk
from e2e.pages.accounts import Account, MailedLink, SignIn
from e2e.pages.demonstration import Outbox, Stage

PASSWORD = "diabas knapp skåp bibliotek"


def test_somebody_sets_a_password_and_signs_in_with_it(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    Account.open(page).set_password(PASSWORD).sign_out()
    SignIn.open(page).try_password(TOURISM.email, "en gissning i blindo").says("hör inte ihop")
    SignIn.open(page).with_password(TOURISM.email, PASSWORD)
    letter = Outbox.open(page).read("Ditt lösenord är bytt", TOURISM.email)
    letter.says("lösenord")


def test_a_mailed_link_signs_in_once_and_only_by_its_button(desk: Desk) -> None:
    page = desk.browser()
    SignIn.open(page).ask_for_link(TOURISM.email)
    address = Outbox.open(page).read("Din inloggningslänk", TOURISM.email).link("/sign-in/link/")
    MailedLink.open(page, address).is_headed("Logga in")
    MailedLink.open(page, address).press()
    stranger = desk.browser()
    desk.watch_of(stranger).expect(410)
    MailedLink.open(stranger, address).is_headed("Länken är redan använd")
    stranger.goto("/home")
    expect(stranger).to_have_url(f"{desk.address}/sign-in?next=/home")


def test_the_answer_is_the_same_for_an_address_without_account(desk: Desk) -> None:
    page = desk.browser()
    SignIn.open(page).ask_for_link("ingen@kommun.example")
    expect(page.get_by_role("heading", level=1, name="Titta i din e-post")).to_be_visible()
