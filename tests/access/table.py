"""The table of access: who meets what of an update, where, in each state that an update can be in.

u: its words, or what leads to it. c: the same of a comment on it. b: what it said before. ·: nothing of it.

page: its own page. was: what it said before. proj: the page of the project. list: the updates of the
project. pfeed, tfeed, afeed: the feeds of project, team and programme. find: search. count: the numbers by
the filters of search. slip: what search suggests for a misspelt word. note: the page of notices. mail: what
was written while everybody was in the team and all could still be read, as it goes out later. digest: what
is written later, when the changes have been told of, too.

The author is in the team. Everybody of the programme is named in the update but for the one who has left, who
was told as one of the team: for being in it, or because a text calls on the team; the
site's manager has no place in the programme and is told of nothing.
"""

TABLE = """
for the team
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
observer     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
has left     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
in the team  uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
coordinator  uc    ·     u     u     uc    uc    uc    u     ·     uc    uc    u     u     u     u
author       uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
facilitator  uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
organiser    uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
site manager uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·

for the programme
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
observer     uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
has left     uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     u     ·     ·
in the team  uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
coordinator  uc    ·     u     u     uc    uc    uc    u     ·     uc    uc    u     u     u     u
author       uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
facilitator  uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
organiser    uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
site manager uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·

calls on the team
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
observer     uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
has left     uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·
in the team  uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
coordinator  uc    ·     u     u     uc    uc    uc    u     ·     uc    uc    u     u     u     u
author       uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
facilitator  uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
organiser    uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
site manager uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·

for anybody
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      u     ·     ·     ·     ·     ·     ·     ·     u     ·     ·     ·     ·     ·     ·
outsider     u     ·     ·     ·     ·     ·     ·     ·     u     ·     ·     ·     ·     ·     ·
other team   uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     uc    uc    uc
observer     uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     uc    uc    uc
has left     uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     u     ·     ·
in the team  uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     uc    uc    uc
coordinator  uc    ·     u     u     uc    uc    uc    u     u     uc    uc    u     u     u     u
author       uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     uc    uc    uc
facilitator  uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     uc    uc    uc
organiser    uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     uc    uc    uc
site manager uc    ·     u     u     uc    uc    uc    uc    u     uc    uc    u     ·     ·     ·

a draft
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
observer     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
has left     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
in the team  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
coordinator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
author       u     ·     ·     u     ·     ·     ·     u     ·     u     u     u     ·     ·     ·
facilitator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
organiser    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
site manager ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·

waits for its time
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
observer     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
has left     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
in the team  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
coordinator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
author       u     ·     ·     u     ·     ·     ·     ·     ·     u     u     u     ·     ·     ·
facilitator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
organiser    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
site manager ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·

dated ahead
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
observer     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
has left     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
in the team  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
coordinator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
author       u     ·     ·     ·     ·     ·     ·     ·     ·     u     u     u     ·     ·     ·
facilitator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
organiser    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
site manager ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·

withdrawn
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
observer     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
has left     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
in the team  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
coordinator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
author       u     ·     ·     ·     u     u     u     ·     ·     u     u     u     ·     ·     ·
facilitator  ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
organiser    ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
site manager ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·

narrowed to the team
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
observer     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
has left     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
in the team  uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
coordinator  uc    ub    u     u     uc    uc    uc    u     ·     uc    uc    u     u     u     u
author       uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
facilitator  uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
organiser    uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
site manager uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·

opened to the programme
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     u     ·     u
observer     uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     u     ·     u
has left     uc    ·     u     u     uc    uc    uc    uc    ·     uc    uc    u     u     ·     ·
in the team  uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
coordinator  uc    ub    u     u     uc    uc    uc    u     ·     uc    uc    u     u     u     u
author       uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
facilitator  uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
organiser    uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
site manager uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·

comment taken back
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   u     ·     u     u     u     u     u     u     ·     u     u     u     u     u     u
observer     u     ·     u     u     u     u     u     u     ·     u     u     u     u     u     u
has left     u     ·     u     u     u     u     u     u     ·     u     u     u     u     ·     ·
in the team  u     ·     u     u     u     u     u     u     ·     u     u     u     u     u     u
coordinator  u     ·     u     u     u     u     u     u     ·     u     u     u     u     u     u
author       u     ·     u     u     u     u     u     ·     ·     u     u     u     ·     ·     ·
facilitator  u     ·     u     u     u     u     u     u     ·     u     u     u     u     u     u
organiser    u     ·     u     u     u     u     u     u     ·     u     u     u     u     u     u
site manager u     ·     u     u     u     u     u     u     ·     u     u     u     ·     ·     ·

no longer for anybody
             page  was   proj  list  pfeed tfeed afeed home  Atom  find  count slip  note  mail  digest
visitor      ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
outsider     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·     ·
other team   uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
observer     uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
has left     uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     u     ·     ·
in the team  uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
coordinator  uc    ub    u     u     uc    uc    uc    u     ·     uc    uc    u     u     u     u
author       uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
facilitator  uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
organiser    uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     uc    uc    uc
site manager uc    ub    u     u     uc    uc    uc    uc    ·     uc    uc    u     ·     ·     ·
"""


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """State and person → column → cell."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for block in TABLE.strip().split("\n\n"):
        state, head, *lines = block.splitlines()
        for line in lines:
            who, cells = line[:13].strip(), line[13:].split()
            found[state, who] = dict(zip(head.split(), cells, strict=True))
    return found
