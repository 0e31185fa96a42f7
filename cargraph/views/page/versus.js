// Two constructs side by side: what they are built of, what was found, and where one paper compares them.
function paintVersus() {
  const view = document.getElementById("view-compare");
  const { sieve } = visible();
  const constructs = nodes.filter((node) => node.kind === "construct").sort((a, b) => b.weight - a.weight || a.index - b.index);
  if (constructs.length < 2) return show(view, h("p", { class: "empty" }, "A comparison needs two constructs, and these papers name fewer."));
  const [left, right] = twoOf(constructs);
  const heads = contrasts.filter((item) => sieve.contrast(item) && item.a >= 0 && item.b >= 0 && [left.index, right.index].includes(item.a) && [left.index, right.index].includes(item.b));
  show(
    view,
    versusHead(constructs, left, right),
    versusParts(left, right),
    heads.length ? versusHeads(heads) : h("p", { class: "note" }, "No paper that passes the filters compares the two."),
    versusPatients(left, right),
    ...versusResults(left, right, sieve),
  );
}

// The two that were asked for; else the two that the papers compare most; else the two of which most is said.
function twoOf(constructs) {
  const asked = [nodeByKey.get(state.a), nodeByKey.get(state.b)].map((node) => (node?.kind === "construct" ? node : null));
  const pairs = groupBy(contrasts.filter((item) => item.a >= 0 && item.b >= 0 && item.a !== item.b && [item.a, item.b].every((index) => nodes[index].kind === "construct")), (item) => [item.a, item.b].sort((x, y) => x - y).join(" "));
  const [best] = [...pairs].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const usual = best ? best[0].split(" ").map((index) => nodes[index]) : constructs;
  const left = asked[0] ?? usual.find((node) => node !== asked[1]);
  const right = asked[1] && asked[1] !== left ? asked[1] : usual.find((node) => node !== left) ?? constructs.find((node) => node !== left);
  return [left, right];
}

function versusHead(constructs, left, right) {
  const choice = (key, label, chosen, other) => {
    const options = constructs.filter((node) => node !== other).map((node) => h("option", { value: keyOf(node), selected: node === chosen }, clip(node.label, 60)));
    return h("label", { class: "pick" }, h("span", {}, label), h("select", { id: `versus-${key}`, change: (event) => change({ a: keyOf(left), b: keyOf(right), [key]: event.target.value }) }, options));
  };
  const swap = h("button", { type: "button", class: "button", click: () => change({ a: keyOf(right), b: keyOf(left) }), "aria-label": "Swap the two constructs" }, "⇄");
  return h("header", { class: "view-head" }, h("div", {}, h("h2", {}, name(left.label), " and ", name(right.label))), h("div", { class: "picks" }, choice("a", "First", left, right), swap, choice("b", "Second", right, left)));
}

function versusHeads(heads) {
  const first = heads.slice(0, 8).map((item) => contrastRow(item));
  const rest = heads.slice(8);
  return block("Compared by the papers themselves", heads.length, first, rest.length ? h("details", { class: "rest" }, h("summary", {}, `${rest.length} more`), rest.map((item) => contrastRow(item))) : null);
}

const columns = (...cells) => h("div", { class: "versus-row" }, cells);

function versusParts(left, right) {
  const slots = [left, right].map((node) => new Map((billOf.get(node.index) ?? []).map((slot) => [slot.name, slot.claims.map((index) => claims[index])])));
  const names = [...new Set([...slots[0].keys(), ...slots[1].keys()])].filter((slot) => slots.some((map) => map.get(slot)?.length));
  const make = (list) => [...new Set((list ?? []).map((claim) => `${claim.object} ${claim.negated}`))].sort().join();
  const same = (slot) => make(slots[0].get(slot)) === make(slots[1].get(slot));
  const filled = (list) => (list?.length ? parts(list) : h("span", { class: "unreported" }, "not reported"));
  const rows = names.map((slot) => h("tr", { class: same(slot) ? null : "differs" }, h("th", { scope: "row" }, slot), slots.map((map) => h("td", {}, filled(map.get(slot))))));
  const head = h("thead", {}, h("tr", {}, h("td"), [left, right].map((node) => h("th", { scope: "col" }, h("button", { type: "button", class: "part", click: () => pickNode(node) }, sign(node.kind), name(node.label))))));
  if (!rows.length) return h("p", { class: "note" }, "The papers do not say what either is built of.");
  return block("Built of", null, h("table", { class: "versus" }, head, h("tbody", {}, rows)), h("p", { class: "note" }, "A stroke at the left marks what differs. Not reported is not the same as not there."));
}

