"""`kg path`: every option, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main


def told(store: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["path", *arguments, "--store", str(store)])
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(store: Path, *arguments: str, status: int = 1) -> str:
    result = CliRunner().invoke(main, ["path", *arguments, "--store", str(store)])
    assert result.exit_code == status and result.stdout == "", result.output
    return result.stderr


def hops(store: Path, *arguments: str) -> list[list[str]]:
    """The ways as ids."""
    document = json.loads(told(store, *arguments, "-f", "json"))
    return [[path[0]["from"], *(hop["to"] for hop in path)] for path in document["paths"]]


def test_places_to_pass_and_to_avoid(gold_store: Path) -> None:
    (plain,) = hops(gold_store, "IR", "FR")
    (round_,) = hops(gold_store, "IR", "FR", "--avoid", plain[1])
    assert plain[1] not in round_ and len(round_) >= len(plain)
    (past,) = hops(gold_store, "IR", "FR", "--via", round_[1])
    assert round_[1] in past
    both = hops(gold_store, "IR", "FR", "--via", round_[1], "--via", plain[1])
    assert all({round_[1], plain[1]} <= set(way) for way in both)
    assert "--avoid leaves nobody for TO" in refused(gold_store, "IR", "FR", "--avoid", "FR")
    ways = hops(gold_store, "IR", "FR", "--avoid", "type:Person", "--avoid", "type:Group", "-k", "5")
    assert len(ways) == 5 and not [one for way in ways for one in way if one.startswith(("person/", "group/"))]
    five = [part for name in ("IL", "RU", "SY", "US", "CN") for part in ("--via", name)]
    assert "4 actors at most" in refused(gold_store, "IR", "FR", *five)


def test_several_starts_and_ends(seed_store: Path, tmp_path: Path) -> None:
    assert hops(seed_store, "Iran", "Israel", "--from", "Nasirzadeh") == [["person/aziz-nasirzadeh", "country/IL"]]
    assert (
        hops(seed_store, "--from", "Nasirzadeh", "--to", "Israel", "--to", "Abbas", "-k", "2")[0][0] == "person/aziz-nasirzadeh"
    )
    (tmp_path / "names").write_text("# of Iran\nNasirzadeh\n\nIran\n", encoding="utf8")
    assert hops(seed_store, f"@{tmp_path / 'names'}", "Israel") == [["person/aziz-nasirzadeh", "country/IL"]]
    ways = hops(seed_store, "type:person", "Israel", "-k", "9")
    assert ["person/aziz-nasirzadeh", "country/IL"] in ways and all(way[0].startswith("person/") for way in ways)
    assert "no type is called 'Town'" in refused(seed_store, "type:Town", "Israel")
    assert "No such file" in refused(seed_store, "@none", "Israel")
    (tmp_path / "names").write_text("\n", encoding="utf8")
    assert "holds no names" in refused(seed_store, f"@{tmp_path / 'names'}", "Israel")
    assert "from whom and to whom" in refused(seed_store, "Iran", status=2)


def test_days(seed_store: Path) -> None:
    assert hops(seed_store, "Nasirzadeh", "Abbas", "--since", "2024-09", "--until", "2024-09-01")
    assert "not connected" in told(seed_store, "Nasirzadeh", "Abbas", "--since", "2024-09-02")
    assert "not connected" in told(seed_store, "Nasirzadeh", "Abbas", "--as-of", "2024-08")
    assert "is no day" in refused(seed_store, "Nasirzadeh", "Abbas", "--since", "soon", status=2)


def test_statuses(gold_store: Path) -> None:
    document = json.loads(told(gold_store, "IR", "IL", "--status", "all", "-f", "json", "-k", "3"))
    assert document["paths"]
    for status in ("intended", "denied"):
        paths = json.loads(told(gold_store, "IR", "IL", "--status", status, "-f", "json"))["paths"]
        assert all(claim["status"] == status for path in paths for hop in path for claim in hop["claims"])


def test_evidence(gold_store: Path) -> None:
    document = json.loads(told(gold_store, "IR", "FR", "--by", "evidence", "-k", "4", "-f", "json"))
    assert document["costs"] == sorted(document["costs"]) and len(document["paths"]) == 4
    assert f"cost {document['costs'][0]:.2f}" in told(gold_store, "IR", "FR", "--by", "evidence")


def test_states(seed_store: Path) -> None:
    lines = told(seed_store, "Nasirzadeh", "Syria", "--level", "state").splitlines()
    assert lines[:4] == ["Aziz Nasirzadeh stands for Iran", "Iran to Syria: 1 hop", "", "  Iran — Syria"]
    assert any(line.startswith("  Aziz Nasirzadeh —spoke with— Ali Mahmoud Abbas") for line in lines)


def test_claims_are_shown_as_many_as_asked(seed_store: Path) -> None:
    (hop,) = json.loads(told(seed_store, "Nasirzadeh", "Abbas", "-f", "json", "--claims", "1"))["paths"][0]
    assert len(hop["claims"]) == 1 and hop["more"] == 1
    assert "  and 1 more claim, in all 1 article, 1 outlet; --claims 0 shows all" in told(
        seed_store, "Nasirzadeh", "Abbas", "--claims", "1"
    )


def test_no_path_says_what_is_nearest(seed_store: Path) -> None:
    lines = told(seed_store, "Iran", "Israel", "--family", "contacts").splitlines()
    assert lines[0].startswith("Iran to Israel: not connected (")
    assert lines[1].startswith("  From Iran: 1 actor within 1 hop; best connected at the edge: Ali Mahmoud Abbas (person:")
    assert lines[2] == "  To Israel: no claim that may be a hop"
    assert lines[-1] == "  Without these conditions: 2 hops, over Aziz Nasirzadeh"
    assert told(seed_store, "Iran", "Israel", "--max-hops", "1").endswith("  With --max-hops 2: 2 hops, over Aziz Nasirzadeh\n")
    document = json.loads(told(seed_store, "Iran", "Israel", "--max-hops", "1", "-f", "json"))
    assert document["paths"] == [] and {one["side"] for one in document["reach"]} == {"from", "to"}
    assert "person/aziz-nasirzadeh" in document["reach"][0]["nearest"]


@pytest.mark.parametrize("name", ["ways.svg", "ways.png"])
def test_a_picture_of_the_paths(seed_store: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    for _ in range(2):
        last = told(seed_store, "Iran", "Israel", "--draw", str(target)).splitlines()[-1]
        assert last == f"{target}: 3 actors, 2 claims"
    assert target.stat().st_size > 1_000
    if name.endswith("svg"):
        text = target.read_text(encoding="utf8")
        assert ">Aziz Nasirzadeh</text>" in text and "Abbas</text>" not in text
    assert "written as .png, .svg or .pdf" in refused(seed_store, "Iran", "Israel", "--draw", "x.gif")
    assert "not drawn" in told(seed_store, "Iran", "Israel", "--since", "2030", "--draw", str(tmp_path / "none.svg"))
