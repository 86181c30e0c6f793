"""What a text from a phone asks of the house: to stop, to start again, or for help; or that it reached somebody else.
Fixed lists, nothing else.

Source: 47 CFR 64.1200(a)(10) and (11) for words that end consent (any reasonable wording counts); carriers' own START
and HELP; a wrong person ends it like STOP, trust/faults.yaml F56 (design). Whatever is found, a human reads the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from handrail.clinical.language.worries import plain, worries_in

#: Each as the whole text; those that mean nothing else also as its first word, with whatever follows.
STOP = {
    "stop", "stop all", "stopall", "quit", "end", "revoke", "opt out", "optout", "cancel", "unsubscribe",
    "alto", "parar", "pare", "paren", "cancelar", "fin", "baja", "dar de baja", "salir",
}  # fmt: skip
STOP_FIRST = {"stop", "stopall", "unsubscribe", "optout", "alto", "pare", "paren"}
#: Anywhere in it.
STOP_SAID = (
    "stop texting", "stop sending", "stop messaging", "stop contacting", "dont text me", "do not text me",
    "dont contact me", "do not contact me", "take me off", "remove my number", "no more texts",
    "leave me alone", "opt me out", "unsubscribe me", "no me escriban", "no me manden", "no me envien", "dejen de escribir",
    "dejen de mandar", "dejen de enviar", "quiten mi numero", "no mas mensajes", "no quiero mensajes",
)  # fmt: skip
#: Somebody else has this number now, or always had.
WRONG_SAID = (
    "wrong number", "wrong person", "wrong phone", "not my name", "this number belongs to", "new number who",
    "numero equivocado", "persona equivocada", "se equivoco de numero", "se equivocaron de numero",
    "se equivoca de numero", "no es mi nombre", "este numero ya no es de",
)  # fmt: skip
START = {"start", "unstop", "iniciar", "comenzar", "empezar"}
HELP = {"help", "info", "sos", "911", "988", "ayuda", "auxilio", "socorro"}
#: Kinds of worries.yaml that are somebody asking for a human now when they come by text, which nobody watches.
ASKING = {"life", "overdose", "safety", "need"}
SPANISH = {
    "alto", "parar", "pare", "paren", "cancelar", "fin", "baja", "salir", "ayuda", "auxilio", "socorro", "iniciar",
    "necesito", "ayudame", "ayudenme", "llamame", "quiero", "mensajes", "no", "me", "que", "estoy", "gracias", "hola",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """`stop`, `wrong` and `asks` can be true at once: none swallows another."""

    stop: bool
    start: bool
    asks: bool
    wrong: bool
    language: str


def read(text: str) -> Read:
    """What the text asks for, by the lists."""
    said = plain(text)
    words = said.split()
    stop = said in STOP or (bool(words) and words[0] in STOP_FIRST) or any(one in said for one in STOP_SAID)
    asks = said in HELP or _helps_after_stop(words) or any(one.kind in ASKING for one in worries_in(text))
    return Read(
        stop,
        said in START,
        asks,
        any(one in said for one in WRONG_SAID),
        "es" if len(SPANISH.intersection(words)) * 2 > len(words) else "en",
    )


def _helps_after_stop(words: list[str]) -> bool:
    # "STOP HELP": the second word is the whole of what is left.
    return len(words) > 1 and words[0] in STOP_FIRST and " ".join(words[1:]) in HELP
