"""Which phrases name an office, of what?

An *office phrase* is a run of tokens around an office's head: "the Iranian defense minister", "Minister of Defense of
the Syrian Arab Republic". What stands in front tells its owner ("Iranian", "Mali's") and changes it ("deputy",
"former"); what stands behind with "of" or "for" tells portfolio and owner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.lexicon.offices import Modifier, Office, Offices
from kg.mentions.behind import Side, behind
from kg.mentions.runs import Name
from kg.mentions.titles import POSSESSIVE, head_length, is_capital, is_plural, office_of, text, title_length
from kg.model import EntityType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENERS = frozenset(("of", "for", "in", "at", "to", "on", "with"))
_OWNING = frozenset(("of", "for", "in", "at", "with"))
_DEFINITE = frozenset(("the", "his", "her", "their", "its", "our"))
_STATES_OWN = frozenset(("minister-of", "ambassador-of", "envoy-of", "head-of-government-of"))
_LONGEST_TAIL = 14
_SENT = frozenset(("ambassador-of", "envoy-of"))
_BODIES = frozenset(("academy", "association", "center", "centre", "foundation", "fund", "institute", "network", "university"))
_LINKING = frozenset(("of", "for", "to"))
_HONOURING = frozenset(("the", "his", "her", "our", "majesty", "highness", "royal", "excellency", "then", "former"))
_HYPHENS = frozenset("-–‑")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePhrase:
    """Tokens `first`..`last` name an office whose head ends at `head`. `owner` is the name of what it is an office of,
    `tail` the first and last token of an unknown owner ("Chair of the House Republican Conference"), `holder` the person.
    `open`: it says of what it is an office, in words that name no known owner, so that its owner must not be guessed.
    `shared`: several hold it ("Representatives A and B"), or it is told by another ("his Japanese counterpart A"), whose
    wording then is `post`, first and last token. `past`: the verb says that it is over ("served as", "who was")."""

    first: int
    last: int
    head: int
    office: Office
    modifiers: tuple[Modifier, ...] = ()
    owner: Name | None = None
    tail: tuple[int, int] | None = None
    holder: Name | None = None
    definite: bool = False
    open: bool = False
    shared: bool = False
    plural: bool = False
    past: bool = False
    post: tuple[int, int] | None = None

    @property
    def status(self) -> Status:
        """Is it held now? Former, intended (nominees) or actual."""
        found = [modifier.status for modifier in self.modifiers if modifier.status]
        return found[0] if found else Status.FORMER if self.past else self.office.status

    def relation(self, owner: EntityType, code: str = "") -> str:
        """Which role does it make towards an owner of this type, and for a state of this code? "" if none."""
        own = self.office.country if owner is EntityType.COUNTRY else self.office.organization
        if code and code in self.office.cabinet:
            own = "minister-of"
        changed = [modifier.relation for modifier in self.modifiers if modifier.relation]
        return (changed[0] if changed else own) if own else ""


def find_phrases(doc: Doc, at: Mapping[int, Name], offices: Offices) -> list[OfficePhrase]:
    """Which office phrases stand in the text? By first token, without holders. `at` leads from tokens to names."""
    found: list[OfficePhrase] = []
    words = [token.lower_ for token in doc]
    i = 0
    while i < len(doc):
        length = head_length(doc, i, offices) if words[i] in offices.openers else 0
        if length and not (i in at and at[i].type is EntityType.PERSON) and not _is_given_name(doc, i, length):
            office = _phrase(doc, i, i + length - 1, at, offices)
            # "the spokesman for Russian Prime Minister X": the state belongs to both.
            if office and (not found or i > found[-1].last):
                found.append(office)
                i = office.last
        i += 1
    return _without_inner(doc, found, at)


def _is_given_name(doc: Doc, i: int, length: int) -> bool:
    """ "Dr Sultan Al Jaber"."""
    return (
        length == 1 and i > 0 and doc[i].lower_ in ("sultan", "emir", "amir") and doc[i - 1].lower_ in ("dr", "mr", "dr.", "mr.")
    )


def _without_inner(doc: Doc, found: Sequence[OfficePhrase], at: Mapping[int, Name]) -> list[OfficePhrase]:
    """ "Representative of His Majesty the King of Bahrain", "adviser to the president": one office, of the state or body that the
    inner one is an office of; unless somebody is named right behind it ("spokesman for President X")."""
    kept: list[OfficePhrase] = []
    for office in found:
        outer = kept[-1] if kept else None
        link = [token.lower_ for token in doc[outer.last + 1 : office.first]] if outer else []
        if outer and not link and outer.last > outer.head and doc[outer.last].lower_ in _LINKING:
            link = [doc[outer.last].lower_]
        inner = link and link[0] in _LINKING and _HONOURING.issuperset(link[1:]) and not office.plural
        after = office.last + 1
        named = after < len(doc) and (doc[after].text in POSSESSIVE or (after in at and at[after].type is EntityType.PERSON))
        named = named and not (link and "the" in link[1:] and doc[after].text not in POSSESSIVE)  # "adviser to the president X"
        if outer and inner and not named and not any(t.is_sent_start for t in doc[outer.head + 1 : after]):
            owner, tail = outer.owner or office.owner, outer.tail or office.tail
            kept[-1] = replace(outer, last=office.last, owner=owner, tail=tail, open=office.open and owner is None)
        else:
            kept.append(office)
    return kept


def _phrase(doc: Doc, start: int, head: int, at: Mapping[int, Name], offices: Offices) -> OfficePhrase | None:
    office = office_of(text(doc, start, head + 1), offices)
    if office is None or (
        head + 2 < len(doc) and doc[head + 1].text in POSSESSIVE and doc[head + 2].lower_ in ("office", "department")
    ):
        return None
    front = _left(doc, start, at, offices, office)
    office = _parted(doc, front, start, head, offices) or office
    after, elect = _elect(doc, head, offices)
    back = behind(doc, after, at, offices, office)
    if front.owner and front.owner.type is EntityType.COUNTRY and office.country in _STATES_OWN:
        back.tail = None
        if office.country in _SENT and after + 1 < len(doc) and doc[after + 1].lower_ != "of":
            back.owner = None  # "US special envoy for Ukraine negotiations"
    owner = back.owner or (front.owner if not back.tail else None)
    portfolio = back.portfolio or any(doc[i].lower_ in offices.portfolios for i in range(front.first, start))
    if office.portfolio and not (owner or portfolio):
        return None
    tail = back.tail or (front.tail if owner is None else None)
    words = text(doc, start, head + 1)
    return OfficePhrase(
        plural=is_plural(doc[head]) or words not in offices.by_head,
        first=front.first,
        last=back.last,
        head=head,
        office=office,
        modifiers=(*front.modifiers, *elect),
        owner=owner,
        tail=tail,
        definite=front.first > 0 and doc[front.first - 1].lower_ in _DEFINITE,
        open=owner is None and ((not portfolio and (front.open or back.open)) or _any(doc, front.first, office)),
    )


def _parted(doc: Doc, front: Side, start: int, head: int, offices: Offices) -> Office | None:
    """ "The top Russian diplomat", "chief Iranian negotiator": an office of which the owner parts the words."""
    owner = front.owner
    if owner is None or not front.first < owner.first or owner.last != start - 1:
        return None
    return office_of(f"{text(doc, front.first, owner.first)} {text(doc, start, head + 1)}", offices)


def _any(doc: Doc, first: int, office: Office) -> bool:
    """ "a minister": one of many, whose state is not taken for granted; "his deputy": somebody's, not a state's; "the Union
    (XY) president": that of what stands before the bracket."""
    before = doc[first - 1].lower_ if first else ""
    high = office.country in ("minister-of", "head-of-state-of", "head-of-government-of", "ambassador-of")
    if before == ")" and bool(office.organization):
        return True
    return (before in ("a", "an") and high) or (
        before in ("his", "her", "its", "their", "whose") and doc[first].lower_ == "deputy"
    )


