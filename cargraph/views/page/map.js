// Construct by toxicity: how often, and whether nothing means zero, said to be none, or silence.
const ANY = new Set(["", "any", "all", "1-5", ">=1"]);
const severe = (grade) => /^(>=3|>2|3-4|3-5|3–4|3–5|severe)$/.test(grade);
const MANY_COLUMNS = 16;
const mapShown = { all: false };

function mapCell(construct, toxicity, sieve) {
  const wanted = (result) => result.outcome === toxicity && result.stat === "proportion" && !result.measure && (state.grade === "any" ? ANY.has(result.grade) : severe(result.grade));
  const found = (resultsOf.get(construct) ?? []).filter((result) => sieve.result(result) && wanted(result) && percentOf(result) !== null || wanted(result) && result.count === 0 && sieve.result(result));
  const arrow = arrowBetween.get(`${construct} ${toxicity}`);
  const stated = arrow ? sieve.parts(arrow).claims : [];
  if (found.length && best(found).arm) return { arrow, named: true, partial: best(found) };
  if (found.length) return { arrow, found: best(found), more: found.length - 1 };
  const other = state.grade === "any" ? (resultsOf.get(construct) ?? []).filter((result) => result.outcome === toxicity && result.stat === "proportion" && !result.measure && sieve.result(result) && percentOf(result) !== null) : [];
  if (other.length) return { arrow, named: true, partial: best(other) };
  if (state.grade === "any" && stated.length) return { arrow, none: stated.every((claim) => claim.negated), named: true, sentences: new Set(stated.flatMap((claim) => claim.quotes)).size };
  return arrow && sieve.arrow(arrow) && state.grade === "any" ? { arrow, named: true, sentences: 0 } : null;
}

// The one to show: the paper's own before a cited one, the whole arm before a subgroup, the larger before the smaller.
const best = (found) => [...found].sort((a, b) => compare(worth(a), worth(b)))[0];
const worth = (result) => [Number(result.cited), result.arm ? 1 : 0, result.doubt ? 1 : 0, result.count === null ? 1 : 0, -(result.total ?? 0), result.index];

function paintMap() {
  const { sieve, nodes: shown } = visible();
  const pick = (kind) => nodes.filter((node) => node.kind === kind && shown.has(node.index));
  const table = pick("construct").map((construct) => ({ construct, cells: new Map(pick("toxicity").map((toxicity) => [toxicity, mapCell(construct.index, toxicity.index, sieve)])) }));
  const count = (toxicity) => table.filter(({ cells }) => cells.get(toxicity)).length;
  const shares = (toxicity) => table.filter(({ cells }) => cells.get(toxicity)?.found || cells.get(toxicity)?.partial).length;
  const weight = (toxicity) => [-shares(toxicity), -count(toxicity), -toxicity.weight, toxicity.label];
  const columns = pick("toxicity").filter(count).sort((a, b) => compare(weight(a), weight(b)));
  const rows = table.filter(({ cells }) => [...cells.values()].some(Boolean)).sort((a, b) => b.construct.weight - a.construct.weight);
  const silent = table.length - rows.length;
  show(document.getElementById("view-map"), mapHead(), rows.length ? [mapGrid(rows, mapShown.all ? columns : columns.slice(0, MANY_COLUMNS)), moreColumns(columns), mapLegend()] : h("p", { class: "empty" }, state.grade === "any" ? "No construct of these papers is linked to a toxicity that passes the filters." : "No paper that passes the filters gives a share of patients with grade 3 or higher."), silent && rows.length ? h("p", { class: "note" }, `${plural(silent, "construct")} without any toxicity ${state.grade === "any" ? "mentioned" : "of grade 3 or higher counted"} ${silent === 1 ? "is" : "are"} left out.`) : null);
}

