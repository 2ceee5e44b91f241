"""Papers to be set, and what they are set with."""

import json
from functools import cache
from pathlib import Path

from collab import app
from collab.documents import paper
from collab.documents.making.materials import Materials
from collab.documents.paper import Paper, Part, Table
from tests.files.corpus import encoded, two_tone

BUILT = app.PAGES / "static" / "build"
RICH = """Doors are shut. **Bold**, *slanted*, `code`, [a page](https://example.org/a(b)),
[ours](/projects/x).

# First

- one
  - two
    - three

      more
- four

1. a
2. b

7) seven

> said
>
> # Deep

| Place | Hours |
|:------|------:|
| Åhus  | 12 000 |

```python
code()
```

***

### Far below

![The old station](/projects/oppna-dorrar/files/abc)
"""
HOSTILE = """[run](javascript:alert(1)) <javascript:alert(2)> ![spy](https://evil.example/x.png)
<script>alert(3)</script> <img src=x onerror=alert(4)> { HYPERLINK "ftp://evil.example" } \x07\x00\ufffe

[file](file:///etc/passwd) ![disk](file:///etc/passwd) [data](data:text/html,x) [d](docm:x)

<style>@import url(ftp://evil.example)</style> `</style>` &lt;b&gt; =1+1

[r]: javascript:alert(5)
[r]
"""
MILESTONES = Table(
    ("Milestone", "Due", "Who sees to it", "Done"),
    (("Provkväll", "3 March 2017", "Head of Culture", "Not yet"),),
    written=(0,),
)
ANCHORING = Table(
    ("Municipality", "Who knows", "Who has decided", "Hours", "Kronor"),
    (("Åhus", "Kulturchef", "The committee, KN 12", "40", "12,000"), ("Lund", "", "Nobody yet", "2", "0")),
    ("Together", "", "", "42", "12,000"),
    numeric=(3, 4),
    written=(1,),
)


def written(source: str = RICH, *, language: str = "en", pictures: dict[str, str] | None = None) -> Paper:
    """A paper whose one section says that, as it comes to the process that sets it."""
    made = Paper(
        language=language,
        title="Öppna dörrar",
        promise="En lapp på dörren blir en hel kväll.",
        text_language="sv",
        facts=(("Programme", "Culture on the move"), ("Team", "Spåret")),
        parts=(
            Part("Need", source=source, language="sv"),
            Part("Idea", note="This section is not written yet."),
            Part("Milestones", table=MILESTONES, language="sv"),
            Part("Anchored at home", table=ANCHORING, language="sv"),
        ),
        author="Spåret",
        made_on="2017-05-15",
        address="https://collab.example/projects/oppna-dorrar/plan",
        living="The living plan is at",
        site="https://collab.example",
        slug="oppna-dorrar",
        page=("Page", "of"),
        notice="Demonstration: the content is invented.",
        alternative="A picture",
        pictures=pictures or {},
    )
    return paper.of_values(json.loads(json.dumps(made.as_values())))


@cache
def a_picture() -> bytes:
    """A small picture as uploads keep it."""
    return encoded(two_tone(96, 64), "WEBP")


def materials(pictures: dict[str, bytes] | None = None) -> Materials:
    """What a document is made of."""
    return Materials(Path(app.PAGES / "templates"), BUILT / "lettering", BUILT / "fonts", pictures or {})


def wide() -> str:
    """A table of fifty columns."""
    row = "|" + "|".join(f"c{n}" for n in range(50)) + "|\n"
    return row + "|" + "---|" * 50 + "\n" + row * 5


def long() -> str:
    """A text of fifty kilobytes in paragraphs."""
    return "\n\n".join([" ".join(["Ett stycke om **dörrar** som står öppna."] * 12)] * 110)
