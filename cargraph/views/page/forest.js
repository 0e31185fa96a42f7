// Forest plots: one outcome over constructs and papers, a plot for each grade and scale. Nothing is pooled.
const KIND_ORDER = { toxicity: 0, endpoint: 1 };
const forestable = (result) => percentOf(result) !== null && !result.measure && ["proportion", "rate"].includes(result.stat);

// The outcomes that a forest can be drawn of, the best covered first within their kind.
function forestOutcomes(sieve) {
  const found = groupBy(results.filter((result) => forestable(result) && sieve.result(result)), (result) => result.outcome);
  const cover = (list) => new Set(list.map((result) => `${result.subject} ${result.arm} ${sourcesOf(result)[0]}`)).size;
  return [...found]
    .map(([index, list]) => ({ node: nodes[index], list, cover: cover(list) }))
    .sort((a, b) => compare([KIND_ORDER[a.node.kind] ?? 2, -a.cover, -a.node.weight, a.node.label], [KIND_ORDER[b.node.kind] ?? 2, -b.cover, -b.node.weight, b.node.label]));
}

const stratumOf = (result) => JSON.stringify([result.grade === "" ? "not stated" : result.grade, result.scale]);

// Results of one grade on one scale stand together; those of another stand apart.
function forestStrata(list) {
  return [...groupBy(list, stratumOf)]
    .map(([key, items]) => ({ grade: JSON.parse(key)[0], scale: JSON.parse(key)[1], rows: forestRows(items) }))
    .sort((a, b) => compare([-new Set(a.rows.map((row) => row.subject)).size, gradeRank(a.grade), a.scale], [-new Set(b.rows.map((row) => row.subject)).size, gradeRank(b.grade), b.scale]));
}

function forestRows(items) {
  const groups = groupBy(items, (result) => [result.subject, result.arm, result.time, result.stat, ...sourcesOf(result)].join("|"));
  const order = (result) => [Number(result.cited), result.subject === null ? 1 : 0, -(nodes[result.subject]?.weight ?? 0), result.arm ? 1 : 0, percentOf(result), result.index];
  return [...groups.values()].flatMap(folded).sort((a, b) => compare(order(a), order(b)));
}

function stratumTitle({ grade, scale }, kind) {
  const words = grade === "not stated" ? (kind === "toxicity" ? "Grade not stated" : "As reported") : capital(gradeWords(grade));
  return scale ? `${words}, graded by ${scale}` : kind === "toxicity" ? `${words}, scale not stated` : words;
}

// The interval that is drawn: the printed one, else Wilson's where there are counts.
function rangeOf(result) {
  if (result.interval === "ci95" && typeof result.low === "number" && typeof result.high === "number") return { low: result.low, high: result.high, printed: true };
  return result.wilson ? { low: result.wilson[0], high: result.wilson[1], printed: false } : null;
}

function topOf(list) {
  const highest = Math.max(...list.map((result) => rangeOf(result)?.high ?? percentOf(result)));
  return [20, 40, 60].find((top) => highest <= top) ?? 100;
}

const side = (result) => [result.subject === null ? null : nodes[result.subject].label, result.arm].filter(Boolean).join(" · ") || "patients";

function rangeWords(result) {
  const range = rangeOf(result);
  return range ? `${share(percentOf(result))} (${number(range.low)}–${number(range.high)})` : `${share(percentOf(result))} (no counts)`;
}

function paintForest() {
  const view = document.getElementById("view-forest");
  const outcomes = forestOutcomes(makeSieve());
  if (!outcomes.length) return show(view, h("p", { class: "empty" }, "No paper that passes the filters gives a share of patients: there is nothing to draw a forest plot of."));
  const chosen = outcomes.find(({ node }) => keyOf(node) === state.outcome) ?? [...outcomes].sort((a, b) => compare([-a.cover, -a.node.weight], [-b.cover, -b.node.weight]))[0];
  const strata = forestStrata(chosen.list);
  const top = topOf(chosen.list);
  const most = Math.max(1, ...chosen.list.map((result) => result.total ?? 0));
  show(view, forestHead(outcomes, chosen, strata), strata.map((stratum) => forestPlot(stratum, chosen.node.kind, top, most)), forestNote());
}

