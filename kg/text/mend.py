"""Mending trees: a finite verb that the parser took for a participle before or behind a noun.

"Halvern accused Moscow of …", "The delegation called on him": a small parser trained on other text reads "accused Moscow"
as "the accused Moscow" and "called" as "that was called". Where the words around rule that out, the clause is put right
here once, so that frames, speakers and status all read the same tree.

Source: universaldependencies.org/u/dep/amod and /acl; our own count of misparses in news text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_INSIDE = frozenset(("nmod", "conj", "appos", "compound", "flat", "flat:fold", "nmod:poss", "nmod:desc", "amod", "nummod"))
_LISTED = frozenset(("conj", "vocative", "appos", "parataxis", "dep", "list", "obl:unmarked"))
_CLAUSAL = frozenset(("case", "cop", "nsubj", "nsubj:pass", "mark", "aux"))
_ARGUMENTS = frozenset(("obj", "obl", "iobj", "obl:agent"))
_MOVABLE = _LISTED | {"nsubj", "dislocated"}
_FINITE = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_ACTIVE = frozenset(("on", "upon", "for", "with", "to", "between", "against", "toward", "towards"))
_NO_NAMES = frozenset(("advmod", "cop", "aux", "aux:pass", "mark", "discourse"))
_SKIPPED = frozenset(("have", "since", "also", "already"))


def mend(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Put right the clauses whose finite verb was read as a participle; `heads` and `deps` are changed in place.

    `doc` gives the words, parts of speech and forms of the same tokens. The result is a tree again, always.
    """
    for verb in doc:
        if verb.pos_ != "VERB" or "Past" not in verb.morph.get("Tense", []):
            continue
        before = list(heads), list(deps)
        if deps[verb.i] == "amod" and heads[verb.i] > verb.i:
            _mend_before(doc, verb, heads, deps)
        elif deps[verb.i] in ("advcl", "conj", "parataxis") and deps[heads[verb.i]] == "acl:relcl":
            _mend_after_relative(doc, verb, heads, deps)
        elif deps[verb.i] == "conj":
            _mend_conjunct(doc, verb, heads, deps)
        elif deps[verb.i] == "acl" and deps[heads[verb.i]] == "ROOT" and heads[verb.i] < verb.i:
            _mend_behind(doc, verb, heads, deps)
        if heads != before[0] and _has_cycle(verb.i, heads):
            heads[:], deps[:] = before
    for token in doc:
        adverb = token.pos_ == "PROPN" and deps[token.i] in _NO_NAMES
        if deps[token.i] not in _MOVABLE and token.lower_ != "between" and not adverb:
            continue
        before = list(heads), list(deps)
        if token.pos_ in _NOMINAL and deps[token.i] in ("vocative", "nsubj", "dislocated") and heads[token.i] > token.i:
            _mend_tag(doc, token.i, heads, deps)
        if token.pos_ == "PROPN" and deps[token.i] == "vocative" and _lacks_subject(doc[heads[token.i]], token.i, heads, deps):
            deps[token.i] = "nsubj"  # "Holm, who was ill, condemned it": nobody is spoken to
        if deps[token.i] == "obl:unmarked" and token.pos_ == "PROPN" and token.ent_type_ and heads[token.i] > token.i:
            _mend_bare(doc, token.i, heads, deps)
        if adverb:
            _mend_adverb(doc, token.i, heads, deps)
        if token.lower_ == "between" and deps[token.i] == "case":
            _mend_between(doc, heads[token.i], heads, deps)
        if token.pos_ in ("PROPN", "NOUN") and deps[token.i] in _LISTED and heads[token.i] < token.i:
            _mend_list(doc, token, heads, deps)
        if heads[token.i] != before[0][token.i] and _has_cycle(token.i, heads):
            heads[:], deps[:] = before


def _lacks_subject(verb: Token, name: int, heads: list[int], deps: list[str]) -> bool:
    """Is it a verb in the past tense, behind the name, without a subject?"""
    past = verb.pos_ == "VERB" and "Past" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])
    return past and name < verb.i and not any(deps[i] in _SUBJECTS for i in _children(verb.i, heads))


