"""The graph on disk: one writer at a time, any number of readers, each on a finished snapshot.

Reading (everything that only looks: query, draw, export, report, web)::

    from kg.store import View

    with View("graph.kg") as view:                      # StoreError, with what to do, if there is no such graph
        view.base                                       # "https://w3id.org/diplomatic-kg/"
        view.store                                      # pyoxigraph.Store, read only: quads_for_pattern, dump, len
        view.query("SELECT ?p WHERE { ?p a kg:Person }")        # pyoxigraph's result; kg: rdf: … are known
        view.query("SELECT ?o WHERE { ?who kg:spokeWith ?o }", who=view.node("person/aziz-nasirzadeh"))   # values are bound
        view.node("country/IR"), view.id(node)          # entity id (or article, claim id) <-> NamedNode
        view.entity("country/IR")                       # kg.model.Entity, or None
        view.entities()                                 # Iterator[Entity], by id
        view.statement("claim/…")                       # Record (article: key, statement: kg.model.Statement), or None
        view.statements(subject="country/IR", relation="supports", object_="country/SY")   # Iterator[Record]; any may be left out
        view.articles()                                 # Iterator[Article] without text, by key
        view.article(key)                               # Article with text, or None
        view.reading(key)                               # kg.model.Reading: what was put in, entities and claims in order; or None
        view.appearances("country/IR")                  # Iterator[Appearance]: how articles name it, and why it is this one
        view.renamed("person/x")                        # the id that an actor has now who once had this one, or ""
        view.judgements(), view.links()                 # what persons have said on who is who; on actors that are there
        view.verdicts()                                 # what persons have said of claims
        view.dataset()                                  # rdflib.Dataset over the same snapshot: the public face
        view.table                                      # kg.store.table.Table: claims, actors and pairs as arrays
        view.names                                      # kg.store.names.Names: whom could a name mean?
        view.snapshot                                   # Path of the snapshot
    View("graph.kg", least=0.8)                         # the same without the claims of less confidence

Low level, over a bare pyoxigraph store: `kg.rdf.read` (records), `kg.rdf.namespace` (`KG.status`, `predicate("spoke-with")`,
`relation_name(node)`, `relations()`, `PREFIXES`).

Writing (build, forget, load)::

    from kg.store import Writer

    with Writer("graph.kg") as writer:                  # makes the directory if there is none; StoreError if another one writes
        writer.versions()                               # {article key: (content version, reader version)}
        writer.put(reading, reader="…")                 # one atomic step an article; replaces the article of the same key
        writer.forget(key)                              # one atomic step; False if there is no such article
        writer.judge(judgement)                         # a person's word on who is who (kg.resolve.judgements); False if known
        writer.unjudge(3)                               # takes the word of that line of judgements.txt back
    # leaving without an exception resolves actors over all articles and publishes a snapshot

The layout of the graph (see `kg/rdf/ontology.ttl` for the terms):

* default graph: every entity (`a kg:Person|kg:Country|kg:Organization|kg:Group`, `rdfs:label`, `skos:altLabel`*, `kg:code`?,
  `owl:sameAs`?) and one plain triple for each thing that holds (status `actual`): `?a kg:spokeWith ?b`, both ways for
  symmetric relations; `?person kg:represents ?country` for offices that act for a state;
* one named graph an article, named by the article's IRI, in which stand

  * the article, `a kg:Article`: `kg:key`, `kg:name`, `kg:title`?, `kg:outlet`?, `kg:published`? (xsd:date), `kg:url`?, `kg:text`,
    `kg:body`, `kg:version`; and its reading, `a kg:Reading`: `prov:used` the article, `kg:readerVersion`;
  * claims, `a kg:Claim, rdf:Statement`: `rdf:subject`, `rdf:object` (entities), `rdf:predicate` (a relation's property),
    `kg:status` (a string: actual, former, intended, hypothetical, denied), `kg:speaker`? (entity), `kg:date`? (xsd:date,
    xsd:gYearMonth or xsd:gYear: compare by `STR()`), `kg:channel`?, `kg:post`?, `kg:plover`?, `kg:rule`, `kg:confidence`
    (xsd:decimal, 0 to 1), `kg:verdict`? (a string: rejected, confirmed; a rejected claim has no `rdf:subject`, `rdf:object`
    and `kg:speaker`), `kg:quote`, `kg:start`, `kg:end`, `kg:sentence`, `kg:rank` (from 0, the reading's order),
    `kg:triggerSpan`, `kg:subjectSpan`, `kg:objectSpan` (RFC 5147, `char=12,20`), `kg:subjectParticipant`,
    `kg:objectParticipant`, `kg:speakerParticipant`?, `prov:wasDerivedFrom` the article;
  * participants (actors as the article names them), `a kg:Participant`: `kg:localId`, `kg:entityType` (a class), `kg:name`,
    `kg:alias`*, `kg:code`?, `kg:wikidata`?, `kg:rank`, `kg:block`* (see `kg.resolve.blocks`), `kg:resolvesTo` (entity),
    `kg:reason`.

No triple stands in two graphs. Text is plain strings (no language tags).
"""

from typing import TYPE_CHECKING, Any

from kg.store.view import View

if TYPE_CHECKING:
    from kg.store.writer import Writer

__all__ = ["View", "Writer"]


def __getattr__(name: str) -> Any:
    """The writer is imported when it is asked for: who only looks starts sooner without all that it takes to resolve actors."""
    if name != "Writer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg.store.writer import Writer

    return Writer
