"""What machines ask first: robots.txt, the sitemap in one file and in many, security.txt."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sectxt
from lxml import etree
from msgspec.structs import force_setattr
from sqlalchemy import insert

from collab import clock, config, db
from collab.app import create_app
from collab.front import listing, sitemap
from collab.front.sitemap import Limits, Page, Part
from collab.front.views import machines
from collab.programmes.models import Organisation, OrganisationKind
from collab.updates.models import Visibility
from tests.conference import day
from tests.conftest import Browsers
from tests.formats.validators import SITEMAP, index_faults, sitemap_faults
from tests.showcases import stage
from tests.support.cast import THE_DAY, Cast
from tests.updates import written

JUNE = datetime(2017, 6, 1, 8, tzinfo=UTC)


def _addresses(browsers: Browsers, path: str) -> list[str]:
    """The addresses in one file; a file with a fault fails the test."""
    answer = browsers().get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/xml; charset=utf-8")
    assert sitemap_faults(answer.data) == []
    return [str(found.text) for found in etree.fromstring(answer.data).iter(f"{SITEMAP}loc")]


def test_robots_may_read_everything_and_are_told_where_it_is(cast: Cast, browsers: Browsers) -> None:
    assert browsers().get("/robots.txt").get_data(as_text=True) == (
        "User-agent: *\nAllow: /\n\nSitemap: http://localhost/sitemap.xml\n"
    )


def test_the_sitemap_names_every_public_page_and_no_other(cast: Cast, browsers: Browsers) -> None:
    day.plan(cast)
    stage.published(cast)
    public = written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    hidden = written.a_post(cast.project, cast.culture)
    db.session.commit()
    found = _addresses(browsers, "/sitemap.xml")
    assert {
        f"http://localhost{path}"
        for path in (
            "/", "/showcases", "/conference", "/accessibility", "/privacy", "/security", "/contact",
            "/municipalities/osby", "/conference/doors", "/showcases/oppna-dorrar", f"/updates/{public.key}",
        )
    } <= set(found)  # fmt: skip
    assert f"http://localhost/updates/{hidden.key}" not in found
    assert len(found) == len(set(found))


def test_every_address_in_the_sitemap_is_a_page_that_calls_itself_so(cast: Cast, browsers: Browsers) -> None:
    day.plan(cast)
    stage.published(cast)
    written.a_post(cast.project, cast.culture, visibility=Visibility.PUBLIC)
    db.session.commit()
    for address in _addresses(browsers, "/sitemap.xml"):
        answer = browsers().get(address.removeprefix("http://localhost"))
        assert answer.status_code == 200
        assert f'<link rel="canonical" href="{address}">' in answer.get_data(as_text=True)


def test_a_showcases_last_change_is_its_newest_edition(cast: Cast, browsers: Browsers) -> None:
    stage.published(cast).published_at = THE_DAY
    db.session.commit()
    root = etree.fromstring(browsers().get("/sitemap.xml").data)
    changed = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in root}
    assert changed["http://localhost/showcases/oppna-dorrar"] == "2017-05-15T07:00:00Z"
    assert changed["http://localhost/municipalities/osby"] is None


def test_many_addresses_are_cut_into_files_that_hold_each_of_them_once(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.published(cast)
    whole = _addresses(browsers, "/sitemap.xml")
    monkeypatch.setattr(machines, "LIMITS", Limits(addresses=4))
    index = browsers().get("/sitemap.xml").data
    assert index_faults(index) == []
    files = [str(found.text) for found in etree.fromstring(index).iter(f"{SITEMAP}loc")]
    assert files == [f"http://localhost/sitemap-{n}.xml" for n in range(1, len(files) + 1)]
    parts = [_addresses(browsers, path.removeprefix("http://localhost")) for path in files]
    assert [len(part) for part in parts[:-1]] == [4] * (len(parts) - 1)
    assert [address for part in parts for address in part] == whole
    for number in (0, len(files) + 1, sitemap.MOST_FILES + 1, 10**20, "9" * 5_000):
        assert browsers().get(f"/sitemap-{number}.xml").status_code == 404


def test_no_file_is_larger_than_the_limit(
    cast: Cast, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _addresses(browsers, "/sitemap.xml")
    monkeypatch.setattr(machines, "LIMITS", Limits(size=500))
    parts = len(etree.fromstring(browsers().get("/sitemap.xml").data))
    bodies = [browsers().get(f"/sitemap-{number}.xml").data for number in range(1, parts + 1)]
    assert max(len(body) for body in bodies) <= 500
    assert min(len(body) for body in bodies[:-1]) > 350
    assert [str(a.text) for body in bodies for a in etree.fromstring(body).iter(f"{SITEMAP}loc")] == whole


def test_parts_are_counted_while_pages_pass_by() -> None:
    def pages() -> Iterator[Page]:
        for number in range(120_001):
            yield Page(f"https://example.org/{number}", JUNE + timedelta(seconds=number))

    assert list(sitemap.parts(pages(), Limits())) == [
        Part(0, 50_000, JUNE + timedelta(seconds=49_999)),
        Part(50_000, 50_000, JUNE + timedelta(seconds=99_999)),
        Part(100_000, 20_001, JUNE + timedelta(seconds=120_000)),
    ]


def test_more_rows_than_a_batch_are_all_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    known = db.session.query(Organisation).filter_by(kind=OrganisationKind.MUNICIPALITY).all()
    columns = [c.name for c in Organisation.__table__.columns if c.name not in ("id", "slug", "code")]
    values = {name: getattr(known[0], name) for name in columns}
    db.session.execute(insert(Organisation), [{**values, "slug": f"place-{n}"} for n in range(25)])
    monkeypatch.setattr(listing, "BATCH", 7)
    listed = [page.values["slug"] for page in listing.public_pages() if page.endpoint == "front.municipality"]
    assert sorted(listed) == sorted([*(place.slug for place in known), *(f"place-{n}" for n in range(25))])


@pytest.fixture
def guarded(tmp_path: Path) -> config.Settings:
    """A real site's settings, by https."""
    return config.Settings(
        secret_key="a secret for the tests, long enough to pass",
        database_url=f"sqlite:///{tmp_path}/unused.sqlite3",
        address="https://collab.example.org",
        instance=tmp_path,
        trusted_proxies=1,
    )


