// All observations as a table: sort, narrow down, take away.
const tableView = { sort: "subject", down: false, words: "", rows: 200 };
const COLUMNS = [
  ["subject", "Construct", (result) => [result.subject === null ? "" : nodes[result.subject].short, result.arm].filter(Boolean).join(" · ")],
  ["outcome", "Outcome", (result) => nodes[result.outcome].short],
  ["grade", "Grade", (result) => [gradeWords(result.grade).replace(/ grade|grade /, ""), result.scale, result.measure].filter(Boolean).join(" · ")],
  ["counts", "n/N", countWords],
  ["percent", "%", (result) => percentOf(result)],
  ["value", "Value", (result) => [valueWords(result), intervalWords(result)].filter(Boolean).join(", ")],
  ["time", "Time", (result) => result.time],
  ["paper", "Paper", (result) => sourcesOf(result).map((index) => sources[index].label).join("; ")],
];

function tableRows(sieve) {
  const words = tableView.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = (result) => [nodes[result.outcome].label, nodes[result.subject]?.label, ...COLUMNS.map(([, , value]) => value(result) ?? "")].join(" ").toLocaleLowerCase();
  const focused = focusNode();
  const kept = results.filter((result) => sieve.result(result) && (!focused || [result.subject, result.outcome].includes(focused.index)) && (!words.length || words.every((word) => text(result).includes(word))));
  const value = COLUMNS.find(([key]) => key === tableView.sort)[2];
  const order = (a, b) => sortable(value(a), value(b), tableView.sort === "grade" ? [gradeRank(a.grade), gradeRank(b.grade)] : null) * (tableView.down ? -1 : 1);
  return kept.sort((a, b) => order(a, b) || a.index - b.index);
}

function sortable(a, b, ranks) {
  if (ranks) return ranks[0] - ranks[1];
  const empty = (value) => value === "" || value === null || value === undefined;
  if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
  if (typeof a === "number") return a - b;
  return a.localeCompare(b, "en", { numeric: true });
}

function paintTable() {
  const view = document.getElementById("view-table");
  if (!view.firstChild) view.append(tableTop(), h("div", { class: "table-body" }));
  const rows = tableRows(makeSieve());
  view.querySelector(".table-count").textContent = `${rows.length.toLocaleString("en")} of ${plural(results.length, "result")}`;
  const body = rows.length ? grid(rows) : h("p", { class: "empty" }, results.length ? "No result passes the filters. Loosen them on the left or shorten the words above." : "The papers report no numbers that were read.");
  const more = rows.length > tableView.rows ? h("button", { type: "button", class: "button", click: () => ((tableView.rows += 500), paintTable()) }, `Show more of ${rows.length}`) : null;
  show(view.querySelector(".table-body"), body, more);
}

function tableTop() {
  const narrow = h("input", { type: "search", placeholder: "Narrow down: a construct, an outcome, a grade", "aria-label": "Narrow down the results", input: (event) => ((tableView.words = event.target.value), paintTable()) });
  return h("header", { class: "view-head" }, h("div", {}, h("h2", {}, "Results"), h("p", { class: "table-count" }), results.some(dagger) ? h("p", {}, CARRIED) : null), narrow, h("button", { type: "button", class: "button", id: "csv", click: download }, "Download CSV"));
}

function grid(rows) {
  const heads = COLUMNS.map(([key, title]) => {
    const on = tableView.sort === key;
    const flip = () => (Object.assign(tableView, { sort: key, down: on && !tableView.down }), paintTable());
    return h("th", { scope: "col", class: `column-${key}`, "aria-sort": on ? (tableView.down ? "descending" : "ascending") : "none" }, h("button", { type: "button", click: flip }, title, h("span", { class: "sort", "aria-hidden": "true" }, on ? (tableView.down ? "▼" : "▲") : "")));
  });
  return h("table", { class: "grid" }, h("caption", { class: "hidden" }, "All results"), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows.slice(0, tableView.rows).map(gridRow)));
}

function gridRow(result) {
  const chosen = chosenResult() === result;
  const cells = COLUMNS.map(([key, , value]) => h("td", { class: `column-${key}` }, cell(result, key, value(result))));
  return h("tr", { tabindex: 0, class: chosen ? "chosen" : null, "aria-current": chosen ? "true" : null, click: () => pickResult(result), keydown: (event) => event.key === "Enter" && pickResult(result) }, cells);
}

function cell(result, key, value) {
  if (key === "subject") return [result.subject === null ? null : h("span", { class: "signed" }, sign(nodes[result.subject].kind), brief(nodes[result.subject])), result.arm ? h("small", { class: "arm" }, name(result.arm)) : null];
  if (key === "outcome") return h("span", { class: "signed" }, sign(nodes[result.outcome].kind), brief(nodes[result.outcome]));
  if (key === "percent") return value === null ? "" : [h("span", {}, share(value)), result.doubt ? h("span", { class: "flag flag-doubt", title: result.doubt }, "?") : null, bar(result)];
  if (key === "paper") return [name(value), result.cited ? h("span", { class: "flag" }, "cited") : null];
  if (key === "counts") return value ? h("span", { title: totalWords(result) }, value, dagger(result)) : "";
  return value ? h("bdi", {}, clip(String(value), 120)) : "";
}

const CSV = ["construct", "arm", "outcome", "kind", "grade", "scale", "measure", "stat", "count", "total", "carried", "percent", "value", "unit", "low", "high", "interval", "wilson_low", "wilson_high", "time", "hedged", "cited", "confidence", "paper", "title", "start", "end", "quote"];

// A field that a spreadsheet would take for a formula is given as text.
function csvField(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvRow(result) {
  const quote = quotes[result.quotes[0]];
  const source = quote ? sources[quote.source] : {};
  const record = { ...result, construct: result.subject === null ? "" : nodes[result.subject].label, outcome: nodes[result.outcome].label, kind: nodes[result.outcome].kind, wilson_low: result.wilson?.[0], wilson_high: result.wilson?.[1], paper: source.id, title: source.title, start: quote?.start, end: quote?.end, quote: quote?.text };
  return CSV.map((key) => csvField(record[key])).join(",");
}

function download() {
  const text = `\ufeff${[CSV.join(","), ...tableRows(makeSieve()).map(csvRow)].join("\r\n")}\r\n`;
  saveAs(new Blob([text], { type: "text/csv;charset=utf-8" }), "cargraph-results.csv");
}
