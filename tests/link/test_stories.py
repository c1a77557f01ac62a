from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.stories import Story, StoryItem, find_stories, keys, make_item, moved, related, resolve
from lagebild.link.stories.cluster import average_link
from lagebild.link.stories.items import UNIT

HARBOUR = "Der Hafenmeister von Quastenhausen sperrt die Klappbrücke, weil ein Frachter den Pfeiler rammte. Lotsen bergen Container."
RARE = [f"quax{c}" for c in "abcdefgh"]  # words that no table knows: as rare as can be
CHEESE = "Die Molkerei Bergkuhlen ruft Ziegenkäse zurück, weil Listerien im Labor auffielen. Supermärkte räumen Kühlregale leer."


def report(doc: str, text: str, published: str | None = "2024-11-15", title: str = "") -> StoryItem:
    return make_item(doc, published, title, [text], "de")


def drawn(doc: str, words: Iterable[str], day: int, root: str | None = None) -> StoryItem:
    held = sorted(set(words))
    weight = round(UNIT / sqrt(len(held)))
    return StoryItem(doc, day, f"Bericht {doc}", dict.fromkeys(held, weight), tuple(held), tuple((w, w) for w in held), root)


@st.composite
def piles(draw: st.DrawFn) -> list[StoryItem]:
    words = st.lists(st.sampled_from(RARE), min_size=2, max_size=7)
    rows = draw(st.lists(st.tuples(words, st.integers(0, 40)), max_size=14))
    items = [drawn(f"d{k:02}", words, 738_000 + day) for k, (words, day) in enumerate(rows)]
    if len(items) > 2 and draw(st.booleans()):
        items[0] = replace(items[0], root=items[draw(st.integers(1, len(items) - 1))].doc)
    return items


def test_reports_of_one_affair_are_one_story_and_others_are_not() -> None:
    items = [
        report("a", HARBOUR, "2024-11-15"),
        report(
            "b", "Nach dem Unfall in Quastenhausen bleibt die Klappbrücke zu; der Frachter liegt am Pfeiler, Lotsen helfen.", "2024-11-16"
        ),
        report("c", CHEESE, "2024-11-15"),
    ]
    first, second = find_stories(items)
    assert {first.documents, second.documents} == {("a", "b"), ("c",)}
    harbour = max(first, second, key=lambda s: len(s.documents))
    assert (harbour.first, harbour.last) == ("2024-11-15", "2024-11-16")
    assert "Klappbrücke" in harbour.words
    assert harbour.reasons[0].text.startswith("shares ") and "1 other report" in harbour.reasons[0].text and harbour.reasons[0].score > 0.1


def test_the_same_words_months_later_are_another_story() -> None:
    assert len(find_stories([report("a", HARBOUR, "2024-11-15"), report("b", HARBOUR + " Wieder.", "2025-02-15")])) == 2


def test_a_copy_follows_its_original_and_does_not_weigh() -> None:
    original = report("a", HARBOUR)
    copies = [replace(report(f"k{n}", CHEESE), root="a") for n in range(3)]  # whatever their words: lineage says so
    (story,) = find_stories([*copies, original])
    assert story.documents == ("a", "k0", "k1", "k2") and story.title == original.title
    assert [r.text.startswith("copy of") for r in story.reasons] == [False, True, True, True]


def test_copies_whose_original_is_not_here_stay_together() -> None:
    (story,) = find_stories([replace(report("k1", HARBOUR), root="gone"), replace(report("k2", HARBOUR), root="gone")])
    assert story.documents == ("k1", "k2")


@pytest.mark.parametrize("published", [None, "2024-11", "unknown"])
def test_documents_without_a_day_meet_one_another_only(published: str | None) -> None:
    items = [report("a", HARBOUR, published), report("b", HARBOUR, published), report("c", HARBOUR)]
    assert {s.documents for s in find_stories(items)} == {("a", "b"), ("c",)}


def test_the_first_sentence_is_shown_for_a_title() -> None:
    assert report("a", HARBOUR).title == HARBOUR.split(". ")[0] + "."
    assert report("a", HARBOUR, title="Brücke zu").title == "Brücke zu"


def test_an_empty_document_is_a_story_of_its_own() -> None:
    items = [report("a", ""), report("b", ""), report("c", HARBOUR)]
    assert [s.documents for s in find_stories(items)].count(("a",)) == 1
    assert len(find_stories(items)) == 3 and find_stories([]) == ()


def test_a_word_of_the_title_weighs_more() -> None:
    plain, told = report("a", HARBOUR), report("a", HARBOUR, title="Klappbrücke")
    (term,) = {t for t, word in told.words if word == "Klappbrücke"}
    assert told.weights[term] > plain.weights[term] and term in told.found_by


def test_one_rare_word_in_common_is_not_yet_an_affair() -> None:
    def about(doc: str, *others: str) -> StoryItem:
        return replace(drawn(doc, RARE[:1], 738_000), weights={RARE[0]: 980, **dict.fromkeys(others, 170)})

    assert not related(about("a", RARE[1], RARE[2]), about("b", RARE[3], RARE[4]))
    assert related(about("a", RARE[1], RARE[2]), about("b", RARE[1], RARE[2]))


def test_what_a_title_says_stands_in_the_other_document() -> None:
    """Notes to subscribers are alike, whatever the titles above them."""
    a, b = (replace(drawn(doc, RARE[:5], 738_000), head=(head,)) for doc, head in (("a", "ziegenkase"), ("b", "klappbrucke")))
    assert not related(a, b) and not related(b, a)
    assert related(replace(a, head=(RARE[0],)), b)


