// The papers: when they came out, what each says, and one paper read from its start to its end.
const MANY_SENTENCES = 120;
const paperShown = { all: null };
const chosenPaper = () => sources.findIndex((source) => source.id === state.paper);
const pickPaper = (index) => change({ view: "papers", paper: sources[index].id });

// Where each thing that is said stands, by paper; worked out once.
const shelf = { made: null };
function bySource() {
  shelf.made ??= Object.fromEntries(Object.entries({ claims, results, contrasts, cohorts: given.cohorts, doses: given.doses }).map(([key, list]) => [key, spread(list)]));
  return shelf.made;
}

function spread(list) {
  const found = new Map();
  for (const item of list) for (const index of sourcesOf(item)) found.has(index) ? found.get(index).push(item) : found.set(index, [item]);
  return found;
}

const saidIn = (key, index) => bySource()[key].get(index) ?? [];

function paintPapers() {
  const view = document.getElementById("view-papers");
  const index = chosenPaper();
  if (!sources.length) return show(view, h("p", { class: "empty" }, "No paper was read."));
  const { sieve } = visible();
  if (index >= 0) return show(view, paperPage(index, sieve));
  const passing = sources.map((_, at) => at).filter((at) => sieve.source(at)).sort((a, b) => (sources[b].year ?? 0) - (sources[a].year ?? 0) || (sources[a].title < sources[b].title ? -1 : 1));
  const listed = paperShown.all ? passing : passing.slice(0, 200);
  show(
    view,
    h("header", { class: "view-head" }, h("div", {}, h("h2", {}, "Papers"), h("p", {}, `${passing.length.toLocaleString("en")} of ${plural(sources.length, "paper")} pass the filters, the newest first.`))),
    timeline(sieve),
    h("ul", { class: "papers" }, listed.map((at) => paperCard(at, sieve))),
    passing.length > listed.length ? h("button", { type: "button", class: "button", click: () => ((paperShown.all = true), paintPapers()) }, `Show all ${passing.length}`) : null,
  );
}

// A bar a year: papers, split into those that pass and those that do not.
function timeline(sieve) {
  const dated = sources.map((source, index) => ({ year: source.year, index })).filter(({ year }) => year);
  if (!dated.length) return h("p", { class: "note" }, "None of the papers states its year.");
  const years = groupBy(dated, ({ year }) => year);
  const [first, last] = [Math.min(...years.keys()), Math.max(...years.keys())];
  const most = Math.max(...[...years.values()].map((list) => list.length));
  const columns = Array.from({ length: last - first + 1 }, (_, i) => first + i).map((year) => yearColumn(year, years.get(year) ?? [], most, sieve));
  const undated = sources.length - dated.length;
  const all = state.since || state.until ? h("button", { type: "button", class: "button small", click: () => change({ since: 0, until: 0 }, true) }, "All years") : null;
  return h("figure", { class: "timeline" }, h("figcaption", {}, "Papers by year; choose one to see it alone. ", undated ? `${plural(undated, "paper")} without a year. ` : "", all), h("div", { class: "years" }, columns));
}

function yearColumn(year, list, most, sieve) {
  const shown = list.filter(({ index }) => sieve.source(index)).length;
  const numbers = list.reduce((sum, { index }) => sum + saidIn("results", index).length, 0);
  const only = state.since === year && state.until === year;
  const bars = [s("rect", { x: 0, y: 60 - (56 * list.length) / most, width: 20, height: (56 * list.length) / most, class: "year-all" }), s("rect", { x: 0, y: 60 - (56 * shown) / most, width: 20, height: (56 * shown) / most, class: "year-shown" })];
  const label = `${year}: ${plural(list.length, "paper")}, ${plural(numbers, "result")}`;
  return h("button", { type: "button", class: "year", disabled: !list.length, "aria-pressed": String(only), "aria-label": label, title: label, click: () => change(only ? { since: 0, until: 0 } : { since: year, until: year }, true) }, s("svg", { viewBox: "0 0 20 60", preserveAspectRatio: "none", "aria-hidden": "true" }, bars), h("span", {}, String(year)));
}

function paperCard(index, sieve) {
  const source = sources[index];
  const built = [...new Set([...saidIn("results", index).map((result) => result.subject), ...saidIn("claims", index).map((claim) => claim.subject)])].filter((at) => at !== null && nodes[at].kind === "construct");
  const counts = [plural(saidIn("results", index).filter(sieve.result).length, "result"), plural(saidIn("claims", index).filter(sieve.claim).length, "relation"), notesIn(index).length ? plural(notesIn(index).length, "audit finding") : null];
  return h(
    "li",
    { class: "paper" },
    h("h3", {}, h("button", { type: "button", class: "title", click: () => pickPaper(index) }, name(source.title))),
    h("p", { class: "names" }, [source.journal, source.year, ...counts].filter(Boolean).join(" · "), source.url ? [" · ", link(source.url, source.id)] : null),
    built.length ? h("p", { class: "chips" }, built.slice(0, 6).map((at) => h("button", { type: "button", class: "part", click: () => pickNode(nodes[at]) }, sign("construct"), name(clip(nodes[at].label, 40)))), built.length > 6 ? h("small", {}, `and ${built.length - 6} more`) : null) : null,
  );
}

