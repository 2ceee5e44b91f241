"""Pictures in a plan: the project's own, in their sizes, as long as they may be shown."""

from datetime import date

import pytest
from sqlalchemy import select

from collab import db, markdown
from collab.files import pictures, serving
from collab.files.store import KeptPicture
from collab.project_files import actions
from collab.projects import actions as projects
from collab.projects import illustrations
from collab.projects.actions import Writing
from collab.projects.models import PlanText
from tests.conftest import Browsers
from tests.files.corpus import encoded, two_tone
from tests.project_files import shelf
from tests.support.cast import Cast
from tests.support.statements import statements_of

PLAN = "/projects/oppna-dorrar/plan"
FILES = "/projects/oppna-dorrar/files"
OURS = FILES + "/"
KEY = "abcdefghjkmnpqrs"


@pytest.fixture
def kept(cast: Cast) -> KeptPicture:
    return serving.store().keep_picture(pictures.prepare(encoded(two_tone(960, 640))))


def written(cast: Cast, source: str) -> None:
    projects.write_section(cast.project, "need", Writing(source, 0), by=cast.culture)
    db.session.commit()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "//example.org/a.png",
        f"/projects/other/files/{KEY}",
        f"/projects/oppna-dorrar/files/{KEY}/1/480.webp",
        "/projects/oppna-dorrar/files/../../account",
        f"https://example.org/projects/oppna-dorrar/files/{KEY}",
        "/sign-out",
    ],
)
def test_of_any_other_picture_its_words_remain(address: str) -> None:
    html = markdown.render(f"Look: ![a **wall** <b>]({address})", pictures=OURS)
    assert html == "<p>Look: a wall &lt;b&gt;</p>\n"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:image/svg+xml,<svg/>"])
def test_what_is_no_address_is_no_picture(address: str) -> None:
    assert "<img" not in markdown.render(f"![a wall]({address})", pictures=OURS)


def test_a_picture_of_the_project_is_kept_by_its_address() -> None:
    html = markdown.render(f'![a "wall"]({OURS}{KEY} "title")', pictures=OURS)
    assert html == f'<p><img src="{OURS}{KEY}" alt="a &quot;wall&quot;"></p>\n'
    assert markdown.render(f"![a wall]({OURS}{KEY})") == "<p>a wall</p>\n"


def test_a_picture_in_the_plan_is_a_figure_in_its_sizes(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    key = shelf.a_picture(cast.project, cast.culture, kept).key
    written(cast, f"Before\n\n![The *old* wall]({OURS}{key})\n\nAfter ![]({OURS}{key}) it")
    page = browsers(cast.other).get(PLAN).get_data(as_text=True)
    image = (
        f'<img class="figure__picture" src="{OURS}{key}/1/480.webp" srcset="{OURS}{key}/1/480.webp 480w, '
        f'{OURS}{key}/1/960.webp 960w" sizes="(min-width: 56rem) 40rem, 100vw" alt="{{}}" width="960" '
        'height="640" loading="lazy" decoding="async">'
    )
    caption = "<figcaption>The wall in the waiting room Photo: Kulturchef, Kristianstad</figcaption>"
    assert f'<figure class="figure">{image.format("The old wall")}{caption}</figure>' in page
    assert f"<p>After {image.format('A wall')} it</p>" in page


def test_a_withdrawn_consent_takes_the_picture_out_of_the_plan_and_every_version(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    file = shelf.a_picture(cast.project, cast.culture, kept)
    written(cast, f"![The old wall]({OURS}{file.key})")
    projects.name_plan(cast.project, "To the board", by=cast.culture)
    named = f"/projects/oppna-dorrar/named-plans/{projects.name_plan(cast.project, 'B', by=cast.culture).key}"
    db.session.commit()
    addresses = (PLAN, f"{PLAN}/need/versions/1", named)
    before = [browsers(cast.other).get(one).get_data(as_text=True) for one in addresses]
    actions.withdraw_consent(shelf.consent_to(file), date(2017, 5, 15), by=cast.culture)
    db.session.commit()
    for person, is_told in ((cast.other, False), (cast.facilitator, False), (cast.culture, True)):
        after = [browsers(person).get(one).get_data(as_text=True) for one in addresses]
        assert [f"{file.key}/1/480.webp" in page for page in (*before, *after)] == [True] * 3 + [False] * 3
        assert ["The old wall" in page or "<p></p>" in page for page in after] == [False] * 3
        assert ["The picture is not shown any more." in page for page in after] == [is_told] * 3


def test_a_point_of_a_list_whose_picture_is_gone_is_quite_empty() -> None:
    address = f"{OURS}{KEY}"
    for source in (f"- one\n- ![The old wall]({address})", f"- one\n\n- ![The old wall]({address})"):
        html = illustrations.illustrated(
            markdown.render(source, pictures=OURS), illustrations.Illustrations()
        )
        assert html.count("<li></li>") == 1


def test_what_is_said_of_a_picture_is_no_word_of_the_section(cast: Cast, kept: KeptPicture) -> None:
    key = shelf.a_picture(cast.project, cast.culture, kept).key
    written(cast, f"Two words.\n\n![Two people [both] at a wall]({OURS}{key}) ![theirs](/elsewhere) and")
    text = db.session.scalars(select(PlanText)).one()
    assert text.words == 4  # of another picture its words remain
    assert illustrations.words_in("![" * 25_000, "oppna-dorrar", by_goal=False) == 0


def test_the_preview_shows_the_picture(browsers: Browsers, cast: Cast, kept: KeptPicture) -> None:
    key = shelf.a_picture(cast.project, cast.culture, kept).key
    db.session.commit()
    sent = {"source": f"![A wall]({OURS}{key})", "version": "0", "preview": "1"}
    page = browsers(cast.culture).post(f"{PLAN}/need", data=sent).get_data(as_text=True)
    assert f'src="{OURS}{key}/1/480.webp"' in page.split("data-preview")[1]


def test_the_editor_offers_the_pictures_and_their_page_the_line(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    key = shelf.a_picture(cast.project, cast.culture, kept).key
    db.session.commit()
    line = f"![A wall]({OURS}{key})"
    editor = browsers(cast.culture).get(f"{PLAN}/need").get_data(as_text=True)
    assert f'data-before="{line}"' in editor
    assert line in browsers(cast.culture).text(f"{FILES}/{key}")


def test_the_plan_asks_for_pictures_once_and_only_where_one_is_named(
    browsers: Browsers, cast: Cast, kept: KeptPicture
) -> None:
    keys = [shelf.a_picture(cast.project, cast.culture, kept).key for _ in range(3)]
    written(cast, "Nothing to see")
    browser = browsers(cast.other)
    browser.get(PLAN)
    without = statements_of(lambda: browser.get(PLAN))
    source = "\n\n".join(f"![]({OURS}{key})" for key in keys)
    projects.write_section(cast.project, "need", Writing(source, 1), by=cast.culture)
    db.session.commit()
    assert statements_of(lambda: browser.get(PLAN)) == without + 1 <= 12
