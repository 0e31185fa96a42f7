// The model that the page carries, and the ways to look something up in it.
const { focus: cutAround, sources, nodes, quotes, claims, results, contrasts, bills, arrows, notes, audited, home, where: cutBy, ...given } = JSON.parse(
  document.getElementById("model").textContent,
);
const picture = JSON.parse(document.getElementById("picture").textContent);

nodes.forEach((node, index) => (node.index = index));
arrows.forEach((arrow, index) => (arrow.index = index));
claims.forEach((claim, index) => (claim.index = index));
results.forEach((result, index) => (result.index = index));
contrasts.forEach((contrast, index) => (contrast.index = index));

const arrowsAt = nodes.map(() => []);
for (const arrow of arrows) {
  arrowsAt[arrow.start].push(arrow);
  arrowsAt[arrow.end].push(arrow);
}
const resultsOf = groupBy(results, (result) => result.subject);
const resultsOn = groupBy(results, (result) => result.outcome);
const billOf = new Map(bills.map((bill) => [bill.construct, bill.slots]));
const arrowBetween = new Map(arrows.map((arrow) => [`${arrow.start} ${arrow.end}`, arrow]));

const namesOf = (node) => [node.label, ...node.names, ...node.synonyms, node.curie].filter(Boolean);
const keyOf = (node) => node.id.replace(/^https:\/\/w3id\.org\/cargraph\/id\//, "");
const nodeByKey = new Map(nodes.map((node) => [keyOf(node), node]));
const arrowKey = (arrow) => `${keyOf(nodes[arrow.start])}>${keyOf(nodes[arrow.end])}`;
const arrowByKey = new Map(arrows.map((arrow) => [arrowKey(arrow), arrow]));

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}

const sourcesOf = (said) => [...new Set(said.quotes.map((index) => quotes[index].source))];
const partsOf = (arrow) => ({
  claims: arrow.claims.map((index) => claims[index]),
  results: arrow.results.map((index) => results[index]),
  contrasts: arrow.contrasts.map((index) => contrasts[index]),
});