def _mend_adverb(doc: Doc, name: int, heads: list[int], deps: list[str]) -> None:
    """ "Met Prime Minister Lee Hsien Loong": a name is no adverb or copula, but the verb's object, or before it its subject."""
    verb = heads[name] if doc[heads[name]].pos_ == "VERB" else heads[heads[name]]
    if doc[verb].pos_ != "VERB" or verb == name:
        return
    siblings = {deps[i] for i in _children(verb, heads)}
    if any(deps[i] == "case" for i in _children(name, heads)):
        heads[name], deps[name] = verb, "obl"
    elif name > verb and "obj" not in siblings:
        heads[name], deps[name] = verb, "obj"
    elif name < verb and not siblings & _SUBJECTS:
        heads[name], deps[name] = verb, "nsubj"


def _mend_before(doc: Doc, verb: Token, heads: list[int], deps: list[str]) -> None:
    """ "Halvern accused Moscow": the noun behind the verb is its object, the noun before it its subject."""
    target = heads[verb.i]
    subject = _subject(doc, verb, heads, deps)
    if subject < 0:
        _mend_second(doc, verb, heads, deps)
        return
    auxiliary = heads[target] if heads[target] == heads[subject] and doc[heads[target]].pos_ == "AUX" else -1
    if auxiliary >= 0:
        _replace(auxiliary, verb.i, heads, deps)
        heads[auxiliary], deps[auxiliary] = verb.i, "aux"
    elif _is_below(target, subject, heads):
        _replace(subject, verb.i, heads, deps)
    else:
        _replace(target, verb.i, heads, deps)
    heads[subject], deps[subject] = verb.i, "nsubj"
    heads[target], deps[target] = verb.i, "obj"
    if doc[target].pos_ == "PROPN":
        for i in _children(target, heads):
            if i > target and deps[i] in ("acl", "nmod"):
                heads[i], deps[i] = verb.i, "advcl" if deps[i] == "acl" else "obl"


def _mend_tag(doc: Doc, noun: int, heads: list[int], deps: list[str]) -> None:
    """ "Germany, he reiterated, would go on": the noun before the tag is the subject of the verb behind it."""
    right = noun + 1
    while right < len(doc) and deps[right] == "flat:fold" and heads[right] == noun:
        right += 1
    if right >= len(doc) or doc[right].text != ",":
        return
    head, tag = heads[noun], heads[noun]
    if deps[noun] == "vocative" and any(deps[i] == "parataxis" and noun < i < head for i in _children(head, heads)):
        told = head  # hung on the right verb, as somebody spoken to
    elif deps[tag] == "parataxis" and heads[tag] > tag:
        told = heads[tag]
    else:
        clauses = (i for i in _children(tag, heads) if i > tag and deps[i] in ("ccomp", "conj"))
        told = next((i for i in clauses if not _joined(i, heads, deps)), -1)
    if told < 0 or _is_below(told, noun, heads) or any(deps[i] in _SUBJECTS and i != noun for i in _children(told, heads)):
        return
    tagged = told == head or any(deps[i] == "nsubj" and noun < i < tag for i in _children(tag, heads))
    if (tagged and told == head) or (tagged and tag + 1 < len(doc) and doc[tag + 1].text == ","):
        passive = any(deps[i] == "aux:pass" for i in _children(told, heads))
        heads[noun], deps[noun] = told, "nsubj:pass" if passive else "nsubj"


def _mend_bare(doc: Doc, noun: int, heads: list[int], deps: list[str]) -> None:
    """ "Norway bought shells": a name right before a verb without a subject is its subject, no adverb of time."""
    verb = heads[noun]
    between = [i for i in range(noun + 1, verb) if deps[i] != "flat:fold" and doc[i].pos_ not in ("AUX", "ADV", "PART")]
    if doc[verb].pos_ == "VERB" and not between and not any(deps[i] in _SUBJECTS for i in _children(verb, heads)):
        deps[noun] = "nsubj"


