"""The grammar of claims: which phrases fill the slots of a verb, a noun or an adjective, in Universal Dependencies.

A *slot* is a grammatical place by name: "subj", "obj", a preposition ("with", "to"), "poss", "adj", "comp.subj". Passives,
relative clauses, participles, control and coordination are undone here, so that a frame names only the plain places.

Source: universaldependencies.org/u/dep (relations nsubj, obj, obl, nmod, acl, xcomp, conj …).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.lexicon.cues import load_cues
from kg.mentions.titles import POSSESSIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_CLAUSE = ("xcomp", "advcl", "ccomp", "acl", "conj", "parataxis", "advcl:relcl")
_NOMINAL = ("obj", "obl", "nmod", "advmod", "obl:agent", "obl:unmarked", "nmod:unmarked")
_BLAMED = frozenset(("of", "for", "into"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_NAMING = frozenset(("be", "become", "remain", "stay", "seem", "appear", "name", "elect", "appoint", "declare", "make"))
_BIDDING = frozenset(("invitation", "invite", "request", "appeal", "call", "order", "plea"))
_SPENDING = frozenset(("allocate", "commit", "contribute", "donate", "earmark", "invest", "pledge", "spend"))
_CALLING = frozenset(("call", "prevail"))
_DIRECTING = frozenset(("invite", "ask", "urge", "tell", "order", "instruct", "encourage", "allow", "permit", "request"))
_MAX_STEPS = 8


def children(token: Token, *relations: str) -> list[Token]:
    """Which words depend on the token by one of these relations? Left to right."""
    return [child for child in token.children if child.dep_ in relations]


def is_passive(verb: Token) -> bool:
    """Is the verb passive: "was summoned", "backed by", "hosted"?"""
    helpers = {child.lemma_.lower() for child in children(verb, "aux", "aux:pass")}
    if helpers == {"have"} and "Part" in verb.morph.get("VerbForm", []):
        return False  # "has not spoken", whatever the parser makes of its subject
    if any(child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for child in verb.children):
        return True
    if verb.dep_ == "acl" and children(verb, "obl:agent"):
        return True  # "brokered by Oslo", which taggers take for a past tense
    participle = "Part" in verb.morph.get("VerbForm", []) and (
        "Pass" in verb.morph.get("Voice", []) or "Past" in verb.morph.get("Tense", [])
    )
    if not participle or any(child.dep_ in ("aux", "obj") for child in verb.children):
        return False
    if verb.dep_ in ("acl", "amod", "advcl"):
        return not children(verb, "nsubj")
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "nsubj") and is_passive(verb.head)


def case_of(token: Token) -> str:
    """By which preposition does the phrase hang? Lower case, "" if none; "on behalf of" gives "on behalf of".

    Its fixed words are joined, as UD marks them.
    """
    for child in token.children:
        marked = child.dep_ == "case" or (child.dep_ == "mark" and token.pos_ in ("NOUN", "PROPN"))
        if marked and child.lower_ not in POSSESSIVE:
            words = " ".join([child.lower_, *(c.lower_ for c in child.children if c.dep_ == "fixed")])
            return "among" if words == "amongst" else words
    for child in token.children:
        # "with President Tesk": parsers hang the preposition on the title, too.
        if child.dep_ in ("nmod:desc", "compound") and child.i < token.i and case_of(child):
            return case_of(child)
    if token.dep_ == "conj" and token.head.i < token.i:
        return case_of(token.head)
    return ""


def _antecedent(pronoun: Token) -> Token | None:
    """Whom does a relative pronoun mean? The noun that its clause modifies."""
    head = next((a.head for a in pronoun.ancestors if a.dep_ in ("acl:relcl", "acl")), None)
    if pronoun.lower_ == "which" and head is not None and pronoun.nbor(-1).text != ",":
        return head  # "a blast in Cyprus which killed": what it defines
    if pronoun.lower_ in ("who", "whom", "which") and (head is None or head.pos_ != "PROPN"):
        head = _name_before(pronoun) or head
    if pronoun.lower_ in ("who", "whom") and head is not None and head.head.pos_ == "PROPN" and case_of(head) == "of":
        return head.head  # "Holm of Norway, who"
    return head


def _name_before(pronoun: Token) -> Token | None:
    """The name that ends before "who", "to whom" or ", who"."""
    i = pronoun.i - 1
    while i > pronoun.sent.start and (pronoun.doc[i].text == "," or pronoun.doc[i].pos_ == "ADP"):
        i -= 1
    name = pronoun.doc[i]
    while name.dep_ in ("flat", "flat:name", "flat:fold", "compound"):
        name = name.head
    return name if pronoun.i > i >= pronoun.sent.start and name.pos_ == "PROPN" and name.i < pronoun.i else None


def unwrap(token: Token) -> Token:
    """The token, or the antecedent if it is a relative pronoun ("who", "which", "that")."""
    if token.lower_ in _RELATIVE:
        return _antecedent(token) or token
    return token


def subjects(verb: Token, steps: int = 0) -> list[Token]:
    """Who does it? Heads of the phrases of the active subject, inherited through control, participles and coordination."""
    if is_passive(verb):
        return obliques(verb, "by")
    return clause_subjects(verb, steps)


def clause_subjects(verb: Token, steps: int) -> list[Token]:
    """The grammatical subject of the clause, whatever its voice."""
    own = [unwrap(child) for child in children(verb, *_SUBJECTS)] or _strayed(verb)
    if own or steps >= _MAX_STEPS:
        return own
    if verb.dep_ == "acl:relcl":
        return [verb.head] if not children(verb, "obj") or children(verb, "obl") else []
    if verb.dep_ == "acl" and verb.head.pos_ != "VERB":
        return _acl_subjects(verb, steps)
    if verb.dep_ in _CLAUSE and verb.head.i != verb.i:
        return _inherited(verb, steps)
    return []


def _strayed(verb: Token) -> list[Token]:
    """ "Oslo praised the pact and Holm welcomed it": a name before a finite verb that the parser joined to the object before."""
    if verb.dep_ not in ("advcl", "conj", "parataxis") or "Fin" not in verb.morph.get("VerbForm", []) or is_passive(verb):
        return []
    i = verb.i - 1
    while i > 0 and verb.doc[i].head.i == verb.i and verb.doc[i].dep_ in ("aux", "advmod"):
        i -= 1
    name = verb.doc[max(i, 0)]
    stray = name.dep_ == "conj" and name.pos_ == "PROPN" and bool(children(name, "cc")) and name.head.head.i == verb.head.i
    return [name] if stray else []


def _acl_subjects(verb: Token, steps: int) -> list[Token]:
    """ "the group visiting Oslo": the noun; "a plan to visit Oslo": whoever has the plan."""
    noun = verb.head
    if is_infinitive(verb) or (opener(verb) == "of" and noun.pos_ == "NOUN"):  # "a policy of seizing land"
        if (first := _first_conjunct(noun)).pos_ == "PROPN" and _is_planning(first.head):
            return [first]  # "the efforts of Oslo, Bern and Vienna to mediate"
        owners = [*children(noun, "nmod:poss"), *(c for c in children(noun, "nmod") if case_of(c) in ("of", "by"))]
        if noun.lemma_.lower() in _BIDDING:  # "extended an invitation to Holm to visit": whoever is invited
            phrases = children(noun, "nmod") + children(noun.head, "obl")
            owners = [c for c in phrases if case_of(c) in ("to", "for", "on") and c.i < verb.i] or owners
        if owners:
            return owners
        if noun.dep_ in ("obj", "obl", "obl:unmarked", "xcomp", "nsubj:pass") and noun.head.pos_ in ("VERB", "AUX"):
            return clause_subjects(noun.head, steps + 1) if noun.dep_ != "nsubj:pass" else subjects(noun.head, steps + 1)
        return []
    return [noun]


def _first_conjunct(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _is_planning(noun: Token) -> bool:
    """Does the noun tell a plan or an effort, which takes an infinitive?"""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in load_cues().intended.noun | {"effort", "attempt"}


def _inherited(verb: Token, steps: int) -> list[Token]:
    governor = verb.head
    if verb.dep_ == "conj" and governor.pos_ == "NOUN" and not children(governor, "cop"):
        # "exchanged views and agreed": coordinated with the object by mistake.
        governor = next((a for a in governor.ancestors if a.pos_ in ("VERB", "AUX")), governor)
    if governor.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return []
    if verb.dep_ in ("ccomp", "parataxis") and "Fin" in verb.morph.get("VerbForm", []):
        return []
    if verb.dep_ in ("xcomp", "advcl") and (owners := _planners(verb)):
        return owners
    # "Invited Holm to visit", "called on Holm to visit", hung as a purpose.
    calls = governor.lemma_.lower() in _CALLING and bool(_urged(governor))
    directed = verb.dep_ == "advcl" and (governor.lemma_.lower() in _DIRECTING or calls)
    spent = governor.lemma_.lower() in _SPENDING  # "donated money to help Oslo": the giver helps, not the money
    if (verb.dep_ in ("xcomp", "ccomp") or directed) and is_infinitive(verb) and not spent:
        controllers = [*children(governor, "obj", "iobj", "nsubj:pass"), *_urged(governor)]
        if controllers:
            return [unwrap(c) for c in controllers]
    if verb.dep_ in ("advcl", "ccomp", "xcomp", "acl") and opener(verb) in _BLAMED and not children(verb, *_SUBJECTS):
        # "accused Iran of backing", "thanked Norway for helping": the object does it.
        blamed = children(governor, "obj", "nsubj:pass")
        # "imposed sanctions on Holm for backing": whom the thing is laid on.
        blamed = [c for b in blamed for c in children(b, "nmod") if case_of(c) in ("on", "against", "upon")] or blamed
        if blamed:
            return [unwrap(c) for c in blamed]
    if verb.dep_ == "conj" and is_passive(governor) and not is_passive(verb):
        return [unwrap(c) for c in children(governor, "nsubj:pass")] or clause_subjects(governor, steps + 1)
    return clause_subjects(governor, steps + 1)


def _planners(verb: Token) -> list[Token]:
    """ "Voiced Norway's readiness to visit": whose plan the infinitive tells, where the parser hung it on the verb."""
    opener = next((child for child in children(verb, "mark") if child.lower_ == "to"), None)
    if opener is None or not opener.i:
        return []
    noun = opener.nbor(-1)
    if noun.pos_ == "PROPN" and (first := _first_conjunct(noun)).dep_ == "nmod" and case_of(first) == "of":
        return [first] if _is_planning(first.head) else []  # "praised the efforts of Oslo and Bern to mediate"
    return children(noun, "nmod:poss") if noun.head.i == verb.head.i and _is_planning(noun) else []


def opener(verb: Token) -> str:
    """By which word does the clause open: "if", "of", "to"? "" if by none."""
    return next((c.lower_ for c in verb.children if c.dep_ in ("mark", "case") and c.i < verb.i), "")


def _urged(governor: Token) -> list[Token]:
    """ "called on Iran to stop": the phrase that the infinitive's doer stands in."""
    return [child for child in children(governor, "obl") if case_of(child) in ("on", "upon")]