function versusPatients(left, right) {
  const cells = [left, right].map((node) => [...cohortsOf(node), ...dosesOf(node)]);
  if (!cells.flat().length) return null;
  return block("Patients and doses", null, columns(...cells.map((list, i) => h("div", {}, h("h4", {}, name([left, right][i].label)), list.length ? h("ul", { class: "facts" }, list) : h("p", { class: "unreported" }, "not reported")))));
}

function versusResults(left, right, sieve) {
  const own = [left, right].map((node) => groupBy((resultsOf.get(node.index) ?? []).filter(sieve.result), (result) => result.outcome));
  const weigh = (index) => [KIND_ORDER[nodes[index].kind] ?? 2, -nodes[index].weight, nodes[index].label];
  const all = [...new Set([...own[0].keys(), ...own[1].keys()])].sort((a, b) => compare(weigh(a), weigh(b)));
  const both = all.filter((index) => own.every((map) => map.has(index)));
  const alone = [left, right].map((node, i) => ({ node, list: all.filter((index) => own[i].has(index) && !own[1 - i].has(index)) })).filter(({ list }) => list.length);
  const shared = both.length ? block("Reported for both", both.length, h("p", { class: "note" }, "Filled: ", name(left.label), ". Hollow: ", name(right.label), ". Lines: 95% intervals."), both.map((index) => versusOutcome(index, own, [left, right]))) : h("p", { class: "note" }, "No outcome is reported with numbers for both.");
  return [shared, ...alone.map(({ node, list }) => versusAlone(node, list))];
}

function versusOutcome(index, own, pair) {
  const grades = groupBy(inOrder(own.flatMap((map) => map.get(index))), (result) => [gradeWords(result.grade), { onset: "time to onset", duration: "duration" }[result.measure] ?? result.measure].filter(Boolean).join(", ") || "grade not stated");
  const rows = [...grades].map(([grade, list]) => {
    const sides = pair.map((node) => folded(list.filter((result) => result.subject === node.index)));
    const [one, two] = sides.map((items) => new Set(items.flatMap(sourcesOf)));
    const apart = one.size && two.size && ![...one].some((source) => two.has(source)) ? h("small", {}, " · from different papers, no comparison of arms") : null;
    const lead = (node, result) => [clip(node.label, 30), result.arm, result.time && `at ${result.time}`].filter(Boolean).join(" · ");
    return [nodes[index].kind === "toxicity" || grade !== "grade not stated" || apart ? h("h5", {}, capital(nodes[index].kind === "toxicity" || grade !== "grade not stated" ? grade : "as reported"), apart) : null, sides.map((items, i) => items.map((result) => resultRow(result, lead(pair[i], result), { hollow: i === 1 })))];
  });
  return h("section", { class: "outcome-block" }, h("h4", {}, h("button", { type: "button", class: "outcome", click: () => pickNode(nodes[index]) }, sign(nodes[index].kind), titled(nodes[index]))), rows);
}

function versusAlone(node, list) {
  const button = (index) => {
    const arrow = arrowBetween.get(`${node.index} ${index}`);
    return h("button", { type: "button", class: "part", click: () => (arrow ? pickArrow(arrow) : pickNode(nodes[index])) }, sign(nodes[index].kind), name(nodes[index].short));
  };
  return block(`Numbers for ${clip(node.label, 40)} alone`, list.length, h("p", { class: "chips" }, list.map(button)));
}