def _security_txt(settings: config.Settings) -> sectxt.Parser:
    with create_app(settings).test_request_context(base_url=settings.address):
        response = machines.security_txt()
    return sectxt.Parser(response.get_data(), urls=f"{settings.address}/.well-known/security.txt")


def test_security_txt_is_valid_and_leads_to_the_contact_form(guarded: config.Settings) -> None:
    said = _security_txt(guarded)
    assert said.errors == []
    assert said.contact_url == "https://collab.example.org/contact"
    assert said.preferred_languages == ["sv", "en"]


def test_security_txt_names_the_contact_that_the_site_is_told(guarded: config.Settings) -> None:
    force_setattr(guarded, "security_contact", "mailto:security@example.org")
    said = _security_txt(guarded)
    assert said.errors == []
    assert said.contact_email == "security@example.org"


def test_security_txt_expires_within_a_year_by_the_real_time_whatever_the_sites_day(
    guarded: config.Settings,
) -> None:
    with clock.at(datetime(2017, 6, 13, tzinfo=UTC)):
        lines = _security_txt(guarded).lines
    (expires,) = [line["value"] for line in lines if line["field_name"] == "expires"]
    ahead = datetime.fromisoformat(str(expires)) - clock.real()
    assert timedelta(days=298) < ahead <= timedelta(days=300)


@pytest.mark.parametrize("contact", ["security@example.org", "http://example.org", "mailto:", "https:// x"])
def test_a_contact_of_no_use_is_refused_at_the_start(contact: str) -> None:
    with pytest.raises(config.SettingsError) as refusal:
        config.from_environment({"COLLAB_SECURITY_CONTACT": contact})
    assert [p for p in refusal.value.problems if p.startswith("COLLAB_SECURITY_CONTACT must be")]
