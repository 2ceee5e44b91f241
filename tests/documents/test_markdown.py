"""A plan as Markdown: its own words, which mean to every program what they mean here."""

import re
from datetime import date

import yaml
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as some
from msgspec.structs import replace

from collab import markdown
from collab.documents.making import marked, plain
from collab.documents.making.marked import Ground
from collab.documents.making.materials import silent
from collab.documents.paper import Part
from tests.documents.papers import HOSTILE, long, materials, wide, written

GROUND = Ground("https://collab.example", {}, "A picture", "/projects/oppna-dorrar/files/", frozenset())
PIECES = [
    *(
        "# ",
        "## ",
        "- ",
        "* ",
        "1. ",
        "3) ",
        "> ",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "```\n",
    ),
    *(
        "[a](/b)",
        "![c](d)",
        "<x>",
        "&amp;",
        "|",
        "a | b\n--- | ---\n",
        "\\",
        "~~",
        "---",
        "===",
        "+ ",
        "word",
    ),
    *("å ä", "12 000", "<http://a.example>", "[r]", " ", ":-", "!", "#"),
]


def set_in_markdown(source: str) -> str:
    return plain.make(written(source), materials(), silent).decode()


def html(source: str) -> str:
    """What a text says to a program that reads Markdown, without emphasis and what only looks otherwise."""
    said = markdown.rendered(marked.tokens(Part("", source=source), GROUND, top_heading=1))
    said = re.sub(r"\s+(?=\n|</)", "", re.sub(r"</?(em|strong)>", "", said))
    headings = re.compile(r"<h\d>.*?</h\d>", re.DOTALL)
    said = headings.sub(lambda found: " ".join(found[0].replace("<br />", "").split()), said)
    return re.sub(r"<pre><code[^>]*>", "<pre><code>", re.sub(r"\n?</code>", "</code>", said))


@tries(max_examples=150, deadline=None, derandomize=True)
@given(some.lists(some.sampled_from(PIECES), max_size=12).map("".join))
def test_a_text_that_is_written_anew_says_the_same(source: str) -> None:
    assert html(plain.section(Part("", source=source), GROUND, top_heading=1)) == html(source)


def test_plain_sentences_stay_as_they_were_typed() -> None:
    source = "Every village has a station.\nNobody gets off.\n\n- *Why?*\n- A **good** question: [read](https://a.example)"
    assert source in set_in_markdown(source)


def test_it_begins_with_plain_lines_that_machines_read_too() -> None:
    front = set_in_markdown("Text").split("---\n")[1]
    assert yaml.safe_load(front) == {
        "title": "Öppna dörrar",
        "language": "en",
        "date": date(2017, 5, 15),
        "programme": "Culture on the move",
        "team": "Spåret",
        "address": "https://collab.example/projects/oppna-dorrar/plan",
    }


def test_its_lines_are_in_one_language_and_quoted_only_where_they_must_be() -> None:
    paper = replace(
        written("Text", language="sv"),
        title="Dörrar: på glänt",
        facts=(("Kommuner", "Åhus och Lund"),),
        keys={"title": "titel", "language": "språk", "date": "datum", "address": "adress"},
    )
    assert plain.make(paper, materials(), silent).decode().split("---\n")[1].splitlines() == [
        "titel: 'Dörrar: på glänt'",
        "språk: sv",
        "datum: 2017-05-15",
        "kommuner: Åhus och Lund",
        "adress: https://collab.example/projects/oppna-dorrar/plan",
    ]


def test_headings_stand_below_those_of_the_document() -> None:
    lines = set_in_markdown("# Upper\n\n### Lower\n\nSet\n===").splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Öppna dörrar", "## Need", "### Upper", "#### Lower", "### Set",
        "## Idea", "## Milestones", "## Anchored at home",
    ]  # fmt: skip


def test_milestones_and_anchoring_are_tables_with_totals() -> None:
    said = set_in_markdown("Text")
    assert "| Provkväll | 3 March 2017 | Head of Culture | Not yet |" in said
    assert "| Together |  |  | 42 | 12,000 |" in said
    assert "This section is not written yet." in said
    assert said.endswith("The living plan is at <https://collab.example/projects/oppna-dorrar/plan>\n")


def test_hostile_text_leads_nowhere_and_shows_nothing() -> None:
    said = set_in_markdown(HOSTILE)
    tokens = markdown.parsed(said)
    children = [child for token in tokens for child in token.children or ()]
    leads = {str(token.attrGet("href")) for token in children if token.type == "link_open"}
    assert leads == {"https://collab.example/projects/oppna-dorrar/plan"}
    assert [token.type for token in children if token.type == "image"] == []
    assert re.findall(r"(?<!\\)<(?!https://collab)[a-z/!]", said.replace("`</style>`", "")) == []
    assert re.findall("[\x00-\x08\x0b-\x1f\ufffe]", said) == []


def test_a_long_text_and_a_wide_table_are_whole() -> None:
    assert long() in set_in_markdown(long())
    assert set_in_markdown(wide()).count("| c49 |") == 6
