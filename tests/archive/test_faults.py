"""Every kind of fault is named with file, line and field, all in one run, and nothing is half-loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from collab.archive.problems import Refused
from tests.archive.conftest import Load
from tests.archive.fingerprint import rows

pytestmark = pytest.mark.usefixtures("untouched_site", "small", "nothing_is_loaded")


@pytest.fixture
def nothing_is_loaded() -> Iterator[None]:
    """Whatever the fault: no table has a row afterwards."""
    yield
    assert {table: kept for table, kept in rows().items() if kept} == {}


@dataclass(frozen=True)
class Fault:
    """A fault to plant: `old` becomes `new`, and one problem is said at the line of `at` (or `new`)."""

    file: str
    old: str
    new: str
    field: str
    said: str
    at: str = ""
    seen_in: str = ""
    """The file where it is said, when it is another one."""

    def plant(self) -> str:
        """Spoil the file, and answer the problem that has to be said."""
        path = Path(self.file)
        text = path.read_text(encoding="utf-8")
        assert text.count(self.old) >= 1, f"{self.old!r} is not in {self.file}"
        text = text.replace(self.old, self.new, 1)
        path.write_text(text, encoding="utf-8")
        seen_in = self.seen_in or self.file
        shown = Path(seen_in).read_text(encoding="utf-8")
        line = shown[: shown.index(self.at or self.new)].count("\n") + 1
        return f"{seen_in}:{line} {self.field}: {self.said}"


FAULTS = {
    "an unknown key": Fault(
        "teams.yaml", "    presentation:", "    presentashun:", "teams[0].presentashun",
        'Nothing here has this key. Did you mean "presentation"?',
    ),
    "a missing key": Fault(
        "teams.yaml", '    name: "Grytan"\n', "", "teams[0]", 'The key "name" is missing.',
        at="  - id: grytan",
    ),
    "a key written twice": Fault(
        "people.yaml", "    seeks: \"Ett lock.\"\n", "    seeks: \"Ett lock.\"\n    role: participant\n",
        "people[0].role", "This key is written twice.", at="    role: participant\n    attended",
    ),
    "a text where a number belongs": Fault(
        "programme.yaml", "  seats: 4", "  seats: four", "programme.seats",
        'This has to be a whole number, not "four".',
    ),
    "a list where a text belongs": Fault(
        "reviews.yaml", 'summary: "Gott."', "summary: [Gott]", "reviews[0].summary",
        "This has to be a text, not a list.",
    ),
    "an empty text": Fault(
        "updates.yaml", 'text: "Bra."', 'text: " "', "updates[0].comments[0].text",
        'This has to be a text, not " ".',
    ),
    "a text where a list belongs": Fault(
        "projects.yaml", "branches: [food]", "branches: food", "projects[0].branches",
        'This has to be a list, not "food".',
    ),
    "a text where keys belong": Fault(
        "conference.yaml", "registration: {opens_on: 2020-04-01, closes_on: 2020-04-20, price_sek: 0}",
        "registration: open", "conference.registration", 'This has to be keys with values, not "open".',
    ),
    "a word where true or false belongs": Fault(
        "showcases.yaml", "ongoing: false", "ongoing: maybe", "showcases[0].ongoing",
        'This has to be true or false, not "maybe".',
    ),
    "a time where a day belongs": Fault(
        "teams.yaml", "formed_on: 2019-09-20", "formed_on: 2019-09-20T10:00:00", "teams[0].formed_on",
        'This has to be a day like 2017-06-13, not "2019-09-20 10:00:00".',
    ),
    "a time with a zone": Fault(
        "updates.yaml", "posted_at: 2019-11-06T10:00:00", "posted_at: 2019-11-06T10:00:00Z",
        "updates[0].posted_at",
        'This has to be a local time like 2017-06-13T09:00:00, not "2019-11-06 10:00:00+00:00".',
    ),
    "a day that does not exist": Fault(
        "teams.yaml", "joined_on: 2019-09-10", "joined_on: 2019-02-30", "teams[0].members[0].joined_on",
        "'2019-02-30' cannot be read: day is out of range for month.",
    ),
    "a language that is missing": Fault(
        "projects.yaml", '{sv: "Soppan", en: "The soup"}', '{sv: "Soppan"}', "projects[0].title",
        "The text is missing in en.",
    ),
    "a third language": Fault(
        "projects.yaml", '{sv: "Soppan", en: "The soup"}', '{sv: "Soppan", en: "The soup", de: "Die Suppe"}',
        "projects[0].title.de", "A text has the languages sv and en only.",
    ),
    "a word outside its list": Fault(
        "updates.yaml", "status: on_track", "status: on_trak", "updates[0].status",
        '"on_trak" is none of on_track, at_risk, stuck. Did you mean "on_track"?',
    ),
    "a number out of bounds": Fault(
        "programme.yaml", "years: [2019, 2020]", "years: [19, 2020]", "programme.years[0]",
        "19 is not between 1990 and 2200.",
    ),
    "another version of the format": Fault(
        "teams.yaml", "schema: 1", "schema: 2", "schema", 'Only "1" is understood here, not "2".',
    ),
    "an id with capitals": Fault(
        "projects.yaml", "{id: second-soup,", "{id: Second_soup,", "projects[0].milestones[1].id",
        '"Second_soup" is not a name of small letters a–z, digits and single hyphens.',
    ),
    "an id given twice": Fault(
        "projects.yaml", "- {id: second-soup,", "- {id: first-soup,", "projects[0].milestones[1].id",
        '"first-soup" is already used in projects.yaml:22.', at="- {id: first-soup, title: \"Andra",
    ),
    "an e-mail address given twice": Fault(
        "people.yaml", "rektor@ronneby.example", "kok@ronneby.example", "people[2].email",
        '"kok@ronneby.example" is already used in people.yaml:24.',
        at="    email: kok@ronneby.example\n  - id: taster",
    ),
    "no e-mail address": Fault(
        "people.yaml", "vard@matlandet.example", "vard.matlandet.example", "people[4].email",
        '"vard.matlandet.example" is not an e-mail address.', at="    email: vard.matlandet",
    ),
    "an address that no mail can be sent to": Fault(
        "people.yaml", "vard@matlandet.example", "vard,mat@matlandet.example", "people[4].email",
        '"vard,mat@matlandet.example" is not an e-mail address.', at="    email: vard,mat",
    ),
    "a participant without a sector": Fault(
        "people.yaml", "    sector: school\n", "", "people[1]",
        'A participant has a sector: the key "sector" is missing.', at="  - id: ronneby-school",
    ),
    "a person who is nobody": Fault(
        "teams.yaml", "coordinators: [karlskrona-kitchen]", "coordinators: [karlskrona-kichen]",
        "teams[0].coordinators[0]",
        '"karlskrona-kichen" is nobody in people.yaml. Did you mean "karlskrona-kitchen"?',
    ),
    "a programme that is none": Fault(
        "teams.yaml", "programme: skolmat-2019", "programme: skolmat-2018", "programme",
        '"skolmat-2018" is no programme in programme.yaml. Did you mean "skolmat-2019"?',
    ),
    "a municipality that nobody invited": Fault(
        "projects.yaml", '["1080", "1081"]', '["1080", "1081", "1290"]', "projects[0].municipalities[2]",
        '"1290" is no municipality code in programme.yaml.',
    ),
    "a code that no municipality has": Fault(
        "programme.yaml", "\nsectors:",
        '  - {id: nattraby, kind: municipality, code: "1089", county: "10", roles: [], '
        'name: {sv: "Nättraby", en: "Nättraby"}}\n\nsectors:',
        "organisations[3].code", 'No municipality there has the code "1089".',
    ),
    "a municipality by another name": Fault(
        "programme.yaml", 'en: "Ronneby Municipality"', 'en: "Ronneby Town"', "organisations[2].name.en",
        '1081 is "Ronneby Municipality", not "Ronneby Town".',
    ),
    "an enrolment without the right managers": Fault(
        "programme.yaml", "registered_on: 2019-05-03, sectors: [kitchen, school]",
        "registered_on: 2019-05-03, sectors: [kitchen]", "enrolments.items[1].sectors",
        "The municipality has to register school.",
    ),
    "an enrolment after the last day": Fault(
        "programme.yaml", "registered_on: 2019-05-03", "registered_on: 2019-06-02",
        "enrolments.items[1].registered_on", "Enrolment closed on 2019-06-01.",
    ),
    "a target below the baseline": Fault(
        "programme.yaml", "target: 100", "target: 0", "goals[0].indicators[0].target",
        "The target is not above the baseline of 0.",
    ),
    "a team rule that nobody can judge": Fault(
        "programme.yaml", "{rule: size, min: 2, max: 3,", "{rule: counties, min: 2, max: 3,",
        "team_rules.rules[0]", "rule 'counties' takes min, not ['max', 'min'].",
    ),
    "two team rules of one kind": Fault(
        "programme.yaml", "{rule: sectors, min: 2,", "{rule: each-sector, min: 2,",
        "team_rules.rules[2].rule",
        "There is a rule of the kind each-sector above. Make one rule of the two.",
        at="    - {rule: each-sector, sectors: [kitchen]",
    ),
    "a team rule that speaks of an unknown sector": Fault(
        "programme.yaml", "sectors: [kitchen], strength", "sectors: [kitchn], strength",
        "team_rules.rules[2].sectors[0]", '"kitchn" is no sector in programme.yaml. Did you mean "kitchen"?',
    ),
    "a hard team rule with a weight": Fault(
        "programme.yaml", "max_km: 60, strength: advisory,", "max_km: 60, strength: hard,",
        "team_rules.rules[3].weight", "A hard rule is never missed and takes no weight.",
    ),
    "a weight of nothing": Fault(
        "programme.yaml", "weight: 4", "weight: 0", "team_rules.rules[3].weight",
        "0 is not between 1 and 1000000.",
    ),
    "a check without what it needs": Fault(
        "programme.yaml", "round: tasting, severity: must,", "round: tasting,", "stages[1].checks[0]",
        'A check of kind review_answered needs the key "severity".',
    ),
    "answers due before the round closes": Fault(
        "programme.yaml", "answers_due_on: 2020-03-01", "answers_due_on: 2020-02-19",
        "review_rounds[0].answers_due_on", "Answers are due before the round closes on 2020-02-20.",
    ),
    "a level without words": Fault(
        "programme.yaml", '        2: {sv: "Lagom.", en: "Just right."}\n', "", "rubric.criteria[0].levels",
        "Level 2 is not described.", at="      levels:\n        1:",
    ),
    "a session outside its occasion": Fault(
        "programme.yaml", "starts_at: 2019-09-10T10:00:00, ends_at: 2019-09-10T11:00:00",
        "starts_at: 2019-09-11T10:00:00, ends_at: 2019-09-11T11:00:00", "occasions[0].sessions[1].starts_at",
        "This is not on a day of the occasion.",
    ),
    "a session that overlaps": Fault(
        "conference.yaml", "starts_at: 2020-05-01T12:00:00", "starts_at: 2020-05-01T11:59:00",
        "conference.sessions[1].starts_at", "This starts before the one before it has ended.",
    ),
    "a session that ends before it starts": Fault(
        "conference.yaml", "ends_at: 2020-05-01T12:30:00", "ends_at: 2020-05-01T11:30:00",
        "conference.sessions[1].ends_at", "This ends before it starts.",
    ),
    "a coordinator from outside": Fault(
        "teams.yaml", "coordinators: [karlskrona-kitchen]", "coordinators: [ronneby-kitchen]",
        "teams[0].coordinators[0]",
        '"ronneby-kitchen" is not one of the team.',
    ),
    "an answer before the question": Fault(
        "teams.yaml", "answered_at: 2019-09-19T09:00:00", "answered_at: 2019-09-17T09:00:00",
        "teams[0].join_requests[0].answered_at", "The answer is older than the question.",
    ),
    "somebody accepted who is not in the team": Fault(
        "teams.yaml", 'state: pending, message: "Jag med?"',
        'state: accepted, message: "Jag med?", answered_by: ronneby-school, '
        'answered_at: 2019-09-26T09:00:00, answer: "Ja."',
        "teams[0].join_requests[1].state", "Whoever was accepted is one of the team, and nobody else.",
    ),
    "a request that was asked again before it was answered": Fault(
        "teams.yaml", 'state: pending, message: "Jag med?"}',
        'state: pending, message: "Jag med?"}\n      '
        '- {person: ronneby-kitchen, asked_at: 2019-09-26T09:00:00, state: pending, message: "Nu?"}',
        "teams[0].join_requests[1].state",
        '"ronneby-kitchen" has asked this team again: this was answered.',
    ),
    "something done before the project started": Fault(
        "projects.yaml", "done_on: 2019-11-05", "done_on: 2019-09-01", "projects[0].milestones[0].done_on",
        "This was done before the project started.",
    ),
    "a decision without a reference": Fault(
        "projects.yaml", 'level: board, reference: "KS 2019/1",', "level: board,",
        "projects[0].anchoring[0].mandate", 'A decision needs the key "reference".',
    ),
    "a next step in the past": Fault(
        "updates.yaml", "due_on: 2019-12-01", "due_on: 2019-11-05", "updates[0].next_step.due_on",
        "The next step was due before the update was posted.",
    ),
    "a comment before the post": Fault(
        "updates.yaml", "at: 2019-11-07T10:00:00", "at: 2019-11-05T10:00:00", "updates[0].comments[0].at",
        "This comment is older than what it follows.",
    ),
    "a handle that nobody has": Fault(
        "updates.yaml", "@rektor.ronneby", "@rektor.roneby", "updates[0].text",
        '@rektor.roneby is nobody\'s handle. Did you mean "rektor.ronneby"?',
    ),
    "an author from outside": Fault(
        "updates.yaml", "author: karlskrona-kitchen", "author: ronneby-kitchen", "updates[0].author",
        '"ronneby-kitchen" is not one of the project\'s team.',
    ),
    "a project handed in before the round opened": Fault(
        "reviews.yaml", "at: 2020-02-02T10:00:00", "at: 2020-01-31T10:00:00", "submissions[0].at",
        "The round tasting was not open then.",
    ),
    "a review older than what it judges": Fault(
        "reviews.yaml", "at: 2020-02-02T10:00:00", "at: 2020-02-11T10:00:00", "reviews[0].submitted_at",
        "The project was handed in later than this.", at="    submitted_at",
    ),
    "a review by a participant": Fault(
        "reviews.yaml", "reviewer: taster", "reviewer: host", "reviews[0].reviewer",
        '"host" is no facilitator.',
    ),
    "a review without a level": Fault(
        "reviews.yaml", "levels: {salt: 2}", "levels: {}", "reviews[0].levels",
        'There is no level for "salt".',
    ),
    "a showcase whose musts are open": Fault(
        "reviews.yaml", "at: 2020-02-12T10:00:00", "at: 2020-02-20T11:00:00", "showcases[0].approved_at",
        "The must more-salt was not answered before the approval.",
        at="    approved_at", seen_in="showcases.yaml",
    ),
    "a showcase published before it was approved": Fault(
        "showcases.yaml", "published_at: 2020-02-21T10:00:00", "published_at: 2020-02-20T09:00:00",
        "showcases[0].published_at", "This was published before it was approved.",
    ),
    "evidence that is not public": Fault(
        "updates.yaml", "visibility: public", "visibility: team", "showcases[0].effects[0].evidence",
        '"soup-done" is not public.', at="- {label:", seen_in="showcases.yaml",
    ),
    "a motif of another scene": Fault(
        "projects.yaml", "    plan_edited:",
        '    cover: {scene: sea, motif: quay, alt: "Hav."}\n    plan_edited:', "projects[0].cover.motif",
        '"quay" is no motif of sea: lighthouse, longhouse, gale.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_field(name: str, load: Load) -> None:
    expected = FAULTS[name].plant()
    with pytest.raises(Refused) as refused:
        load()
    assert str(refused.value).splitlines() == [expected]


def test_all_faults_are_named_in_one_run_in_the_order_of_files_and_lines(load: Load) -> None:
    apart = [
        FAULTS[name].plant() for name in ("an unknown key", "a next step in the past", "no e-mail address")
    ]
    with pytest.raises(Refused) as refused:
        load()
    assert sorted(apart) == str(refused.value).splitlines()


def test_a_file_that_is_no_yaml_is_named_with_the_line_where_it_breaks(load: Load) -> None:
    Path("teams.yaml").write_text("schema: 1\nteams: [\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load("teams")
    assert str(refused.value) == ("teams.yaml:3: This is not YAML: did not find expected node content.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "teams.yaml:1: The file is empty."),
        (b"\xff\xfe", "teams.yaml:1: The file is not UTF-8 text."),
        (b"- a\n", "teams.yaml:1: A file is about one of these: "),
        (b"guests: []\n", "teams.yaml:1: A file is about one of these: "),
        (b"teams: &all\n  - *all\n", "teams.yaml:1 teams[0]: References with & and * are not used here."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(content: bytes, said: str, load: Load) -> None:
    Path("teams.yaml").write_bytes(content)
    with pytest.raises(Refused) as refused:
        load("teams")
    assert any(line.startswith(said) for line in str(refused.value).splitlines())


def test_where_a_file_cannot_be_read_nothing_is_said_of_the_others(load: Load) -> None:
    FAULTS["no e-mail address"].plant()
    Path("programme.yaml").write_text("schema: 1\nprogramme: [\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load()
    assert str(refused.value) == "programme.yaml:3: This is not YAML: did not find expected node content."


def test_a_file_that_is_not_there_is_named(load: Load) -> None:
    with pytest.raises(Refused) as refused:
        load("guests")
    assert str(refused.value) == "guests.yaml:1: The file cannot be read: No such file or directory."


def test_a_file_without_its_programme_is_told_to_bring_it(load: Load) -> None:
    with pytest.raises(Refused) as refused:
        load("people")
    first = str(refused.value).splitlines()[0]
    assert first == (
        'people.yaml:3 programme: "skolmat-2019" is no programme in programme.yaml, '
        "and no programme.yaml is being imported."
    )


def test_what_a_rule_of_the_site_forbids_is_a_problem_of_the_file(load: Load) -> None:
    """The gate of the showcases wants at least sixty words; only the gate itself knows that."""
    path = Path("showcases.yaml")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("      Det började"), text.index("    effects:")
    path.write_text(text[:start] + "      Kort.\n" + text[end:], encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load()
    assert str(refused.value) == (
        "showcases.yaml:12 showcases[0].published_at: "
        "Something is still missing. The list on this page says what."
    )
