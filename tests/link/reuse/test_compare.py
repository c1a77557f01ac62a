from __future__ import annotations

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from lagebild.link.reuse import ReuseText, compare_documents, sketch
from tests.link.reuse.written import given, prose, text

ONE = prose(1)
SPEECH = (
    "„Wir werden die Fähren nicht einstellen und keinen einzigen Hafen an der Küste schließen, "
    "solange auf den Inseln noch Menschen leben, die auf uns bauen“"
)
NEWSLETTER = (
    "Bestellen Sie unseren Brief aus dem Kiez, jeden Dienstag kostenlos im Postfach, mit allem, was Sie im Viertel wissen müssen und mehr."
)


def words(parts: list[str]) -> str:
    return " ".join(parts)


@pytest.mark.parametrize(
    ("other", "kind", "share", "other_share"),
    [
        (words(ONE), "copy", 1.0, 1.0),
        (words(ONE).upper().replace("SS", "ß"), "copy", 1.0, 1.0),
        (words([*ONE[:10], *prose(2, 1), *ONE[11:]]), "copy", 0.95, 0.95),
        (words(ONE[:8]), "trimmed", 0.4, 1.0),
        (words([*prose(3, 30), *ONE]), "trimmed", 1.0, 0.4),
        (words([*prose(4, 8), *ONE[5:13], *prose(5, 4)]), "passages", 0.4, 0.4),
    ],
)
def test_kinds_and_shares(other: str, kind: str, share: float, other_share: float) -> None:
    edge = compare_documents(given("A", words(ONE)), given("B", other))
    assert edge is not None
    assert edge.kind == kind
    assert edge.share == pytest.approx(share, abs=0.04)
    assert edge.other_share == pytest.approx(other_share, abs=0.04)


def test_a_word_changed_here_and_there_is_still_a_copy_and_one_passage() -> None:
    forms = words(ONE).split()
    changed = [f"Wort{n}" if n % 14 == 13 else form for n, form in enumerate(forms)]
    edge = compare_documents(given("A", words(ONE)), given("B", " ".join(changed)))
    assert edge is not None
    assert edge.kind == "copy"
    assert len(edge.spans) == 1
    assert edge.containment < 0.5 < edge.share  # sequences of eight words see less than half of it


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (text(1), text(2)),
        (f"{text(1)} {SPEECH}, sagte die Ministerin.", f"{text(2)} {SPEECH}, sagte die Ministerin."),
        (f"{text(1)} {SPEECH}, sagte die Ministerin.", f"{text(2)} {SPEECH.strip('„“')}, sagte die Ministerin."),
        (f"{text(1)} {words(ONE[:1])}", f"{text(2)} {words(ONE[:1])}"),
        ("", text(1)),
        ("Kurz.", "Kurz."),
    ],
    ids=["nothing", "one speech", "quoted in one only", "one sentence", "empty", "too short"],
)
def test_no_reuse(a: str, b: str) -> None:
    assert compare_documents(given("A", a), given("B", b)) is None


def test_an_agency_copy_shares_what_connects_its_quotations() -> None:
    report = f"{words(ONE[:4])} {SPEECH}, sagte die Ministerin. {words(ONE[4:8])}"
    edge = compare_documents(given("A", report), given("B", f"{words(prose(9, 3))} {report}"))
    assert edge is not None
    assert edge.kind == "trimmed"
    assert 0.1 < edge.quoted < 0.4
    assert "in quotation marks" in edge.reason.text


def test_what_recurs_in_an_outlet_makes_no_edge_and_does_not_raise_a_share() -> None:
    boilerplate = frozenset(sketch(f"{NEWSLETTER} {NEWSLETTER}").tolist())
    a, b = (given(name, f"{text(seed, 5)} {NEWSLETTER} {NEWSLETTER}") for name, seed in (("A", 1), ("B", 2)))
    assert compare_documents(a, b) is not None
    assert compare_documents(a, b, boilerplate) is None
    copied = [given(name, f"{words(ONE[:6])} {text(seed, 6)} {NEWSLETTER} {NEWSLETTER}") for name, seed in (("A", 3), ("B", 4))]
    plain, judged = compare_documents(copied[0], copied[1]), compare_documents(copied[0], copied[1], boilerplate)
    assert plain is not None and judged is not None
    assert judged.share < plain.share
    assert judged.recurring > 0.2
    assert judged.share == pytest.approx(0.5, abs=0.08)


def test_within_an_outlet_only_versions_of_one_report_count() -> None:
    version = given("B", words(ONE[:15] + prose(3, 2)), outlet="A")
    passage = given("C", words(ONE[:5] + prose(4, 15)), outlet="A")
    assert compare_documents(given("A", words(ONE)), version) is not None
    assert compare_documents(given("A", words(ONE)), passage) is None


