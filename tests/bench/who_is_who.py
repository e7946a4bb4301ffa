"""How well are persons told apart and brought together? Pairwise precision and recall, and the errors by class.

    python tests/bench/who_is_who.py [--all] [--errors] [--gold DIR] [--clusters FILE.json]

Without options: on `tests/resolve/variants.csv`, each row a mention in an article of its own, with the evidence that the
article gives (office, state, year). A pair is right if both mentions are of one person. Half of the sets (people who could be
mistaken for each other share a set) is set aside: those for which the first byte of SHA-256 over the set's name is odd;
`--all` prints the figures for that half, too, and `--errors` the wrong pairs of the other one.

`--gold` reads gold files of articles (see tests/gold), `--clusters` documents with the names of each person and his relations
(DWIE as DocRED has it). Who is who there is told by `tests/resolve/known.txt`: a line a person with all names, else by name.
Counted are people who stand in several articles.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from kg.ids import fold
from kg.lexicon.relations import read as relations
from kg.model import Entity, EntityType
from kg.resolve import Participant, resolve

HERE = Path(__file__).parent.parent / "resolve"
COUNTRY = re.compile(r"[A-Z]{2}")
OFFICES = {"head_of_state", "head_of_gov", "minister_of", "agent_of", "member_of", "head_of", "citizen_of", "spokesperson_of"}
Mention = tuple[str, str, Participant]
"""Who it is, the class of the name, and the mention."""


def set_aside(name: str) -> bool:
    """Is this set in the half that is not looked at?"""
    return sha256(name.encode()).digest()[0] % 2 == 1


def variants(aside: bool) -> list[Mention]:
    """The mentions of one half of `variants.csv`."""
    found = []
    with (HERE / "variants.csv").open(encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if set_aside(row["set"]) == aside:
                names = tuple(filter(None, row["aliases"].split("+")))
                actor = Entity(id="x", type=EntityType.PERSON, name=row["name"], aliases=names)
                office = frozenset({f"{row['office']} {row['state']}"} if row["office"] else ())
                ties = frozenset({row["state"]} if row["state"] else ())
                one = Participant(article=f"row {number:03}", actor=actor, ties=ties, offices=office, year=int(row["year"]))
                found.append((row["person"], row["class"], one))
    return found


def known() -> Mapping[str, str]:
    """Who goes by which name, where that does not follow from the name."""
    lines = (HERE / "known.txt").read_text(encoding="utf8").splitlines()
    groups = [[fold(name) for name in line.split("=")] for line in lines if line.strip() and not line.startswith("#")]
    return {name: group[0] for group in groups for name in group}


def gold(folder: Path) -> list[Mention]:
    """The persons of gold files."""
    roles = {name for name, relation in relations()[0].items() if relation.family == "roles"}
    names, found = known(), []
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf8"))
        ties: dict[str, set[str]] = defaultdict(set)
        offices: dict[str, set[str]] = defaultdict(set)
        for claim in document["claims"]:
            if claim["relation"] in roles:
                body = document["entities"][claim["object"]]
                tie = body.get("code") or (fold(body["name"]).upper() if body["type"] == "Country" else fold(body["name"]))
                ties[claim["subject"]].add(tie)
                offices[claim["subject"]].add(f"{claim['relation']} {tie} {fold(claim.get('post', ''))}")
        for key, one in document["entities"].items():
            if one["type"] == "Person":
                actor = Entity(id=key, type=EntityType.PERSON, name=one["name"], aliases=tuple(sorted(one.get("aliases", ()))))
                person = Participant(article=path.stem, actor=actor, ties=frozenset(ties[key]), offices=frozenset(offices[key]))
                found.append((names.get(fold(one["name"]), fold(one["name"])), "", person))
    return found


def clusters(file: Path) -> list[Mention]:
    """The persons of documents in DocRED's form."""
    from kg.gazetteer import load

    codes = {
        fold(name): entry.code
        for entry in load().entries
        if entry.code
        for name in (entry.name, *entry.aliases, *entry.adjectives)
    }
    names, found = known(), []
    for document in json.loads(file.read_text(encoding="utf8")):
        people = document["vertexSet"]
        called = [max((each["name"] for each in one), key=lambda name: (len(name.split()), len(name))) for one in people]
        ties: dict[int, set[str]] = defaultdict(set)
        for label in document["labels"]:
            if label["r"] in OFFICES:
                ties[label["h"]].add(codes.get(fold(called[label["t"]])) or fold(called[label["t"]]))
        for i, one in enumerate(people):
            if one[0]["type"] == "type::person":
                others = {each["name"] for each in one} - {called[i]}
                actor = Entity(id=str(i), type=EntityType.PERSON, name=called[i], aliases=tuple(sorted(others)))
                person = Participant(article=document["title"], actor=actor, ties=frozenset(ties[i]))
                found.append((names.get(fold(called[i]), fold(called[i])), "", person))
    return found


