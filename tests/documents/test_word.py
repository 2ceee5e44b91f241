"""A plan as a Word file: real styles, one language, nothing that runs or fetches."""

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from collab.documents.making import word
from collab.documents.making.materials import silent
from tests.documents.papers import HOSTILE, RICH, a_picture, long, materials, wide, written

SHOWN = "/projects/oppna-dorrar/files/abc"


def made(source: str = RICH, language: str = "en") -> bytes:
    return word.make(written(source, language=language), materials(), silent)


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def styled(document: Document) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs if p.style is not None and p.text]


def test_headings_lists_and_quotes_have_words_own_styles() -> None:
    assert styled(opened(made()))[:22] == [
        ("Title", "Öppna dörrar"),
        ("Subtitle", "En lapp på dörren blir en hel kväll."),
        ("Intense Quote", "Demonstration: the content is invented."),
        ("Facts", "Programme: Culture on the move"),
        ("Facts", "Team: Spåret"),
        ("Heading 1", "Need"),
        ("Body Text", "Doors are shut. Bold, slanted, code, a page, ours."),
        ("Heading 2", "First"),
        ("List Bullet", "one"),
        ("List Bullet 2", "two"),
        ("List Bullet 3", "three"),
        ("List Continue", "more"),
        ("List Bullet", "four"),
        ("List Number", "a"),
        ("List Number", "b"),
        ("List Number", "seven"),
        ("Quote", "said"),
        ("Heading 2", "Deep"),
        ("Code Block", "code()"),
        ("Break", "* * *"),
        ("Heading 3", "Far below"),
        ("Heading 1", "Idea"),
    ]


def test_looks_and_links_are_set() -> None:
    document = opened(made())
    first = next(p for p in document.paragraphs if p.text.startswith("Doors"))
    looks = {run.text: (run.bold, run.italic, run.style.name) for run in first.runs if run.style}
    assert looks["Bold"] == (True, None, "Default Paragraph Font")
    assert looks["slanted"] == (None, True, "Default Paragraph Font")
    assert looks["code"] == (None, None, "Code")
    leads = {link.text: link.address for link in first.hyperlinks}
    assert leads == {
        "a page": "https://example.org/a(b)", "ours": "https://collab.example/projects/x",
    }  # fmt: skip


def test_each_numbered_list_begins_with_its_own_number() -> None:
    document = opened(made())
    items = [p for p in document.paragraphs if p.style is not None and p.style.name == "List Number"]
    numbers = [p._p.pPr.numPr.numId.val for p in items]
    starts = {
        number: document.part.numbering_part.element.num_having_numId(number).lvlOverride_lst[0]
        .startOverride.val for number in numbers
    }  # fmt: skip
    assert [starts[number] for number in numbers] == [1, 1, 7]


def test_milestones_and_anchoring_are_tables_with_a_head_that_comes_again() -> None:
    document = opened(made())
    own, milestones, anchoring = document.tables
    assert [[cell.text for cell in row.cells] for row in own.rows] == [
        ["Place", "Hours"],
        ["Åhus", "12\xa0000"],
    ]
    assert [cell.text for cell in milestones.rows[1].cells] == [
        "Provkväll", "3 March 2017", "Head of Culture", "Not yet",
    ]  # fmt: skip
    assert [cell.text for cell in anchoring.rows[-1].cells] == ["Together", "", "", "42", "12,000"]
    heads = [table.rows[0]._tr.trPr.findall(qn("w:tblHeader")) for table in document.tables]
    assert [len(found) for found in heads] == [1, 1, 1]


def test_it_says_what_it_is_and_speaks_one_language() -> None:
    document = opened(made(language="sv"))
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Öppna dörrar", "Spåret", "sv")
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    assert list(document.element.iter(qn("w:lang"))) == []


def test_what_the_team_wrote_keeps_its_language_in_an_english_document() -> None:
    document = opened(made())
    first = next(p for p in document.paragraphs if p.text.startswith("Doors"))
    assert {found.get(qn("w:val")) for found in first._p.iter(qn("w:lang"))} == {"sv-SE"}


def test_its_pages_are_numbered_and_say_where_the_living_plan_is() -> None:
    foot = opened(made()).sections[0].footer.paragraphs[0]
    assert foot.text == (
        "The living plan is at https://collab.example/projects/oppna-dorrar/plan\tPage 1 of 1"
    )
    assert [found.text for found in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_a_picture_is_in_it_with_its_alternative_text() -> None:
    picture = a_picture()
    paper = written(pictures={SHOWN: "f" * 64})
    document = opened(word.make(paper, materials({"f" * 64: picture}), silent))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "The old station"
    assert [name for name in ZipFile(BytesIO(made())).namelist() if "media" in name] == []


def test_of_a_picture_that_may_not_be_shown_no_empty_paragraph_remains() -> None:
    withheld = f"![The old station]({SHOWN})"
    gone = f"{withheld}\n\n# {withheld}\n\n[{withheld}](/a)\n\n{withheld}\n{withheld}"
    source = f"Before\n\n{gone}\n\nAfter {withheld}"
    paragraphs = opened(made(source)).paragraphs
    texts = [p.text.strip() for p in paragraphs if p.style is not None and p.style.name != "After Table"]
    assert "" not in texts
    assert texts[texts.index("Need") + 1 : texts.index("Idea")] == ["Before", "After"]


def test_of_a_picture_that_may_not_be_shown_no_empty_point_of_a_list_remains() -> None:
    withheld = f"![The old station]({SHOWN})"
    bullets = f"- one\n- {withheld}\n- - {withheld}\n- two\n\n> * {withheld}\n\nBetween"
    source = f"{bullets}\n\n1. first\n2. {withheld}\n3. third"
    paragraphs = opened(made(source)).paragraphs
    texts = [p.text for p in paragraphs if p.style is not None and p.style.name != "After Table"]
    found = texts[texts.index("Need") + 1 : texts.index("Idea")]
    assert found == ["one", "two", "Between", "first", "", "third"]


def test_hostile_text_is_text() -> None:
    data = made(HOSTILE)
    document = opened(data)
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == []
    assert list(document.element.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:altChunk"))) == []
    text = "\n".join(p.text for p in document.paragraphs)
    assert "<script>alert(3)</script>" in text
    assert '{ HYPERLINK "ftp://evil.example" }' in text
    parts = ZipFile(BytesIO(data))
    for name in parts.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(parts.read(name))


def test_a_long_text_and_a_wide_table_are_whole() -> None:
    document = opened(made(long() + "\n\n" + wide()))
    assert sum(p.text.startswith("Ett stycke om dörrar") for p in document.paragraphs) == 110
    assert len(document.tables[0].rows[5].cells) == 50