DAY, HOUR, LATER = "2024-11-15", "2024-11-15T08:00:00+01:00", "2024-11-15T08:30:00+01:00"


@pytest.mark.parametrize(
    ("a", "b", "direction", "why"),
    [
        ((DAY, ()), ("2024-11-17", ()), "to_other", "2 days later"),
        (("2024-11-16", ()), (DAY, ()), "from_other", "one day later"),
        ((LATER, ()), (HOUR, ()), "from_other", "later that day, at 08:30"),
        ((HOUR, ()), ("2024-11-15T07:10:00+00:00", ()), "to_other", "later that day"),
        ((HOUR, ()), (HOUR, ()), None, "not known"),
        ((HOUR, ()), (DAY, ()), None, "not known"),
        (("2024-11-16", ()), (HOUR, ()), "from_other", "one day later"),
        ((None, ()), (DAY, ()), None, "not known"),
        (("im Herbst", ()), (DAY, ()), None, "not known"),
        ((DAY, ("B",)), (DAY, ()), "from_other", "credits the other"),
        ((DAY, ("B",)), ("2024-11-17", ()), "from_other", "credits the other"),
        ((DAY, ()), (DAY, ("A",)), "to_other", "credits the other"),
        ((DAY, ("B",)), (DAY, ("A",)), None, "not known"),
        ((DAY, ("dpa",)), ("2024-11-17", ("dpa",)), None, "both credit dpa"),
        ((DAY, ("dpa",)), ("2024-11-17", ("afp",)), "to_other", "2 days later"),
    ],
)
def test_direction(a: tuple[str | None, tuple[str, ...]], b: tuple[str | None, tuple[str, ...]], direction: str | None, why: str) -> None:
    edge = compare_documents(given("A", words(ONE), a[0], *a[1]), given("B", words(ONE), b[0], *b[1]))
    assert edge is not None
    assert edge.direction == direction
    assert why in edge.why and why in edge.reason.text and why in edge.told("Nordblatt")


def test_a_clear_trim_points_to_the_longer_and_a_passage_of_one_day_to_nothing() -> None:
    trim = compare_documents(given("A", words(ONE)), given("B", words(ONE[:9])))
    part = compare_documents(given("A", words(ONE)), given("B", words(ONE[:9] + prose(3, 11))))
    assert trim is not None and part is not None
    assert (trim.direction, part.direction) == ("to_other", None)
    assert trim.turned().told("Nordblatt") == "trimmed copy of Nordblatt, 100% of its text; the shorter stands whole in the longer"


def test_of_little_text_it_is_not_told_who_took_it() -> None:
    edge = compare_documents(given("A", words(ONE[:3] + prose(2, 25))), given("B", words(ONE[:3] + prose(3, 25)), "2024-11-17"))
    assert edge is not None
    assert edge.direction is None and "third" in edge.why


def test_a_wire_signs_with_a_short_form_of_its_name() -> None:
    wire = given("Agentur Mittelwelle", words(ONE), DAY, "amw")
    edge = compare_documents(given("Weserbote", words(ONE), DAY, "amw"), wire)
    assert edge is not None
    assert edge.direction == "from_other"


PARTS = st.lists(st.integers(0, 12), max_size=14)


def built(name: str, parts: list[int], published: str | None) -> ReuseText:
    return given(name, words([ONE[k] for k in parts]), published)


@over(PARTS, PARTS, st.sampled_from([None, DAY, HOUR, LATER]), st.sampled_from([None, DAY, HOUR]))
@settings(max_examples=150, deadline=None)
def test_symmetric_and_spans_aligned(one: list[int], two: list[int], p: str | None, q: str | None) -> None:
    a, b = built("A", one, p), built("B", two, q)
    edge, back = compare_documents(a, b), compare_documents(b, a)
    assert (edge is None) == (back is None)
    if edge is None or back is None:
        return
    assert back.turned() == edge and edge.turned() == back
    first, second = words([ONE[k] for k in one]), words([ONE[k] for k in two])
    assert len(edge.spans) == len(edge.other_spans)
    assert list(edge.spans) == sorted(edge.spans)
    for (i, j), (k, m) in zip(edge.spans, edge.other_spans, strict=True):
        assert set(first[i:j].split()) & set(second[k:m].split())
        assert 0 <= i < j <= len(first) and 0 <= k < m <= len(second)
    assert 0 < edge.share <= 1 and 0 < edge.other_share <= 1 and 0 <= edge.containment <= 1


@over(PARTS)
@settings(max_examples=50, deadline=None)
def test_a_text_is_a_copy_of_itself_or_too_short(parts: list[int]) -> None:
    edge = compare_documents(built("A", parts, DAY), built("B", parts, DAY))
    assert edge is None or (edge.kind == "copy" and edge.containment == 1)
    assert edge is not None or len(parts) < 3