function moreColumns(columns) {
  if (columns.length <= MANY_COLUMNS) return null;
  const flip = () => ((mapShown.all = !mapShown.all), paintMap());
  return h("p", {}, h("button", { type: "button", class: "button small", click: flip }, mapShown.all ? `Show the ${MANY_COLUMNS} best-evidenced toxicities` : `Show all ${columns.length} toxicities`));
}

function mapHead() {
  const choice = (grade, text) => h("button", { type: "button", "aria-pressed": String(state.grade === grade), click: () => change({ grade }) }, text);
  return h("header", { class: "view-head" }, h("div", {}, h("h2", {}, "Construct × toxicity"), h("p", {}, "Share of patients as printed for the largest own cohort; nothing is pooled. Choose a cell for its sentences.")), h("div", { class: "tabs", role: "group", "aria-label": "Grade" }, choice("any", "Any grade"), choice("severe", "Grade ≥3")));
}

function mapGrid(rows, columns) {
  const head = columns.map((node) => h("th", { scope: "col" }, h("button", { type: "button", click: () => pickNode(node) }, brief(node, 40))));
  const lines = rows.map(({ construct, cells }) => h("tr", {}, h("th", { scope: "row" }, h("button", { type: "button", click: () => pickNode(construct) }, brief(construct, 40))), columns.map((toxicity) => h("td", {}, drawCell(cells.get(toxicity), construct, toxicity)))));
  return h("div", { class: "map-scroll", tabindex: 0 }, h("table", { class: "map" }, h("thead", {}, h("tr", {}, h("td", {}), head)), h("tbody", {}, lines)));
}

function drawCell(cell, construct, toxicity) {
  const about = `${clip(construct.label, 40)}, ${clip(toxicity.label, 40)}: `;
  if (!cell) return h("span", { class: "cell silent", role: "img", "aria-label": `${about}not mentioned` });
  const open = () => (cell.arrow ? pickArrow(cell.arrow) : pickResult(cell.found ?? cell.partial));
  if (!cell.found) {
    if (cell.partial) return partialCell(cell, about, open);
    const text = cell.none ? "none" : "named";
    return h("button", { type: "button", class: `cell ${cell.none ? "none" : "named"}`, click: open, "aria-label": `${about}${cell.none ? "said to be none" : "named without a share"}` }, text, h("small", {}, cell.sentences ? plural(cell.sentences, "sentence") : "no share"));
  }
  const percent = percentOf(cell.found) ?? 0;
  const counts = countWords(cell.found);
  const level = Math.min(6, Math.floor(percent / 15));
  const zero = cell.found.count === 0 || percent === 0;
  return h("button", { type: "button", class: `cell ${zero ? "zero" : `level-${level}`}`, click: open, "aria-label": `${about}${counts}, ${share(percent)}` }, zero ? (cell.found.total ? "0%" : "0") : share(percent), h("small", {}, cell.found.total === null && !cell.found.count ? "no patient" : counts, cell.more ? h("span", { class: "more", title: `${cell.more} more results` }, ` +${cell.more}`) : null));
}

// A share of one grade or of some of the patients alone is no share of all: it is shown without a colour.
function partialCell({ partial }, about, open) {
  const only = partial.arm || gradeWords(partial.grade);
  const words = `${share(percentOf(partial))} ${countWords(partial)}`;
  return h("button", { type: "button", class: "cell named", click: open, "aria-label": `${about}${clip(only, 80)} alone, ${words}`, title: `${clip(only, 80)} alone, ${words}` }, share(percentOf(partial)), h("small", {}, clip(only, 13)));
}

function mapLegend() {
  const entry = (css, text) => h("li", {}, h("span", { class: `cell ${css}` }), text);
  const steps = h("li", { class: "ramp" }, "0%", [0, 1, 2, 3, 4, 5, 6].map((level) => h("span", { class: `cell level-${level}` })), "100%");
  return h("ul", { class: "map-legend" }, steps, entry("zero", "looked for, 0 of N"), entry("none", "said to be none"), entry("named", "named, or for one grade or subgroup alone"), entry("silent", "not mentioned, which is not none"));
}
