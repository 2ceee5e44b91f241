"""Everybody, and an update with a comment in each state that there is: what the table of access speaks of."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from collab import db
from collab.accounts.models import Person
from collab.files.serving import store
from collab.forming import actions as forming
from collab.programmes.models import Membership, Organisation, Programme, Role
from collab.project_files.arrived import Arrived
from collab.project_files.kinds import Kind as FileKind
from collab.projects.models import Project
from collab.text import Localised
from collab.updates import actions as updates
from collab.updates.content import Content
from collab.updates.models import Comment, Kind, Update, Visibility
from tests.forming.test_leading import place
from tests.support.cast import Cast
from tests.updates.written import WHOLE, a_draft, a_post, on, with_visibility

NAMED = "@culture @business @tourism @other @facilitator @organiser @observer"
"""Everybody but the one who leaves the team: she is told for being in it, and for nothing else."""
TEAM, PROGRAMME, PUBLIC = Visibility.TEAM, Visibility.PROGRAMME, Visibility.PUBLIC

WORDS = {  # state: a word of the update, of its comment, of what it said before, of its file's name
    "for the team": ("kvarnhjulen", "lyktstolparna", "", "takpannorna"),
    "for the programme": ("mossgrottan", "tegelvalven", "", "kakelugnen"),
    "calls on the team": ("vagnslidret", "tidningshuset", "", "tunnbandet"),
    "for anybody": ("brofästet", "smedjekajen", "", "sotarstegen"),
    "a draft": ("ängslupen", "", "", "myntskåpet"),
    "waits for its time": ("porslinsugnen", "", "", "vävstolarna"),
    "dated ahead": ("vinkelhaken", "", "", "spånkorgen"),
    "withdrawn": ("gruvhissarna", "sågklingan", "", "hästdroskan"),
    "narrowed to the team": ("drängstugan", "fyrvaktaren", "hökfiskarna", "glasburken"),
    "opened to the programme": ("klockbojen", "repslagaren", "linbanan", "tjärdalen"),
    "comment taken back": ("vindspelet", "skeppsklockan", "", "kopparkitteln"),
    "no longer for anybody": ("äppelpressen", "urmakarna", "jordkällaren", "orgelpipan"),
}


class Post(Struct, frozen=True):
    """An update in one state, and what is unlike everything else in it."""

    key: str
    id: int
    comment: str
    """The comment's key; empty where there can be none."""
    word: str
    said: str
    before: str
    called: str
    """Its file, without the ending."""
    file: str
    """The file's key, where it is one of the project's; until then what it will be."""


class Scene(Struct, frozen=True):
    """The posts by their state, the people by what they are, the projects, and the other programme."""

    posts: dict[str, Post]
    people: dict[str, Person | None]
    projects: tuple[str, ...]
    mentioned: dict[str, Update]


def set_up(cast: Cast, after_posting: Callable[[], None]) -> Scene:
    """Post everything, let `after_posting` happen, then change texts, readers and the team."""
    second = _another_project(cast, "andra", Localised("Andra sidan", "The other side"))
    third = _another_project(cast, "tredje", Localised("Tredje vägen", "The third way"))
    people = _people(cast)
    author = cast.business
    first = {
        "for the team": a_post(cast.project, author, _says("for the team"), TEAM),
        "for the programme": a_post(cast.project, author, _says("for the programme"), PROGRAMME),
        "calls on the team": a_post(third, author, _calling("calls on the team"), PROGRAMME),
        "for anybody": a_post(cast.project, author, _says("for anybody"), PUBLIC),
        "withdrawn": a_post(second, author, _says("withdrawn"), PUBLIC),
        "narrowed to the team": a_post(second, author, _said("narrowed to the team"), PROGRAMME),
        "opened to the programme": a_post(second, author, _said("opened to the programme"), TEAM),
        "comment taken back": a_post(third, author, _says("comment taken back"), PROGRAMME),
        "no longer for anybody": a_post(second, author, _said("no longer for anybody"), PUBLIC),
    }
    comments = {state: _commented(update, WORDS[state][1], cast.culture) for state, update in first.items()}
    unseen = {
        "a draft": a_draft(cast.project, author, with_visibility(_says("a draft"), PUBLIC)),
        "waits for its time": _waits(cast.project, author),
        "dated ahead": a_post(cast.project, author, _says("dated ahead"), PUBLIC, on(5, 30)),
    }
    db.session.commit()
    after_posting()
    _change(first, author)
    updates.withdraw_comment(comments["comment taken back"], by=cast.culture)
    forming.leave(cast.team, by=place(cast.second), reason="Ny tjänst.")
    db.session.commit()
    posts = {state: _post(state, update, comments.get(state)) for state, update in (first | unseen).items()}
    slugs = (cast.project.slug, second.slug, third.slug)
    return Scene({state: posts[state] for state in WORDS}, people, slugs, first)


