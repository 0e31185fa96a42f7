// The filters on the left and the signs they explain.
function paintFilters() {
  const off = new Set(state.off);
  const side = document.getElementById("side");
  const kept = side.scrollTop;
  show(side, clearing(), ownChoice(), yearChoice(), sureChoice(), whereChoice(), kindFilter(off), relationFilter(off), paperFilter(off));
  side.scrollTop = kept;
}

const MANY_PAPERS = 40;

// Only a change of the filters paints them anew: a pile has many papers.
const filtersShown = { key: null };
function paintFiltersOnce() {
  const key = JSON.stringify([state.own, state.sure, state.off, state.since, state.until, state.where]);
  if (key !== filtersShown.key) paintFilters();
  filtersShown.key = key;
}

function flip(items, off) {
  const next = new Set(state.off);
  for (const item of items) off ? next.add(item) : next.delete(item);
  change({ off: [...next].sort() }, true);
}

function group(title, items, off) {
  const keys = items.map((item) => item.key);
  const allOn = keys.every((key) => !off.has(key));
  const rows = items.map((item) => h("label", { class: "check", title: item.title ?? null }, h("input", { type: "checkbox", checked: !off.has(item.key), "data-key": item.key, change: (event) => flip([item.key], !event.target.checked) }), item.sign, h("span", { class: "check-name" }, item.text), h("span", { class: "count" }, item.count.toLocaleString("en"))));
  return h("fieldset", {}, h("legend", {}, title), h("button", { type: "button", class: "plain all", click: () => flip(keys, allOn), "aria-label": `${allOn ? "None" : "All"} of ${title}` }, allOn ? "none" : "all"), rows);
}

function kindFilter(off) {
  const items = Object.keys(KINDS).map((kind) => ({ key: `k:${kind}`, text: capital(KINDS[kind][1]), sign: sign(kind), count: nodes.filter((node) => node.kind === kind).length }));
  return group("Entities", items.filter((item) => item.count), off);
}

function relationFilter(off) {
  const count = (predicate) => {
    if (predicate === "reported") return results.length;
    return predicate === "compared_with" ? contrasts.length : claims.filter((claim) => claim.predicate === predicate).length;
  };
  const items = Object.keys(RELATIONS).map((predicate) => ({ key: `r:${predicate}`, text: predicate === "reported" ? "results" : relation(predicate), sign: arrowSign(predicate), count: count(predicate) }));
  return group("Relations", items.filter((item) => item.count), off);
}

function paperFilter(off) {
  const counts = new Map();
  for (const quote of quotes) counts.set(quote.source, (counts.get(quote.source) ?? 0) + 1);
  const items = sources.map((source, index) => ({ key: `p:${index}`, text: name(source.label), title: [source.title, source.journal, source.year].filter(Boolean).join(" · "), sign: null, count: counts.get(index) ?? 0 }));
  const shown = items.length > MANY_PAPERS ? [...items].sort((a, b) => Number(off.has(b.key)) - Number(off.has(a.key)) || b.count - a.count).slice(0, MANY_PAPERS) : items;
  const rest = items.length - shown.length;
  return [group("Papers", shown, off), rest ? h("p", { class: "note" }, `The ${MANY_PAPERS} papers that say most; ${rest.toLocaleString("en")} more are in the papers view.`) : null];
}

function ownChoice() {
  const choice = (own, text, title) => h("button", { type: "button", "aria-pressed": String(state.own === own), title, click: () => change({ own }, true) }, text);
  return h("fieldset", {}, h("legend", {}, "Whose findings"), h("div", { class: "tabs wide" }, choice("all", "All", "Own findings and those cited from others"), choice("own", "Own", "What a paper found itself"), choice("cited", "Cited", "What a paper cites from others")));
}

function yearChoice() {
  const years = [...new Set(sources.map((source) => source.year).filter(Boolean))].sort((a, b) => a - b);
  if (years.length < 2) return null;
  const option = (key, year, text) => h("option", { value: year, selected: state[key] === year }, text);
  const choice = (key, label, empty) => h("select", { id: `years-${key}`, "aria-label": label, change: (event) => change({ [key]: Number(event.target.value) }, true) }, option(key, 0, empty), years.map((year) => option(key, year, String(year))));
  return h("fieldset", {}, h("legend", {}, "Years"), h("div", { class: "years-choice" }, choice("since", "Papers from this year on", "from"), h("span", { "aria-hidden": "true" }, "–"), choice("until", "Papers up to this year", "to")));
}

function sureChoice() {
  const slider = h("input", { type: "range", min: 0, max: 1, step: 0.05, value: state.sure, "aria-label": "Confidence at least", input: (event) => (event.target.nextSibling.textContent = Number(event.target.value).toFixed(2)), change: (event) => change({ sure: Number(event.target.value) }, true) });
  return h("fieldset", {}, h("legend", {}, "Confidence at least"), h("div", { class: "slider" }, slider, h("output", {}, Number(state.sure).toFixed(2))));
}

// The filters in words; what is wrong with them is told beneath.
function whereChoice() {
  const { fault } = whereNow();
  const input = h("input", { id: "where", type: "text", value: state.where, placeholder: "outcome=CRS; year>=2020", spellcheck: "false", autocomplete: "off", "aria-label": "Filter in words", "aria-invalid": String(Boolean(fault)), "aria-describedby": "where-told", change: (event) => change({ where: event.target.value.trim() }, true) });
  return h("fieldset", {}, h("legend", {}, "In words"), input, h("p", { id: "where-told", class: fault ? "fault" : "note", role: fault ? "alert" : null }, fault || "construct, antigen, component, disease, outcome, drug, paper, year, confidence, …"));
}

const UNFILTERED = { own: "all", sure: 0, off: [], since: 0, until: 0, where: "" };
const filtering = () => Object.entries(UNFILTERED).some(([key, value]) => String(state[key]) !== String(value));

function clearing() {
  return filtering() ? h("button", { type: "button", class: "button small clear", click: () => change(UNFILTERED, true) }, "Clear all filters") : null;
}

function paintLegend() {
  const dash = (dashed) => s("svg", { viewBox: "0 0 30 8", class: "legend-line", "aria-hidden": "true" }, s("path", { d: "M1 4h28", "stroke-dasharray": dashed ? "4 3" : null }));
  const dots = s("svg", { viewBox: "0 0 30 10", class: "legend-line", "aria-hidden": "true" }, s("circle", { cx: 4, cy: 5, r: 2 }), s("circle", { cx: 13, cy: 5, r: 3.2 }), s("circle", { cx: 24, cy: 5, r: 4.4 }));
  const lines = s("svg", { viewBox: "0 0 30 10", class: "legend-line", "aria-hidden": "true" }, s("path", { d: "M1 2h28", "stroke-width": 0.8 }), s("path", { d: "M1 7h28", "stroke-width": 3 }));
  const seen = new Set(arrows.flatMap((arrow) => arrow.predicates.map(family)));
  const families = { build: "make", clinic: "use, efficacy", harm: "harm", manage: "management", other: "given with" };
  const sample = { build: "targets", clinic: "treats", harm: "causes", manage: "manages", other: "combined_with" };
  show(document.getElementById("legend"), Object.keys(families).filter((key) => seen.has(key)).map((key) => h("span", {}, arrowSign(sample[key]), families[key])), h("span", {}, dash(true), "negated or hedged"), h("span", {}, dots, lines, "how much is said"));
}
