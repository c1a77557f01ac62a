"use strict";
(() => {
  const panel = document.getElementById("panel"), body = document.getElementById("panel-body"), input = document.getElementById("filter");
  let from = null;
  // Shows the passage in its document: the text is copied from the page's own list of reports, its pieces inside the spans are marked.
  function open(link) {
    const doc = document.getElementById("doc-" + link.dataset.doc);
    if (!doc) return false;
    const spans = link.dataset.spans.split(",").map(s => s.split("-").map(Number));
    body.replaceChildren();
    for (const node of doc.querySelectorAll(".doc-title, .doc-meta, .text")) body.append(node.cloneNode(true));
    let first = null;
    for (const piece of body.querySelectorAll("[data-s]")) {
      const s = +piece.dataset.s, e = +piece.dataset.e;
      if (spans.some(([a, b]) => s >= a && e <= b)) { piece.classList.add("hit"); first = first || piece; }
    }
    from = link; panel.hidden = false;
    if (first) first.scrollIntoView({block: "center"});
    document.getElementById("close").focus({preventScroll: true});
    return true;
  }
  function close() { panel.hidden = true; if (from) from.focus(); from = null; }
  function filter() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of document.querySelectorAll(".row")) {
      const text = row.textContent.toLowerCase();
      row.classList.toggle("gone", !words.every(w => text.includes(w)));
    }
  }
  function step(by) {
    const rows = [...document.querySelectorAll(".row:not(.gone)")], at = rows.findIndex(r => r.classList.contains("current"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    if (at >= 0) rows[at].classList.remove("current");
    next.classList.add("current"); next.scrollIntoView({block: "center"});
    const link = next.querySelector("a.ev"); if (link) link.focus({preventScroll: true});
  }
  document.addEventListener("click", e => {
    const link = e.target.closest("a.ev");
    if (link && open(link)) e.preventDefault();
  });
  document.getElementById("close").addEventListener("click", close);
  input.addEventListener("input", filter);
  document.addEventListener("keydown", e => {
    if (e.key === "Escape") { if (!panel.hidden) close(); else if (document.activeElement === input) { input.value = ""; filter(); input.blur(); } return; }
    if (e.target === input || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "/") { e.preventDefault(); input.focus(); }
    if (e.key === "j") step(1);
    if (e.key === "k") step(-1);
  });
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
})();
