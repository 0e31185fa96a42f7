// The panel of one entity: who it is, what it is made of, what was found, with which sentence.
function entityPanel(node) {
  const { sieve } = visible();
  const around = arrowsAt[node.index].filter(sieve.arrow);
  const own = (resultsOf.get(node.index) ?? []).filter(sieve.result);
  const on = (resultsOn.get(node.index) ?? []).filter(sieve.result);
  const compared = contrasts.filter((item) => sieve.contrast(item) && [item.a, item.b, item.outcome].includes(node.index));
  return [
    identity(node),
    focusButtons(node),
    pathEnds() ? pathPanel(pathEnds()) : null,
    node.kind === "construct" ? billOfMaterials(node) : null,
    node.kind === "construct" ? dosing(node) : null,
    ...ownResults(own, sieve),
    on.length ? resultsHere(on) : null,
    compared.length ? block("Comparisons", compared.length, few(compared.map((item) => contrastRow(item, item.outcome !== node.index)))) : null,
    ...relationBlocks(node, around, sieve),
    !around.length && !own.length && !on.length ? h("p", { class: "empty" }, "Nothing passes the filters for this entity. Loosen them on the left.") : null,
  ];
}

function identity(node) {
  const papers = node.sources.map((index) => h("li", {}, h("button", { type: "button", class: "plain", title: sources[index].title, click: () => pickPaper(index) }, name(sources[index].label))));
  return h(
    "header",
    { class: "identity" },
    h("p", { class: "chip" }, sign(node.kind), KINDS[node.kind][0], node.role ? ` · ${clip(node.role.replaceAll("_", " "), 40)}` : ""),
    h("h2", { dir: "auto" }, clip(node.label, 400)),
    alsoWritten(node),
    node.synonyms.length ? h("p", { class: "names" }, "Synonyms ", node.synonyms.slice(0, 5).map((text, i) => [i ? ", " : "", name(text)])) : null,
    h("p", { class: "names" }, node.curie ? link(node.url, node.curie, { class: "mono" }) : node.url ? link(node.url, "registry entry") : "no public identifier", " · ", plural(node.weight, "statement"), " · in ", plural(papers.length, "paper")),
    h("ul", { class: "in-papers" }, few(papers, 3)),
  );
}

// Each spelling once, the shortest first; capitals, dashes and blanks alone make no new name.
function alsoWritten(node) {
  const names = [...new Map([...node.names].reverse().map((text) => [plain(text), text]))].filter(([folded]) => folded && folded !== plain(node.label)).map(([, text]) => text).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (!names.length) return null;
  const listed = (list) => list.map((text, i) => [i ? ", " : "", name(text)]);
  return h("p", { class: "names" }, "Also written ", listed(names.slice(0, 5)), names.length > 5 ? h("details", { class: "rest" }, h("summary", {}, `, and ${names.length - 5} more`), ", ", listed(names.slice(5))) : null);
}

function focusButtons(node) {
  const button = (text, patch, on) => h("button", { type: "button", class: "button small", "aria-pressed": String(on), click: () => change(patch) }, text);
  const here = state.focus === keyOf(node);
  return h(
    "p",
    { class: "actions" },
    button("Focus here", { focus: keyOf(node), steps: 1, view: "graph" }, here && state.steps === 1),
    button("Two steps", { focus: keyOf(node), steps: 2, view: "graph" }, here && state.steps === 2),
    state.focus ? button("Whole graph", { focus: null }, false) : null,
    node.kind === "construct" && bills.length > 1 ? h("button", { type: "button", class: "button small", click: () => change({ view: "compare", a: keyOf(node), b: state.a && state.a !== keyOf(node) ? state.a : state.b }) }, "Compare") : null,
    pathButton(node),
    h("button", { type: "button", class: "button small", click: pickNothing }, "Close"),
  );
}

function block(title, count, ...children) {
  return h("details", { class: "block", open: true }, h("summary", {}, h("h3", {}, title), count === null ? null : h("span", { class: "count" }, String(count))), children);
}

// The first of a long list; the rest is made when it is asked for.
function few(list, most = 8) {
  if (list.length <= most + 2) return list;
  const rest = h("button", { type: "button", class: "button small more-rows", click: () => rest.replaceWith(...list.slice(most)) }, `Show ${list.length - most} more`);
  return [...list.slice(0, most), rest];
}

function billOfMaterials(node) {
  const rows = (billOf.get(node.index) ?? []).map((slot) => [
    h("dt", {}, slot.name),
    h("dd", {}, slot.claims.length ? parts(slot.claims.map((index) => claims[index])) : h("span", { class: "unreported" }, "not reported")),
  ]);
  return block("Built of", null, h("dl", { class: "bill" }, rows));
}

