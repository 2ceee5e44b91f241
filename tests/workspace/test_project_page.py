"""The page of a project, as its team and the others in the programme meet it."""

from datetime import date, timedelta

from sqlalchemy import select

from collab import clock, db
from collab.programmes.models import Membership, Organisation
from collab.projects.models import Anchoring, Mandate, Milestone
from collab.reviews.models import ReviewRound, Submission
from collab.updates.models import Update, Visibility
from tests.conftest import Browsers
from tests.showcases import stage
from tests.support.browser import words_of
from tests.support.cast import Cast
from tests.support.statements import statements_of

PAGE = "/projects/oppna-dorrar"


def milestones(cast: Cast) -> None:
    owner = db.session.scalars(select(Membership).where(Membership.person_id == cast.tourism.id)).one()
    db.session.add_all(
        [
            Milestone(
                project=cast.project, title="Signed", due_on=date(2017, 5, 1), done_on=date(2017, 5, 2)
            ),
            Milestone(project=cast.project, title="Built", due_on=date(2017, 5, 12), owner=owner),
            Milestone(project=cast.project, title="Opened", due_on=date(2017, 5, 25)),
        ]
    )
    db.session.commit()


def test_a_member_sees_what_is_missing_as_links(browsers: Browsers, cast: Cast) -> None:
    html = browsers(cast.culture).get(PAGE).get_data(as_text=True)
    text = words_of(html)
    assert "things are missing before the final" in text
    assert f'href="{PAGE}/plan/need">The plan: Need</a>' in html
    assert f'href="{PAGE}/milestones/new">Set the first milestone</a>' in html
    assert "The team meets the programme's rules" in text


def test_the_gate_leads_on_from_approval(browsers: Browsers, cast: Cast) -> None:
    stage.approved(cast)
    db.session.commit()
    pages = {who: browsers(who).get(PAGE).get_data(as_text=True) for who in (cast.second, cast.facilitator)}
    assert all("Approved for showing" in page for page in pages.values())
    compose = 'href="/projects/oppna-dorrar/showcase">Compose the public page</a>'
    assert [compose in page for page in pages.values()] == [True, False]


def test_the_gate_leads_to_the_public_page(browsers: Browsers, cast: Cast) -> None:
    stage.published(cast)
    page = browsers(cast.facilitator).get(PAGE).get_data(as_text=True)
    assert "Public since 15 May" in words_of(page)
    assert 'href="/showcases/oppna-dorrar">See what everybody sees</a>' in page


def test_a_stage_whose_day_has_passed_says_so(browsers: Browsers, cast: Cast) -> None:
    cast.project.stage.due_on = date(2017, 5, 14)
    db.session.commit()
    assert "you are here, planned until 14 May" in browsers(cast.culture).text(PAGE)
    assert "they are here, planned until 14 May" in browsers(cast.other).text(PAGE)


def test_a_member_is_led_to_writing_and_a_reader_is_not(browsers: Browsers, cast: Cast) -> None:
    assert f'href="{PAGE}/updates/new"' in browsers(cast.culture).get(PAGE).get_data(as_text=True)
    for reader in (cast.other, cast.facilitator):
        html = browsers(reader).get(PAGE).get_data(as_text=True)
        for writing in ("/updates/new", "/milestones/new", "/summary", "/plan/need"):
            assert f'href="{PAGE}{writing}"' not in html, writing


def test_what_is_missing_is_for_the_team_and_those_who_lead_the_programme(
    browsers: Browsers, cast: Cast
) -> None:
    missing = {
        name: "missing before the final" in browsers(getattr(cast, name)).text(PAGE)
        for name in ("culture", "facilitator", "organiser", "other")
    }
    assert missing == {"culture": True, "facilitator": True, "organiser": True, "other": False}