def _elect(doc: Doc, head: int, offices: Offices) -> tuple[int, tuple[Modifier, ...]]:
    """The last token of "President-elect", and what its end adds."""
    for i, word in ((head + 1, 0), (head + 2, 1)):
        if i < len(doc) and (not word or doc[head + 1].text in _HYPHENS):
            modifier = offices.by_modifier.get(doc[i].lower_)
            if modifier and modifier.after:
                return i, (modifier,)
    return head, ()


def _left(doc: Doc, start: int, at: Mapping[int, Name], offices: Offices, office: Office) -> Side:
    """What belongs to the office in front of its head."""
    side = Side(first=start, last=start)
    i = start
    while i > 0 and not doc[i].is_sent_start:
        token, name = doc[i - 1], at.get(i - 1)
        possessive = token.text in POSSESSIVE and i > 1
        name = at.get(i - 2) if possessive else name or _glossed(doc, i - 1, at)
        if name and name.type is not EntityType.PERSON and side.owner is None:
            if not (_is_party(name) and office.country and not possessive and (not office.of or name.last + 1 < start)):
                side.owner = name
            i = name.first
        elif token.lower_ in offices.by_modifier and not _is_done(token, at.get(i - 2)):
            side.modifiers += (offices.by_modifier[token.lower_],)
            i -= 1
        elif token.text in _HYPHENS and i > 1 and not token.whitespace_ and not doc[i - 2].whitespace_ and i - 2 not in at:
            modifier = offices.by_modifier.get(doc[i - 2].lower_)
            side.modifiers += (modifier,) if modifier else ()
            i -= 2
        elif token.lower_ == "for" and (modifier := offices.by_modifier.get(doc[i - 2].lower_)) and modifier.after:
            side.modifiers += (modifier,)
            i -= 2
        elif name is None and side.owner is None and _premodifies(token, offices):
            i -= 1
        else:
            break
    side.first = i
    if side.owner and side.owner.last + 1 < start and doc[start - 1].lower_ in _BODIES and is_capital(doc[start - 1]):
        side.tail, side.owner, side.open = (side.owner.first, start - 1), None, True  # "Amazon Research Institute director"
        return side
    _unknown_front(doc, side, start, at, offices, office)
    return side


