"""A reason in words, and the place where it can be seen."""

from collections.abc import Mapping

from flask import url_for
from msgspec import Struct

from collab.programmes import queries as programmes
from collab.stalls.queries import Stall
from collab.stalls.reasons import Kind, Question, Reason
from collab.text import _, _n, day, in_words, month


class Line(Struct, frozen=True):
    """One reason, as a sentence without its full stop, and where to look."""

    words: str
    url: str
    more: tuple["Line", ...] = ()
    """What else it speaks of, each with its own place."""


def lines(stall: Stall, programme_id: int) -> list[Line]:
    """Why the project stands still, in the language in use."""
    names = {one.code: str(one.name) for one in programmes.sectors(programme_id)}
    return [Line(say(why, names), where(why, stall.slug), _others(why)) for why in stall.reasons]


def say(reason: Reason, sector_names: Mapping[str, str]) -> str:
    """The reason in words."""
    if reason.kind in (Kind.NEVER, Kind.SILENT):
        return _silence(reason)
    if reason.kind is Kind.STUCK and reason.since is not None:
        return _("The team itself says that it is stuck, %(day)s", day=day(reason.since))
    if reason.kind is Kind.QUESTIONS:
        return _n(
            "A question without an answer for %(days)s days",
            "%(count)s questions without an answer, the oldest for %(days)s days",
            reason.count,
            count=in_words(reason.count).capitalize(),
            days=reason.usual,
        )
    if reason.kind is Kind.SLIPPED:
        often = _("twice") if reason.count == 2 else _("%(count)s times", count=in_words(reason.count))
        return _("Milestone put off %(often)s: %(title)s", often=often, title=reason.name)
    return _who(reason, sector_names)


def where(reason: Reason, slug: str) -> str:
    """The address of what the reason speaks of."""
    if reason.kind in (Kind.SILENT, Kind.STUCK):
        return url_for("updates.show", key=reason.key)
    if reason.kind is Kind.QUESTIONS:
        return _asked(reason.questions[0])
    if reason.kind is Kind.SLIPPED:
        return url_for("workspace.project", slug=slug, _anchor=reason.key)
    if reason.kind is Kind.SECTOR:
        return url_for("workspace.project", slug=slug, _anchor="crew")
    return url_for("workspace.project_feed", slug=slug)


def _others(reason: Reason) -> tuple[Line, ...]:
    """The questions that wait beside the oldest one."""
    return tuple(
        Line(_("question %(number)s of %(day)s", number=number, day=day(one.asked_on)), _asked(one))
        for number, one in enumerate(reason.questions[1:], 2)
    )


def _asked(question: Question) -> str:
    return url_for("updates.show", key=question.key, _anchor="comments")


def _silence(reason: Reason) -> str:
    if reason.kind is Kind.NEVER:
        return _("No report yet, %(num)s days after the start", num=reason.count)
    if reason.usual is None:
        return _("No report for %(num)s days", num=reason.count)
    if reason.is_agreed:
        return _(
            "No report for %(num)s days, the programme's rhythm is %(usual)s days",
            num=reason.count,
            usual=reason.usual,
        )
    return _("No report for %(num)s days, usual rhythm %(usual)s days", num=reason.count, usual=reason.usual)


def _who(reason: Reason, sector_names: Mapping[str, str]) -> str:
    if reason.kind is Kind.ONE_PLACE:
        if reason.since is None:
            return _("Only %(place)s has written so far", place=reason.name)
        return _("Only %(place)s has written since %(month)s", place=reason.name, month=month(reason.since))
    sector = sector_names.get(reason.name, reason.name)
    if reason.since is None:
        return _("%(sector)s has not been heard of yet", sector=sector)
    return _("%(sector)s silent since %(month)s", sector=sector, month=month(reason.since))
