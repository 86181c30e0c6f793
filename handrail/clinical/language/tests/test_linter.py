"""What the linter hints at, what it leaves alone, and that it is quick."""

import time

import pytest

from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.language.linter import lint
from handrail.clinical.language.vocabulary import contexts, phrases, terms

ALL_PHRASES = sorted({phrase.words: phrase for group in phrases().values() for phrase in group}.items())
PLAIN = [
    (" ".join(phrase.exact or words), phrase.term.id)
    for words, phrase in ALL_PHRASES
    if phrase.term.level != "context" or len(words) > 1
]

HINTS = [
    ("She is an addict.", ["addict"]),
    ("Former addict, lives with addicts.", ["former_addict", "addict"]),
    ("He is a drug-seeking\nclient, drug seeking again.", ["drug_seeking", "drug_seeking"]),
    ("An addict's wife and addicts’ families.", ["addict", "addict"]),
    ("He has been clean for 90 days.", ["clean_bare"]),
    ("Maya's clean now.", ["clean_bare"]),
    ("She was not clean.", ["clean_bare"]),
    ("Six months clean.", ["clean_bare"]),
    ("Clean and sober for a year.", ["clean_person"]),
    ("Clean urine today; dirty UA last week.", ["clean_test", "dirty_test"]),
    ("He was dirty for cocaine.", ["dirty_person"]),
    ("Tested dirty on Friday.", ["dirty_person"]),
    ("A heroin user since 2019.", ["user"]),
    ("IV drug users welcome.", ["user"]),
    ("The homeless are many. Homeless people, the homeless.", ["homeless", "homeless", "homeless"]),
    ("Homeless men and women, obese people; hoboes.", ["homeless", "obese_person", "homeless"]),
    ("Drugs of choice, victims of debt, cries for help.", ["drug_of_choice", "suffer", "suicide_gesture"]),
    ("It is drug–seeking, not the drug.", ["drug_seeking"]),
    ("He is a bipolar.", ["schizophrenic"]),
    ("She started MAT and OD'd. He ODs.", ["mat", "od_slang", "od_slang"]),
    ("He was drunk.", ["drunk"]),
    ("He committed suicide after a failed attempt.", ["commit_suicide", "failed_suicide"]),
    ("She denies use and refused labs.", ["denies", "refused"]),
    ("Left AMA from detox.", ["against_medical_advice", "detox"]),
    ("HE IS AN ADDICT", ["addict"]),
    ("high-risk behavior and high-risk behaviour", ["promiscuous", "promiscuous"]),
]

LEFT_ALONE = [
    'She said: "I am an addict and a junkie."',
    "“I’m a junkie,” she said.",
    "‘I’m an addict’ were the words.",
    "'I'm a junkie,' she said.",
    "„Ich bin ein Junkie“, and «soy un junkie».",
    "Alcohol abuse, uncomplicated F10.10",
    "Referred to Hope Detox Centre; see https://hope.example/detox or detox@hope.example.",
    "He is clean-shaven.",
    "> I am a junkie and proud to be clean.\n",
    "F10.10 Alcohol abuse, uncomplicated",
    "Alcohol abuse, uncomplicated (F10.10)",
    "305.00 Alcohol abuse",
    "History of child abuse, elder abuse, sexual abuse.",
    "Substance Abuse and Mental Health Services Administration",
    "Meets Alcoholics Anonymous on Friday.",
    "Referred to Riverside Detox Center.",
    "Center for Substance Abuse Treatment",
    "The kitchen was clean. The room was clean for two days. It is dirty.",
    "The client's clean clothes are here; clean needles too.",
    "The user opened the app. User account, user name, end user.",
    "A wheelchair user on pain medicine; a service user on drugs.",
    "The homeless shelter and the poor sleep she had.",
    "An illegal substance. A bipolar disorder. A depressive episode.",
    "Borderline personality disorder, treatment-resistant depression.",
    "Alcoholic hepatitis; alcoholic beverages; non-alcoholic beer.",
    "The mat is on the floor.",
    "He has drunk three beers and had not drunk before.",
    "Failed attempt to reach her; second unsuccessful attempt to call.",
    "The case manager spoke at the case conference; in the case of rain we go.",
    "Relapse prevention group. Nicotine replacement therapy. Sleep habits.",
    "Criminal justice, criminal charges, drunk driving.",
    "She is committed to recovery.",
    "",
    "\x00\ud800 \u202e",
]


