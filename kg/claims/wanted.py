"""Is an act only asked for or threatened? Its content is not told again. Source: codebook, Settled questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.claims.conditions import hindrance, lemma_of
from kg.claims.grammar import children, is_infinitive
from kg.claims.nouns import light_verb
from kg.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_WANTING = frozenset(("urges", "threatens"))
_SOUGHT = frozenset(("seek", "request", "solicit"))


def is_wanted(trigger: Token, lexicon: Lexicon) -> bool:
    """Does the verb around ask for the act, or threaten it: "urged Tesk to release them", "sought Tesk's support"?"""
    act = trigger if trigger.pos_ != "NOUN" else light_verb(trigger) if trigger.dep_ == "obj" else None
    if act is None or act.pos_ != "VERB":
        return False
    if act is not trigger and act.lemma_.lower() in _SOUGHT and children(trigger, "nmod:poss"):
        return True
    purpose = act.dep_ == "advcl" and is_infinitive(act)  # how the parser may hang "called on Tesk to release them"
    rows = lexicon.by_verb.get(lemma_of(act.head, lexicon), ()) if act.dep_ in ("xcomp", "ccomp") or purpose else ()
    return any(row.relation in _WANTING and not hindrance(row, act.head, lexicon) for row in rows)
