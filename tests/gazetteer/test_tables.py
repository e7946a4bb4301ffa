"""The tables are complete, well formed, and say where they come from."""

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.gazetteer import FormKind, load
from kg.gazetteer.tables import HERE
from kg.ids import fold
from kg.model import EntityType

GAZETTEER = load()
TABLES = sorted(path for path in HERE.iterdir() if path.suffix in {".csv", ".toml"})
# Names of which two actors share the folded form; the first in the tables is looked up.
SHARED = {"peoples democratic party"}


def test_every_iso_3166_code_has_a_country() -> None:
    pycountry = pytest.importorskip("pycountry")
    codes = {entry.code for entry in GAZETTEER.entries if entry.type is EntityType.COUNTRY}
    assert {country.alpha_2 for country in pycountry.countries} | {"XK", "", "PS", "TW"} == codes


def test_countries_csv_is_what_the_compiler_writes() -> None:
    pytest.importorskip("pycountry")
    pytest.importorskip("babel")
    from kg.gazetteer.compile import compiled

    def rows(name: str) -> list[dict[str, str]]:
        lines = (HERE / name).read_text(encoding="utf-8").splitlines()
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))

    assert [compiled(row) for row in rows("by_hand.csv")] == rows("countries.csv")


def test_no_form_belongs_to_two_entries() -> None:
    owner: dict[str, str] = {}
    for entry in GAZETTEER.entries:
        for form, _ in entry.forms():
            assert owner.setdefault(form, entry.name) == entry.name, f"{form!r} of {owner[form]} and {entry.name}"


def test_no_entry_has_a_form_twice() -> None:
    for entry in GAZETTEER.entries:
        doubled = [form for form, count in Counter(form for form, _ in entry.forms()).items() if count > 1]
        assert not doubled, f"{entry.name}: {doubled}"


def test_folded_names_lead_to_one_entry() -> None:
    owner: dict[str, str] = {}
    for entry in GAZETTEER.entries:
        for form, kind in entry.forms():
            if kind not in (FormKind.ADJECTIVE, FormKind.PEOPLE) and fold(form) not in SHARED:
                assert owner.setdefault(fold(form), entry.name) == entry.name, f"{form!r} of {owner[fold(form)]} and {entry.name}"


def test_codes_and_wikidata_ids_are_unique_and_well_formed() -> None:
    ids = [entry.wikidata for entry in GAZETTEER.entries if entry.wikidata]
    codes = [entry.code for entry in GAZETTEER.entries if entry.code]
    assert len(ids) == len(set(ids)) and all(number[0] == "Q" and number[1:].isdecimal() for number in ids)
    assert len(codes) == len(set(codes)) and all(len(code) == 2 and code.isupper() for code in codes)
    assert all(entry.wikidata for entry in GAZETTEER.entries if entry.code)


def test_states_of_organizations_are_countries() -> None:
    codes = {entry.code for entry in GAZETTEER.entries}
    assert all(entry.state in codes for entry in GAZETTEER.entries)


def test_forms_are_clean() -> None:
    for entry in GAZETTEER.entries:
        for form, _ in entry.forms():
            assert form == " ".join(form.split()) and not set(form) & set(';?"’') and not form.startswith("the "), form


def test_regions_are_always_ambiguous() -> None:
    regions = [entry for entry in GAZETTEER.entries if entry.type is EntityType.ORGANIZATION and entry.kind == "region"]
    assert all(form in entry.ambiguous for entry in regions for form, _ in entry.forms())
    assert {entry.name: entry.state for entry in regions}["Bavaria"] == "DE"


