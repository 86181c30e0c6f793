"""One person for each story that an organisation like this lives with. Nobody in them is real."""

from __future__ import annotations

from handrail.operations.demo.names import HE, SHE, THEY, Name
from handrail.operations.demo.organisation import CASE, CRISIS, MEDICATION, PEER
from handrail.operations.demo.story import Story, StoryStep


def _days(*told: tuple[int, int, int, int]) -> dict[int, dict[str, float]]:
    """Days ago, and the mood, craving and sleep quality of that day."""
    return {
        ago: {"mood": mood, "craving": craving, "sleep_quality": sleep} for ago, mood, craving, sleep in told
    }


MAYA = Story(
    id="maya",
    name=Name("Maya", "Pebblebrook", SHE),
    enrolled=430,
    eager=0.96,
    programmes={PEER: (420, None), CASE: (400, None), MEDICATION: (425, None)},
    what_matters="My sister’s kitchen on Sundays. The bread.",
    goals=("I want to be the one who opens the shop again.",),
    words={
        1: "Slept badly. The street was loud.",
        3: "Walked home the long way.",
        6: "Rosa made soup.",
        9: "Good shift today.",
        16: "First warm loaf of the morning was mine.",
        30: "I told Sam about the old place. That helped.",
    },
    asked=("mood", "craving", "sleep_quality"),
    usual={"mood": (7.2, 0.9), "craving": (1.8, 0.9), "sleep_quality": (6.2, 1.2)},
    answers=_days(
        (14, 7, 2, 6),
        (13, 7, 1, 6),
        (12, 8, 2, 7),
        (11, 7, 2, 5),
        (10, 7, 1, 6),
        (9, 8, 1, 7),
        (8, 7, 2, 6),
        (7, 7, 2, 6),
        (6, 7, 2, 6),
        (5, 7, 1, 7),
        (4, 7, 2, 6),
        (3, 7, 2, 7),
        (2, 7, 3, 6),
        (1, 6, 5, 5),
    ),
    steps=(
        StoryStep("Call Harbor House about the room", "A place of your own, near the shop.", "self", 6, 2),
        StoryStep("Send the income letter", "Harbor House needs it before the visit.", "case", 8, 4),
        StoryStep("Coffee, then the 7 o’clock meeting", "Going together is easier.", "peer", 3, 3),
        StoryStep("Go through the safety plan together", "It is two months old.", "counsel", 5, 6),
        StoryStep(
            "Ask Rosa about Sunday", "You said Sundays help.", "self", 12, -3, 4, "She is making the lamb."
        ),
        StoryStep("Find the birth certificate", "The landlord asks for it.", "case", 30, -12, 15, "It came."),
    ),
    now={"mood": 3, "craving": 9, "sleep_quality": 3, "words": "Drove past the old place. Twice."},
    my_people=(("Rosa P.", "My sister"), ("Mrs. Quill", "Upstairs")),
    words_to_say="Say you are from the bakery.",
    severity=(19.0, 9.0),
)

CAME_BACK = Story(
    id="came_back",
    name=Name("Devon", "Kestrelton", HE),
    enrolled=310,
    programmes={PEER: (300, None), MEDICATION: (290, None)},
    what_matters="Saturdays with Mia on the sideline.",
    goals=("Be the dad who shows up on Saturdays.",),
    rough=((44, 36, 1.8), (35, 30, 0.9)),
    quiet=((40, 38),),
    used=(42, 41, 37),
    words={
        42: "I used last night. I do not want to stop coming.",
        37: "Again. Sam called anyway.",
        34: "Went back to the group. Nobody made a face.",
        20: "Three good nights.",
        2: "Mia scored twice.",
    },
    steps=(
        StoryStep("Tell Mia’s mother about Saturday", "You want her to know first.", "self", 4, 3),
        StoryStep(
            "Keep the spray in the jacket, not in the car", "It has to be where you are.", "self", 9, 1
        ),
        StoryStep("Call on Thursday evening", "Thursdays were the hard ones.", "peer", 5, 1),
        StoryStep("Look at what helped after the return to use", "So it is written down.", "counsel", 20, 5),
    ),
    goal="abstinence",
    my_people=(("Rhea K.", "Mia’s mother"),),
    severity=(15.0, 7.0),
)

