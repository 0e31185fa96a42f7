// Results as rows: what, a bar with its interval, the counts; the sentence opens beneath.
function resultRow(result, lead, { open = false, hollow = false } = {}) {
  const counts = countWords(result);
  const percent = share(percentOf(result));
  const value = valueWords(result);
  const drawn = bar(result, hollow);
  const body = h("div", { class: "row-sentences" });
  const toggle = (event) => {
    const expanded = event.currentTarget.getAttribute("aria-expanded") !== "true";
    event.currentTarget.setAttribute("aria-expanded", String(expanded));
    show(body, expanded ? result.quotes.map((index) => sentence(index, resultMarks(result), flagsOf(result))) : []);
  };
  const head = h(
    "button",
    { type: "button", class: `row${hollow ? " other" : ""}`, "aria-expanded": String(open), click: toggle, title: [barTitle(result), totalWords(result)].filter(Boolean).join("; ") },
    h("span", { class: "row-name" }, lead, result.cited ? h("span", { class: "flag" }, "cited") : null, result.hedged ? h("span", { class: "flag" }, "hedged") : null),
    h("span", { class: "row-bar" }, drawn ?? h("span", { class: "row-value" }, value, h("small", {}, intervalWords(result)))),
    h("span", { class: "row-number" }, drawn && result.count === null ? [h("b", {}, percent), h("small", {}, counts, dagger(result))] : [h("b", {}, counts, dagger(result)), h("small", {}, percent)]),
    auditMark(notesOnResult(result), result.outcome),
    result.doubt && !notesOnResult(result).length ? h("span", { class: "doubt" }, "Check: ", result.doubt) : null,
  );
  if (open) show(body, result.quotes.map((index) => sentence(index, resultMarks(result), flagsOf(result))));
  return h("div", { class: "result" }, head, body);
}

const sameQuestion = (a, b) =>
  a !== b && a.grade === b.grade && a.measure === b.measure && a.stat === b.stat && a.time === b.time && a.outcome === b.outcome &&
  sourcesOf(a).some((source) => sourcesOf(b).includes(source));

// Results on one outcome, each question with the other arms of the same paper beneath it, once.
function armRows(own, sieve, lead) {
  const asked = groupBy(inOrder(own), (result) => [result.outcome, result.grade, result.measure, result.stat, result.time, result.arm, ...sourcesOf(result)].join("|"));
  return [...asked.values()].flatMap((list) => {
    const others = (resultsOn.get(list[0].outcome) ?? []).filter((other) => other.subject !== list[0].subject && sieve.result(other) && sameQuestion(list[0], other));
    return [...folded(list).map((result) => resultRow(result, lead(result))), ...folded(others).map((other) => resultRow(other, otherLead(other), { hollow: true }))];
  });
}

// A share without its count is folded into the counted result that it repeats, with its sentences.
function folded(list) {
  const counted = list.filter((result) => result.count !== null).map((result) => ({ ...result, quotes: [...result.quotes] }));
  const alone = list.filter((result) => {
    const twin = result.count === null && percentOf(result) !== null && result.value === null && counted.find((other) => repeats(result, other));
    if (twin) twin.quotes.push(...result.quotes.filter((index) => !twin.quotes.includes(index)));
    return result.count === null && !twin;
  });
  return [...counted, ...alone];
}

const repeats = (share, other) =>
  share.subject === other.subject && share.arm === other.arm && other.total && Math.abs(share.percent - (100 * other.count) / other.total) < 0.6;

const leadOf = (result) => labelWords(result).join(" · ") || (nodes[result.outcome].kind === "toxicity" ? "grade not stated" : "reported");

function outcomeBlock(outcome, own, sieve) {
  const arrow = arrowBetween.get(`${own[0].subject} ${outcome}`);
  const title = h("button", { type: "button", class: "outcome", click: () => (arrow ? pickArrow(arrow) : pickNode(nodes[outcome])) }, sign(nodes[outcome].kind), titled(nodes[outcome]));
  return h("section", { class: "outcome-block" }, h("h4", {}, title), armRows(own, sieve, leadOf));
}

const otherLead = (other) => [other.subject === null ? null : clip(nodes[other.subject].label, 40), other.arm].filter(Boolean).join(" · ");

function inOrder(list) {
  const rank = (result) => [result.arm ? 1 : 0, result.stat === "proportion" ? 0 : 1, result.measure ? 1 : 0, gradeRank(result.grade)];
  return [...list].sort((a, b) => compare(rank(a), rank(b)) || a.index - b.index);
}

function gradeRank(grade) {
  if (!grade || grade === "any") return 0;
  const first = Number((grade.match(/\d/) ?? [6])[0]);
  return grade === "severe" ? 3 : first;
}

function compare(a, b) {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

function contrastRow(contrast, withOutcome = true) {
  const side = (index, label) => (index >= 0 ? nodes[index].label : label) || "no named comparator";
  const direction = { lower: "lower", higher: "higher", similar: "similar", differs: "different" }[contrast.direction] ?? "compared";
  const joint = { lower: "than with", higher: "than with", similar: "to", differs: "from" }[contrast.direction] ?? "and";
  const body = h("div", { class: "row-sentences" });
  const toggle = (event) => {
    const expanded = event.currentTarget.getAttribute("aria-expanded") !== "true";
    event.currentTarget.setAttribute("aria-expanded", String(expanded));
    show(body, expanded ? contrast.quotes.map((index) => sentence(index, contrastMarks(contrast), flagsOf(contrast))) : []);
  };
  return h(
    "div",
    { class: "result" },
    h(
      "button",
      { type: "button", class: "row contrast", "aria-expanded": "false", click: toggle },
      h(
        "span",
        {},
        withOutcome ? [name(nodes[contrast.outcome].label), " "] : null,
        h("b", { class: `way-${contrast.direction}` }, direction),
        contrast.direction ? " with " : " in ",
        name(side(contrast.a, contrast.a_label)),
        contrast.b >= 0 || contrast.b_label ? [` ${joint} `, name(side(contrast.b, contrast.b_label))] : null,
      ),
      h("small", {}, contrastWords(contrast)),
      auditMark(notesOnContrast(contrast), contrast.outcome),
    ),
    body,
  );
}
