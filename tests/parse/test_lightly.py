import subprocess
import sys


def _run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120).stdout.strip()


def test_the_engine_leaves_the_command_line_of_spacy_out() -> None:
    assert _run("import lagebild.parse.spacy_engine, sys; print('spacy.cli' in sys.modules, 'spacy' in sys.modules)") == "False True"


def test_who_needs_the_command_line_of_spacy_still_gets_it() -> None:
    asked = "import lagebild.parse.spacy_engine, spacy; before = spacy.info(silent=True)"
    assert _run(f"{asked}; from spacy.cli.info import info; print(before == info(silent=True))") == "True"


def test_where_spacy_is_there_already_it_is_left_alone() -> None:
    code = "import spacy, sys; cli = sys.modules['spacy.cli']; import lagebild.parse.spacy_engine; print(sys.modules['spacy.cli'] is cli)"
    assert _run(code) == "True"