function parts(list) {
  return [...groupBy(list, (claim) => claim.object)].map(([object, said]) => {
    const negated = said.every((claim) => claim.negated);
    const arrow = arrowBetween.get(`${said[0].subject} ${object}`);
    return h("button", { type: "button", class: `part${negated ? " negated" : ""}`, click: () => pickArrow(arrow) }, sign(nodes[object].kind), negated ? "not " : "", name(nodes[object].label));
  });
}

function dosing(node) {
  const cohorts = cohortsOf(node);
  const doses = dosesOf(node);
  if (!cohorts.length && !doses.length) return null;
  return block("Patients and doses", null, h("ul", { class: "facts" }, cohorts, doses));
}

const power = (value) => {
  const exponent = Math.floor(Math.log10(value));
  return exponent < 4 ? number(value) : `${number(Number((value / 10 ** exponent).toPrecision(4)))} × 10${[...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("")}`;
};

const cohortsOf = (node) => given.cohorts.filter((item) => item.construct === node.index).map((item) => foldable(item, `${plural(item.n, "patient")}${item.label ? `, ${clip(item.label, 80)}` : ""}`));
const dosesOf = (node) => given.doses.filter((item) => item.construct === node.index).map((item) => foldable(item, `${power(item.low)}${item.high === null ? "" : ` to ${power(item.high)}`} ${item.unit}`));

function foldable(said, words) {
  return h("li", {}, h("details", {}, h("summary", {}, words), said.quotes.map((index) => sentence(index, []))));
}

// Harm and benefit apart, the best-evidenced outcomes first.
function ownResults(own, sieve) {
  const note = h("p", { class: "note" }, "Filled: this construct. Hollow: the other arm of the same paper. Lines: 95% intervals. ", own.some(dagger) ? CARRIED : null);
  const harm = own.filter((result) => nodes[result.outcome].kind === "toxicity");
  const other = own.filter((result) => nodes[result.outcome].kind !== "toxicity");
  return [["Toxicities", harm], ["Efficacy and other outcomes", other]].filter(([, list]) => list.length).map(([title, list], i) => block(title, list.length, i === 0 ? note : null, few(outcomeBlocks(list, sieve))));
}

function outcomeBlocks(list, sieve) {
  const order = (index) => [nodes[index].kind === "endpoint" ? 0 : 1, -nodes[index].weight, nodes[index].label];
  return [...groupBy(list, (result) => result.outcome)].sort(([a], [b]) => compare(order(a), order(b))).map(([outcome, items]) => outcomeBlock(outcome, items, sieve));
}

function resultsHere(on) {
  const groups = groupBy(inOrder(on), (result) => labelWords({ ...result, arm: "", time: "" }).join(" · ") || "grade not stated");
  return block("Results by construct", on.length, [...groups].map(([title, list]) => h("section", { class: "outcome-block" }, h("h4", {}, capital(title)), list.map((result) => resultRow(result, [otherLead(result), result.time].filter(Boolean).join(" · "))))));
}

function relationBlocks(node, around, sieve) {
  const groups = new Map();
  for (const arrow of around) {
    const outward = arrow.start === node.index;
    for (const predicate of new Set(sieve.parts(arrow).claims.map((claim) => claim.predicate))) {
      const title = `${outward ? "" : "<"}${predicate}`;
      if (!groups.has(title)) groups.set(title, []);
      groups.get(title).push({ arrow, predicate, other: outward ? arrow.end : arrow.start });
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, rows]) => {
    const reverse = title.startsWith("<");
    const buttons = rows.map((row) => relationButton(row)).sort((a, b) => b.weight - a.weight);
    return block(capital(relation(title.replace("<", ""), reverse)), rows.length, buttons.map((row) => row.element));
  });
}

function relationButton({ arrow, predicate, other }) {
  const list = arrow.claims.map((index) => claims[index]).filter((claim) => claim.predicate === predicate);
  const count = new Set(list.flatMap((claim) => claim.quotes)).size;
  const flags = [list.every((claim) => claim.negated) && "negated", list.every((claim) => claim.hedged) && "hedged", list.every((claim) => claim.cited) && "cited"].filter(Boolean);
  const element = h("button", { type: "button", class: "relation", click: () => pickArrow(arrow) }, sign(nodes[other].kind), h("span", {}, name(nodes[other].label), flags.map((flag) => h("span", { class: `flag flag-${flag}` }, flag))), h("small", {}, plural(count, "sentence")));
  return { element, weight: count };
}
