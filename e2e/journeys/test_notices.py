"""Somebody changes to a weekly digest and gets exactly one, with each thing once."""

import re

from playwright.sync_api import expect

from e2e.cast import HEAD_OF_TOURISM, TOURISM
from e2e.desk import Desk
from e2e.pages.demonstration import Outbox, Stage
from e2e.pages.notices import NoticeChoices, Notices, Talk

PROJECT = "/projects/oppet-nar-taget-kommer/updates"


def test_a_weekly_digest_comes_once_and_says_each_thing_once(desk: Desk) -> None:
    reader, writer = desk.browser(), desk.browser()
    Stage.open(reader).be(HEAD_OF_TOURISM)
    NoticeChoices(reader).open().choose_all("en gång i veckan")

    Stage.open(writer).be(TOURISM)
    writer.goto(PROJECT)
    post = writer.get_by_role("article").filter(has_text=HEAD_OF_TOURISM.sv).first
    address = post.locator("a[href^='/updates/']").first.get_attribute("href") or ""
    key = address.rsplit("/", 1)[-1].split("#")[0]
    Talk(writer).open(key).say("Hur många kom?").open(key).say("Och hur många åkte tåg?")

    told = Notices(reader).until_told(
        f"{TOURISM.sv} kommenterade", more=", och 3 händelser till om samma sak"
    )
    place = told.get_attribute("href") or ""

    Stage.open(writer).choose_hour("2017-05-22T07:30")
    letter = Outbox.open(writer).read("kommenterade", HEAD_OF_TOURISM.email)
    expect(writer.get_by_role("article").locator(f"a[href$='{place}']")).to_have_count(1)
    links = (
        writer.get_by_role("article")
        .locator("a[href*='/notices/']")
        .evaluate_all("all => all.map(link => link.getAttribute('href'))")
    )
    items = [link for link in links if not re.search(r"/notices/(choices|leave)", link)]
    assert len(items) == len(set(items))
    letter.link("/notices/leave/")

    Stage.open(writer).choose_hour("2017-05-23T07:30")
    Outbox.open(writer)
    mails = writer.get_by_role("row").filter(has_text=HEAD_OF_TOURISM.email)
    expect(mails).to_have_count(1)

    reader.goto(place)
    reader.wait_for_url("**/updates/*#comment-*")