@pytest.mark.parametrize("title", ["", "Quastenhausen sperrt Klappbrücke"])
def test_the_first_words_stand_for_a_title(title: str) -> None:
    item = report("a", HARBOUR, title=title)
    assert item.head and all(term in item.weights for term in item.head)
    assert "lots" not in " ".join(item.head)


def test_a_chain_is_not_one_story() -> None:
    """Each is like the next only: averages keep the ends apart, where one threshold would join them all."""
    words = [f"w{k:02}" for k in range(40)]
    chain = [drawn(f"d{k}", words[3 * k : 3 * k + 6], 738_000) for k in range(12)]
    assert all(related(a, b) for a, b in pairwise(chain))
    assert 1 < len(resolve(chain)) < len(chain)


def test_average_link_joins_the_likest_first_and_stops_at_strangers() -> None:
    full = {"x": UNIT}
    half = {"x": 724, "y": 724}
    places = average_link([full, half, {"y": UNIT}, {"z": UNIT}], [5, 5, 5, 5], [(0, 1), (1, 2), (2, 3)])
    assert places == [[0, 1, 2], [3]]
    assert average_link([full, full], [5, 60], [(0, 1)]) == [[0], [1]]


def test_what_has_no_near_neighbours_joins_what_is_hardly_like_it() -> None:
    near, far = {"x": UNIT}, {"x": 52, "y": 1022}  # a cosine of 0.05
    assert average_link([near, far], [5, 5], [(0, 1)]) == [[0, 1]]
    crowd = [near, far, near, near, near, far, far, far]
    edges = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (1, 6), (1, 7)]
    assert average_link(crowd, [5] * 8, edges) == [[0, 2, 3, 4], [1, 5, 6, 7]]


def test_vectors_of_nothing_are_like_nothing() -> None:
    assert average_link([{}, {}], [5, 5], [(0, 1)]) == [[0], [1]]


@given(piles(), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(items: list[StoryItem], chance: random.Random) -> None:
    shuffled = chance.sample(items, len(items))
    assert find_stories(items) == find_stories(shuffled)
    assert sorted(d for s in find_stories(items) for d in s.documents) == sorted(i.doc for i in items)


class Case:
    """What adds documents in steps: it resolves again only the components that new documents touch."""

    def __init__(self) -> None:
        self.parts: list[list[StoryItem]] = []
        self.stories: list[tuple[Story, ...]] = []

    def add(self, items: Iterable[StoryItem]) -> None:
        touched: list[StoryItem] = []
        for item in items:
            touched.append(item)
        while True:
            near = [k for k, part in enumerate(self.parts) if any(self._meet(a, b) for a in part for b in touched)]
            if not near:
                break
            for k in reversed(near):
                touched += self.parts.pop(k)
                self.stories.pop(k)
        while touched:
            part = [touched.pop()]
            while more := [b for b in touched if any(self._meet(a, b) for a in part)]:
                part += more
                touched = [b for b in touched if b not in more]
            self.parts.append(part)
            self.stories.append(resolve(part))

    @staticmethod
    def _meet(a: StoryItem, b: StoryItem) -> bool:
        return bool(set(keys(a)) & set(keys(b))) and related(a, b)


@settings(max_examples=200)
@given(piles(), st.lists(st.integers(0, 3), min_size=14, max_size=14))
def test_documents_added_later_give_the_same_stories(items: list[StoryItem], steps: list[int]) -> None:
    case = Case()
    for step in range(4):
        case.add(item for item, when in zip(items, steps, strict=False) if when == step)
    assert {s for part in case.stories for s in part} == set(find_stories(items))


@given(piles())
def test_relations_are_symmetric(items: list[StoryItem]) -> None:
    for a in items:
        assert related(a, a)
        for b in items:
            assert related(a, b) == related(b, a)


def story(name: str, *documents: str) -> Story:
    return Story(name, f"Titel {name}", (), documents, (), "2024-11-15", None)


def test_what_moved_is_told_in_words() -> None:
    before = [story("s1", "a", "b"), story("s2", "c"), story("s3", "d", "e"), story("s4", "f"), story("s5", "g")]
    after = [story("s1", "a", "b", "c", "new"), story("s3", "d"), story("s9", "e"), story("s0", "old", "f"), story("s5", "g", "newer")]
    merged, renamed, split = moved(before, after)
    assert (merged.kind, merged.before, merged.after, merged.documents) == ("merged", ("s1", "s2"), ("s1",), ("a", "b", "c"))
    assert merged.text == "“Titel s1” (2 reports) and “Titel s2” (1 report) are one story now: “Titel s1”"
    assert (split.kind, split.before, split.after) == ("split", ("s3",), ("s3", "s9"))
    assert split.text == "“Titel s3” is no longer one story: 1 report in “Titel s3”; 1 report in “Titel s9”"
    assert (renamed.kind, renamed.before, renamed.after) == ("renamed", ("s4",), ("s0",))
    assert moved(after, after) == ()


def test_a_large_component_takes_time_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents of one day with one key: each is compared with a bounded number of others."""
    compared = 0

    def counted(a: StoryItem, b: StoryItem) -> bool:
        nonlocal compared
        compared += 1
        return related(a, b)

    monkeypatch.setattr("lagebild.link.stories.component.related", counted)
    counts = []
    for size in (200, 400):
        compared = 0
        resolve(drawn(f"d{k:03}", ["x", f"u{k}", f"v{k}", f"w{k}"], 738_000) for k in range(size))
        counts.append(compared)
    assert 0 < counts[1] < 2.5 * counts[0]
