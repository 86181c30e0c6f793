"""Every change by which somebody begins here, or goes."""

from handrail.foundation.welcome.actions.beginning import AlreadyBegun, First, begin, open_programme
from handrail.foundation.welcome.actions.close_ones import let_close_one_in
from handrail.foundation.welcome.actions.declaring import decide_declaration, declare, take_back_declaration
from handrail.foundation.welcome.actions.help_numbers import NoNumber, check_help_number
from handrail.foundation.welcome.actions.people import (
    NotOfTheProgramme,
    Taken,
    assign,
    move_on,
    take_in_person,
    unassign,
)
from handrail.foundation.welcome.actions.workers import (
    AddressTaken,
    LastOfThem,
    RolesClash,
    change_address,
    decide_role,
    end_role,
    give_role,
    hand_over_code,
    move_to,
    say_goodbye,
    take_back_role,
    welcome_worker,
)

__all__ = [
    "AddressTaken", "AlreadyBegun", "First", "LastOfThem", "NoNumber", "NotOfTheProgramme", "RolesClash", "Taken", "assign",
    "begin", "change_address", "check_help_number", "decide_declaration", "decide_role", "declare", "end_role", "give_role", "hand_over_code", "let_close_one_in", "move_on", "move_to", "open_programme", "say_goodbye",
    "take_back_declaration", "take_back_role", "take_in_person", "unassign", "welcome_worker",
]  # fmt: skip
