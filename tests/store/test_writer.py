from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from lagebild.items import Item, failure_item, source_key, source_sha
from lagebild.model import Failure, Given, Source
from lagebild.store import AddCounts, Case
from tests.store.helpers import item, make


def row_counts(case: Case) -> dict[str, int]:
    engine = create_engine(f"sqlite:///{case.path}")
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")).scalars().all()
        found = {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}
    engine.dispose()
    return found


def test_the_same_pile_twice_changes_nothing(case: Case) -> None:
    pile = [item(make(n)) for n in range(20)]
    with case.writer() as writer:
        assert writer.add(pile) == AddCounts(added=20)
    case.relink()
    before, stored = row_counts(case), case.path.read_bytes()
    with case.writer() as writer:
        assert writer.add(pile) == AddCounts(unchanged=20)
        assert writer.add([Item(i.key, i.sha, None) for i in pile]) == AddCounts(unchanged=20)
    assert case.relink() is None
    assert row_counts(case) == before
    assert case.path.read_bytes() == stored


def test_a_changed_page_is_a_new_version_and_the_older_is_kept(case: Case) -> None:
    old, new = make(1), make(1, text="Neu 1\n\nMinister Otto Keller sagte, Nordland habe 1 Panzer geliefert. Ostland bestritt das.")
    with case.writer() as writer:
        assert writer.add([item(old)]) == AddCounts(added=1)
        assert writer.add([item(new)]) == AddCounts(versions=1)
    with case.view() as view:
        assert [d.version for d in view.documents()] == [2]
        assert [(d.version, d.current) for d in view.versions("pile/1.txt")] == [(1, False), (2, True)]
        assert view.document(old.document.id).text == old.document.text
        assert view.document("pile/1.txt").text == new.document.text
        assert len(list(view.statements())) == 1
        assert not view.search("zurück")
        assert view.search("bestritt")


def test_two_versions_in_one_batch_and_the_id_given_twice(case: Case) -> None:
    old, new = make(1), make(1, text="Neu 1\n\nMinister Otto Keller sagte, Nordland habe 1 Panzer geliefert. Ostland schwieg.")
    new = replace(new, document=replace(new.document, id=old.document.id))
    with case.writer() as writer:
        assert writer.add([item(old, "id:a"), item(new, "id:a")]) == AddCounts(added=1, versions=1)
        assert writer.add([item(new, "id:a"), item(old, "id:a")]) == AddCounts(unchanged=2)
        assert writer.add([item(new, "id:b")]) == AddCounts(added=1)
    with case.view() as view:
        assert len({d.id for d in view.documents(all_versions=True)}) == 3


def test_other_bytes_with_the_same_text_are_no_new_version(case: Case) -> None:
    x = make(1)
    with case.writer() as writer:
        writer.add([item(x, "url:http://a")])
        assert writer.add([Item("url:http://a", "other", x)]) == AddCounts(unchanged=1)
    assert case.known("url:http://a", "other")


def test_the_same_file_under_another_name_is_the_same_document(case: Case) -> None:
    x = make(1)
    with case.writer() as writer:
        assert writer.add([item(x), item(x, "name:/elsewhere/1.txt")]) == AddCounts(added=1, unchanged=1)
        assert writer.add([item(x, "name:third.txt")]) == AddCounts(unchanged=1)
        assert writer.add([item(x, "url:http://copy"), item(x, "id:copy")]) == AddCounts(added=2)


def test_failures_are_listed_known_and_retried_on_demand(case: Case) -> None:
    broken = Item("name:x", "1", Failure("x", "x", "unreadable", "no text"))
    with case.writer() as writer:
        assert writer.add([broken, item(make(1))]) == AddCounts(added=1, failed=1)
        assert writer.add([broken]) == AddCounts(unchanged=1)
    assert case.known("name:x", "1") and not case.known("name:x", "1", retry=True)
    with case.view() as view:
        assert [(f.name, f.kind, f.message) for f in view.errors()] == [("x", "unreadable", "no text")]
    with case.writer() as writer:
        assert writer.add([Item("name:x", "1", make(7))]) == AddCounts(added=1)
    with case.view() as view:
        assert not list(view.errors())
    assert case.known("name:x", "1", retry=True)


def test_forget_failures(case: Case) -> None:
    with case.writer() as writer:
        writer.add([failure_item(Failure("x", "x.bin", "unreadable", "binary"))])
    assert case.known("name:x.bin", "")
    assert case.forget_failures() == 1
    assert not case.known("name:x.bin", "")


def test_a_failing_batch_leaves_nothing_behind(case: Case) -> None:
    before = row_counts(case)
    with case.writer() as writer, pytest.raises(AttributeError):
        writer.add([item(make(1)), Item("name:y", "1", "no extraction")])  # type: ignore[arg-type]
    assert row_counts(case) == before


HOSTILE = ["\ud800 Neu\n{}", "\0\0 Neu\n{}", "<script>alert(1)</script>Neu\n{}", "'; DROP TABLE documents; -- Neu\n{}", "\u202e Neu 🎖\n{}"]


@pytest.mark.parametrize("template", HOSTILE)
def test_hostile_text_is_stored_with_its_offsets(case: Case, template: str) -> None:
    body = template.format("Minister Otto Keller sagte, Nordland habe 1 Panzer geliefert. Ostland wies das zurück.")
    with case.writer() as writer:
        assert writer.add([item(make(1, text=body))]) == AddCounts(added=1)
    with case.view() as view:
        found = view.document("1.txt")
        assert len(found.text) == len(body)
        (quote,) = found.statements[0].quote
        assert found.text[slice(*quote)] == found.statements[0].content == "Nordland habe 1 Panzer geliefert"
        assert view.search("Panzer")[0].document.id == found.info.id


def test_keys_of_sources() -> None:
    plain, given = Source("a.txt", data=b"x"), Source("a.jsonl:1", text="x", given=Given(id="7"))
    assert source_key(plain) == "name:a.txt"
    assert source_key(given) == "id:7"
    assert source_key(Source("n", data=b"", given=Given(id="7", url="http://u"))) == "url:http://u"
    assert source_sha(plain) != source_sha(Source("a.txt", data=b"y"))
    assert source_sha(plain) == source_sha(Source("b.txt", data=b"x", fetched="2024-01-01"))
    assert source_sha(given) != source_sha(replace(given, given=Given(id="7", published="2024-01-01")))
