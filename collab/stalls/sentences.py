"""A reason in words, and the place where it can be seen."""

from collections.abc import Mapping

from flask import url_for
from msgspec import Struct

from collab.programmes import queries as programmes
from collab.stalls.queries import Stall
from collab.stalls.reasons import Kind, Question, Reason
from collab.text import _, _n, day, in_words, month, unbegun


class Line(Struct, frozen=True):
    """One reason, as a sentence without its full stop, and where to look."""

    words: str
    url: str
    more: tuple["Line", ...] = ()
    """What else it speaks of, each with its own place."""


def lines(stall: Stall, programme_id: int) -> list[Line]:
    """Why the project stands still, in the language in use."""
    names = _sector_names(programme_id)
    return [Line(say(why, names), where(why, stall), _others(why)) for why in stall.reasons]


def to_the_team(stall: Stall, programme_id: int) -> list[Line]:
    """The same as the team is written to about it: what was read of it and what not."""
    names = _sector_names(programme_id)
    return [Line(tell(why, names), where(why, stall)) for why in stall.reasons]


def _sector_names(programme_id: int) -> dict[str, str]:
    return {one.code: str(one.name) for one in programmes.sectors(programme_id)}


def say(reason: Reason, sector_names: Mapping[str, str]) -> str:
    """The reason in words."""
    if reason.kind in (Kind.NEVER, Kind.SILENT):
        return _silence(reason)
    if reason.kind is Kind.STUCK and reason.since is not None:
        return _("The team itself says that it is stuck, %(day)s", day=day(reason.since))
    if reason.questions:
        return _waiting(reason)
    if reason.kind is Kind.SLIPPED:
        return _("Milestone put off %(often)s: %(title)s", often=_often(reason.count), title=reason.name)
    return _who(reason, sector_names)


def tell(reason: Reason, sector_names: Mapping[str, str]) -> str:
    """The reason as a whole sentence to the team, without its full stop and without blame."""
    if reason.kind in (Kind.NEVER, Kind.SILENT):
        return _tell_silence(reason)
    if reason.kind is Kind.STUCK and reason.since is not None:
        return _("On %(day)s you wrote that the project is stuck", day=day(reason.since))
    if reason.questions:
        return _tell_waiting(reason)
    if reason.kind is Kind.SLIPPED:
        return _(
            "The milestone “%(title)s” has been given a new day %(often)s",
            often=_often(reason.count),
            title=reason.name,
        )
    return _tell_who(reason, sector_names)


def where(reason: Reason, stall: Stall) -> str:
    """The address of what the reason speaks of."""
    if reason.kind in (Kind.SILENT, Kind.STUCK):
        return url_for("updates.show", key=reason.about)
    if reason.questions:
        return _asked(reason.questions[0])
    if reason.kind is Kind.SLIPPED:
        return url_for("workspace.project", slug=stall.slug, _anchor=reason.about)
    if reason.kind in (Kind.SECTOR, Kind.ONE_PLACE):
        return url_for("workspace.voices", slug=stall.team, _anchor=reason.about)
    return url_for("workspace.project_feed", slug=stall.slug)


def _others(reason: Reason) -> tuple[Line, ...]:
    """The questions that wait beside the oldest one."""
    return tuple(
        Line(_("question %(number)s of %(day)s", number=number, day=day(one.asked_on)), _asked(one))
        for number, one in enumerate(reason.questions[1:], 2)
    )


def _asked(question: Question) -> str:
    return url_for("updates.show", key=question.key, _anchor="comments")


def _often(count: int) -> str:
    return _("twice") if count == 2 else _("%(count)s times", count=in_words(count))


def _waiting(reason: Reason) -> str:
    count, days = in_words(reason.count).capitalize(), in_words(reason.usual or 0)
    if reason.kind is Kind.UNMARKED:
        return _n(
            "A question of %(days)s days ago has comments, but nobody has marked the answer",
            "%(count)s questions have comments, but nobody has marked the answer, the oldest of "
            "%(days)s days ago",
            reason.count,
            count=count,
            days=days,
        )
    return _n(
        "A question without an answer for %(days)s days",
        "%(count)s questions without an answer, the oldest for %(days)s days",
        reason.count,
        count=count,
        days=days,
    )


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
        return _("%(sector)s has not been heard from yet", sector=sector)
    return _("%(sector)s silent since %(month)s", sector=sector, month=month(reason.since))


def _tell_waiting(reason: Reason) -> str:
    count = in_words(reason.count).capitalize()
    if reason.kind is Kind.UNMARKED:
        return _n(
            "A question from you has got comments: mark the one that is the answer, or say what is missing",
            "%(count)s questions from you have got comments: mark those that are the answers, "
            "or say what is missing",
            reason.count,
            count=count,
        )
    return _n(
        "A question from you has waited for an answer for %(days)s days",
        "%(count)s questions from you wait for an answer, the oldest for %(days)s days",
        reason.count,
        count=count,
        days=in_words(reason.usual or 0),
    )


def _tell_silence(reason: Reason) -> str:
    if reason.kind is Kind.NEVER:
        return _(
            "The project began %(num)s days ago, and we look forward to your first update", num=reason.count
        )
    if reason.usual is None:
        return _("Your latest update came %(num)s days ago", num=reason.count)
    if reason.is_agreed:
        return _(
            "Your latest update came %(num)s days ago; the programme's rhythm is %(usual)s days",
            num=reason.count,
            usual=reason.usual,
        )
    return _n(
        "Your latest update came %(days)s days ago; before that you used to write every day",
        "Your latest update came %(days)s days ago; before that you used to write about every %(usual)s days",
        reason.usual,
        days=reason.count,
        usual=reason.usual,
    )


def _tell_who(reason: Reason, sector_names: Mapping[str, str]) -> str:
    if reason.kind is Kind.ONE_PLACE:
        if reason.since is None:
            return _("So far we have only read something from %(place)s", place=reason.name)
        since = month(reason.since)
        return _("Since %(month)s we have only read something from %(place)s", month=since, place=reason.name)
    sector = unbegun(sector_names.get(reason.name, reason.name))
    if reason.since is None:
        return _("From %(sector)s we have not read anything yet", sector=sector)
    since = month(reason.since)
    return _("From %(sector)s we have not read anything since %(month)s", sector=sector, month=since)
