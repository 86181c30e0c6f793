"""Names that belong to nobody: short lists combined, surnames out of a picture book."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SHE, HE, THEY = "she / her", "he / him", "they / them"

GIVEN = {
    SHE: (
        "Abena", "Adriana", "Aisha", "Alma", "Amara", "Anh", "Anneke", "Bea", "Brielle", "Carmen", "Celia",
        "Chidi", "Cora", "Dalia", "Delia", "Della", "Elif", "Esther", "Fatou", "Freya", "Gloria", "Greta",
        "Hana", "Hazel", "Imani", "Inez", "Ingrid", "Jada", "Joy", "Juno", "Keiko", "Kezia", "Leila", "Lupe",
        "Mabel", "Marisol", "Mei", "Mina", "Nadia", "Nia", "Odette", "Olive", "Opal", "Paloma", "Pearl",
        "Rhea", "Rosalind", "Ruth", "Saoirse", "Selma", "Sunita", "Tess", "Thuy", "Vera", "Wren", "Yasmin",
        "Yolanda", "Zadie", "Zofia",
    ),
    HE: (
        "Abel", "Ahmed", "Amos", "Andre", "Arjun", "Bao", "Benno", "Boris", "Calvin", "Cesar", "Cyrus",
        "Damir", "Darnell", "Desmond", "Devon", "Diego", "Eamon", "Efrain", "Elias", "Emeka", "Felix",
        "Gideon", "Hassan", "Hector", "Hugo", "Ibrahim", "Ismael", "Jasper", "Joaquin", "Kenji", "Kofi",
        "Lamar", "Leon", "Levi", "Luis", "Malik", "Marcel", "Mateo", "Milo", "Nikolai", "Nils", "Oscar",
        "Otis", "Pavel", "Quentin", "Rafael", "Ray", "Reuben", "Rohan", "Silas", "Stellan", "Tariq", "Teo",
        "Tomas", "Viktor", "Walter", "Wendell", "Xavier", "Yusuf",
    ),
    THEY: (
        "Alder", "Ari", "Ash", "Blue", "Casey", "Devin", "Ellis", "Finley", "Grey", "Indigo", "Jo", "Jules",
        "Kai", "Lane", "Marlo", "Nico", "Onyx", "Phoenix", "Quinn", "Remy", "River", "Rowan", "Sage", "Sky",
        "Tatum", "Vale", "Winter",
    ),
}  # fmt: skip

SURNAMES = (
    "Applebough", "Ashwhistle", "Birchwater", "Bramblecote", "Candlewick", "Cloverfield", "Dewpenny",
    "Driftmoor", "Elderbrook", "Emberly", "Featherstep", "Foxglade", "Goldthistle", "Gullwing", "Hazelmere",
    "Honeydown", "Ivorytide", "Inkwell", "Juniperlee", "Kestrelton", "Kettlebrook", "Larkhollow", "Lanternby",
    "Mapleturn", "Moonharrow", "Nettlebee", "Nightingrove", "Oakenshore", "Oatfield", "Pebblebrook",
    "Plumtree", "Quillfeather", "Rainmarch", "Rushlight", "Saltmeadow", "Sparrowgate", "Thimblewood",
    "Tumbleweir", "Umberley", "Vinecastle", "Violetmoss", "Willowmarsh", "Wintergale", "Yarrowdale",
    "Zephyrstone",
)  # fmt: skip

_PRONOUNS = ((SHE, 0.44), (HE, 0.5), (THEY, 0.06))


@dataclass(frozen=True, slots=True)
class Name:
    """`given` and `surname` make the legal name; people go by `given` and an initial."""

    given: str
    surname: str
    pronouns: str

    @property
    def preferred(self) -> str:
        return f"{self.given} {self.surname[0]}."

    @property
    def legal(self) -> str:
        return f"{self.given} {self.surname}"

    def address(self, number: int, place: str) -> str:
        """An address at a name reserved for examples; `number` keeps two people of one name apart."""
        return f"{self.given}.{self.surname[0]}{number}@{place}".lower()


def draw_name(rng: Random) -> Name:
    """A name for somebody new."""
    chosen, rest = THEY, rng.random()
    for pronouns, share in _PRONOUNS:
        chosen, rest = pronouns, rest - share
        if rest < 0:
            break
    return Name(rng.choice(GIVEN[chosen]), rng.choice(SURNAMES), chosen)


def draw_phone(rng: Random) -> str:
    """A number nobody has: 555-0100 to 555-0199 are kept free for stories in every area."""
    area = rng.choice(("212", "312", "406", "505", "617", "702", "802", "907", "919", "971"))
    return f"+1{area}55501{rng.randrange(100):02d}"