def several(mentions: Sequence[Mention]) -> set[tuple[str, str]]:
    """The keys of people who stand in several articles."""
    articles: dict[str, set[str]] = defaultdict(set)
    for who, _, one in mentions:
        articles[who].add(one.article)
    return {one.key for who, _, one in mentions if len(articles[who]) > 1}


def score(title: str, mentions: Sequence[Mention], *, errors: bool, only: Iterable[tuple[str, str]] = ()) -> None:
    """Print precision and recall over pairs; pairs that are wrongly joined count wherever one of the two is counted."""
    found = resolve(one for _, _, one in mentions)
    counted = set(only) or {one.key for _, _, one in mentions}
    right, missed, wrong = Counter[str](), Counter[str](), Counter[str]()
    lines = []
    for (who, kind, one), (whom, sort, other) in combinations(mentions, 2):
        if not {one.key, other.key} & counted:
            continue
        same, joined = who == whom, found[one.key].entity.id == found[other.key].entity.id
        label = " and ".join(sorted({kind, sort} - {"plain"})) or "plain"
        if same or joined:
            (right if same and joined else missed if same else wrong)[label] += 1
        if same != joined:
            told = f"{one.actor.name} ({_told(one)}) | {other.actor.name} ({_told(other)})"
            lines.append(f"{'MISSED' if same else 'WRONG '} {label:30} {told}")
    good, lost, bad = sum(right.values()), sum(missed.values()), sum(wrong.values())
    people = len({who for who, _, one in mentions if one.key in counted})
    print(f"{title}: {people} people, {len(counted)} mentions, {good + lost} pairs")
    print(f"  precision {good / max(1, good + bad):.3f}  recall {good / max(1, good + lost):.3f}")
    labels = sorted(missed.keys() | wrong.keys(), key=lambda label: (-missed[label] - wrong[label], label))
    for label in labels:
        print(f"    {label or 'all':32} right {right[label]:4}  missed {missed[label]:4}  wrong {wrong[label]:4}")
    if errors:
        print("\n".join(lines))


def _told(one: Participant) -> str:
    return ", ".join([*sorted(one.ties), str(one.year or "")]).strip(", ")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="also print the figures of the half that is set aside")
    parser.add_argument("--errors", action="store_true", help="print the wrong pairs (never of the half that is set aside)")
    parser.add_argument("--gold", type=Path, metavar="DIR")
    parser.add_argument("--clusters", type=Path, metavar="FILE")
    given = parser.parse_args()
    score("Variants, the half for tuning", variants(False), errors=given.errors)
    if given.all:
        score("Variants, the half set aside", variants(True), errors=False)
    for name, source in (
        ("Gold articles", given.gold and gold(given.gold)),
        ("Clusters", given.clusters and clusters(given.clusters)),
    ):
        if source:
            score(f"{name}, people in several", source, errors=given.errors, only=several(source))