def _glossed(doc: Doc, end: int, at: Mapping[int, Name]) -> Name | None:
    """ "Republic of Korea (ROK) Minister": the name before a bracket of one abbreviation that ends here."""
    closed = end > 2 and doc[end].text == ")" and doc[end - 2].text == "(" and doc[end - 1].is_upper
    return at.get(end - 3) if closed else None


def _is_done(word: Token, before: Name | None) -> bool:
    """ "Brazil impeached President Tesk" tells what Brazil did; "Brazil's impeached President Tesk" does not."""
    return word.pos_ == "VERB" and before is not None and before.last == word.i - 1 and before.kind != "adjective"


def _is_party(name: Name) -> bool:
    """ "Democratic mayor": whose party somebody is of is not what he is mayor of."""
    return name.entry is not None and name.entry.kind == "party" and name.kind == "adjective"


def _unknown_front(doc: Doc, side: Side, start: int, at: Mapping[int, Name], offices: Offices, office: Office) -> None:
    """ "HIT President", "committee chairman": an unknown owner right in front of the head, or at least not the state."""
    i = start - 1
    if not (office.of or office.organization == "leader-of") or office.country == "minister-of" or i < 1 or i in at:
        return
    if doc[i].text in POSSESSIVE and i - 1 not in at:
        _unknown_possessor(doc, side, i - 1, at)
        return
    if i < side.first:
        return
    token = doc[i]
    if title_length(doc, i, offices) or text(doc, start, start + 1) in offices.by_title:
        return
    if token.lower_ in offices.portfolios or token.lower_ in offices.by_modifier or token.pos_ not in ("NOUN", "PROPN"):
        return
    side.open = True
    while i - 1 >= side.first and i - 1 not in at and is_capital(doc[i - 1]) and doc[i - 1].lower_ not in offices.by_modifier:
        i -= 1
    if all(is_capital(doc[j]) for j in range(i, start)) and not (start - i == 1 and doc[i].is_sent_start and not doc[i].is_upper):
        side.tail = (i, start - 1)


def _unknown_possessor(doc: Doc, side: Side, i: int, at: Mapping[int, Name]) -> None:
    """ "Mahan's director": a name that nobody knows owns the office."""
    if i < 0 or doc[i].pos_ != "PROPN" or not is_capital(doc[i]):
        return
    first = i
    while (
        first > 0
        and not doc[first].is_sent_start
        and first - 1 not in at
        and doc[first - 1].pos_ == "PROPN"
        and is_capital(doc[first - 1])
    ):
        first -= 1
    side.tail = (first, i)
    side.open = True


def _premodifies(token: Token, offices: Offices) -> bool:
    if token.lower_ in offices.portfolios:
        return True
    if token.text in ("-", "&", "and"):
        doc, i = token.doc, token.i
        return 0 < i < len(doc) - 1 and doc[i - 1].lower_ in offices.portfolios and doc[i + 1].lower_ in offices.portfolios
    return token.pos_ in ("PROPN", "ADJ", "NOUN") and (is_capital(token) or token.dep_ in ("amod", "compound", "nmod:desc"))
