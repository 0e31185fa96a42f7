// The panel of one arrow: its kinds, its numbers, its sentences.
function arrowPanel(arrow) {
  const { sieve } = visible();
  const { claims: stated, results: found, contrasts: compared } = sieve.parts(arrow);
  const all = [
    ...found.map((said) => ({ said, marks: resultMarks(said) })),
    ...stated.map((said) => ({ said, marks: claimMarks(said) })),
    ...compared.map((said) => ({ said, marks: contrastMarks(said) })),
  ];
  const read = sentences(all);
  const papers = new Set(all.flatMap(({ said }) => sourcesOf(said))).size;
  return [
    arrowHead(arrow, stated),
    h("p", { class: "tally" }, [plural(read.length, "sentence"), plural(papers, "paper"), found.length ? plural(found.length, "result") : null].filter(Boolean).join(" · ")),
    h("p", { class: "actions" }, backButton(arrow), h("button", { type: "button", class: "button small", click: pickNothing }, "Close")),
    found.length ? block("Reported numbers", found.length, numbers(found, sieve)) : null,
    compared.length ? block("Comparisons", compared.length, compared.map((item) => contrastRow(item))) : null,
    read.length ? block("Sentences", read.length, read) : h("p", { class: "empty" }, "Nothing of this arrow passes the filters."),
  ];
}

function arrowHead(arrow, stated) {
  const end = (node) => h("button", { type: "button", class: "part", click: () => pickNode(node) }, sign(node.kind), name(node.label));
  const denied = (predicate) => {
    const list = stated.filter((claim) => claim.predicate === predicate);
    return list.length > 0 && list.every((claim) => claim.negated || claim.hedged);
  };
  const kinds = arrow.predicates.map((predicate) => {
    const list = stated.filter((claim) => claim.predicate === predicate);
    const words = list.length && list.every((claim) => claim.negated) ? `not: ${relation(predicate)}` : relation(predicate);
    return h("span", { class: "chip" }, arrowSign(predicate, denied(predicate)), words);
  });
  return h("header", { class: "identity" }, h("h2", { class: "pair" }, end(nodes[arrow.start]), h("span", { class: "to", "aria-label": "to" }, "→"), end(nodes[arrow.end])), h("p", { class: "chips" }, kinds));
}

function backButton(arrow) {
  const from = nodeByKey.get(state.node);
  if (!from || (from.index !== arrow.start && from.index !== arrow.end)) return null;
  return h("button", { type: "button", class: "button small", click: () => pickNode(from) }, "← ", name(clip(from.label, 28)));
}

function numbers(found, sieve) {
  const shares = found.some((result) => percentOf(result) !== null);
  const papers = new Set(found.flatMap(sourcesOf)).size;
  const rows = armRows(found, sieve, (result) => [leadOf(result), papers > 1 ? sources[sourcesOf(result)[0]]?.year : null].filter(Boolean).join(" · "));
  const scale = shares ? h("div", { class: "row scale", "aria-hidden": "true" }, h("span", {}), axis(), h("span", {})) : null;
  return [...rows, scale, h("p", { class: "note" }, "Hollow: the other arm of the same paper. Lines are 95% intervals: printed ones where the paper gives them, Wilson's otherwise. Nothing is pooled. ", rows.length && found.some(dagger) ? CARRIED : null)];
}

function resultPanel(result) {
  const ends = [result.subject, result.outcome].filter((index) => index !== null).map((index) => nodes[index]);
  return [
    h("header", { class: "identity" }, h("p", { class: "chip" }, "result"), h("h2", { class: "pair" }, ends.map((node) => h("button", { type: "button", class: "part", click: () => pickNode(node) }, sign(node.kind), name(node.label))))),
    h("p", { class: "actions" }, h("button", { type: "button", class: "button small", click: pickNothing }, "Close")),
    block("Reported number", null, resultRow(result, labelWords(result).join(" · ") || "reported", { open: true })),
  ];
}
