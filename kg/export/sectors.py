"""Who is an actor to PLOVER: of which country, and of which part of its society?

A state has its three letters; an organization its kind's code and sector by the gazetteer; a person the country and sector of the
office that he is told to hold on the day, and ELI (a former official) once he is told to have left it; on other days only the
country, if it is always the same. Nothing is guessed for those of whom no article tells an office.

Source: PLOVER manual (openeventdata/PLOVER, draft 0.8, chapter Actor and Sector Codes; ELI by codebook 1.3); ISO 3166-1.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.gazetteer.entries import Entry
from kg.gazetteer.tables import HERE as GAZETTEER
from kg.gazetteer.tables import read_csv
from kg.model import Entity, EntityType
from kg.query.facts import relations
from kg.query.offices.intervals import RANKS
from kg.query.offices.tenures import current, tenures
from kg.store.table import Numbers

if TYPE_CHECKING:
    from kg.store import View

# What an organization of a kind is: its code where it belongs to no state, and its sector.
KINDS = {
    "alliance": ("IGO", ""),
    "armed forces": ("", "MIL"),
    "armed group": ("", "REB"),
    "arms control": ("IGO", ""),
    "bank": ("IGO", ""),
    "bloc": ("IGO", ""),
    "broadcaster": ("", "JRN"),
    "company": ("MNC", "BUS"),
    "court": ("IGO", "JUD"),
    "eu": ("EUR", ""),
    "intergovernmental": ("IGO", ""),
    "magazine": ("", "JRN"),
    "news agency": ("", "JRN"),
    "newspaper": ("", "JRN"),
    "ngo": ("NGO", "SOC"),
    "parliament": ("", "LEG"),
    "party": ("", "PTY"),
    "peace mission": ("IGO", "MIL"),
    "religious": ("", "REL"),
    "site": ("", "JRN"),
    "state body": ("", "GOV"),
    "think tank": ("NGO", "SOC"),
    "un": ("UNO", ""),
    "university": ("", "EDU"),
}
# The sector of an office of a state that is none of the government's, by words of its name; the first that fits counts.
OFFICES = (
    ("OPP", re.compile(r"\bopposition\b", re.IGNORECASE)),
    ("LEG", re.compile(r"\b(?:lawmaker|senator|congress\w*|legislator|parliament\w*|MP|speaker)\b", re.IGNORECASE)),
    ("JUD", re.compile(r"\b(?:judge|justice|magistrate|prosecutor|court)\b", re.IGNORECASE)),
    ("SPY", re.compile(r"\b(?:intelligence|spy|mossad|mi[56]|cia|fsb)\b", re.IGNORECASE)),
    ("COP", re.compile(r"\bpolice\b", re.IGNORECASE)),
    ("MIL", re.compile(r"\b(?:army|navy|air force|military|commander|chief of (?:\w+ )*staff)\b", re.IGNORECASE)),
)
FORMER = "ELI"
_EVER = 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An actor's country (ISO 3166-1 alpha-3), code (the country's, or IGO, NGO …) and sector, "" where nothing tells it."""

    country: str = ""
    code: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A person in an office: the first and last day on which it is told, and the day from which it is over (_EVER if not)."""

    rank: int
    body: str
    post: str
    first: int
    last: int
    over: int


class Sectors:
    """The places of a view's actors, by the offices that these claims (rows of the claim table) tell of."""

    def __init__(self, view: View, rows: Numbers, actors: Mapping[str, Entity]) -> None:
        self._actors, self._terms = actors, defaultdict[str, list[_Term]](list)
        table, names = view.table, tuple(relations())
        found = tenures(view, rows)
        now = current(found)
        for each in range(len(found)):
            relation = names[found.relation[each]]
            if relation in RANKS:
                ended = int(found.left[each] or (_EVER if now[each] else found.last[each] + 1))
                term = _Term(
                    rank=RANKS.index(relation),
                    body=table.actors[int(found.body[each])],
                    post=found.post(each),
                    first=int(found.first[each]),
                    last=int(found.last[each]),
                    over=ended,
                )
                self._terms[table.actors[int(found.holder[each])]].append(term)

    def place(self, actor: str, day: int) -> Place:
        """Where does the actor (an id) stand on that day (an ordinal; 0 if it is unknown)?"""
        one = self._actors[actor]
        if one.type is EntityType.COUNTRY:
            letters = alpha3().get(one.code, "")
            return Place(country=letters, code=letters)
        if one.type is EntityType.ORGANIZATION:
            return organization(one.name)
        terms, when = self._terms.get(actor, ()), day or _EVER - 1
        if held := [term for term in terms if 0 < term.first <= when < term.over]:
            return self._office(min(held, key=lambda term: (term.rank, -term.last, term.body)))
        if left := [term for term in terms if term.over <= when]:
            last = max(left, key=lambda term: (term.last, -term.rank, term.body))
            return replace(self._office(last), sector=FORMER)
        found = {replace(self._office(term), sector="") for term in terms}
        return found.pop() if len(found) == 1 else Place()

    def _office(self, term: _Term) -> Place:
        """Where does somebody in this office stand?"""
        body = self._actors.get(term.body)
        if body is None or body.type is not EntityType.COUNTRY:
            return organization(body.name) if body else Place()
        letters, sector = alpha3().get(body.code, ""), "GOV"
        if RANKS[term.rank] == "official-of":
            sector = next((code for code, words in OFFICES if words.search(term.post)), sector)
        return Place(country=letters, code=letters, sector=sector)


@cache
def organization(name: str) -> Place:
    """Where does an organization of this name stand?

    >>> organization("NATO")
    Place(country='', code='IGO', sector='')
    """
    entry = _organizations().get(name)
    code, sector = KINDS.get(entry.kind, ("", "")) if entry else ("", "")
    country = alpha3().get(entry.state, "") if entry else ""
    return Place(country=country, code=country or code, sector=sector)


@cache
def alpha3() -> Mapping[str, str]:
    """The three letters of a country by its two.

    >>> alpha3()["SY"]
    'SYR'
    """
    with (Path(__file__).parent / "alpha3.csv").open(encoding="utf8", newline="") as file:
        return {row["alpha2"]: row["alpha3"] for row in csv.DictReader(line for line in file if line[0] != "#")}


@cache
def _organizations() -> Mapping[str, Entry]:
    tables = ("media", "organization")  # of two of one name the organization
    files = {"media": "media.csv", "organization": "organizations.csv"}
    return {entry.name: entry for table in tables for entry in read_csv(GAZETTEER / files[table], table)}
