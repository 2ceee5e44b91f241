"""Markdown becomes safe HTML, and its tables stand in regions that scroll."""

from collab import markdown

TABLE = "| a |\n| --- |\n| 1 |\n"


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


def test_words_are_counted_as_a_reader_meets_them() -> None:
    assert markdown.plain_words("| a | – | **two words** |\n| --- | --- |") == 3
