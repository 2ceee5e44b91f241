"""Markdown becomes safe HTML, and its tables stand in regions that scroll."""

from time import perf_counter

import pytest

from collab import markdown

TABLE = "| a |\n| --- |\n| 1 |\n"


def test_a_text_is_told_in_words_with_the_cells_of_its_tables_apart() -> None:
    said = markdown.words_of(markdown.render(f"Vi & **de**\n\n{TABLE}")).split()
    assert said == ["Vi", "&", "de", "|", "|", "a", "|", "1"]


def test_what_people_write_becomes_html_and_never_a_script() -> None:
    html = markdown.render("# Why\n\n<script>alert(1)</script> [x](javascript:alert(1)) **so**")
    assert html.startswith("<h3>Why</h3>\n")
    assert "<script" not in html
    assert "javascript:" not in html.replace("[x](javascript:alert(1))", "")
    assert "<strong>so</strong>" in html


def test_each_table_stands_in_a_region_with_a_name_of_its_own() -> None:
    html = markdown.frame_tables(markdown.render(f"{TABLE}\nand\n\n{TABLE}"), "Table")
    assert html.count('<section class="scroll" tabindex="0" aria-label="Table 1">') == 1
    assert html.count('<section class="scroll" tabindex="0" aria-label="Table 2">') == 1
    assert html.count("</table></section>") == 2


def test_a_plain_string_does_not_become_html_by_being_framed() -> None:
    assert markdown.frame_tables("<table>", "Table") == "&lt;table&gt;"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("# Ja\n\n**Fem** & [sex](https://e.example)\n\n- ett\n- *två*", "Ja Fem & sex ett två"),
        ("1 < 2 <b>&amp;</b>", "1 < 2 <b>&</b>"),
        ("x" * 60 + " " + "y" * 60 + " " + "z" * 60, "x" * 60 + " " + "y" * 60 + "…"),
    ],
)
def test_a_text_is_quoted_by_its_first_words_as_they_are_read(written: str, said: str) -> None:
    assert markdown.first_words(markdown.render(written)) == said


@pytest.mark.parametrize("cut", ["<p>Ja &am", "<p>Ja <stro", "<p>Ja <a href='x'", "<p>Ja </"])
def test_what_was_cut_off_in_the_middle_of_a_mark_is_quoted_up_to_there(cut: str) -> None:
    assert markdown.first_words(cut) == "Ja"


def test_words_are_counted_as_a_reader_meets_them() -> None:
    assert markdown.plain_words("| a | – | **two words** |\n| --- | --- |") == 3


def test_what_begins_with_spaces_is_a_paragraph_and_no_code() -> None:
    assert markdown.render("Pasted:\n\n    Indented as a letter is") == (
        "<p>Pasted:</p>\n<p>Indented as a letter is</p>\n"
    )


def test_of_a_picture_from_elsewhere_its_words_remain_or_its_address() -> None:
    elsewhere = "https://a.se/k.png"
    assert markdown.render(f"![A map]({elsewhere})", pictures="/pictures/") == "<p>A map</p>\n"
    assert markdown.render(f"![]({elsewhere})", pictures="/pictures/") == f"<p>{elsewhere}</p>\n"


def test_a_footnote_keeps_its_words_and_leads_nowhere() -> None:
    html = markdown.render("So it is.[^1]\n\n[^1]: Lund")
    assert html == "<p>So it is.[^1]</p>\n<p>[^1]: Lund</p>\n"


@pytest.mark.parametrize(
    ("source", "href", "words"),
    [
        ("See https://lund.se/ren.", "https://lund.se/ren", "https://lund.se/ren"),
        ("See www.lund.se/a_b_c, or not", "https://www.lund.se/a_b_c", "www.lund.se/a_b_c"),
        ("**kultur@lund.se**!", "mailto:kultur@lund.se", "kultur@lund.se"),
        ("(http://a.se/b_(c))", "http://a.se/b_(c)", "http://a.se/b_(c)"),
        ("[https://a.se](https://b.se)", "https://b.se", "https://a.se"),
    ],
)
def test_an_address_that_stands_in_the_text_is_a_link(source: str, href: str, words: str) -> None:
    html = markdown.render(source)
    assert html.count("<a ") == 1
    assert f'<a href="{href}" rel="noopener nofollow ugc">{words}</a>' in html


@pytest.mark.parametrize("source", ["`www.a.se`", "plan.md", "12.30", "javascript:alert(1)", "a@b", "@here"])
def test_what_is_no_address_is_no_link(source: str) -> None:
    assert "<a " not in markdown.render(source)


@pytest.mark.parametrize("piece", ["www.a" + ")" * 900, "a.a@a.", "a-", "http://", "()"])
def test_whatever_somebody_writes_is_searched_for_addresses_in_bounded_time(piece: str) -> None:
    begun = perf_counter()
    markdown.render(piece * (markdown.LONGEST // len(piece)))
    assert perf_counter() - begun < 3
