"""What our own pipeline predicts, in less time: the same results by plain numpy, with the interpreter's lock held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.pipeline.transition_parser import Parser as TransitionParser
from spacy.tokens import Doc
from thinc.api import NumpyOps

_TOGETHER: Final = 64  # sentences that are parsed together, of about one length: a few kilobytes a word


def lighten(nlp: Language, word_attributes: Iterable[int]) -> None:
    """Make our own pipeline faster, with the same predictions: numpy multiplies matrices up to twice as fast as thinc's default does,
    its maxima are faster, too, and of each new word only what the pipeline looks at is computed.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in getattr(getattr(pipe, "model", None), "walk", tuple)():
            node.ops = ops
            if node.name == "maxout":
                node._func = _maxout(node)
    vocab: Any = nlp.vocab  # its type stubs leave the getters out
    getters = vocab.lex_attr_getters
    vocab.lex_attr_getters = {key: getters[key] for key in word_attributes}


def _maxout(node: Any) -> Callable[..., Any]:
    """Return what predicts as a maxout layer does: the greatest of several linear maps. Each map has its columns together."""
    maps = np.ascontiguousarray(node.get_param("W").transpose(1, 0, 2))  # pieces, outputs, inputs
    weights, biases = maps.reshape(-1, maps.shape[2]).T, node.get_param("b").T.reshape(-1)

    def predict(_: Any, inputs: Any, is_train: bool) -> tuple[Any, Any]:
        values = inputs @ weights
        values += biases
        return values.reshape(len(inputs), *maps.shape[:2]).max(axis=1), None

    return predict


def is_greedy(pipe: Any) -> bool:
    """Tell whether a component is a parser that takes the best step each time, among all its kinds of steps."""
    if not isinstance(pipe, TransitionParser) or pipe.cfg["beam_width"] != 1:
        return False
    shape = pipe.model.attrs
    return shape["has_upper"] and not shape["unseen_classes"]


def _transitions(pipe: Any, docs: list[Doc]) -> list[Any]:
    """Return the final states of a greedy transition parser, as its `predict` does.

    All documents take each step together. Inside `predict` each feature of each state asks for the interpreter's lock anew, which takes
    half of its time; here it is held already.
    """
    states: list[Any] = pipe.moves.init_batch(docs)
    step = pipe.model.predict(docs)
    weights, biases = step.vec2scores.get_param("W").T, step.vec2scores.get_param("b")
    open_states = [state for state in states if not state.is_final()]
    while open_states:
        scores = step.state2vec.predict(step.get_token_ids(open_states)) @ weights
        scores += biases
        open_states = pipe.transition_states(open_states, scores)
    step.clear_memory()
    return states


def take_steps(pipe: Any, docs: list[Doc]) -> None:
    """Annotate documents with what a greedy transition parser predicts."""
    ordered = sorted(docs, key=len)
    for start in range(0, len(ordered), _TOGETHER):
        batch = ordered[start : start + _TOGETHER]
        pipe.set_annotations(batch, _transitions(pipe, batch))
