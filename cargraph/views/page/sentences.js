// The sentences behind a statement, each with its paper.
const SECTIONS = { results: "Results", abstract: "Abstract", caption: "Caption" };

function sentence(index, marks, flags = {}) {
  const quote = quotes[index];
  const source = sources[quote.source];
  const facts = [capital(quote.section || ""), quote.table !== null && `table ${quote.table}`].filter(Boolean);
  return h(
    "article",
    { class: "sentence" },
    h("blockquote", { dir: "auto" }, marked(clip(quote.text, 2500), marks)),
    h(
      "footer",
      {},
      link(source.url, source.label, { class: "source", title: source.title }),
      h("span", {}, [source.journal, source.year, ...facts].filter(Boolean).join(" · ")),
      ...Object.entries(flags).filter(([, on]) => on).map(([flag]) => h("span", { class: `flag flag-${flag}` }, flag)),
      h(
        "span",
        { class: "sentence-ways" },
        h("button", { type: "button", class: "plain", title: "All that was read from this paper", click: () => pickPaper(quote.source) }, "All of this paper"),
        h("button", { type: "button", class: "plain", title: "Copy the sentence with its source", click: (event) => copy(event, quote, source) }, "Copy citation"),
      ),
    ),
  );
}

function copy(event, quote, source) {
  const where = [source.title, source.journal, source.year, source.url || source.id, `characters ${quote.start}–${quote.end}`];
  const button = event.currentTarget;
  const done = () => {
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy citation"), 1500);
  };
  navigator.clipboard?.writeText(`“${quote.text}” ${where.filter(Boolean).join(". ")}.`).then(done, () => (button.textContent = "Not allowed"));
}

const flagsOf = (said) => ({ negated: said.negated, hedged: said.hedged, cited: said.cited });

// Every sentence once, with the marks of all that it says.
function sentences(groups) {
  const byQuote = new Map();
  for (const { said, marks } of groups) {
    for (const index of said.quotes) {
      const entry = byQuote.get(index) ?? { marks: [], flags: {} };
      entry.marks.push(...marks);
      for (const [flag, on] of Object.entries(flagsOf(said))) entry.flags[flag] = (entry.flags[flag] ?? true) && Boolean(on);
      byQuote.set(index, entry);
    }
  }
  return [...byQuote].map(([index, entry]) => sentence(index, unique(entry.marks), entry.flags));
}

function unique(marks) {
  return [...new Map(marks.map((mark) => [`${mark.as} ${mark.pattern}`, mark])).values()];
}