def _mend_between(doc: Doc, first: int, heads: list[int], deps: list[str]) -> None:
    """ "The treaty between Norway and Iran was signed": what stands between needs two sides."""
    i = first + 1
    while i < len(doc) and deps[i] == "flat:fold":
        i += 1
    if i >= len(doc) or doc[i].lower_ != "and" or any(deps[c] == "conj" for c in _children(first, heads)):
        return
    other = next(
        (j for j in range(i + 1, min(i + 5, len(doc))) if doc[j].pos_ in ("PROPN", "NOUN") and deps[j] != "flat:fold"), -1
    )
    if (
        other > 0
        and not _is_below(first, other, heads)
        and not any(doc[j].pos_ in ("VERB", "AUX", "ADP") for j in range(i + 1, other))
    ):
        heads[other], deps[other] = first, "conj"
        heads[i], deps[i] = other, "cc"


def _joined(token: int, heads: list[int], deps: list[str]) -> bool:
    return any(deps[i] == "cc" for i in _children(token, heads))


def _mend_list(doc: Doc, token: Token, heads: list[int], deps: list[str]) -> None:
    """ "called on Lee, Wong and Tan": a noun behind a comma or "and" goes on with the phrase before it, not with the verb."""
    verb = heads[token.i]
    own = list(_children(token.i, heads))
    dated = deps[token.i] == "obl:unmarked" and not token.ent_type_
    if doc[verb].pos_ != "VERB" or dated or any(deps[i] in _CLAUSAL for i in own):
        return
    left = min((i for i in [*own, token.i] if deps[i] not in ("cc", "punct")), default=token.i)
    while left > 0 and (deps[left - 1] == "flat:fold" or (doc[left - 1].pos_ == "CCONJ" and deps[left - 1] == "cc")):
        left -= 1
    before = [i for i in _children(verb, heads) if verb < i < left and deps[i] in _ARGUMENTS and doc[i].pos_ in _NOMINAL]
    listed = left > 0 and (doc[left - 1].text == "," or doc[left].pos_ == "CCONJ")
    if before and listed and doc[before[-1]].pos_ == token.pos_:
        heads[token.i], deps[token.i] = before[-1], "conj"


def _mend_second(doc: Doc, verb: Token, heads: list[int], deps: list[str]) -> None:
    """ "Zaidani thanked Riyadh, and accused Moscow": a second verb after "and" goes on with the first."""
    if verb.i < 3 or doc[verb.i - 1].pos_ != "CCONJ" or doc[verb.i - 2].pos_ in ("VERB", "ADJ"):
        return
    first = verb.i - 2
    while first > 0 and not doc[first].is_sent_start and not (doc[first].pos_ == "VERB" and deps[first] in _FINITE):
        first -= 1
    told = doc[first].pos_ == "VERB" and deps[first] in _FINITE and "Past" in doc[first].morph.get("Tense", [])
    target = heads[verb.i]
    if told and not _is_below(first, target, heads):
        heads[verb.i], deps[verb.i] = first, "conj"
        heads[target], deps[target] = verb.i, "obj"


def _mend_conjunct(doc: Doc, verb: Token, heads: list[int], deps: list[str]) -> None:
    """ "He said that Oslo must act, and called on Rome": told in the past, it goes on with "said", not with "must act"."""
    clause = heads[verb.i]
    report = heads[clause]
    helped = any(deps[i] in ("aux", "aux:pass", *_SUBJECTS) for i in _children(verb.i, heads))
    planned = any(deps[i] == "aux" and "Fin" in doc[i].morph.get("VerbForm", []) for i in _children(clause, heads))
    bare = "Inf" in doc[clause].morph.get("VerbForm", [])
    told = doc[report].pos_ == "VERB" and "Past" in doc[report].morph.get("Tense", [])
    if deps[clause] == "ccomp" and clause < verb.i and planned and bare and told and not helped:
        heads[verb.i] = report


