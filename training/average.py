"""Average the weights of trained pipelines that grew from one another.

python -m training.average out first second [third …]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("pipelines", type=Path, nargs="+")
    args = parser.parse_args()
    loaded = [spacy.load(path) for path in args.pipelines]
    for name in loaded[0].pipe_names:
        models = [nlp.get_pipe(name).model for nlp in loaded]  # type: ignore[attr-defined]
        for nodes in zip(*(model.walk() for model in models), strict=True):
            for parameter in nodes[0].param_names:
                if nodes[0].has_param(parameter):
                    nodes[0].set_param(parameter, sum(node.get_param(parameter) for node in nodes) / len(nodes))
    loaded[0].to_disk(args.out)


if __name__ == "__main__":
    main()
