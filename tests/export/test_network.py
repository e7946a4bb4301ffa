"""GraphML and GEXF: days for a timeline, labels that tell what does not hold."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from kg.export import dump
from kg.model import Status
from kg.store import View

Press = Callable[..., Path]
GEXF = "{http://www.gexf.net/1.2draft}"


def days(view: View, form: str = "gexf") -> dict[str, tuple[Any, ...]]:
    """The edges by their target, and the nodes by their id: relation, first and last day ("" for none)."""
    graph = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(dump(view, form))))
    found = {end: (each["relation"], each.get("start", ""), each.get("end", "")) for _, end, each in graph.edges(data=True)}
    return found | {f"<{node}>": (each.get("start", ""), each.get("end", "")) for node, each in graph.nodes(data=True)}


def test_the_timeline_has_days(press: Press) -> None:
    """A contact is there on its day; an office from the first to the last day on which it is told, or on."""
    store = press(
        ("a", "2024-01-01", ("Ann Lee", "minister-of", "IR", {"post": "finance minister"}), ("Ann Lee", "met-with", "SY")),
        ("b", "2024-03-01", ("Ann Lee", "minister-of", "IR", {"post": "finance minister"})),
        ("c", "2024-05-01", ("Bob Ray", "minister-of", "IQ", {"post": "finance minister"})),
        ("d", "2024-06-01", ("Bob Ray", "minister-of", "IQ", {"post": "finance minister", "status": "former"})),
        ("e", "2024-07-01", ("Cy Fox", "minister-of", "TR", {"post": "finance minister", "status": "former"})),
        ("f", "2024-07-01", ("IR", "attacks", "IL", {"date": "2024-06"})),
        ("g", "", ("IR", "supports", "LB")),
    )
    with View(store) as view:
        found = days(view)
    assert found["country/SY"] == ("met-with", "2024-01-01", "2024-01-01")
    assert found["country/IR"] == ("minister-of", "2024-01-01", "")
    assert found["country/IQ"] == ("minister-of", "2024-05-01", "2024-05-01")
    assert found["country/TR"] == ("minister-of", "", "2024-07-01")
    assert found["country/IL"] == ("attacks", "2024-06-01", "2024-06-01")
    assert found["country/LB"] == ("supports", "", "")
    assert found["<country/SY>"] == ("2024-01-01", "2024-01-01") and found["<country/IR>"] == ("", "")


def test_a_claim_that_an_office_was_left_is_not_there_after_it(press: Press) -> None:
    """Even where the office is held again."""
    said = [("Ann Lee", "leader-of", "the Front", {"status": status}) for status in ("actual", "former", "actual")]
    with View(press(*((f"{at}", f"2024-0{at}-01", claim) for at, claim in enumerate(said, start=1)))) as view:
        graph = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(dump(view, "gexf"))))
    spells = sorted((each["status"], each.get("start"), each.get("end")) for *_, each in graph.edges(data=True))
    assert spells == [("actual", "2024-01-01", None)] * 2 + [("former", "2024-01-01", "2024-02-01")]


def test_gephi_is_told_that_they_are_days(gold_view: View) -> None:
    """The graph is dynamic, in dates; no edge is there before or after its ends; nobody writes today's date."""
    root = ElementTree.fromstring(dump(gold_view, "gexf"))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None and (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert not [element for element in root.iter() if "lastmodifieddate" in element.attrib]
    nodes = {node.get("id"): node for node in root.iter(f"{GEXF}node")}
    edges = list(root.iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) > 400
    for edge in edges:
        start, end = edge.get("start", ""), edge.get("end", "9999-12-31")
        assert (not start or date.fromisoformat(start)) and start <= end
        for side in ("source", "target"):
            node = nodes[edge.get(side)]
            assert node.get("start", "") <= start or not node.get("start")
            assert node.get("end", "9999-12-31") >= end


def test_a_label_tells_what_does_not_hold(press: Press) -> None:
    """In both formats."""
    store = press(
        ("a", "2024-01-01", *(("IR", "attacks", f"{status.value[0].upper()}X", {"status": status.value}) for status in Status))
    )
    with View(store) as view:
        graphs = [nx.read_graphml(io.BytesIO(dump(view, "graphml"))), nx.read_gexf(io.BytesIO(dump(view, "gexf")))]
    for graph in graphs:
        labels = {end.rpartition("/")[2]: each["label"] for _, end, each in graph.edges(data=True)}
        assert labels["AX"] == "attacks" and labels["DX"] == "denied: attacks" and labels["IX"] == "intended: attacks"
