import subprocess
import sys

CODE = """
import gc
import lagebild.engines.loaded
from lagebild.lang.pack import load_pack
from lagebild.parse import make_parser
parsers = make_parser.cache_info()
make_parser(load_pack("de"), "builtin")
print(parsers.currsize, make_parser.cache_info().misses - parsers.misses, gc.get_freeze_count() > 0)
"""


def test_what_workers_are_forked_from_has_pack_and_model_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["1", "0", "True"]