function forestHead(outcomes, chosen, strata) {
  const option = ({ node, cover }) => h("option", { value: keyOf(node), selected: node === chosen.node }, `${clip(node.short, 60)} (${cover})`);
  const groups = [...groupBy(outcomes, ({ node }) => node.kind)].map(([kind, list]) => h("optgroup", { label: capital(KINDS[kind][1]) }, list.map(option)));
  const rows = strata.flatMap((stratum) => stratum.rows);
  const words = [plural(rows.length, "result"), plural(new Set(rows.map((row) => row.subject).filter((index) => index !== null)).size, "construct"), plural(new Set(rows.flatMap(sourcesOf)).size, "paper")].join(" · ");
  const apart = strata.length > 1 ? ` Grades and scales differ: ${plural(strata.length, "plot")}, kept apart.` : "";
  return h(
    "header",
    { class: "view-head" },
    h("div", {}, h("h2", {}, titled(chosen.node)), h("p", {}, `${words}. Nothing is pooled.${apart}`)),
    h("label", { class: "pick" }, h("span", {}, "Outcome"), h("select", { id: "forest-outcome", change: (event) => change({ outcome: event.target.value }) }, groups)),
    h("button", { type: "button", class: "button", id: "forest-svg", click: () => saveSvg(forestSvg(chosen.node, strata), "cargraph-forest.svg") }, "Download SVG"),
  );
}

function forestPlot(stratum, kind, top, most) {
  const ticks = [0, top / 4, top / 2, (3 * top) / 4, top];
  const axisMarks = ticks.map((tick, i) => s("text", { x: `${2 + 24 * i}%`, y: 10, "text-anchor": ["start", "middle", "middle", "middle", "end"][i] }, `${tick}${i === 4 ? "%" : ""}`));
  return h(
    "section",
    { class: "forest" },
    h("h3", {}, stratumTitle(stratum, kind), h("span", { class: "count" }, String(stratum.rows.length))),
    stratum.rows.map((result) => forestRow(result, top, most)),
    h("div", { class: "forest-row forest-axis", "aria-hidden": "true" }, h("span"), s("svg", { class: "bar axis wide" }, axisMarks), h("span")),
  );
}

function forestRow(result, top, most) {
  const source = sources[sourcesOf(result)[0]];
  const where = [source && clip(source.label, 40), source?.year, result.time && `at ${result.time}`].filter(Boolean).join(" · ");
  const flags = [result.cited && "cited", result.hedged && "hedged"].filter(Boolean).map((flag) => h("span", { class: "flag" }, flag));
  return h(
    "button",
    { type: "button", class: `forest-row${state.result === String(result.index) ? " chosen" : ""}`, "data-result": result.index, click: () => pickResult(result), title: barTitle(result) },
    h("span", { class: "forest-name" }, h("b", {}, name(side(result))), h("small", {}, h("bdi", {}, where), flags)),
    forestMark(result, top, most),
    h("span", { class: "forest-number" }, h("b", {}, countWords(result) || "–", dagger(result)), h("small", {}, rangeWords(result)), result.doubt ? h("small", { class: "doubtful" }, "check") : null),
  );
}

function forestMark(result, top, most) {
  const at = (value) => `${(2 + (96 * Math.max(0, Math.min(top, value))) / top).toFixed(2)}%`;
  const range = rangeOf(result);
  const half = result.total ? 2.6 + 4 * Math.sqrt(result.total / most) : 3;
  const grid = [0, 1, 2, 3, 4].map((step) => s("line", { x1: `${2 + 24 * step}%`, x2: `${2 + 24 * step}%`, y1: 0, y2: 22, class: "bar-grid" }));
  const caps = range?.printed ? [range.low, range.high].map((end) => s("line", { x1: at(end), x2: at(end), y1: 7, y2: 15, class: "bar-range" })) : null;
  const line = range && range.high > range.low ? s("line", { x1: at(range.low), x2: at(range.high), y1: 11, y2: 11, class: "bar-range" }) : null;
  const point = s("rect", { x: at(percentOf(result)), y: 11 - half, width: 2 * half, height: 2 * half, transform: `translate(${-half} 0)`, class: range ? "bar-point" : "bar-point hollow" });
  return s("svg", { class: "bar wide", "aria-hidden": "true" }, grid, line, caps, point);
}

function forestNote() {
  return h("p", { class: "note" }, "Squares grow with the number of patients. Lines are 95% intervals: with end strokes as printed, without them Wilson's from the counts; a hollow square has neither. Rows are single results of single papers, other patients, other grading and other follow-up: reading down a plot is not a comparison. ", results.some(dagger) ? CARRIED : null);
}