MOVED_TOWN = Story(
    id="moved_town",
    name=Name("Tess", "Willowmarsh", SHE),
    enrolled=260,
    programmes={CASE: (250, None), PEER: (240, None)},
    what_matters="A quiet room with a window that opens.",
    goals=("Find my feet in the new place without starting over.",),
    words={19: "Moved. Boxes everywhere.", 12: "Found the library.", 4: "It is quieter here. I like it."},
    rough=((22, 17, 0.8),),
    steps=(
        StoryStep(
            "Sign the paper so the new clinic can have the plan", "Your choice what goes.", "self", 10, 4
        ),
        StoryStep("Call the new clinic about a first visit", "So there is no gap.", "case", 12, 1),
        StoryStep("First visit at Lakeshore Health", "They know you are coming.", "Lakeshore Health", 9, 9),
        StoryStep(
            "Find a meeting near the new flat",
            "You asked for one.",
            "peer",
            18,
            -6,
            8,
            "Tuesdays, by the library.",
        ),
        StoryStep(
            "Bus pass for the old route",
            "For the way to Mill Street.",
            "case",
            40,
            -15,
            19,
            "Moved away, not needed any more.",
            changed=True,
        ),
    ),
    zone_from=("America/Chicago", 19),
    my_people=(("Wren W.", "My cousin"),),
)

NO_PEER = Story(
    id="no_peer",
    name=Name("Hazel", "Thimblewood", SHE),
    enrolled=120,
    programmes={PEER: (60, 57), CASE: (110, None)},
    what_matters="My own way, at my own speed.",
    goals=("Keep the job at the garden center through winter.",),
    words={57: "I would rather talk to one person, not three.", 8: "The roses are asleep. So am I, mostly."},
    steps=(
        StoryStep(
            "Meet Sam for a coffee",
            "A peer can go along.",
            "peer",
            60,
            -50,
            57,
            "Would rather not have a peer for now. The offer stands.",
            changed=True,
        ),
        StoryStep("Bring the winter hours to the next session", "To plan around them.", "self", 5, 4),
        StoryStep("Write to the garden center about mornings", "You asked for help with it.", "case", 6, 3),
    ),
    shared_with_peer=False,
)

FAMILY = Story(
    id="family",
    name=Name("Luis", "Goldthistle", HE),
    enrolled=220,
    programmes={PEER: (210, None), CASE: (215, None)},
    what_matters="That my mother sleeps at night.",
    goals=("Tell my family myself, when I am ready.",),
    words={23: "I want to say things myself first.", 11: "Easier to be honest here now."},
    steps=(
        StoryStep("Think about what to tell at the birthday", "In your own words.", "self", 7, 6),
        StoryStep("Talk about what family can know", "You decide, and it can change.", "counsel", 20, 2),
        StoryStep("Ask about the two evening jobs", "You said mornings are hard.", "case", 9, 5),
    ),
    my_people=(("Carmen G.", "My mother"), ("Teo", "Friend from work")),
    family=("Carmen G.", 130, 22),
)

NOT_REACHED = Story(
    id="not_reached",
    name=Name("Amara", "Oakenshore", SHE),
    enrolled=200,
    programmes={PEER: (190, None), CASE: (195, None)},
    what_matters="Singing on Fridays.",
    goals=("Get through to spring.",),
    rough=((38, 31, 1.2),),
    quiet=((30, -3650),),
    words={36: "Phone is going to be cut off.", 33: "Tired."},
    steps=(
        StoryStep("Try the second number, after 3 pm", "No calls at work.", "case", 12, -2),
        StoryStep("A card to the old address", "With nothing to answer.", "peer", 9, 1),
        StoryStep("Agree the next try", "Nobody has heard from her since last month.", "counsel", 6, 2),
    ),
    concern_stays_open=True,
)

