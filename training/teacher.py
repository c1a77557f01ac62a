"""A larger model, used in training only: it annotates raw news, and the shipped pipeline learns from what it says.

Two BiLSTM layers over word vectors, dictionary features and a few embeddings; softmax layers for tags, morphology and names, a
biaffine parser (Dozat and Manning 2017) decoded by maximum spanning tree. Written in JAX (training only).
"""

from __future__ import annotations

import pickle
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import jax
import jax.numpy as jnp
import numpy as np
import optax

from training.treebank import Tree

Params = Any
Batch = dict[str, np.ndarray]

LENGTHS = (8, 14, 20, 26, 34, 44, 60, 100)
TOKENS = 1000
HIDDEN, LAYERS = 160, 2
ARC, LABEL = 200, 80
SUFFIXES, SHAPES = 3000, 200
FEATURES = ("Case", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm")
QUOTES = re.compile("^[\"„“”»«‚‘’‹›']+$")
NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")


@dataclass(frozen=True)
class Sample:
    """A sentence to learn from: a tree, or words with BIO labels of names, or words alone."""

    words: tuple[str, ...]
    tree: Tree | None = None
    names: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Vocabulary:
    """All label sets, the words with an embedding of their own, and the analyses (tag, pos, feats) seen in the trees."""

    forms: dict[str, int]
    tags: list[str]
    pos: list[str]
    feats: dict[str, list[str]]
    deps: list[str]
    analyses: list[tuple[str, str, str]]

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> Vocabulary:
        counts = Counter(plain(w.form) for t in trees for w in t)
        forms = {w: i + 1 for i, w in enumerate(sorted(w for w, n in counts.items() if n >= 2))}
        analyses = sorted({(w.tag, w.pos, w.feats) for t in trees for w in t})
        values = {f: sorted({split_feats(a[2]).get(f, "") for a in analyses} | {""}) for f in FEATURES}
        deps = sorted({w.dep for t in trees for w in t})
        return cls(forms, sorted({a[0] for a in analyses}), sorted({a[1] for a in analyses}), values, deps, analyses)

    def heads(self) -> dict[str, int]:
        """Return the number of classes of each softmax layer."""
        return {"tag": len(self.tags), "pos": len(self.pos), "ner": len(NAMES)} | {f: len(v) for f, v in self.feats.items()}


def split_feats(feats: str) -> dict[str, str]:
    return dict(p.split("=") for p in feats.split("|") if p)


def plain(word: str) -> str:
    """Return the form under which a word is embedded: quotation marks are one, digits are alike."""
    return '"' if QUOTES.match(word) else re.sub(r"\d", "0", word)


def shape(word: str, first: bool) -> int:
    kinds = re.sub(r"(.)\1+", r"\1", "".join("X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c for c in word))
    return crc32(f"{kinds[:8]}{first}".encode()) % SHAPES


class WordTable:
    """Fixed inputs of each word: its vector and its dictionary features; zeros where unknown."""

    def __init__(self, words: Sequence[str], vectors: dict[str, np.ndarray], lexicon: tuple[list[str], np.ndarray], dim: int) -> None:
        rows = {w: i for i, w in enumerate(lexicon[0])}
        self.index = {w: i + 1 for i, w in enumerate(sorted(set(words)))}
        self.table = np.zeros((len(self.index) + 1, dim + lexicon[1].shape[1]), dtype=np.float16)
        for w, i in self.index.items():
            v = vectors.get(w)
            if v is None:
                v = vectors.get(w.lower()) if w.lower() in vectors else vectors.get(w.rsplit("-", 1)[-1])
            if v is not None:
                self.table[i, :dim] = v * 3
            if w in rows:
                self.table[i, dim:] = lexicon[1][rows[w]]


def batches(
    samples: Sequence[Sample], vocab: Vocabulary, table: WordTable, rng: np.random.Generator | None = None
) -> Iterator[tuple[list[int], Batch]]:
    """Yield (indices of the samples, arrays) by length; shuffled where `rng` is given. Longer sentences are left out."""
    groups: dict[int, list[int]] = {n: [] for n in LENGTHS}
    for i, s in enumerate(samples):
        fit = next((n for n in LENGTHS if len(s.words) <= n), None)
        if fit:
            groups[fit].append(i)
    plan = []
    for length, ids in groups.items():
        if rng is not None:
            rng.shuffle(ids)
        size = TOKENS // length
        plan += [(length, size, ids[k : k + size]) for k in range(0, len(ids), size)]
    if rng is not None:
        rng.shuffle(plan)  # type: ignore[arg-type]
    for length, size, ids in plan:
        yield list(ids), encode([samples[i] for i in ids], vocab, table, length, size)


def encode(samples: Sequence[Sample], vocab: Vocabulary, table: WordTable, length: int, size: int) -> Batch:
    """Return the arrays of one batch, padded to (size, length); heads count from 1, 0 is the root."""
    heads = vocab.heads()
    out: Batch = {k: np.zeros((size, length), np.int32) for k in ("form", "suffix", "shape", "word", "head", "dep", *heads)}
    out |= {"mask": np.zeros((size, length), np.float32), "has_tree": np.zeros(size, np.float32), "has_names": np.zeros(size, np.float32)}
    ids = {"tag": {v: i for i, v in enumerate(vocab.tags)}, "pos": {v: i for i, v in enumerate(vocab.pos)}}
    ids |= {f: {v: i for i, v in enumerate(values)} for f, values in vocab.feats.items()}
    deps = {v: i for i, v in enumerate(vocab.deps)}
    for b, s in enumerate(samples):
        n = len(s.words)
        out["mask"][b, :n] = 1
        out["form"][b, :n] = [vocab.forms.get(plain(w), 0) for w in s.words]
        out["suffix"][b, :n] = [crc32(w[-3:].lower().encode()) % SUFFIXES for w in s.words]
        out["shape"][b, :n] = [shape(w, i == 0) for i, w in enumerate(s.words)]
        out["word"][b, :n] = [table.index.get(w, 0) for w in s.words]
        if s.names is not None:
            out["has_names"][b] = 1
            out["ner"][b, :n] = [NAMES.index(x) for x in s.names]
        if s.tree is not None:
            out["has_tree"][b] = 1
            _encode_tree(out, b, s.tree, ids, deps)
    out["fixed"] = table.table[out["word"]].astype(np.float32)
    return out


def _encode_tree(out: Batch, b: int, tree: Tree, ids: dict[str, dict[str, int]], deps: dict[str, int]) -> None:
    for i, w in enumerate(tree):
        feats = split_feats(w.feats)
        out["head"][b, i] = 0 if w.head == i else w.head + 1
        out["dep"][b, i] = deps.get(w.dep, 0)
        out["tag"][b, i] = ids["tag"].get(w.tag, 0)
        out["pos"][b, i] = ids["pos"].get(w.pos, 0)
        for f in FEATURES:
            out[f][b, i] = ids[f].get(feats.get(f, ""), 0)


def initial(vocab: Vocabulary, fixed: int, seed: int) -> Params:
    """Return random parameters; `fixed` is the width of the word table."""
    rng = np.random.default_rng(seed)

    def weight(*dims: int) -> np.ndarray:
        return (rng.standard_normal(dims) / np.sqrt(dims[0])).astype(np.float32)

    def recurrent(nin: int) -> dict[str, np.ndarray]:
        bias = np.zeros(4 * HIDDEN, np.float32)
        bias[HIDDEN : 2 * HIDDEN] = 1
        square = np.concatenate([np.linalg.qr(rng.standard_normal((HIDDEN, HIDDEN)))[0] for _ in range(4)], axis=1)
        return {"x": weight(nin, 4 * HIDDEN), "h": square.astype(np.float32), "b": bias}

    p: dict[str, Any] = {
        "form": 0.1 * weight(len(vocab.forms) + 1, 48) * np.sqrt(len(vocab.forms) + 1),
        "suffix": 0.3 * weight(SUFFIXES, 24) * np.sqrt(SUFFIXES),
        "shape": 0.3 * weight(SHAPES, 12) * np.sqrt(SHAPES), "fixed": weight(fixed, 128), "fixed_b": np.zeros(128, np.float32),
    }  # fmt: skip
    width = 48 + 24 + 12 + 128
    for k in range(LAYERS):
        p[f"lstm{k}"] = {"fwd": recurrent(width), "bwd": recurrent(width)}
        width = 2 * HIDDEN
    p["heads"] = {k: {"w": weight(width, n), "b": np.zeros(n, np.float32)} for k, n in vocab.heads().items()}
    p["root"] = 0.1 * weight(1, width)[0]
    for name, size in (("arc_dep", ARC), ("arc_head", ARC), ("lab_dep", LABEL), ("lab_head", LABEL)):
        p[name] = {"w": weight(width, size), "b": np.zeros(size, np.float32)}
    p["arc"] = weight(ARC, ARC) * 0.3
    p["arc_bias"] = np.zeros(ARC, np.float32)
    n = len(vocab.deps)
    p["lab"] = weight(LABEL, n * LABEL).reshape(LABEL, n, LABEL) * 0.3
    p["lab_lin"] = {"w": weight(2 * LABEL, n), "b": np.zeros(n, np.float32)}
    return jax.tree_util.tree_map(lambda a: jnp.asarray(a, jnp.float32), p)


def _lstm(p: Params, x: jnp.ndarray, mask: jnp.ndarray, reverse: bool) -> jnp.ndarray:
    """Run one direction over x (time, batch, width)."""
    gates = x @ p["x"] + p["b"]

    def step(carry: Any, inp: Any) -> Any:
        h, c = carry
        g, m = inp
        i, f, o, u = jnp.split(g + h @ p["h"], 4, axis=-1)
        new_c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(u)
        new_h = jax.nn.sigmoid(o) * jnp.tanh(new_c)
        m = m[:, None]
        carry = (m * new_h + (1 - m) * h, m * new_c + (1 - m) * c)
        return carry, carry[0]

    zeros = jnp.zeros((x.shape[1], HIDDEN))
    _, out = jax.lax.scan(step, (zeros, zeros), (gates, mask), reverse=reverse, unroll=2)
    return out


def _drop(key: Any, x: jnp.ndarray, rate: float, dims: tuple[int, ...]) -> jnp.ndarray:
    """Drop with one mask for all axes but `dims`."""
    if key is None:
        return x
    kept = [n if i in dims else 1 for i, n in enumerate(x.shape)]
    return x * jax.random.bernoulli(key, 1 - rate, kept) / (1 - rate)


def states(p: Params, batch: Batch, key: Any = None) -> jnp.ndarray:
    """Return the contextual state of each token (batch, time, 2 * HIDDEN)."""
    keys = jax.random.split(key, 8) if key is not None else [None] * 8
    fixed = jax.nn.leaky_relu(_drop(keys[0], batch["fixed"], 0.1, (0, 1, 2)) @ p["fixed"] + p["fixed_b"], 0.1)
    form = _drop(keys[1], p["form"][batch["form"]], 0.33, (0, 1))
    suffix = _drop(keys[2], p["suffix"][batch["suffix"]], 0.2, (0, 1))
    x = jnp.concatenate([form, suffix, p["shape"][batch["shape"]], _drop(keys[3], fixed, 0.15, (0, 1))], axis=-1)
    x = jnp.swapaxes(_drop(keys[4], x, 0.25, (0, 2)), 0, 1)
    mask = batch["mask"].T
    for k in range(LAYERS):
        x = jnp.concatenate([_lstm(p[f"lstm{k}"]["fwd"], x, mask, False), _lstm(p[f"lstm{k}"]["bwd"], x, mask, True)], axis=-1)
        x = _drop(keys[5 + k], x, 0.33, (1, 2))
    return jnp.swapaxes(x, 0, 1)


def _layer(p: Params, name: str, x: jnp.ndarray) -> jnp.ndarray:
    return jax.nn.leaky_relu(x @ p[name]["w"] + p[name]["b"], 0.1)


def _with_root(p: Params, h: jnp.ndarray) -> jnp.ndarray:
    return jnp.concatenate([jnp.broadcast_to(p["root"], (h.shape[0], 1, h.shape[2])), h], axis=1)


def arcs(p: Params, h: jnp.ndarray, mask: jnp.ndarray, key: Any = None) -> jnp.ndarray:
    """Return log probabilities of heads (batch, dependent, head); head 0 is the root."""
    keys = jax.random.split(key, 2) if key is not None else [None, None]
    dep = _drop(keys[0], _layer(p, "arc_dep", h), 0.33, (0, 2))
    head = _drop(keys[1], _layer(p, "arc_head", _with_root(p, h)), 0.33, (0, 2))
    scores = jnp.einsum("bid,de,bje->bij", dep, p["arc"], head) + (head @ p["arc_bias"])[:, None, :]
    allowed = jnp.concatenate([jnp.ones((mask.shape[0], 1)), mask], axis=1)[:, None, :]
    self_loop = jnp.eye(h.shape[1], h.shape[1] + 1, 1)[None]
    return jax.nn.log_softmax(jnp.where((allowed > 0) & (self_loop == 0), scores, -1e9), axis=-1)


def labels(p: Params, h: jnp.ndarray, heads: jnp.ndarray, key: Any = None) -> jnp.ndarray:
    """Return log probabilities of relations for the given heads (batch, dependent, relation)."""
    keys = jax.random.split(key, 2) if key is not None else [None, None]
    dep = _drop(keys[0], _layer(p, "lab_dep", h), 0.33, (0, 2))
    head = _drop(keys[1], _layer(p, "lab_head", _with_root(p, h)), 0.33, (0, 2))
    head = jnp.take_along_axis(head, heads[:, :, None], axis=1)
    both = jnp.concatenate([dep, head], axis=-1)
    scores = jnp.einsum("bild,bid->bil", jnp.einsum("bie,dle->bild", head, p["lab"]), dep) + both @ p["lab_lin"]["w"] + p["lab_lin"]["b"]
    return jax.nn.log_softmax(scores, axis=-1)


def _pick(logp: jnp.ndarray, gold: jnp.ndarray, weight: jnp.ndarray) -> jnp.ndarray:
    return -(jnp.take_along_axis(logp, gold[:, :, None], axis=-1)[:, :, 0] * weight).sum() / jnp.maximum(weight.sum(), 1.0)


def loss(p: Params, batch: Batch, key: Any) -> jnp.ndarray:
    """Return the summed mean losses of a batch."""
    keys = jax.random.split(key, 3)
    h = states(p, batch, keys[0])
    tree, named = batch["mask"] * batch["has_tree"][:, None], batch["mask"] * batch["has_names"][:, None]
    total = _pick(arcs(p, h, batch["mask"], keys[1]), batch["head"], tree) + _pick(labels(p, h, batch["head"], keys[2]), batch["dep"], tree)
    for name, layer in p["heads"].items():
        logp = jax.nn.log_softmax(h @ layer["w"] + layer["b"], axis=-1)
        weight = 1.0 if name in ("ner", "tag") else 0.4
        total += weight * _pick(logp, batch[name], named if name == "ner" else tree)
    return total


@partial(jax.jit, static_argnums=(4,))
def _update(p: Params, state: Any, batch: Batch, key: Any, optimizer: Any, average: Params) -> Any:
    value, grads = jax.value_and_grad(loss)(p, batch, key)
    updates, state = optimizer.update(grads, state, p)
    p = optax.apply_updates(p, updates)
    average = jax.tree_util.tree_map(lambda a, b: 0.995 * a + 0.005 * b, average, p)
    return p, state, average, value


def train(samples: Sequence[Sample], vocab: Vocabulary, table: WordTable, epochs: int, seed: int, log: Any = print) -> Params:
    """Return the averaged parameters after `epochs` passes."""
    rng = np.random.default_rng(seed)
    p = initial(vocab, table.table.shape[1], seed)
    steps = epochs * sum(1 for _ in batches(samples, vocab, table))
    rate = optax.warmup_cosine_decay_schedule(2e-4, 3e-3, 100, steps, 1e-4)
    optimizer = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(rate, b2=0.98, weight_decay=1e-3))
    state, average, key, done = optimizer.init(p), p, jax.random.PRNGKey(seed), 0
    for epoch in range(epochs):
        total = 0.0
        for _, batch in batches(samples, vocab, table, rng):
            key, sub = jax.random.split(key)
            p, state, average, value = _update(p, state, batch, sub, optimizer, average)
            total += float(value)
            done += 1
        log(f"epoch {epoch} loss {total / max(1, done / (epoch + 1)):.3f}")
    return average


@jax.jit
def _scores(p: Params, batch: Batch) -> Any:
    h = states(p, batch)
    heads = {k: jax.nn.log_softmax(h @ v["w"] + v["b"], axis=-1) for k, v in p["heads"].items()}
    return h, arcs(p, h, batch["mask"]), heads


_labels = jax.jit(labels)


@dataclass(frozen=True)
class Annotation:
    """What the teachers say of a sentence; `sure` is the mean log probability of the chosen arcs, `agree`: all teachers' trees are one."""

    tags: list[tuple[str, str, str]]
    heads: list[int]
    deps: list[str]
    names: list[str]
    sure: float
    agree: float


def annotate(models: Sequence[Params], samples: Sequence[Sample], vocab: Vocabulary, table: WordTable) -> Iterator[tuple[int, Annotation]]:
    """Yield (index, annotation) for each sentence, from the mean of the models' scores; heads are 0-based, a root its own head."""
    combos = _combinations(vocab)
    for ids, batch in batches(samples, vocab, table):
        scored = [_scores(p, batch) for p in models]
        mean_arcs = np.mean([np.asarray(s[1]) for s in scored], axis=0)
        heads = np.zeros(batch["head"].shape, np.int32)
        for b, i in enumerate(ids):
            n = len(samples[i].words)
            heads[b, :n] = spanning_tree(mean_arcs[b, :n, : n + 1])
        label = np.mean([np.asarray(_labels(p, s[0], heads)) for p, s in zip(models, scored, strict=True)], axis=0)
        mean = {k: np.mean([np.asarray(s[2][k]) for s in scored], axis=0) for k in scored[0][2]}
        single = [np.asarray(s[1]).argmax(-1) for s in scored]
        analysis = sum(mean[k] @ combos[k] for k in combos)
        for b, i in enumerate(ids):
            n = len(samples[i].words)
            chosen = heads[b, :n]
            sure = float(mean_arcs[b, np.arange(n), chosen].mean())
            agree = float(np.mean([(s[b, :n] == single[0][b, :n]).mean() for s in single]))
            deps = [vocab.deps[k] for k in _root_labels(label[b, :n], chosen, vocab)]
            yield i, Annotation(
                [vocab.analyses[k] for k in analysis[b, :n].argmax(-1)],
                [k if h == 0 else int(h) - 1 for k, h in enumerate(chosen)],
                deps, _names(mean["ner"][b, :n]), sure, agree,
            )  # fmt: skip


def _root_labels(scores: np.ndarray, heads: np.ndarray, vocab: Vocabulary) -> list[int]:
    root = vocab.deps.index("ROOT")
    other = scores.copy()
    other[:, root] = -1e9
    return [root if h == 0 else int(k) for h, k in zip(heads, other.argmax(-1), strict=True)]


def _combinations(vocab: Vocabulary) -> dict[str, np.ndarray]:
    """Return for each softmax layer a 0/1 matrix (classes, analyses): the score of an analysis is the sum over its parts."""
    out = {
        "tag": np.zeros((len(vocab.tags), len(vocab.analyses)), np.float32),
        "pos": np.zeros((len(vocab.pos), len(vocab.analyses)), np.float32),
    }
    out |= {f: np.zeros((len(v), len(vocab.analyses)), np.float32) for f, v in vocab.feats.items()}
    for k, (tag, pos, feats) in enumerate(vocab.analyses):
        out["tag"][vocab.tags.index(tag), k] = 1
        out["pos"][vocab.pos.index(pos), k] = 1
        pairs = split_feats(feats)
        for f, values in vocab.feats.items():
            out[f][values.index(pairs.get(f, "")), k] = 1
    return out


def _names(scores: np.ndarray) -> list[str]:
    """Return BIO labels by Viterbi: I-X follows only B-X or I-X."""
    n, k = scores.shape
    allowed = np.zeros((k, k))
    for a, left in enumerate(NAMES):
        for b, right in enumerate(NAMES):
            if right.startswith("I-") and left[1:] != right[1:]:
                allowed[a, b] = -1e9
    best = scores[0] + np.array([-1e9 if x.startswith("I-") else 0.0 for x in NAMES])
    back = []
    for i in range(1, n):
        total = best[:, None] + allowed
        back.append(total.argmax(0))
        best = total.max(0) + scores[i]
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return [NAMES[x] for x in reversed(path)]


def spanning_tree(scores: np.ndarray) -> np.ndarray:
    """Return the best heads (0 = root, exactly one root) for scores of shape (n, n + 1)."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores
    heads = _edmonds(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) > 1:
        best, found = -np.inf, heads
        for r in sorted(roots, key=lambda r: -full[r, 0])[:3]:
            one = full.copy()
            one[1:, 0] = -1e9
            one[r, :] = -1e9
            one[r, 0] = full[r, 0]
            h = _edmonds(one)
            value = sum(one[i, h[i]] for i in range(1, n + 1))
            if value > best:
                best, found = value, h
        heads = found
    return np.asarray(heads[1:])


def _edmonds(scores: np.ndarray) -> list[int]:
    """Chu-Liu/Edmonds: scores[d, h], node 0 is the root; returns the head of each node (0 for the root itself)."""
    n = scores.shape[0]
    heads = [0, *(int(scores[d].argmax()) for d in range(1, n))]
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    m = len(outside)
    small = np.full((m + 1, m + 1), -1e9)
    for a, x in enumerate(outside):
        for b, y in enumerate(outside):
            small[a, b] = scores[x, y]
    total = sum(scores[c, heads[c]] for c in cycle)
    enter, leave = {}, {}
    for b, y in enumerate(outside):
        c = max(cycle, key=lambda c: scores[c, y] - scores[c, heads[c]])
        small[m, b], enter[b] = total + scores[c, y] - scores[c, heads[c]], c
        if y != 0:
            c = max(cycle, key=lambda c: scores[y, c])
            small[b, m], leave[b] = scores[y, c], c
    small[0, :] = -1e9
    found = _edmonds(small)
    out = list(heads)
    for a, x in enumerate(outside):
        if x != 0:
            out[x] = leave[a] if found[a] == m else outside[found[a]]
    broken = enter[found[m]]
    out[broken] = outside[found[m]]
    return out


def _cycle(heads: list[int]) -> list[int] | None:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node != 0 and seen[node] == 0:
            seen[node] = start
            path.append(node)
            node = heads[node]
        if node != 0 and seen[node] == start:
            return path[path.index(node) :]
    return None


def save(path: Path, models: Sequence[Params], vocab: Vocabulary) -> None:
    """Write teachers for later (a file of one's own: pickle)."""
    path.write_bytes(pickle.dumps((jax.tree_util.tree_map(np.asarray, list(models)), vocab)))
