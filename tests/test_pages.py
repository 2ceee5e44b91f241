"""What every page is judged by finds each fault, also where a page of the same form was judged before."""

import pytest

from tests.support.pages import faults_of

PAGE = '<!doctype html><html lang="sv"><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>'
FIELD = '<label for="{0}">Namn</label><input id="{1}" name="name">'


@pytest.mark.parametrize(
    ("sound", "faulty", "fault"),
    [
        (FIELD.format("a", "a"), FIELD.format("a", "b"), "input name has no label"),
        ('<p id="a"></p><p id="b"></p>', '<p id="b"></p><p id="b"></p>', "id b occurs 2 times"),
        ("<h2>Två</h2>", "<h1>Två</h1>", "2 h1"),
        ("<div>a<div>b</div></div>", "<p>a<div>b</div></p>", "unexpected-end-tag"),
        ('<a href="/a?b=1&amp;c=2">x</a>', '<a href="/a?b=1&copy=2">x</a>', "without-semicolon"),
        ("<p>R&amp;D</p>", "<p>R&foo;</p>", "expected-named-entity"),
        ("<div>a</div>", "<div>a", "expected-one-end-tag"),
        ("<p>a</p>", "<p>\x01</p>", "invalid-codepoint"),
        ('<p title="b">a</p>', '<p title="b" title="b">a</p>', "duplicate-attribute"),
    ],
)
def test_a_fault_is_found_and_what_is_sound_is_not_blamed(sound: str, faulty: str, fault: str) -> None:
    assert faults_of(PAGE.format("Ett", sound)) == []
    assert any(fault in said for said in faults_of(PAGE.format("Två ord", faulty)))
    assert faults_of(PAGE.format("Tre ord här", sound)) == []
