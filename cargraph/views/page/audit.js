// What the audit of the numbers found, and what this page itself sees in them.
const SEVERITIES = ["contradiction", "doubt", "note"];
const severityRank = (note) => (SEVERITIES.includes(note.severity) ? SEVERITIES.indexOf(note.severity) : 1);
const notesIn = (index) => notes.filter((note) => note.source === index);

// The findings about one number: they rest on its sentence and speak of its counts, or of its p-value.
const notesAt = groupBy(notes.flatMap((note) => note.quotes.map((quote) => ({ quote, note }))), ({ quote }) => quote);
function notesOn(said, number) {
  if (!notes.length) return [];
  const near = said.quotes.flatMap((quote) => notesAt.get(quote) ?? []).map(({ note }) => note);
  const whole = new RegExp(`(?<![\\d./])${escaped(number)}(?![\\d/]|\\.\\d)`);
  return [...new Set(near)].filter((note) => whole.test(`${note.arithmetic} ${note.message}`));
}

const ofChance = (note) => /(^|[^\p{L}])p [=<>≤≥]/iu.test(note.message);
const notesOnResult = (result) => (result.count === null || result.total === null ? [] : notesOn(result, `${result.count}/${result.total}`).filter((note) => !ofChance(note)));
const notesOnContrast = (contrast) => (contrast.p === null ? [] : notesOn(contrast, String(contrast.p)).filter(ofChance));
// Beside its number a finding need not say again which number it is about.
const auditMark = (found, outcome) => found.map((note) => h("span", { class: `doubt doubt-${note.severity}` }, `Audit, ${note.severity}: `, h("bdi", { title: clip(note.message, 300) }, clip(aboutIt(note.message, nodes[outcome].label), 300))));
const aboutIt = (message, label) => {
  const end = message.indexOf(": ");
  return end > 0 && message.slice(0, end).includes(label) ? message.slice(end + 2) : message;
};

function paintAudit() {
  const { sieve } = visible();
  const doubted = results.filter((result) => result.doubt && sieve.result(result));
  const listed = notes.filter((note) => sieve.source(note.source)).sort((a, b) => severityRank(a) - severityRank(b));
  show(
    document.getElementById("view-audit"),
    h("header", { class: "view-head" }, h("div", {}, h("h2", {}, "Audit of the numbers"), h("p", {}, auditWords(listed)))),
    [...groupBy(listed, (note) => note.kind)].map(([kind, list]) => block(capital(kind.replaceAll("_", " ")), list.length, list.map(noteRow))),
    doubted.length ? block("Shares that their own counts contradict", doubted.length, doubted.map((result) => resultRow(result, [side(result), nodes[result.outcome].short, gradeWords(result.grade)].filter(Boolean).join(" · ")))) : h("p", { class: "note" }, "Every printed share that stands beside its counts agrees with them within rounding."),
  );
}

function auditWords(listed) {
  if (!audited) return "This graph was not audited: no one has checked its numbers beyond the plain check below. That is not a clean bill.";
  if (!notes.length) return "The audit found nothing to complain of in these papers.";
  return `${plural(listed.length, "finding")} in ${plural(new Set(listed.map((note) => note.source)).size, "paper")} pass${listed.length === 1 ? "es" : ""} the filters.`;
}

function noteRow(note) {
  return h(
    "article",
    { class: `note-row severity-${SEVERITIES[severityRank(note)]}` },
    h("p", {}, h("span", { class: "flag" }, note.severity), " ", h("bdi", {}, clip(note.message, 600))),
    note.arithmetic ? h("p", { class: "mono" }, h("bdi", {}, clip(note.arithmetic, 600))) : null,
    note.quotes.map((index) => sentence(index, [])),
    note.quotes.length ? null : h("p", { class: "names" }, note.source >= 0 ? h("button", { type: "button", class: "plain", click: () => pickPaper(note.source) }, name(sources[note.source].title)) : "no paper named"),
  );
}
