"""Views of verdicts in the kernel: what they say, what they keep, and that no stored output depends on the reader."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from helpers.argument import SUPPORTS, claim_ids, load_warrants, what_falls_with
from helpers.argument_map import PAGE, PAPER, as_data, map_argument
from helpers.errors import DataError
from helpers.pictures.argument import draw_argument
from helpers.pictures.style import text_width
from helpers.verdict_file import verdicts_csv
from helpers.verdicts import Opinion, load_verdict, save_verdict
from helpers.views.claim_board import claim_board
from helpers.views.verdict_view import VerdictView
from helpers.views.weigh import weigh
from helpers.work import save_answer

SECRET = "=cmd|' /C calc'!A0 <b>secret</b>"
VERBS = {
    "weigh": lambda: weigh("B8"),
    "board": claim_board,
    "some": lambda: claim_board(["B8", "A15"]),
    "first": lambda: claim_board(["B8", "A15"], when="before"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEMPO_WORK", str(tmp_path))
    return tmp_path


@pytest.fixture(params=list(VERBS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def told(view: VerdictView, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a view sends to its page from now on."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(view, "send", lambda message: sent.append(json.loads(message["json"])))
    return sent


def save(view: VerdictView, claim: str, when: str, agreement: object, reason: object = "", number: int = 1) -> None:
    value = json.dumps({"agreement": agreement, "reason": reason})
    view.hear({"ask": "save", "claim": claim, "when": when, "number": number, "value": value})


def test_what_is_stored_is_the_same_with_and_without_verdicts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPO_STATIC", "1")
    empty, _metadata = VERBS[name]()._repr_mimebundle_()
    save_verdict("B8", "before", 4, SECRET)
    save_verdict("A15", "after", 1, SECRET)
    filled, _metadata = VERBS[name]()._repr_mimebundle_()
    assert empty == filled
    assert set(empty) in ({"text/plain", "text/html"}, {"text/plain", "image/png"})
    assert "\n" not in empty["text/plain"]


def test_words_beside_the_widget_are_those_of_the_stored_lesson(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strict nbval compares every kind of output but pictures and widgets."""
    monkeypatch.delenv("TEMPO_STATIC", raising=False)
    live, _metadata = VERBS[name]()._repr_mimebundle_()
    monkeypatch.setenv("TEMPO_STATIC", "1")
    stored, metadata = VERBS[name]()._repr_mimebundle_()
    words = [{kind: of for kind, of in data.items() if kind.startswith("text/")} for data in (live, stored)]
    assert words[0] == words[1]
    assert "application/vnd.jupyter.widget-view+json" not in stored
    assert "image/png" not in stored or len(metadata["image/png"]["alt"]) > 40


def test_nothing_of_the_verdicts_is_in_the_widget(name: str) -> None:
    save_verdict("B8", "before", 4, SECRET)
    state = json.dumps(VERBS[name]().get_state())
    assert "secret" not in state
    json.loads(json.dumps(VERBS[name]().frame, allow_nan=False))


def test_the_page_gets_saves_and_keeps_both_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    view = weigh("B8")
    sent = told(view, monkeypatch)
    view.hear({"ask": "show"})
    assert sent[-1]["verdicts"] == [{"claim": "B8", "before": None, "after": None, "at": ""}]
    save(view, "B8", "before", 4, SECRET, number=7)
    assert (sent[-1]["tell"], sent[-1]["claim"], sent[-1]["when"], sent[-1]["number"]) == ("saved", "B8", "before", 7)
    save(view, "B8", "after", 2, "Now.")
    view.hear({"ask": "show"})
    assert sent[-1]["verdicts"][0]["before"] == {"agreement": 4, "reason": SECRET}
    assert load_verdict("B8").after == Opinion(2, "Now.")


@pytest.mark.parametrize(("agreement", "reason"), [(None, ""), (9, ""), ("4", ""), (4, None)])
def test_a_bad_verdict_comes_back_as_one_sentence(
    agreement: object, reason: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = weigh("B8")
    sent = told(view, monkeypatch)
    save(view, "B8", "after", agreement, reason, number=3)
    assert (sent[-1]["tell"], sent[-1]["number"]) == ("refused", 3)
    assert "expected" in sent[-1]["sentence"]
    assert load_verdict("B8").after is None


def test_views_of_one_claim_keep_step(monkeypatch: pytest.MonkeyPatch) -> None:
    board, other = claim_board(), weigh("B8")
    sent = told(other, monkeypatch)
    for view in (board, other):
        view.hear({"ask": "show"})
    save(board, "B8", "after", 5)
    assert sent[-1]["verdicts"][0]["after"] == {"agreement": 5, "reason": ""}
    assert sent[-1]["asked"] is False


def test_a_damaged_verdict_is_told_and_the_others_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    save_verdict("A1", "before", 3)
    save_answer("10-B8", "agree")
    view = claim_board()
    sent = told(view, monkeypatch)
    view.hear({"ask": "show"})
    assert len(sent[-1]["told"]) == 1
    assert "B8 is stored in another form" in sent[-1]["told"][0]
    assert sent[-1]["verdicts"][0]["before"] == {"agreement": 3, "reason": ""}


def test_a_broken_file_is_told_once_and_set_aside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "lesson-10.json").write_text("{", encoding="utf-8")
    view = claim_board()
    sent = told(view, monkeypatch)
    view.hear({"ask": "show"})
    assert "set aside" in sent[-1]["told"][0]
    assert len(sent[-1]["verdicts"]) == 29


