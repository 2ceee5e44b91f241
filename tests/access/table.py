"""The table of access: who meets what of an update, where, in each state that an update can be in.

u: its words, or what leads to it. c: the same of a comment on it. b: what it said before. f: the name of the
file that came with it, or what leads to that. ·: nothing of it.

page: its own page. was: what it said before. proj: the page of the project. list: the updates of the
project. files: the files of the project. file: the page of the file, or what it holds. pfeed, tfeed, afeed:
the feeds of project, team and programme. find: search. count: the numbers by the filters of search. slip:
what search suggests for a misspelt word. note: the page of notices. mail: what was written while everybody
was in the team and all could still be read, as it goes out later. digest: what is written later, when the
changes have been told of, too.

The author is in the team. Everybody of the programme is named in the update but for the one who has left, who
was told as one of the team: for being in it, or because a text calls on the team; the
site's manager has no place in the programme and is told of nothing.
"""

TABLE = """
for the team
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
observer     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
has left     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
in the team  ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ·   u    u    f     f    uc    uc    uc    u    ·    ucf  ucf   uf   u    u    u
author       ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
site manager ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·

for the programme
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
observer     ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
has left     ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   ·    ·
in the team  ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ·   u    u    f     f    uc    uc    uc    u    ·    ucf  ucf   uf   u    u    u
author       ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
site manager ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·

calls on the team
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
observer     ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
has left     ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·
in the team  ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ·   u    u    f     f    uc    uc    uc    u    ·    ucf  ucf   uf   u    u    u
author       ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
site manager ucf  ·   u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·

for anybody
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      u    ·   ·    ·    ·     ·    ·     ·     ·     ·    u    u    u     u    ·    ·    ·
outsider     u    ·   ·    ·    ·     ·    ·     ·     ·     ·    u    u    u     u    ·    ·    ·
other team   ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   uc   uc
observer     ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   uc   uc
has left     ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   ·    ·
in the team  ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ·   u    u    f     f    uc    uc    uc    u    u    ucf  ucf   uf   u    u    u
author       ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   uc   uc   uc
site manager ucf  ·   u    u    f     f    uc    uc    uc    uc   u    ucf  ucf   uf   ·    ·    ·

a draft
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
observer     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
has left     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
in the team  ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
coordinator  ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
author       uf   ·   ·    u    ·     ·    ·     ·     ·     u    ·    u    u     ·    ·    ·    ·
facilitator  ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
organiser    ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
site manager ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·

waits for its time
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
observer     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
has left     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
in the team  ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
coordinator  ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
author       uf   ·   ·    u    ·     ·    ·     ·     ·     ·    ·    u    u     ·    ·    ·    ·
facilitator  ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
organiser    ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
site manager ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·

dated ahead
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
observer     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
has left     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
in the team  ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
coordinator  ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
author       uf   ·   ·    ·    f     f    ·     ·     ·     ·    ·    uf   uf    uf   ·    ·    ·
facilitator  ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
organiser    ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
site manager ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·

withdrawn
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
observer     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
has left     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
in the team  ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
coordinator  ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
author       uf   ·   ·    ·    f     f    u     u     u     ·    ·    uf   uf    uf   ·    ·    ·
facilitator  ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
organiser    ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·
site manager ·    ·   ·    ·    f     f    ·     ·     ·     ·    ·    f    f     f    ·    ·    ·

narrowed to the team
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
observer     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
has left     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
in the team  ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ub  u    u    f     f    uc    uc    uc    u    ·    ucf  ucf   uf   u    u    u
author       ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
site manager ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·

opened to the programme
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    ·    u
observer     uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    ·    u
has left     uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   ·    ·    ·
in the team  ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ub  u    u    f     f    uc    uc    uc    u    ·    ucf  ucf   uf   u    u    u
author       ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
site manager ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·

comment taken back
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    u    u
observer     uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    u    u
has left     uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   ·    ·    ·
in the team  uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    u    u
coordinator  uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    u    u
author       uf   ·   u    u    f     f    u     u     u     ·    ·    uf   uf    uf   ·    ·    ·
facilitator  uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    u    u
organiser    uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   u    u    u
site manager uf   ·   u    u    f     f    u     u     u     u    ·    uf   uf    uf   ·    ·    ·

no longer for anybody
             page was proj list files file pfeed tfeed afeed home Atom find count slip note mail digest
visitor      ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
outsider     ·    ·   ·    ·    ·     ·    ·     ·     ·     ·    ·    ·    ·     ·    ·    ·    ·
other team   ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
observer     ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
has left     ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   ·    ·
in the team  ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
coordinator  ucf  ub  u    u    f     f    uc    uc    uc    u    ·    ucf  ucf   uf   u    u    u
author       ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
facilitator  ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
organiser    ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   uc   uc   uc
site manager ucf  ub  u    u    f     f    uc    uc    uc    uc   ·    ucf  ucf   uf   ·    ·    ·
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
