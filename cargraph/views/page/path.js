// The shortest ways between two entities, over the arrows that pass the filters.
const MOST_WAYS = 5;

function waysBetween(from, to) {
  const { arrows: shown } = visible();
  const before = new Map([[from.index, []]]);
  let edge = [from.index];
  while (edge.length && !before.has(to.index)) edge = wider(edge, before, shown);
  return before.has(to.index) && from !== to ? waysBack(to.index, before).sort((a, b) => strength(b) - strength(a)).slice(0, MOST_WAYS) : [];
}

// One step outward: each new node remembers every arrow that leads to it from the last ring.
function wider(edge, before, shown) {
  const next = new Map();
  for (const index of edge)
    for (const arrow of arrowsAt[index]) {
      const other = arrow.start === index ? arrow.end : arrow.start;
      if (!shown.has(arrow.index) || before.has(other)) continue;
      if (!next.has(other)) next.set(other, []);
      next.get(other).push({ arrow, from: index });
    }
  for (const [index, list] of next) before.set(index, list);
  return [...next.keys()];
}

function waysBack(index, before, limit = 60) {
  const steps = before.get(index);
  if (!steps.length) return [[]];
  return steps.flatMap(({ arrow, from }) => waysBack(from, before, limit).map((way) => [...way, { arrow, from, to: index }])).slice(0, limit);
}

const strength = (way) => Math.min(...way.map(({ arrow }) => arrow.claims.length + arrow.results.length + arrow.contrasts.length));
const pathStart = () => nodeByKey.get(state.path) ?? null;
const pathEnds = () => (pathStart() && chosenNode() && pathStart() !== chosenNode() ? [pathStart(), chosenNode()] : null);

function pathButton(node) {
  const start = pathStart();
  if (start && start !== node) return h("button", { type: "button", class: "button small", click: () => change({ path: null }) }, "End the path");
  return h("button", { type: "button", class: "button small", "aria-pressed": String(start === node), title: "Then choose another entity", click: () => change({ path: start ? null : keyOf(node) }) }, start ? "Choose the other end…" : "Path from here");
}

function pathPanel([from, to]) {
  const ways = waysBetween(from, to);
  const step = ({ arrow, from: at, to: next }) => {
    const outward = arrow.start === at;
    const words = arrow.predicates.map((predicate) => relation(predicate, !outward)).join(", ");
    return h("li", {}, h("button", { type: "button", class: "relation", click: () => pickArrow(arrow) }, sign(nodes[next].kind), h("span", {}, h("small", {}, `${words} `), name(nodes[next].label)), h("small", {}, plural(arrow.claims.length + arrow.results.length + arrow.contrasts.length, "statement"))));
  };
  const way = (list) => h("ol", { class: "way" }, list.map(step));
  return block(`Paths from ${clip(from.label, 40)}`, ways.length, ways.length ? [ways.map(way), h("p", { class: "note" }, `${plural(ways[0].length, "step")}, the shortest there is; an arrow is gone along either way.`)] : h("p", { class: "note" }, "No path over what passes the filters."));
}