def test_enough_organizations_of_each_sort() -> None:
    kinds = Counter(entry.kind for entry in GAZETTEER.entries if entry.type is EntityType.ORGANIZATION)
    assert sum(kinds.values()) > 1200
    for kind in (
        "un",
        "bloc",
        "alliance",
        "court",
        "bank",
        "armed group",
        "party",
        "ngo",
        "parliament",
        "armed forces",
        "news agency",
    ):
        assert kinds[kind] >= 20, kind


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_each_table_names_source_and_licence(path: Path) -> None:
    head = "".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True)[:6] if line.startswith("#"))
    assert "Source:" in head
    assert "Licence:" in head or "License" in head


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Guinea", "GN"),
        ("Korea", "KR"),
        ("DPRK", "KP"),
        ("U.K.", "GB"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Czechia", "CZ"),
        ("Hashemite Kingdom of Jordan", "JO"),
        ("Kiev", "UA"),
        ("the Elysee", "FR"),
        ("the Zionist regime", "IL"),
        ("Palestinian Authority", "PS"),
        ("Kosovo", "XK"),
        ("Republic of China", "TW"),
        ("Sudan", "SD"),
        ("Dominican Republic", "DO"),
    ],
)
def test_lookup_of_countries(name: str, expected: str) -> None:
    entry = GAZETTEER.lookup(name)
    assert entry is not None and entry.code == expected


def test_lookup_of_others() -> None:
    names = ["unifil", "Daesh", "Ansar Allah", "P5+1", "Tories", "Reuters", "Somaliland", "the international community"]
    found = [entry.name for name in names if (entry := GAZETTEER.lookup(name))]
    assert found[:4] == ["UNIFIL", "Islamic State", "Houthis", "P5+1"]
    assert found[4:] == ["Conservative Party", "Reuters", "Somaliland", "international community"]
    assert GAZETTEER.lookup("Iranian") is None


def test_unknown_code() -> None:
    with pytest.raises(TableError, match="no country has the code 'ZZ'"):
        GAZETTEER.by_code("ZZ")


def test_heads_of_collectives() -> None:
    assert {"rebels", "troops", ["international", "organizations"][1], "community"} <= GAZETTEER.people
    assert GAZETTEER.bodies["foreign ministry"] == "state" and GAZETTEER.bodies["army"] == "organization"
    groups = tomllib.loads((HERE / "groups.toml").read_text(encoding="utf-8"))
    assert not set(groups["bodies"]["state"]) & set(groups["bodies"]["organization"])


def test_extra_rows_join_add_and_take_over(tmp_path: Path) -> None:
    extra = tmp_path / "mine.toml"
    extra.write_text(
        '[[country]]\nname = "Iran"\ncode = "IR"\naliases = ["Eran"]\n'
        '[[organization]]\nname = "Lake Council?"\naliases = ["LC", "SDF"]\nstate = "CH"\n',
        encoding="utf-8",
    )
    gazetteer = load(extra)
    assert gazetteer.lookup("Eran") is not None and gazetteer.by_code("IR").adjectives == ("Iranian", "Persian")
    council = gazetteer.lookup("Lake Council")
    assert council is not None and council.ambiguous == {"Lake Council"} and gazetteer.lookup("SDF") is council
    assert len(gazetteer.entries) == len(GAZETTEER.entries) + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[planet]]\nname = 'Mars'\n", "unknown table 'planet'"),
        ("[[country]]\nname = 'A'\n[[country]]\ncode = 'AA'\n", "country row 2: a row needs a name"),
        ("[[country]]\nname = 'A'\nalias = ['B']\n", "unknown key 'alias'"),
        ("[[country]]\nname = 'A'\naliases = 'B'\n", "aliases must be a list"),
        ("[[country]]\nname = 'A'\naliases = [1]\n", "aliases must be a list"),
        ("[[country]]\nname = 'A'\ncode = 'ira'\n", "code 'ira' must look like"),
        ("[[country]]\nname = 'A'\nwikidata = '794'\n", "wikidata '794' must look like"),
        ("country = [1]\n", "country row 1 is no table"),
        ("[[country]\n", "no valid TOML"),
    ],
)
def test_extra_errors_say_file_and_row(tmp_path: Path, text: str, message: str) -> None:
    extra = tmp_path / "mine.toml"
    extra.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=r"mine\.toml") as error:
        load(extra)
    assert message in str(error.value) and "\n" not in str(error.value)


def test_extra_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        load(tmp_path / "none.toml")