def test_the_tabs_are_those_that_the_viewer_may_open(browsers: Browsers, cast: Cast) -> None:
    def tabs(html: str) -> str:
        return words_of(html.split('<nav class="tabs"')[1].split("</nav>", maxsplit=1)[0].partition(">")[2])

    shown = {
        name: tabs(browsers(getattr(cast, name)).get(PAGE).get_data(as_text=True))
        for name in ("culture", "facilitator", "other")
    }
    assert shown == {
        "culture": "Situation The plan Files Updates The team Reviews The showcase",
        "facilitator": "Situation The plan Files Updates The team Reviews",
        "other": "Situation The plan Files Updates The team",
    }


def test_milestones_stand_as_a_picture_and_as_a_table(browsers: Browsers, cast: Cast) -> None:
    milestones(cast)
    html = browsers(cast.culture).get(PAGE).get_data(as_text=True)
    text = words_of(html)
    assert ">Milestones from Friday 3\u00a0February 2017 to Thursday 25\u00a0May 2017</title>" in html
    assert ' lang="sv">Signed</text>' in html
    assert "1 May Signed Nobody yet Done 2 May" in text
    assert "12 May Built Head of tourism, Höganäs 3 days late" in text
    assert "25 May Opened Choose an owner : Opened No owner" in text
    assert "Next milestone: Opened , Thu 25 May" in text


def test_a_day_far_from_today_says_its_year(cast: Cast, browsers: Browsers) -> None:
    milestones(cast)
    db.session.add(Milestone(project=cast.project, title="Far", due_on=date(2018, 5, 1)))
    db.session.commit()
    text = browsers(cast.culture).text(PAGE)
    assert "1 May Signed" in text
    assert "1 May 2018 Far" in text


def test_a_project_that_is_handed_in_says_so(browsers: Browsers, cast: Cast) -> None:
    final = db.session.scalars(select(ReviewRound).where(ReviewRound.code == "final")).one()
    db.session.add(Submission(round=final, project=cast.project, by=cast.culture, edition={}))
    db.session.commit()
    text = browsers(cast.culture).text(PAGE)
    assert "Handed in to the final Handed in 15 May. The facilitators read the plan as it was then." in text
    assert "Hand in to" not in text


def test_the_latest_updates_are_those_that_the_viewer_may_read(browsers: Browsers, cast: Cast) -> None:
    for visibility in (Visibility.TEAM, Visibility.PROGRAMME):
        db.session.add(
            Update(
                project=cast.project, author=cast.culture, visibility=visibility, text=visibility,
                html=f"<p>For the {visibility}</p>", posted_at=clock.now() - timedelta(days=1),
            )
        )  # fmt: skip
    db.session.commit()
    for reader, sees in ((cast.business, True), (cast.facilitator, True), (cast.other, False)):
        text = browsers(reader).text(PAGE)
        assert "For the programme" in text
        assert ("For the team" in text) is sees


def test_anchoring_says_who_knows_and_who_has_decided(browsers: Browsers, cast: Cast) -> None:
    place = db.session.scalars(select(Organisation).where(Organisation.slug == "karlskrona")).one()
    db.session.add(
        Anchoring(
            project=cast.project, organisation=place, informed=["kommundirektör"], mandate=Mandate.BOARD,
            reference="KS 2016/1", decided_on=date(2016, 12, 6), hours=80, money_sek=20000, note="Klart.",
        )
    )  # fmt: skip
    db.session.commit()
    text = browsers(cast.other).text(PAGE)
    assert "Karlskrona kommundirektör The executive board, KS 2016/1, 6 Dec 80 20,000 Klart." in text


def test_the_page_takes_the_same_statements_however_much_it_shows(browsers: Browsers, cast: Cast) -> None:
    browser = browsers(cast.facilitator)
    milestones(cast)
    browser.get(PAGE)
    few = statements_of(lambda: browser.get(PAGE))
    milestones(cast)
    assert statements_of(lambda: browser.get(PAGE)) == few <= 12


def test_who_is_outside_the_programme_does_not_know_of_the_project(browsers: Browsers, cast: Cast) -> None:
    assert browsers(cast.outsider).get(PAGE).status_code == 404
    assert browsers().get(PAGE).headers["Location"] == "/sign-in?next=/projects/oppna-dorrar"
