// The panel when nothing is chosen.
function homePanel() {
  const { sieve, nodes: shown } = visible();
  if (!nodes.length) return h("p", { class: "empty" }, "The graph is empty: no paper that was read names a construct or an outcome.");
  const best = (kind, limit) => nodes.filter((node) => node.kind === kind && sieve.node(node)).sort((a, b) => b.weight - a.weight || (a.label < b.label ? -1 : 1)).slice(0, limit);
  const groups = ["construct", "toxicity", "endpoint", "cytokine"].map((kind) => [kind, best(kind, kind === "construct" ? 8 : 5)]).filter(([, list]) => list.length);
  const top = Math.max(1, ...nodes.map((node) => node.weight));
  return [
    h("header", { class: "identity" }, h("h2", {}, "What the papers say"), h("p", { class: "names" }, "Choose an entity or an arrow to read the sentences and the numbers behind it. Double-click an entity to see it with its neighbours alone.")),
    h("div", { class: "tiles" }, tile(shown.size, "entities"), tile(claims.filter(sieve.claim).length, "relations"), tile(results.filter(sieve.result).length, "results")),
    groups.map(([kind, list]) => block(`Best-evidenced ${KINDS[kind][1]}`, null, list.map((node) => ranked(node, top)))),
    keys(),
  ];
}

const tile = (count, label) => h("div", { class: "tile" }, h("b", {}, count.toLocaleString("en")), h("span", {}, label));

function ranked(node, top) {
  const length = s("rect", { x: 0, y: 0, width: Math.max(2, (100 * node.weight) / top), height: 3, rx: 1.5 });
  return h("button", { type: "button", class: "relation ranked", click: () => pickNode(node) }, sign(node.kind), h("bdi", { title: node.label }, clip(node.short, 60)), h("small", {}, `${plural(node.weight, "statement")} · ${plural(node.sources.length, "paper")}`), s("svg", { viewBox: "0 0 100 3", preserveAspectRatio: "none", class: "weight", "aria-hidden": "true" }, length));
}

function keys() {
  const key = (letter, what) => [h("dt", {}, h("kbd", {}, letter)), h("dd", {}, what)];
  return block("Keys", null, h("dl", { class: "keys" }, key("/", "search"), key("g t m", "graph, results, toxicity map"), key("f c", "forest plots, two constructs compared"), key("p a", "papers, audit"), key("Esc", "let go"), key("0 + −", "whole graph, closer, wider"), key("← →", "previous, next neighbour of the chosen entity")));
}
