"""The data package as a whole: the standard, the checksums, and what no schema can say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from frictionless import Package, system

from helpers.chronology import LANES
from helpers.tables import DATA, confidence_step, examine, load_table, package
from tests.lessons import PATHS, read

RESOURCES = package()["resources"]
TABLES = [r for r in RESOURCES if "schema" in r]


def by_name(resources: list[dict[str, object]]) -> list[object]:
    return [pytest.param(r, id=str(r["name"])) for r in resources]


def test_the_package_keeps_the_frictionless_standard() -> None:
    with system.use_context(trusted=True):
        report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_every_file_in_data_is_in_the_package() -> None:
    described = {r["path"] for r in RESOURCES} | {"datapackage.json", "texts/provenance.md"}
    present = {p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()}
    assert present == described


@pytest.mark.parametrize("resource", by_name(RESOURCES))
def test_checksum_and_size_are_those_of_the_file(resource: dict[str, str]) -> None:
    content = (DATA / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("resource", by_name(RESOURCES))
def test_class_licence_sources_and_lessons_are_said(resource: dict[str, object]) -> None:
    assert resource["class"] in {"transcribed", "compiled", "derived"}
    assert resource["licenses"]
    assert resource["sources"]
    known = {str(read(path).meta["number"]) for path in PATHS}
    assert resource["lessons"]
    assert set(resource["lessons"]) <= known | {f"{n:02}" for n in range(11)}


@pytest.mark.parametrize("resource", by_name(TABLES))
def test_every_column_is_described_and_every_table_examined(resource: dict[str, object]) -> None:
    assert all(field["description"] and field["type"] for field in resource["schema"]["fields"])
    path = DATA / str(resource["path"])
    examine(str(resource["name"]), path.read_bytes(), path.name)
    assert b"\r" not in path.read_bytes()


def test_every_event_has_source_and_confidence() -> None:
    events = load_table("events")
    assert set(events["lane"]) == set(LANES)
    assert events["source"].str.len().gt(3).all()
    assert events["source_kind"].map(confidence_step).notna().all()
    unread = events["source_kind"] == "not read again"
    assert events[~unread]["found_at"].notna().all()
    assert (events["confidence"].eq("standard") == unread).all()


def test_addresses_of_web_copies_are_not_in_the_data() -> None:
    events = load_table("events")
    copies = events[events["source_kind"] == "copy"]["found_at"]
    assert not copies.str.contains("http").any()


def test_no_event_keeps_a_stance_of_its_own() -> None:
    assert "stance" not in load_table("events").columns


def test_evidence_points_to_what_exists_and_once() -> None:
    evidence = load_table("evidence")
    events, claims = set(load_table("events")["id"]), set(load_table("claims")["claim"])
    by_kind = evidence.groupby("kind")["points_to"]
    assert set(by_kind.get_group("event")) <= events
    if "passage" in by_kind.groups:
        assert set(by_kind.get_group("passage")) <= claims
    assert not evidence[evidence["points_to"].notna()].duplicated(["claim", "kind", "points_to"]).any()
    assert (evidence["points_to"].isna() == (evidence["kind"] == "no_evidence")).all()
    assert (
        (evidence["strength"] == "none") <= evidence["direction"].eq("context") | evidence["kind"].eq("no_evidence")
    ).all()


def test_evidence_is_sorted_and_numbered_by_claim() -> None:
    evidence = load_table("evidence")
    order = {claim: n for n, claim in enumerate(load_table("claims")["claim"])}
    keys = [
        (order[claim], int(row.split("-")[1])) for claim, row in zip(evidence["claim"], evidence["id"], strict=True)
    ]
    assert keys == sorted(keys)
    assert all(row.startswith(claim + "-") for claim, row in zip(evidence["claim"], evidence["id"], strict=True))


def test_every_claim_has_evidence_on_both_sides_or_says_why_not() -> None:
    evidence = load_table("evidence")
    for claim in load_table("claims")["claim"]:
        for direction in ("supports", "weakens"):
            rows = evidence[(evidence["claim"] == claim) & (evidence["direction"] == direction)]
            assert len(rows) >= 2 or "no_evidence" in set(rows["kind"]), (claim, direction)


def test_there_are_29_claims_in_order() -> None:
    expected = [f"A{n}" for n in range(1, 17)] + [f"B{n}" for n in range(1, 14)]
    assert list(load_table("claims")["claim"]) == expected


def test_bibliography_keys_are_unique() -> None:
    text = Path(DATA / "bibliography.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) > 50


def test_every_position_is_in_the_bibliography() -> None:
    text = (DATA / "bibliography.bib").read_text(encoding="utf-8")
    keys = set(re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE))
    assert set(load_table("positions")["bibkey"]) <= keys