def _post(state: str, update: Update, comment: Comment | None) -> Post:
    (file,) = update.files or update.new_files
    return Post(update.key, update.id, comment.key if comment else "", *WORDS[state], file.key)


def _change(posts: dict[str, Update], author: Person) -> None:
    updates.withdraw(posts["withdrawn"], by=author)
    for state, to in (
        ("narrowed to the team", TEAM),
        ("opened to the programme", PROGRAMME),
        ("no longer for anybody", PROGRAMME),
    ):
        changed = replace(_says(state), new_files=(), files=tuple(posts[state].files))
        updates.publish(posts[state], with_visibility(changed, to), by=author)


def _says(state: str) -> Content:
    return _asking(WORDS[state][0], WORDS[state][3])


def _said(state: str) -> Content:
    return _asking(WORDS[state][2], WORDS[state][3])


def _calling(state: str) -> Content:
    """With the team's name: who is in it is told of that before all else."""
    says = _says(state)
    return replace(says, text=f"@sparet! {says.text}")


def _asking(word: str, called: str) -> Content:
    text = f"Vad gör vi med {word}? {NAMED}"
    kept = store().keep(called.encode())
    file = Arrived(f"{called}.pdf", FileKind.PDF, len(called), kept)
    return replace(
        WHOLE, kind=Kind.QUESTION, text=text, next_step_due_on=date(2017, 6, 10), new_files=(file,)
    )


def _commented(update: Update, word: str, by: Person) -> Comment:
    return updates.comment(update, f"Fråga {word}. {NAMED}", by=by)


def _waits(project: Project, author: Person) -> Update:
    draft = updates.begin(project, "waits", by=author)
    updates.schedule(draft, with_visibility(_says("waits for its time"), PUBLIC), at=on(5, 30))
    return draft


def _another_project(cast: Cast, slug: str, title: Localised) -> Project:
    columns = (column.name for column in Project.__table__.columns)
    same = {name: getattr(cast.project, name) for name in columns if name not in ("id", "slug", "title")}
    another = Project(**same, slug=slug, title=title)
    db.session.add(another)
    db.session.flush()
    return another


def _people(cast: Cast) -> dict[str, Person | None]:
    _another_programme(cast, cast.outsider)
    everywhere = Person(
        email="site@example.org",
        handle="site",
        name=Localised("Webbplatsansvarig", "Site manager"),
        is_site_organiser=True,
    )
    db.session.add(everywhere)
    db.session.flush()
    return {
        "visitor": None,
        "outsider": cast.outsider,
        "other team": cast.other,
        "observer": _observer(cast),
        "has left": cast.second,
        "in the team": cast.tourism,
        "coordinator": cast.culture,
        "author": cast.business,
        "facilitator": cast.facilitator,
        "organiser": cast.organiser,
        "site manager": everywhere,
    }


def _observer(cast: Cast) -> Person:
    said = Localised("Regionråd", "Regional councillor")
    person = Person(email="observer@example.org", handle="observer", name=said)
    region = db.session.scalars(select(Organisation).where(Organisation.slug == "region")).one()
    place = Membership(
        programme_id=cast.programme.id, person=person, organisation=region, role=Role.OBSERVER, title=said
    )
    db.session.add(place)
    db.session.flush()
    return person


def _another_programme(cast: Cast, person: Person) -> None:
    said = Localised("Ett annat", "Another")
    columns = (column.name for column in Programme.__table__.columns)
    same = {name: getattr(cast.programme, name) for name in columns if name not in ("id", "slug", "name")}
    other = Programme(**same | {"first_year": 2014, "last_year": 2015}, slug="ett-annat", name=said)
    db.session.add(other)
    db.session.flush()
    osby = db.session.scalars(select(Organisation).where(Organisation.slug == "osby")).one()
    db.session.add(
        Membership(programme_id=other.id, person=person, organisation=osby, role=Role.ORGANISER, title=said)
    )
