"""A picture from a telephone: its words, who has agreed, in the plan, and gone when they agree no longer."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import FilePayload, Route, expect

from e2e.cast import HEAD_OF_TOURISM, TOURISM
from e2e.desk import Desk, Look
from e2e.pages.demonstration import Stage
from e2e.pages.files import Photograph, PictureForm, is_loaded, picture_in_plan
from e2e.pages.page import PageObject
from e2e.pages.plan import SectionForm

PROJECT = "under-fotterna"
WORDS = "En stenhuggare visar en bit diabas för två besökare"


def photograph() -> Photograph:
    """As a telephone takes it: upright by a note, with the place and the device in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = 6, "En telefon"
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 15.0, 0.0)})
    data = BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(data, "JPEG", exif=exif)
    return Photograph("IMG_2017.jpg", data.getvalue())


def test_a_picture_with_consent_stands_in_the_plan_until_the_consent_is_withdrawn(desk: Desk) -> None:
    ours, theirs = desk.browser(Look(width=375)), desk.browser(Look(width=375))
    Stage.open(ours).be(TOURISM)
    Stage.open(theirs).be(HEAD_OF_TOURISM)

    form = PictureForm(ours).open(PROJECT).choose(photograph()).send()
    form.says("Berätta vad bilden visar, eller säg att den bara är dekor.")
    form.says("Den finns här redan: du behöver inte välja den igen.")
    file = form.say(WORDS).agree("Två besökare", "2017-05-10", "projektplanen och rapporter").sent()
    address = ours.url

    section = SectionForm(ours).open(PROJECT, "resources")
    ours.get_by_role("button", name="Bild", exact=True).click()
    ours.get_by_role("dialog").get_by_role("button", name=WORDS).click()
    expect(section.saved).to_contain_text("Utkast sparat")
    assert f"![{WORDS}]({address.removeprefix(desk.address)})" in section.text.input_value()
    section.save()
    assert is_loaded(picture_in_plan(PageObject(ours), WORDS))
    theirs.goto(f"/projects/{PROJECT}/plan")
    assert is_loaded(picture_in_plan(PageObject(theirs), WORDS))

    ours.goto(address)
    file.withdraw().says("Bara ert team ser den här bilden")
    theirs.reload()
    expect(theirs.get_by_text(WORDS)).to_have_count(0)
    expect(picture_in_plan(PageObject(theirs), WORDS)).to_have_count(0)
    assert theirs.request.get(address).status == 404
    ours.reload()
    assert is_loaded(picture_in_plan(PageObject(ours), WORDS))
    ours.goto(f"/projects/{PROJECT}/plan")
    expect(ours.get_by_text("Bilden visas inte längre.")).to_be_visible()


def test_a_file_that_is_too_large_is_told_of_before_anything_is_sent(desk: Desk, tmp_path: Path) -> None:
    large = tmp_path / "stor.jpg"
    large.write_bytes(bytes(25_000_001))
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    form = PictureForm(page).open(PROJECT).choose_on_disk(large)
    form.says("Filen är större än 25 MB.")
    expect(page.get_by_label("Bild", exact=True)).to_have_value("")
    form.choose(photograph())
    expect(page.get_by_text("Filen är större än 25 MB.")).to_have_count(0)
    form.choose_on_disk(large).send().says("Filen är större än 25 MB.")
    expect(page.get_by_text("Välj en fil.")).to_have_count(0)


def test_a_file_chosen_before_a_slow_network_has_brought_the_scripts_is_told_of_too(
    desk: Desk, tmp_path: Path
) -> None:
    large = tmp_path / "stor.jpg"
    large.write_bytes(bytes(25_000_001))
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    page.goto(f"/projects/{PROJECT}/files")
    slow: list[Route] = []

    def hold(request: Route) -> None:
        slow.append(request)

    page.route("**/behaviours/*.js*", hold)
    page.get_by_role("link", name="Lägg till en bild").click()
    form = PictureForm(page).choose_on_disk(large)
    expect(page.get_by_text("Filen är större än 25 MB.")).to_have_count(0)
    for request in slow:
        request.continue_()
    form.says("Filen är större än 25 MB.")
    expect(page.get_by_label("Bild", exact=True)).to_have_value("")


def test_a_picture_is_asked_about_as_soon_as_it_is_chosen_among_files(desk: Desk) -> None:
    page = desk.browser()
    Stage.open(page).be(TOURISM)
    page.goto(f"/projects/{PROJECT}/files/new")
    asked, file = page.get_by_label("Vad visar bilden?"), page.get_by_label("Fil", exact=True)
    expect(asked).to_be_hidden()
    file.set_input_files(FilePayload(name="IMG_1.HEIC", mimeType="", buffer=b"a"))
    expect(asked).to_be_visible()
    file.set_input_files(FilePayload(name="a.txt", mimeType="text/plain", buffer=b"a"))
    expect(asked).to_be_hidden()
    chosen = photograph()
    file.set_input_files(FilePayload(name=chosen.name, mimeType="image/jpeg", buffer=chosen.data))
    asked.fill(WORDS)
    page.get_by_role("radio", name="Nej, ingen").check()
    page.get_by_role("button", name="Ladda upp").click()
    PageObject(page).tells("Filen är uppladdad.")
