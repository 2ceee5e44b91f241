"""Pictures in a plan: which there are, and the HTML of a section with them in their sizes.

What is kept of a section says only the address of a picture; whether it is shown is asked each time, so that
one whose consent is withdrawn is gone at once, from every version. Who knows the pictures stands above.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from markupsafe import Markup, escape
from msgspec import Struct, field

from collab import markdown
from collab.accounts.models import Person
from collab.projects import policy
from collab.projects.by_goal import words_of_headings
from collab.projects.models import Project
from collab.text import _

SIZES = "(min-width: 56rem) 40rem, 100vw"


class Illustration(Struct, frozen=True):
    """A picture that can stand in the plan: where its files are, and what is said of it."""

    key: str
    name: str
    src: str
    srcset: str
    width: int
    height: int
    alternative: str
    caption: str
    credit: str
    line: str
    """The Markdown that shows it."""


class Illustrations(Struct, frozen=True):
    """The pictures that a page may show, by key. `is_ours`: the team reads it, and is told what is gone."""

    shown: Mapping[str, Illustration] = field(default_factory=dict)
    is_ours: bool = False


Find = Callable[[Project, Person, Collection[str] | None], list[Illustration]]
"""(project, viewer, keys) → those of these pictures, or all, that may be shown to the viewer."""

_finders: list[Find] = []
_IMAGE = re.compile(r'(<p>)?(<img [^>]*src="/projects/[^"/]+/files/([^"/]+)"[^>]*>)(</p>)?')
_EMPTY = re.compile(r"(?<=<li>)\s*<p>\s*</p>\s*(?=</li>)|<p>\s*</p>\n?")
"""What is left of a paragraph when its picture is gone; a point of a list is empty then, and not seen."""
_SOURCE = re.compile(
    r"!\[(?:(?!!\[|\]\(|\n\s*\n).)*\]\(<?(/projects/[^/\s]+/files/)(?:(?!!\[)[^)\n])*\)", re.DOTALL
)
_ALTERNATIVE = re.compile(r' alt="([^"]*)"')


def register(find: Find) -> None:
    """Say who knows the pictures. Only `app` does."""
    _finders[:] = [find]


def address_of(slug: str) -> str:
    """What the address of every picture of a project begins with."""
    return f"/projects/{slug}/files/"


def all_of(project: Project, *, viewer: Person) -> list[Illustration]:
    """The pictures that can be put into the plan, the newest first."""
    return [picture for find in _finders for picture in find(project, viewer, None)]


def named_in(project: Project, htmls: Iterable[str], *, viewer: Person) -> Illustrations:
    """Those that the sections name and the viewer may see. Where none is named nothing is asked."""
    keys = {found[3] for html in htmls for found in _IMAGE.finditer(html)}
    found = [picture for find in _finders for picture in find(project, viewer, keys)] if keys else []
    is_ours = len(found) < len(keys) and policy.belong(viewer, project)
    return Illustrations({picture.key: picture for picture in found}, is_ours)


def words_in(source: str, slug: str, *, by_goal: bool) -> int:
    """How many words of a section a reader meets: what is said of the project's pictures stands for them.

    Of one that is written `by_goal` the headings do not count, which tell what is asked.
    """
    own = address_of(slug)
    asked = words_of_headings(source) if by_goal else 0
    without = _SOURCE.sub(lambda found: "" if found[1] == own else found[0], source)
    return markdown.plain_words(without) - asked


def illustrated(html: str, pictures: Illustrations) -> Markup:
    """A section with its pictures in their sizes. Of one that may not be shown nothing is left.

    What was said of it describes it, so that goes too; the team reads that it is gone. A plain string is
    escaped: only what is marked as safe stays HTML.
    """

    def show(found: re.Match[str]) -> str:
        before, after = found[1] or "", found[4] or ""
        picture = pictures.shown.get(found[3])
        if picture is None:
            return f"{before}{_gone() if pictures.is_ours else ''}{after}"
        said = _ALTERNATIVE.search(found[2])
        alternative = Markup(said[1]).unescape() if said else ""  # noqa: S704 - an attribute's value, read
        image = _image(picture, alternative or picture.alternative)
        return _figure(picture, image) if before and after else f"{before}{image}{after}"

    whole = _IMAGE.sub(show, escape(html))
    return Markup(_EMPTY.sub("", whole))  # noqa: S704 - what is put in is escaped


def _gone() -> Markup:
    return Markup('<span class="soft">{}</span>').format(_("The picture is not shown any more."))


def _image(picture: Illustration, alternative: str) -> Markup:
    return Markup(
        '<img class="figure__picture" src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}" '
        'loading="lazy" decoding="async">'
    ).format(picture.src, picture.srcset, SIZES, alternative, picture.width, picture.height)


def _figure(picture: Illustration, image: Markup) -> Markup:
    credit = _("Photo: %(who)s", who=picture.credit) if picture.credit else ""
    words = " ".join(filter(None, [picture.caption, credit]))
    caption = Markup("<figcaption>{}</figcaption>").format(words) if words else Markup()
    return Markup('<figure class="figure">{}{}</figure>').format(image, caption)
