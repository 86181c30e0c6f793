"""People come from the old system: all or nobody, once, and seen by those who care for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship, Enrolment, Site
from handrail.operations.importing import people

HEADER = "external_id,preferred_name,born_on,programme"
NADIA = "OLD-1,Nadia K.,1988-04-02,Outpatient"
LUIS = "OLD-2,Luis M.,1979-12-24,outpatient"

MAPPING = """
columns:
  external_id: Client No.
  preferred_name: Goes by
  born_on: DOB
  phone_safe: Call?
  programme: Track
values:
  phone_safe: {Y: safe, N: unsafe}
  programme: {OP: Outpatient}
date_format: "%m/%d/%Y"
delimiter: ";"
encoding: cp1252
"""


def brought(path, mapping=None, apply=True):
    code, text = people.run(path, mapping, apply)
    text.encode()
    return code, text


def test_a_dry_run_says_what_would_come_and_writes_nothing(live_cast, old_system, here):
    before = here()
    code, text = brought(old_system(HEADER, NADIA, LUIS), apply=False)
    assert code == 0 and here() == before
    assert "2 rows read. Dry run. Nothing was changed." in text
    assert "To add: people: 2, ways to reach them: 0, enrollments: 2" in text and "--apply" in text


def test_nadia_comes_with_everything_the_old_system_knew_of_her(live_cast, old_system):
    header = (
        "external_id,preferred_name,legal_name,pronouns,born_on,language,time_zone,phone,phone_safe,voicemail,"
        "words_to_say,text_number,text_safe,email,email_safe,what_matters,goal,programme,site,enrolled_on,counselor"
    )
    row = (
        "OLD-1,Nadia K.,Nadia Kowalski,she / her,1988-04-02,es-MX,America/Chicago,+1 555 0100,unsafe,no,"
        "Say you are from the bakery,+15550101,safe,nadia@example.org,,My daughter,safer_use,Outpatient,"
        "Mill Street,2020-10-01,Priya@Riverbend.example"
    )
    assert brought(old_system(header, row))[0] == 0
    nadia = Person.objects.get(external_id="OLD-1")
    assert (nadia.preferred_name, nadia.legal_name, nadia.pronouns) == (
        "Nadia K.",
        "Nadia Kowalski",
        "she / her",
    )
    assert (nadia.born_on, nadia.language, nadia.time_zone) == (date(1988, 4, 2), "es", "America/Chicago")
    ways = ContactPoint.objects.filter(person=nadia).safest_first()
    assert [(w.system, w.value, w.safety, w.voicemail, w.words_to_say) for w in ways] == [
        ("phone", "+1 555 0100", "unsafe", "no", "Say you are from the bakery"),
        ("sms", "+15550101", "safe", "unknown", ""),
        ("email", "nadia@example.org", "unknown", "unknown", ""),
    ]
    preferences = CarePreferences.objects.get(person=nadia)
    assert (preferences.what_matters, preferences.goal) == ("My daughter", "safer_use")
    enrolment = Enrolment.objects.get(person=nadia)
    assert (enrolment.programme.name, enrolment.site.name, enrolment.from_on) == (
        "Outpatient", "Mill Street", date(2020, 10, 1),
    )  # fmt: skip
    assert CareRelationship.objects.get(person=nadia).worker == live_cast.priya


def test_priya_sees_nadia_and_theo_does_not(live_cast, old_system):
    brought(old_system(HEADER + ",counselor", NADIA + ",priya@riverbend.example"))
    now = Entry.objects.newest_first()[0].at + timedelta(seconds=1)

    def sees(who):
        act = Act(actor=live_cast.people[who], at=now, via="test")
        return people_for(act, "demographics").filter(external_id="OLD-1").exists()

    assert [who for who in ("priya", "ravi", "theo", "lena", "sam", "maya") if sees(who)] == ["priya", "ravi"]


def test_the_ledger_says_what_came_by_which_way_and_who_ran_it(live_cast, old_system):
    brought(old_system(HEADER, NADIA))
    nadia = Person.objects.get(external_id="OLD-1")
    assert [(e.kind, e.via, e.actor) for e in Entry.objects.filter(person=nadia).order_by("pk")] == [
        ("people.record.brought_in", "import", None),
        ("teams.enrolment.opened", "import", None),
    ]
    file = Entry.objects.get(kind="imports.file.applied")
    assert file.facts["what"] == "people" and file.facts["rows"] == file.facts["added"] == 1
    assert len(file.facts["file"]) == 64 and file.facts["by"] and "Nadia" not in str(file.facts)


def test_a_second_run_says_already_here_and_changes_nothing(live_cast, old_system, here):
    path = old_system(HEADER, NADIA, LUIS)
    brought(path)
    before = here()
    code, text = brought(path)
    assert code == 0 and here() == before
    assert "Added: people: 0" in text and "Already here: 2." in text


def test_who_was_added_to_the_file_comes_and_who_is_here_stays(live_cast, old_system):
    brought(old_system(HEADER, NADIA))
    code, text = brought(old_system(HEADER, NADIA.replace("Nadia K.", "Nadja K."), LUIS))
    assert code == 0 and "people: 1" in text and "Already here: 1." in text
    assert "row 2: Is here with another preferred_name. What is here stays." in text
    assert Person.objects.get(external_id="OLD-1").preferred_name == "Nadia K."


def test_the_mapping_reads_the_old_systems_own_words(live_cast, old_system):
    path = old_system(
        "Client No.;Goes by;DOB;Phone;Call?;Track\nA1;José;04/02/1988;5550100;N;OP\n".encode("cp1252")
    )
    assert brought(path, old_system(MAPPING, name="mapping.yaml"))[0] == 0
    jose = Person.objects.get(external_id="A1")
    assert (jose.preferred_name, jose.born_on) == ("José", date(1988, 4, 2))
    assert ContactPoint.objects.get(person=jose).safety == "unsafe"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("OLD-2,Luis M.,1979-12-24,Nowhere", 'row 3, column "programme": There is no program "Nowhere"'),
        ("OLD-1,Luis M.,,", 'row 3, column "external_id": Row 2 has this id already'),
        (",Luis M.,,", 'row 3, column "external_id": It is empty'),
        ("OLD-2,,,", 'row 3, column "preferred_name": It is empty'),
        ("OLD-2,Luis M.,2979-12-24,", 'row 3, column "born_on": 2979-12-24 lies ahead'),
        ("OLD-2,Luis M.,1879-12-24,", "is too long ago"),
        ("OLD-2,Luis M.,24.12.1979,", "is not a date of the form"),
        ("OLD-2,=HYPERLINK(),,", "like a spreadsheet formula"),
        ("OLD-2,Lu\0is,,", "It holds a NUL sign"),
        ("OLD-2,Luis M.", "row 3: It has 2 cells, the header has 4"),
        (f"OLD-2,{'x' * 81},,", "At most 80 fit"),
    ],
)
def test_one_row_that_cannot_be_taken_keeps_everybody_out(live_cast, old_system, here, row, said):
    before = here()
    for apply in (False, True):
        code, text = brought(old_system(HEADER, NADIA, row), apply=apply)
        assert code == 1 and said in text and "Nothing was changed." in text
    assert here() == before


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("site", "Mill Street", 'column "site": It stands without a programme'),
        ("counselor", "priya@riverbend.example", 'column "counselor": It stands without a programme'),
        ("programme,counselor", "Outpatient,sam@riverbend.example", "is counselor in Outpatient today"),
        ("programme,counselor", "Intensive,priya@riverbend.example", "is counselor in Intensive today"),
        ("programme,counselor", "Outpatient,maya@example.org", "is counselor in Outpatient today"),
        ("programme,site", "Outpatient,Moon", 'column "site": There is no site "Moon"'),
        ("programme,enrolled_on", "Outpatient,2999-01-01", 'column "enrolled_on": 2999-01-01 lies ahead'),
        ("born_on,programme,enrolled_on", "2001-01-02,Outpatient,2001-01-01", "before this person was born"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(live_cast, old_system, here, header, row, said):
    before = here()
    code, text = brought(old_system(f"external_id,preferred_name,{header}", f"OLD-1,Nadia K.,{row}"))
    assert code == 1 and said in text and here() == before


def test_a_program_and_a_site_are_found_by_their_key_where_a_name_stands_twice(live_cast, old_system):
    other = Site.objects.create(name="Mill Street")
    header = "external_id,preferred_name,programme,site"
    code, text = brought(old_system(header, "OLD-1,Nadia K.,Outpatient,mill street"))
    assert code == 1 and f"or {other.pk}" in text
    programme = Enrolment.objects.get(person=live_cast.maya).programme_id
    assert brought(old_system(header, f"OLD-1,Nadia K.,{programme},{other.pk}"))[0] == 0
    assert Enrolment.objects.get(person__external_id="OLD-1").site == other


def test_an_id_that_belongs_to_somebody_born_on_another_day_is_refused(live_cast, old_system):
    brought(old_system(HEADER, NADIA))
    code, text = brought(old_system(HEADER, NADIA.replace("1988", "1989")))
    assert code == 1 and 'row 2, column "born_on": Who has this id here was born on another day.' in text


def test_two_who_look_like_one_are_asked_about_and_both_come(live_cast, old_system):
    Person.objects.filter(pk=live_cast.maya.pk).update(born_on=date(1990, 5, 5))
    rows = ("OLD-1,MAYA P.,1990-05-05,", "OLD-2,Nadia K.,1988-04-02,", "OLD-3,nadia k.,1988-04-02,")
    code, text = brought(old_system(HEADER, *rows))
    assert code == 0 and Person.objects.filter(external_id__startswith="OLD").count() == 3
    assert "row 2: Has the name and birthday of somebody who is here under another id" in text
    assert "row 4: Has the name and birthday of row 3: is it one person?" in text


def test_whom_nobody_would_see_is_counted(live_cast, old_system):
    text = brought(old_system("external_id,preferred_name", "OLD-1,Nadia K.", "OLD-2,Luis M."))[1]
    assert "2 people without a program: nobody on the team sees them until somebody enrolls them." in text


def test_columns_that_no_field_takes_are_named(live_cast, old_system):
    assert (
        'Columns not used: "Shoe size".'
        in brought(old_system("external_id,preferred_name,Shoe size", "1,N,43"))[1]
    )


def test_a_file_of_many_lots_comes_whole_or_not_at_all(live_cast, old_system, here):
    rows = [f"OLD-{n},Person {n},1980-01-01,Outpatient" for n in range(2500)]
    before = here()
    assert brought(old_system(HEADER, *rows, 'OLD-x,"open,,'))[0] == 2
    assert brought(old_system(HEADER, *rows, "OLD-7,Again,,"))[0] == 1
    assert here() == before
    assert brought(old_system(HEADER, *rows))[0] == 0
    assert Person.objects.count() == before["Person"] + 2500
    assert Enrolment.objects.count() == before["Enrolment"] + 2500