def is_infinitive(verb: Token) -> bool:
    """Does "to" open the clause of this verb?"""
    return any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children)


def objects(verb: Token) -> list[Token]:
    """To whom is it done? Heads of the phrases of the object, or of the subject of a passive."""
    if is_passive(verb):
        found = [unwrap(child) for child in children(verb, "nsubj:pass", "nsubj")]
        if not found and verb.dep_ in ("acl", "amod"):
            return [verb.head]
        if not found and verb.dep_ == "acl:relcl":
            return [verb.head]
        return found or (clause_subjects(verb, 0) if verb.dep_ in ("conj", "xcomp", "advcl") else [])
    found = [meant(child, verb) for child in children(verb, "obj") if not case_of(child)] or _named_complement(verb)
    found = found or children(verb, "iobj")  # "condemned Iran last week", the time read as the object
    if (
        not found
        and verb.dep_ == "acl:relcl"
        and children(verb, "nsubj")
        and not _relative_subject(verb)
        and not _is_placed(verb)
    ):
        return [verb.head]
    return found


def meant(object_: Token, verb: Token) -> Token:
    """ "Rejected Iran's offer, calling it a trick": what the pronoun of a participle clause means is the object it follows."""
    before = children(verb.head, "obj") if object_.lower_ in ("it", "this", "them") and verb.dep_ == "advcl" else []
    return before[0] if before and before[0].i < verb.i and before[0].pos_ == "NOUN" else unwrap(object_)


