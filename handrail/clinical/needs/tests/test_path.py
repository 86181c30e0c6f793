"""What Maya said at each needs check, domain by domain, as a path."""

from datetime import date

import pytest

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.needs import path
from handrail.clinical.needs.domains import code_of, domains

FIRST, SECOND, THIRD = date(2026, 5, 1), date(2026, 8, 1), date(2026, 11, 1)


def housing(*checks):
    found = [one for one in path.paths(checks) if one.domain == "housing"]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("answers", "standing"),
    [({"need_housing": "yes", "need_housing_help": "yes please"}, path.WANTS_HELP),
     ({"need_housing": "yes", "need_housing_help": "not now"}, path.PROBLEM), ({"need_housing": "yes"}, path.PROBLEM),
     ({"need_housing": "yes", "need_housing_help": "already getting help"}, path.HELPED),
     ({"need_housing": "not sure"}, path.UNSURE), ({"need_housing": "not sure", "need_housing_help": "yes please"}, path.WANTS_HELP), ({"need_housing": "no"}, path.NONE),
     ({"need_housing": "no", "need_homeless": "yes", "need_homeless_help": "yes please"}, path.WANTS_HELP)],
)  # fmt: skip
def test_what_was_said_is_where_it_stands(answers, standing):
    assert housing((FIRST, answers)).now == standing


def test_to_say_nothing_draws_nothing():
    assert housing((FIRST, {"need_housing": "rather not say", "need_food": "no"})) is None
    assert path.paths([]) == ()


def test_a_path_eases_when_it_stands_better_than_it_once_did():
    worse = (FIRST, {"need_homeless": "yes", "need_homeless_help": "yes please"})
    helped = (SECOND, {"need_homeless": "yes", "need_homeless_help": "already getting help"})
    none = (THIRD, {"need_homeless": "no"})
    assert housing(worse, helped, none).eased and housing(worse, helped).eased
    assert not housing(none, worse).eased and not housing(worse).eased
    assert not housing(worse, (SECOND, {"need_housing": "not sure"})).eased
    assert housing(worse).codes == ("Z59.00",) and housing(worse, none).codes == ()


def test_every_question_belongs_to_the_check_and_private_ones_to_no_path():
    asked = {item.id for item in instrument("needs_check").questions()}
    used = [item for one in domains().values() for item in one.items]
    assert set(used) <= asked and len(used) == len(set(used)) and "need_safety" not in used
    assert {code_of(item)[:3] for item in used} == {"", "Z59", "Z65"}
