"""What people and workers write: plain, short, made up."""

from __future__ import annotations

WHAT_MATTERS = (
    "My daughter’s drawings on the fridge.", "Being on time, for once.", "The garden behind the church.",
    "Cooking for more than one.", "My brother picking up when I call.", "Fishing before it gets light.",
    "A door I can lock.", "The choir.", "My grandson’s first bicycle.", "Working with wood.",
    "Sleeping through.", "Sunday football, watching counts.", "My cat, who is rude.", "Reading again.",
    "The smell of a clean kitchen.", "Driving with the window down.", "Being trusted with keys.",
    "My mother’s stories.", "A quiet bus.", "Finishing what I start.",
)  # fmt: skip

GOALS = (
    "I want my evenings back.", "See my kids every second weekend.", "A job where nobody shouts.",
    "Sleep without the radio on.", "Pay the rent on the first, not the ninth.", "Finish the course.",
    "Cook three times a week.", "Call my sister without a reason.", "Use less, and never alone.",
    "A week without an excuse.", "Find a dentist who is kind.", "Move out of the noisy house.",
    "Be the one who brings the cake.", "Walk every morning, even when it rains.", "Get my license back.",
    "Learn to sit still with it.", "Tell the truth at work.", "Have one friend who does not use.",
)  # fmt: skip

CHECK_IN_WORDS = (
    "Long day.", "Walked by the river.", "Bad dreams again.", "The bus was late and I stayed calm.",
    "Ate properly.", "My brother called.", "Work was loud.", "I said no. Twice.", "Rain all day.",
    "Could not get up.", "Slept like a stone.", "The meeting helped.", "Argued about nothing.",
    "Paid the phone bill.", "Thought about it, did something else.", "Quiet evening.", "Tired of forms.",
    "Laughed today.", "Missed the group, sorry.", "Trying.", "The dog next door had puppies.",
    "I cooked.", "It passed.", "Do not want to talk about it.", "Better than yesterday.",
)  # fmt: skip
CHECK_IN_WORDS_ES = (
    "Día largo.", "Caminé junto al río.", "Dormí mal.", "Mi hermana llamó.", "Comí bien.",
    "Dije que no.", "Mucho ruido en el trabajo.", "Hoy me reí.", "Cansado de papeles.", "Ya pasó.",
)  # fmt: skip

RELATIONS = (
    "My sister", "My brother", "My mother", "My father", "Friend", "Partner", "My aunt", "Neighbor",
    "From the group", "My son", "My daughter", "From work",
)  # fmt: skip
SAY = ("Say you are from the library.", "Say it is about the bicycle.", "First name only, please.")

