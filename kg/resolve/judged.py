"""What becomes of actors that rules have made, when a person has said otherwise? They are joined, or taken apart.

First all actors are joined that judgements make one; then an actor with two in it that judgements keep apart is split. Each
of the others in it goes with the one of the two that it shares most with (the same name, the states and bodies of its
offices), with the first by article where that does not tell. So the result does not depend on the order of judgements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ids import digest
from kg.resolve.judgements import Link, apart, conflicting, same_groups
from kg.resolve.model import Draft, Key, Participant
from kg.resolve.names import parts


def judge(drafts: Sequence[Draft], found: Sequence[Link]) -> list[Draft]:
    """The actors as judgements have them."""
    if not found:
        return list(drafts)
    groups, pairs = same_groups(found), apart(found)
    joined = _joined(drafts, groups, found)
    return [piece for draft in joined for piece in _split(draft, groups, pairs)]


def _joined(drafts: Sequence[Draft], groups: Sequence[frozenset[Key]], found: Sequence[Link]) -> list[Draft]:
    drafts = sorted(drafts, key=lambda draft: draft.first)
    for group in groups:
        hit = [draft for draft in drafts if group & draft.reasons.keys()]
        if len(hit) > 1:
            said = next(link.judgement for link in found if link.judgement.same and {link.one, link.other} & group)
            ranked = sorted(hit, key=lambda draft: (-len(draft.articles), draft.first))
            for draft in ranked[1:]:
                ranked[0].add(draft.members, f"the same by judgement: {said.one} and {said.other}")
            drafts = [draft for draft in drafts if not any(draft is gone for gone in ranked[1:])]
    return drafts


def _split(draft: Draft, groups: Sequence[frozenset[Key]], pairs: set[frozenset[Key]]) -> list[Draft]:
    """The pieces of an actor; it alone if judgements leave it whole."""
    inside = [key for pair in pairs if pair <= draft.reasons.keys() for key in pair]
    if not inside:
        return [draft]
    seeds = {next((group for group in groups if key in group), frozenset({key})) for key in inside}
    pieces: list[list[frozenset[Key]]] = []
    for seed in sorted(seeds, key=min):
        free = next((piece for piece in pieces if not conflicting([*piece, seed], pairs)), None)
        if free is None:
            pieces.append([seed])
        else:
            free.append(seed)
    by_key = {member.key: member for member in draft.members}
    kept = [{key for seed in piece for key in seed if key in by_key} for piece in pieces]
    made = [Draft(path=_path(draft.path, i, min(keys))) for i, keys in enumerate(kept)]
    for key in sorted(by_key):
        at = next((i for i, keys in enumerate(kept) if key in keys), None)
        told = "different by judgement" if at is not None else "goes with whom it shares most, by judgement"
        if at is None:
            at = _nearest(by_key[key], [[by_key[each] for each in sorted(keys)] for keys in kept])
        made[at].add([by_key[key]], f"{draft.reasons[key]}; {told}")
    return made


def _path(path: str, number: int, first: Key) -> str:
    """The path of a piece: the first keeps it, others get a hash of their first member; "" for who is named later."""
    return f"{path}_{digest(*first, length=8)}" if path and number else path


def _nearest(member: Participant, pieces: Iterable[Sequence[Participant]]) -> int:
    """The number of the piece with which a participant shares most."""
    scores = []
    for i, piece in enumerate(pieces):
        ties = {tie for each in piece for tie in each.ties}
        offices = {office for each in piece for office in each.offices}
        name = any(parts(each.actor.name) == parts(member.actor.name) for each in piece)
        scores.append((-len(offices & member.offices), -len(ties & member.ties), not name, i))
    return min(scores)[3]