def test_the_table_file_holds_all_claims_and_no_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    save_verdict("B8", "before", 4, SECRET)
    save_verdict("B8", "after", 2, 'a "quoted", line\nand another')
    view = claim_board()
    sent = told(view, monkeypatch)
    view.hear({"ask": "export"})
    assert sent[-1]["text"] == verdicts_csv()
    rows = list(csv.DictReader(io.StringIO(verdicts_csv().removeprefix("\ufeff"), newline="")))
    assert [row["claim"] for row in rows] == claim_ids()
    row = rows[claim_ids().index("B8")]
    assert (row["before"], row["after"], row["reason_before"]) == ("4", "2", f"'{SECRET}")
    assert row["reason_after"] == 'a "quoted", line\nand another'
    assert (rows[0]["before"], rows[0]["reason_after"]) == ("", "")


def test_evidence_is_behind_a_fold_and_the_german_is_marked() -> None:
    view = weigh("B8")
    assert view.twin().index("<details>") < view.twin().index("Supports B8")
    assert "lang='de'" in view.frame["reading"]
    assert "Supports B8" not in view.frame["reading"]


def test_first_verdicts_show_no_evidence() -> None:
    view = claim_board(["B8", "A15"], when="before")
    assert [claim["id"] for claim in view.frame["claims"]] == ["A15", "B8"]
    assert "moderate" not in json.dumps(view.frame) + view.twin()


@pytest.mark.parametrize("call", [lambda: weigh("B99"), lambda: claim_board("B99"), lambda: claim_board(when="now")])
def test_bad_requests_are_told_in_one_sentence(call: Any) -> None:
    with pytest.raises(DataError, match="did you mean") as caught:
        call()
    assert "\n" not in str(caught.value)


# --- the picture ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measures", [PAGE, PAPER], ids=["page", "paper"])
def test_everything_has_room_and_nothing_meets(measures: Any) -> None:
    found = map_argument(measures)
    assert [place.claim for place in found.places] == claim_ids()
    assert len(found.links) == len(load_warrants())
    for place, below in zip(found.places, found.places[1:], strict=False):
        assert place.claim[0] != below.claim[0] or below.y - place.y > measures.height
    for link in found.links:
        for x, y in (*link.curve[::3], link.middle):
            assert 0 <= x <= measures.width
            assert 0 <= y <= found.height
        names = (link.warrant.rests_on, link.warrant.claim)
        for claim, (_x, y) in zip(
            names if link.warrant.relation == SUPPORTS else names[::-1], link.curve[::3], strict=True
        ):
            assert abs(y - found.place(claim).y) < measures.height / 2
    ends = [link.curve[end] for link in found.links for end in (0, 3)]
    assert len(set(ends)) == len(ends)  # no two lines meet a claim in one point
    json.dumps(as_data(found), allow_nan=False)


def test_titles_fit_into_their_boxes_on_paper() -> None:
    for place in map_argument(PAPER).places:
        assert 43 + text_width(place.title, 12) <= PAPER.claim - 16, place.claim


def test_the_printed_picture_shows_every_claim_and_warrant() -> None:
    picture = draw_argument()
    names = [artist.get_gid() for artist in picture.figure.axes[0].get_children()]
    assert [n for n in names if str(n).startswith("title ")] == [f"title {claim}" for claim in claim_ids()]
    lines = [str(n) for n in names if str(n).split(" ")[0] in ("supports", "contradicts", "speaks_past")]
    assert sorted(lines) == sorted(f"{w.relation} {w.rests_on} {w.claim}" for w in load_warrants())
    assert picture.table["warrant"].tolist() == [w.warrant for w in load_warrants()]
    for claim in claim_ids():
        assert claim in picture.alt


def test_the_printed_picture_says_what_falls() -> None:
    picture = draw_argument(without="B8")
    names = {str(artist.get_gid()) for artist in picture.figure.axes[0].get_children()}
    assert {n for n in names if n.startswith("falls ")} == {f"falls {c}" for c in what_falls_with("B8").fallen}
    assert picture.alt.endswith(what_falls_with("B8").sentence)
    with pytest.raises(DataError, match="did you mean"):
        draw_argument(without="C1")