function paperPage(index, sieve) {
  const source = sources[index];
  const found = saidIn("results", index).filter(sieve.result);
  const compared = saidIn("contrasts", index).filter(sieve.contrast);
  const known = source.id.startsWith("sha256:") ? h("span", {}, "no public identifier") : link(source.url, source.id, { class: "mono" });
  return [
    h("p", { class: "actions" }, h("button", { type: "button", class: "button small", click: () => change({ paper: null }) }, "← All papers")),
    h("header", { class: "identity" }, h("h2", { dir: "auto" }, clip(source.title, 400)), h("p", { class: "names" }, [source.journal, source.year].filter(Boolean).join(" · ") || "journal and year not stated", " · ", known)),
    paperPatients(index),
    ...paperResults(found),
    compared.length ? block("Comparisons", compared.length, compared.map((item) => contrastRow(item))) : null,
    notesIn(index).length ? block("Audit", notesIn(index).length, notesIn(index).map(noteRow)) : null,
    paperSentences(index, sieve),
  ];
}

function paperPatients(index) {
  const cohorts = saidIn("cohorts", index).map((item) => foldable(item, `${clip(nodes[item.construct].label, 40)}: ${plural(item.n, "patient")}${item.label ? `, ${clip(item.label, 80)}` : ""}`));
  const doses = saidIn("doses", index).map((item) => foldable(item, `${clip(nodes[item.construct].label, 40)}: ${power(item.low)}${item.high === null ? "" : ` to ${power(item.high)}`} ${item.unit}`));
  return cohorts.length + doses.length ? block("Patients and doses", null, h("ul", { class: "facts" }, cohorts, doses)) : null;
}

function paperResults(found) {
  const groups = [...groupBy(found, (result) => result.subject)].sort(([a], [b]) => Number(a === null) - Number(b === null) || nodes[b].weight - nodes[a].weight);
  return groups.map(([subject, list]) => {
    const outcomes = [...groupBy(list, (result) => result.outcome)].sort(([a], [b]) => compare([KIND_ORDER[nodes[a].kind] ?? 2, -nodes[a].weight], [KIND_ORDER[nodes[b].kind] ?? 2, -nodes[b].weight]));
    const sections = outcomes.map(([outcome, items]) => h("section", { class: "outcome-block" }, h("h4", {}, h("button", { type: "button", class: "outcome", click: () => pickNode(nodes[outcome]) }, sign(nodes[outcome].kind), titled(nodes[outcome]))), folded(inOrder(items)).map((result) => resultRow(result, leadOf(result)))));
    return block(subject === null ? "Results of subgroups" : `Results: ${clip(nodes[subject].label, 60)}`, list.length, sections);
  });
}

// Every sentence that something was read from, in the order of the text, with what was read.
function paperSentences(index, sieve) {
  const said = [...saidIn("claims", index).filter(sieve.claim).map((item) => ({ item, marks: claimMarks })), ...saidIn("results", index).filter(sieve.result).map((item) => ({ item, marks: resultMarks })), ...saidIn("contrasts", index).filter(sieve.contrast).map((item) => ({ item, marks: contrastMarks }))];
  const at = groupBy(said.flatMap(({ item, marks }) => item.quotes.filter((quote) => quotes[quote].source === index).map((quote) => ({ quote, item, marks }))), ({ quote }) => quote);
  const order = [...at].sort(([a], [b]) => quotes[a].start - quotes[b].start || a - b);
  const listed = paperShown.all === index ? order : order.slice(0, MANY_SENTENCES);
  const more = order.length > listed.length ? h("button", { type: "button", class: "button", click: () => ((paperShown.all = index), paintPapers()) }, `Show all ${order.length} sentences`) : null;
  return order.length ? block("Sentences, in the order of the text", order.length, listed.map(([quote, list]) => paperSentence(quote, list)), more) : h("p", { class: "empty" }, "Nothing of this paper passes the filters.");
}

function paperSentence(quote, list) {
  const stated = list.filter(({ item }) => "predicate" in item).map(({ item }) => item);
  const chip = (claim) => h("button", { type: "button", class: `part${claim.negated ? " negated" : ""}`, click: () => pickArrow(arrowBetween.get(`${claim.subject} ${claim.object}`)) }, name(clip(nodes[claim.subject].short, 30)), ` ${claim.negated ? "not: " : ""}${relation(claim.predicate)} `, name(clip(nodes[claim.object].short, 30)));
  const whole = sentence(quote, unique(list.flatMap(({ item, marks }) => marks(item))));
  return h("div", { class: "read-from" }, whole, stated.length ? h("p", { class: "chips" }, stated.map(chip)) : null);
}