#: Steps by strand: what to do, and why.
STEPS = {
    "self": (
        ("Write down three good hours", "They are easy to forget."),
        ("Put the appointment card on the fridge", "So it is seen."),
        ("Call one person before the weekend", "Weekends were the hard part."),
        ("Walk for twenty minutes on two days", "You said it clears your head."),
        ("Fill in the form on the kitchen table", "It only needs a name and a date."),
        ("Go to the Tuesday meeting", "Last time it helped."),
        ("Ask about the early shift", "Evenings are harder."),
        ("Put the phone away at eleven", "For the nights."),
        ("Carry the spray", "It helps nobody in a drawer."),
        ("Bring the letter to the next visit", "Then it can be answered."),
        ("Cook once for somebody", "You miss it."),
        ("Practice the slow breathing once a day", "It is easier when it is not needed."),
        ("Take the other way home on Fridays", "Past the park, not the corner."),
        ("Write the number of the night line on the door", "So it is there at three."),
        ("Say yes to one invitation", "You wanted to see people again."),
        ("Open the letters on Saturday", "With coffee, not before."),
    ),
    "counsel": (
        ("Go through the plan for hard moments", "It should fit what is happening now."),
        ("Talk about sleep", "It comes up in most check-ins."),
        ("Look at the last two scales together", "They moved."),
        ("Review the plan", "It is time for it."),
        ("Practice what to say on payday", "Payday was hard last month."),
        ("Talk about what comes after the program", "So that it is no surprise."),
        ("Write the letter for the judge", "The hearing is next month."),
        ("Look at what set off last week", "So it has a name."),
        ("Plan the holidays", "They were hard last year."),
        ("Ask about group on Tuesdays", "A place is free."),
        ("Try the thought record once together", "It is easier side by side."),
    ),
    "medicine": (
        ("Ask how the medicine feels", "There was a change of dose."),
        ("Call in the refill before the weekend", "So there is no gap."),
        ("Look at the lab results together", "They came back."),
        ("Talk about the dose", "Mornings are still rough."),
        ("Check the spray and its date", "It should work when it is needed."),
        ("Send the note to the family doctor", "You asked for it."),
        ("Ask about side effects", "You mentioned the headaches."),
        ("Plan the next visits", "Every two weeks for now."),
    ),
    "peer": (
        ("Go to a first meeting together", "Going with someone is easier."),
        ("Coffee on Thursday", "Nothing to solve."),
        ("Weekly call", "Agreed for the next weeks."),
        ("Help with the library card", "For the computers."),
        ("Walk to the clinic together", "The first time is the hardest."),
        ("Introduce to the Saturday group", "They fish."),
        ("Go along to the job center", "Waiting is easier in company."),
        ("Text on Sunday evening", "Sundays are long."),
        ("Bring the meeting list", "There are two new ones nearby."),
        ("Fix the bike together", "It gets you to work."),
    ),
    "case": (
        ("Call the housing office", "The list opens on Monday."),
        ("Send the income letter", "They wait for it."),
        ("Ask about the bus pass", "The clinic is two buses away."),
        ("Find a dentist who takes the card", "It hurts at night."),
        ("Check the benefits letter", "The sum looks wrong."),
        ("Call the job center about the course", "Places go fast."),
        ("Ask the food pantry about evenings", "Work ends at six."),
        ("Second call to the partner", "No answer yet."),
        ("Order the birth certificate", "The ID needs it."),
        ("Sign up for the rent help", "The deadline is the fifteenth."),
        ("Ask the school about the meeting", "They want to see both of you."),
        ("Book the ride for the visit", "It takes three days’ notice."),
    ),
    "crisis": (
        ("Call within a day", "The days after are the ones that count."),
        ("Ask about the safety plan", "It was made in a hurry."),
        ("Agree who is there tonight", "So nobody is alone with it."),
    ),
}

OUTCOMES = ("Done.", "Went well.", "Took two tries.", "Done together.", "It was shorter than feared.", "")
CHANGED = (
    "Not needed any more.", "We chose something smaller.", "The office closed; another way was found.",
    "Changed together at the review.",
)  # fmt: skip
BARRIERS = (
    "No ride on weekdays.", "The line was busy each time.", "Needs an ID first.", "Phone was off.",
    "Felt too tired.", "They wanted another form.", "It costs more than thought.",
)  # fmt: skip
#: What partners were asked for: by their names, what they do and why.
PARTNERS = {
    "Harbor House": ("Say when the room can be seen", "The application is in."),
    "Northside Dental": ("Offer a first visit", "The tooth hurts at night."),
    "Lakeshore Health": ("Confirm the first visit", "They have the referral."),
    "Second Harvest Pantry": ("Put the name on the evening list", "Work ends at six."),
    "City Job Center": ("Keep a place in the course", "It begins next month."),
}
NOT_NOW = (
    "Not today.",
    "I did something else that helped.",
    "I would rather talk on Friday.",
    "Maybe later.",
)
WHY_NOT = (
    "Spoke this morning, all is well.", "Seeing them tomorrow anyway.", "They asked for space this week.",
    "A colleague has it in hand.",
)  # fmt: skip
