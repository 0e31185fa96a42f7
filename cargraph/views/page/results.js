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
    { type: "button", class: `row${hollow ? " other" : ""}`, "aria-expanded": String(open), click: toggle, title: barTitle(result) },
    h("span", { class: "row-name" }, lead, result.cited ? h("span", { class: "flag" }, "cited") : null, result.hedged ? h("span", { class: "flag" }, "hedged") : null),
    h("span", { class: "row-bar" }, drawn ?? h("span", { class: "row-value" }, value, h("small", {}, intervalWords(result)))),
    h("span", { class: "row-number" }, drawn && result.count === null ? [h("b", {}, percent), h("small", {}, counts)] : [h("b", {}, counts), h("small", {}, percent)]),
    result.doubt ? h("span", { class: "doubt" }, "Check: ", result.doubt) : null,
  );
  if (open) show(body, result.quotes.map((index) => sentence(index, resultMarks(result), flagsOf(result))));
  return h("div", { class: "result" }, head, body);
}

const sameQuestion = (a, b) =>
  a !== b && a.grade === b.grade && a.measure === b.measure && a.stat === b.stat && a.time === b.time && a.outcome === b.outcome &&
  sourcesOf(a).some((source) => sourcesOf(b).includes(source));

// Results on one outcome, each with the other arms of the same paper beneath it.
function armRows(own, sieve, lead) {
  return inOrder(own).flatMap((result) => {
    const others = (resultsOn.get(result.outcome) ?? []).filter((other) => other.subject !== result.subject && sieve.result(other) && sameQuestion(result, other));
    return [resultRow(result, lead(result)), ...others.map((other) => resultRow(other, otherLead(other), { hollow: true }))];
  });
}

const leadOf = (result) => labelWords(result).join(" · ") || "reported";

function outcomeBlock(outcome, own, sieve) {
  const rows = armRows(own, sieve, leadOf);
  const arrow = arrowBetween.get(`${own[0].subject} ${outcome}`);
  const title = h("button", { type: "button", class: "outcome", click: () => (arrow ? pickArrow(arrow) : pickNode(nodes[outcome])) }, sign(nodes[outcome].kind), titled(nodes[outcome]));
  return h("section", { class: "outcome-block" }, h("h4", {}, title), rows);
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
    ),
    body,
  );
}