def _mend_after_relative(doc: Doc, verb: Token, heads: list[int], deps: list[str]) -> None:
    """ "Holm, who is in Oslo, called on Tesk": the verb behind the relative clause is the sentence's, where it has no other."""
    noun = heads[heads[verb.i]]
    own = {deps[i] for i in _children(verb.i, heads)}
    if deps[noun] != "ROOT" or doc[noun].pos_ not in _NOMINAL or noun > verb.i or doc[verb.i - 1].text != ",":
        return
    if own & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cc"}:
        return
    heads[verb.i], deps[verb.i] = verb.i, "ROOT"
    heads[noun], deps[noun] = verb.i, "nsubj"


def _mend_behind(doc: Doc, verb: Token, heads: list[int], deps: list[str]) -> None:
    """ "The delegation called on him": a finite form, or one with an object, is the sentence's verb and the noun its subject."""
    noun = heads[verb.i]
    own = list(_children(verb.i, heads))
    active = "Fin" in verb.morph.get("VerbForm", []) or any(
        i > verb.i and (deps[i] == "obj" or _case(doc, i, heads, deps) in _ACTIVE) for i in own
    )
    helped = any(deps[i] in ("aux:pass", "nsubj", "nsubj:pass", "mark", "cop") or _case(doc, i, heads, deps) == "by" for i in own)
    finite = any("Fin" in doc[i].morph.get("VerbForm", []) and deps[i] != "acl:relcl" for i in _children(noun, heads))
    if doc[noun].pos_ not in _NOMINAL or not active or helped or finite:
        return
    heads[verb.i], deps[verb.i] = verb.i, "ROOT"
    for i in list(_children(noun, heads)):
        if i > verb.i:
            heads[i] = verb.i
    heads[noun], deps[noun] = verb.i, "nsubj"


def _case(doc: Doc, token: int, heads: list[int], deps: list[str]) -> str:
    return next((doc[i].lower_ for i in _children(token, heads) if deps[i] == "case"), "")


def _subject(doc: Doc, verb: Token, heads: list[int], deps: list[str]) -> int:
    """The head of the noun phrase that ends before the verb, -1 if there is none."""
    own = [i for i in _children(verb.i, heads) if deps[i] in _SUBJECTS and i < verb.i]
    if own:
        return own[-1]
    i = verb.i - 1
    while i > 0 and (doc[i].pos_ == "ADV" or doc[i].lemma_.lower() in _SKIPPED):
        i -= 1
    while i > 0 and doc[i].text == "," and deps[i - 1] == "appos":
        i -= 1
    if i < 0 or doc[i].pos_ not in _NOMINAL or "Yes" in doc[i].morph.get("Poss", []):
        return -1
    while (heads[i] < i and deps[i] in _INSIDE) or (heads[i] < verb.i and deps[i] == "flat:fold"):
        i = heads[i]
    return i if deps[i] not in ("obl", "obj", "iobj", "case") else -1


def _children(token: int, heads: list[int]) -> Iterator[int]:
    return (i for i in range(max(0, token - 60), min(len(heads), token + 60)) if heads[i] == token and i != token)


def _is_below(low: int, high: int, heads: list[int]) -> bool:
    seen: set[int] = set()
    while low not in seen:
        if low == high:
            return True
        seen.add(low)
        low = heads[low]
    return False


def _replace(old: int, new: int, heads: list[int], deps: list[str]) -> None:
    """Let the new token stand where the old one stood."""
    root = heads[old] == old
    deps[new] = "ROOT" if root else "parataxis" if deps[old] in ("nsubj", "obj", "appos", "obl", "nmod") else deps[old]
    heads[new] = new if root else heads[old]
    if root:
        for i in list(_children(old, heads)):
            if deps[i] not in _INSIDE | {"det", "case", "punct"}:
                heads[i] = new
    heads[old] = new


def _has_cycle(start: int, heads: list[int]) -> bool:
    seen: set[int] = set()
    while heads[start] != start:
        if start in seen:
            return True
        seen.add(start)
        start = heads[start]
    return False
