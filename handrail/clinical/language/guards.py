"""Is this word about a person here? Reading rules for the few terms that are often right."""

from handrail.clinical.language.prose import Prose
from handrail.clinical.language.vocabulary import Phrase, contexts

_NEAR = 60


def applies(phrase: Phrase, prose: Prose, at: int) -> bool:
    """Whether the phrase that begins at that place is meant the way its term warns of."""
    rules = contexts()
    if phrase.words in rules.stands_alone:
        return _stands_alone(prose, at + len(phrase.words))
    if before := rules.not_after.get(phrase.words[0]):
        return prose.at(at - 1) not in before
    if phrase.term.level != "context" or len(phrase.words) > 1:
        return True
    return _is_about_drugs(prose, at) if phrase.term.id == "user" else _is_about_a_person(prose, at)


def _stands_alone(prose: Prose, after: int) -> bool:
    if after >= len(prose.words):
        return True
    gap = prose.gap_after(after - 1)
    return bool(gap.strip()) or "\n" in gap or prose.at(after) in contexts().may_follow


def _is_about_drugs(prose: Prose, at: int) -> bool:
    words = _sentence(prose, at)
    return not words.isdisjoint(contexts().substance_words) and words.isdisjoint(contexts().software_words)


def _is_about_a_person(prose: Prose, at: int) -> bool:
    rules = contexts()
    subject = _subject(prose, at)
    if subject.lower() in rules.things:
        return False
    before, after = prose.at(at - 1), prose.at(at + 1)
    if before in rules.durations | rules.tested or (after in rules.since and _names_a_time(prose, at + 2)):
        return True
    is_person = subject.lower() in rules.persons or subject[:1].isupper()
    return is_person and _stands_alone(prose, at + 1)


def _names_a_time(prose: Prose, at: int) -> bool:
    near = {prose.at(place) for place in range(at, at + 3)}
    return not near.isdisjoint(contexts().durations) or any(word[:1].isdigit() for word in near)


def _subject(prose: Prose, at: int) -> str:
    """The word before a form of "to be" that leads up to that place; empty where there is none."""
    rules = contexts()
    place, seen_being = at - 1, False
    while prose.at(place) in rules.being | rules.between:
        seen_being = seen_being or prose.at(place) in rules.being
        place -= 1
    ends_before = place < 0 or "." in prose.text[prose.ends[place] : prose.starts[at]]
    return prose.words[place] if seen_being and not ends_before else ""


def _sentence(prose: Prose, at: int) -> set[str]:
    first = last = at
    while first > max(0, at - _NEAR) and not _ends_sentence(prose.gap_after(first - 1)):
        first -= 1
    while last < min(len(prose.words) - 1, at + _NEAR) and not _ends_sentence(prose.gap_after(last)):
        last += 1
    return set(prose.low[first : last + 1])


def _ends_sentence(gap: str) -> bool:
    return any(mark in gap for mark in ".!?\n")