def _named_complement(verb: Token) -> list[Token]:
    """ "Meets President Tesk": a name with its title, read as a predicate where no predicate fits."""
    if verb.lemma_.lower() in _NAMING:
        return []
    return [c for c in children(verb, "xcomp") if children(c, "flat:fold") and not children(c, "cop", "mark", "det", "case")]


def lacks_object(clause: Token) -> bool:
    """Is the noun that a relative clause stands at its object: "the sanctions (that) it imposed"?"""
    objects_ = [child for child in children(clause, "obj", "nsubj:pass") if child.lower_ not in _RELATIVE]
    return not objects_ and not _relative_subject(clause) and not _is_placed(clause)


def _is_placed(verb: Token) -> bool:
    """Does a relative clause say where or when, so that its noun is no object: "the town where they met", "by which they won"?"""
    return any(c.lower_ in ("where", "when", "why") or (c.lower_ in _RELATIVE and case_of(c)) for c in verb.children)


def _relative_subject(verb: Token) -> bool:
    return any(child.lower_ in _RELATIVE for child in children(verb, *_SUBJECTS))


def obliques(verb: Token, preposition: str) -> list[Token]:
    """Which phrases hang on the verb by the preposition? Those that the parser hung on its object instead come last."""
    own = [unwrap(c) for c in children(verb, "obl", "obl:agent", "nmod", "obl:unmarked", "advmod") if case_of(c) == preposition]
    if not own and preposition == "by":
        # "hosted to tea by Holm": a meal read as an infinitive.
        own = [
            c for clause in children(verb, "xcomp") for c in children(clause, "obl", "obl:agent", "nmod") if case_of(c) == "by"
        ]
    if not own and preposition == "between":  # "a truce between Iran and Iraq brokered by Norway"
        own = [c for noun in objects(verb) for c in children(noun, "nmod") if case_of(c) == "between"]
        own = own or [_first_conjunct(noun) for noun in objects(verb) if case_of(noun) == "between"]
    return own or [unwrap(c) for c in _below(verb) if case_of(c) == preposition]


def _below(verb: Token) -> Iterator[Token]:
    """Phrases that hang deeper in the verb's clause, where parsers put them by mistake: "spoke [by phone [with Rama]]"."""
    queue = [child for child in verb.children if child.dep_ in _NOMINAL]
    while queue:
        phrase = queue.pop(0)
        for child in phrase.children:
            if child.dep_ in _NOMINAL and child.i > verb.i:
                yield child
                queue.append(child)