WORKER_TOO = Story(
    id="worker_too",
    name=Name("Opal", "Larkhollow", SHE),
    enrolled=90,
    programmes={},
    what_matters="That nobody at the front desk opens my page.",
    goals=("Be looked after where I look after others.",),
    words={5: "Strange to sit on this side. Good, though."},
    steps=(
        StoryStep("Choose a time when the desk is empty", "So you can come in quietly.", "self", 4, 3),
        StoryStep("Talk about being seen here", "You asked who can open this.", "counsel", 10, 4),
    ),
    shared_with_peer=False,
)

LOST_JOB = Story(
    id="lost_job",
    name=Name("Marisol", "Tumbleweir", SHE),
    enrolled=340,
    programmes={PEER: (330, None), CASE: (335, None)},
    what_matters="Paying for my daughter’s music.",
    goals=("Work with my hands again.",),
    rough=((11, 6, 0.9), (5, 1, 0.6)),
    reaches_out=(5,),
    left_undone=("reach_out", "counselor"),
    words={11: "They let eleven of us go today.", 6: "The forms do not end.", 2: "Ana sang for me."},
    steps=(
        StoryStep("Fill in the weekly claim", "It pays from the day it is sent.", "self", 5, 1),
        StoryStep("Sit down with the claim together", "The form is long.", "case", 9, 2),
        StoryStep("Walk to the job center with her", "Going with someone is easier.", "peer", 6, 3),
        StoryStep("Ask how the evenings are since the job went", "Evenings were work.", "counsel", 7, 1),
    ),
    now={"mood": 4, "craving": 4, "stress": 8, "sleep_quality": 3, "reach_out": "yes"},
    my_people=(("Ana", "My daughter"),),
)

REVERSED = Story(
    id="reversed",
    name=Name("Ray", "Saltmeadow", HE),
    enrolled=150,
    programmes={PEER: (140, None), MEDICATION: (8, None), CRISIS: (9, None)},
    what_matters="My dog. And Nils.",
    goals=("Stay alive, and see what comes.",),
    rough=((12, 9, 1.6), (8, 4, 0.8)),
    quiet=((9, 9),),
    used=(10, 8),
    unsafe=(8,),
    words={8: "Nils had the spray. He stayed with me.", 5: "First dose of the medicine.", 2: "Dog is fat."},
    steps=(
        StoryStep(
            "Carry the new spray", "Somebody near you knows how to use it.", "self", 7, -1, 6, "In the coat."
        ),
        StoryStep("Show Nils the second dose", "He asked.", "peer", 6, 1),
        StoryStep("Keep the medicine visit on Friday", "The first weeks count most.", "self", 5, 2),
        StoryStep("Call every day this week", "The days after an overdose matter most.", "crisis", 8, 1),
    ),
    now={"mood": 3, "craving": 6, "sleep_quality": 3, "safe": "not_sure"},
    goal="safer_use",
    my_people=(("Nils", "Friend"),),
    severity=(17.0, 15.0),
)

HARD_WEEK = Story(
    id="hard_week",
    name=Name("Nia", "Candlewick", THEY),
    enrolled=280,
    programmes={PEER: (270, None)},
    what_matters="Dancing, badly, in the kitchen.",
    goals=("Finish the welding course.",),
    rough=((21, 15, 1.9), (14, 13, 0.8)),
    words={
        20: "My aunt’s funeral is Thursday.",
        17: "I stayed at the back and then I sang.",
        13: "It is getting lighter.",
        3: "Passed the second test.",
    },
    steps=(
        StoryStep("Book the last test", "The course ends soon.", "self", 6, 6),
        StoryStep("Lead the breathing at the end of group", "You offered.", "peer", 10, 4),
        StoryStep(
            "Call each evening until the funeral is over",
            "Evenings were hardest.",
            "peer",
            20,
            -14,
            15,
            "Talked four times.",
        ),
    ),
)

#: Maya first; the order decides who is there in a small organisation.
STORIES = (
    MAYA, CAME_BACK, LOST_JOB, REVERSED, NOT_REACHED, HARD_WEEK, FAMILY, MOVED_TOWN, NO_PEER, WORKER_TOO,
)  # fmt: skip
