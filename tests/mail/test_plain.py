"""What people write, in the part of a letter that has no HTML."""

import pytest

from collab.mail.plain import spelled_out

WRITTEN = """# Hej **Turistchef**!

Vi ses *snart*, i `salen`.
Ta med:

- [planen](http://localhost/plan)
- en vän
  - helst två

1. Först
2. Sedan

> Kom!
>
> Alla!

```
a * b
```

***

| Dag | Sal |
| --- | --- |
| Ons | **Norra** |
"""
SAID = """Hej Turistchef!

Vi ses snart, i salen.
Ta med:

- planen (http://localhost/plan)
- en vän
  - helst två

1. Först
2. Sedan

> Kom!
>
> Alla!

a * b

---

Dag | Sal
Ons | Norra"""


def test_marks_go_and_lists_and_quotations_stay() -> None:
    assert spelled_out(WRITTEN) == SAID


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "- [Nu, (sen)](http://localhost/a) och ![x](http://localhost/b)",
            "- Nu, (sen) (http://localhost/a) och x",
        ),
        ("![](http://localhost/b)", "http://localhost/b"),
        (
            "Se http://localhost/å, www.localhost.se, kom@example.org.",
            "Se http://localhost/å, www.localhost.se, kom@example.org.",
        ),
        ("**[Kom](http://localhost/a) nu**", "Kom (http://localhost/a) nu"),
        ("[a](http://localhost/a)", "a (http://localhost/a)"),
        ("2 * 3 och ett_namn_till, \\*så\\*", "2 * 3 och ett_namn_till, *så*"),
        ("- Ett\n\n  Mer\n\n- Två", "- Ett\n\n  Mer\n\n- Två"),
        ("Lista:\n- ett\n- två\n\nSlut", "Lista:\n\n- ett\n- två\n\nSlut"),
        ("- > Sagt\n\nSlut", "- > Sagt\n\nSlut"),
        ("", ""),
    ],
)
def test_what_is_written_is_spelled_out(written: str, said: str) -> None:
    assert spelled_out(written) == said