def ids(text, **known):
    return [finding.id for finding in lint(text, **known)]


@pytest.mark.parametrize(("text", "expected"), HINTS)
def test_a_label_gets_a_hint(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_right_words_names_codes_and_the_persons_own_words_are_left_alone(text):
    assert ids(text) == []


@pytest.mark.parametrize(("phrase", "id"), PLAIN)
def test_every_phrase_of_the_list_is_found_at_the_end_of_a_sentence(phrase, id):
    assert id in ids(f"Wrote about {phrase}.")


def test_the_hundred_pairs_all_say_what_to_write_and_why():
    assert len(terms()) == 100
    assert all(term.suggestions and term.reason and term.source for term in terms())


def test_a_hint_knows_its_place_and_its_words():
    text = "Sam wrote: the junkies  left."
    (hint,) = lint(text)
    assert text[hint.start : hint.end] == hint.term == "junkies"
    assert hint.suggestions == ("person who uses drugs", "person with a (named) use disorder")
    assert hint.reason.startswith("Slurs") and hint.level == "replace"


def test_the_longest_phrase_wins():
    assert [hint.term for hint in lint("a homeless man, a recovering addict")] == [
        "homeless man",
        "recovering addict",
    ]


def test_the_text_around_a_quotation_is_still_read():
    text = 'He said "I am an addict". The addict left. An inch is 5" and an addict.'
    assert ids(text) == ["addict", "addict"]


def test_an_apostrophe_opens_no_quotation():
    assert ids("'Til then the addicts' families wait, and the junkie's.") == ["addict", "junkie"]
    assert ids("He said 'I'm an addict'. In the '90s he was a junkie, 'cause he'd say so.") == ["junkie"]


def test_an_open_quotation_mark_hides_nothing():
    assert ids('She said "and then.\n\nThe addict left. He is a junkie.') == ["addict", "junkie"]


def test_a_quotation_may_run_over_a_line_but_not_over_a_paragraph():
    assert ids('"I am\nan addict" he wrote') == []
    assert ids('"I am\n\nan addict" he wrote') == ["addict"]


def test_spans_marked_as_the_persons_words_are_skipped():
    text = "My words: I am an addict. Note: addict."
    start = text.index("I am")
    assert [hint.start for hint in lint(text, own_words=[(start, start + 14)])] == [text.rindex("addict")]


def test_names_a_caller_knows_are_skipped():
    text = "Went to Junkie Jazz Club and took Detox Tea. He is no junkie."
    assert ids(text, exempt=["Junkie Jazz Club", "detox tea", " "]) == ["junkie"]
    assert ids("At the Junkie\nJazz Club", exempt=["Junkie Jazz Club"]) == []
    assert ids("An alcoholic.", exempt=["Al"]) == ["alcoholic"]


def test_the_words_of_an_instrument_are_never_corrected():
    for scale in catalogue():
        told = [item.follow_up_text or "" for item in scale.questions()]
        for words in (*scale.words(), scale.preamble or "", scale.instructions or "", *told):
            assert lint(words) == [], scale.id


def test_guards_name_phrases_that_exist():
    known = {words for words, _ in ALL_PHRASES}
    assert contexts().stands_alone <= known


def test_a_hostile_text_takes_time_in_proportion():
    for piece in ('"', "“", "(", "A ", "A-", "‘a’b", " 'a", " a@", "addict\n", "F10.10 "):
        short, long = (min(_seconds(piece * count) for _ in range(3)) for count in (5_000, 20_000))
        assert long < 12 * short + 0.02


def _seconds(text):
    began = time.thread_time()
    lint(text)
    return time.thread_time() - began
