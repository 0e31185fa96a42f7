"use strict";
// The editor and the table are YASGUI; here it is given this graph's endpoint, its words, and the shipped queries.

const at = (id) => document.getElementById(id);
const FIRST = `PREFIX cg: <https://w3id.org/cargraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?construct ?antigen WHERE {
  ?it a cg:Construct ; rdfs:label ?construct .
  OPTIONAL { ?it cg:targets/rdfs:label ?antigen }
} ORDER BY ?construct LIMIT 100`;

function complete(terms) {
  const completers = Yasgui.Yasqe.Autocompleters;
  const prefixes = Object.entries(terms.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  for (const [name, words] of [["prefixes", prefixes], ["class", terms.classes], ["property", terms.properties]]) {
    Object.assign(completers[name], { get: () => words, bulk: true, persistenceId: null });
  }
}

function makeEditor(terms) {
  const yasgui = new Yasgui(at("editor"), {
    requestConfig: { endpoint: () => `${location.origin}/sparql`, method: "POST" },
    copyEndpointOnNewTab: false,
    persistenceId: "cargraph",
    yasqe: { value: FIRST },
    yasr: { prefixes: terms.prefixes },
  });
  for (const tab of Object.values(yasgui._tabs)) watch(tab);
  yasgui.on("tabSelect", (_, id) => watch(yasgui.getTab(id)));
  return yasgui;
}

// An answer that was cut off says so in a header.
function watch(tab) {
  const yasqe = tab?.getYasqe();
  if (!yasqe || yasqe.watched) return;
  yasqe.watched = true;
  yasqe.on("queryResponse", (_, response) => {
    const cut = response.headers?.get("Cargraph-Truncated");
    at("notice").hidden = !cut;
    at("notice").textContent = cut ? `The answer was cut off ${cut}: ask for less, or page with ORDER BY, LIMIT and OFFSET.` : "";
  });
}

function list(queries) {
  at("name").append(...queries.map((one) => new Option(one.name, one.name)));
  at("name").addEventListener("change", () => ask(queries.find((one) => one.name === at("name").value)));
}

function ask(query) {
  at("answers").textContent = query?.answers ?? "";
  at("parameters").replaceChildren(...(query?.parameters ?? []).map(field));
}

function field(name) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { name, required: true, autocomplete: "off" });
  label.append(`${name} `, input);
  return label;
}

// This server tells of the graph's own names; their public address may lead elsewhere or nowhere.
function stay(event) {
  const link = event.target.closest?.("a[href^='https://w3id.org/cargraph/']");
  if (link) link.href = link.href.replace("https://w3id.org/cargraph/", "/");
}

async function fill(event, yasgui) {
  event.preventDefault();
  const name = at("name").value;
  if (!name) return;
  const response = await fetch(`/queries/${name}?${new URLSearchParams(new FormData(at("shipped")))}`);
  const text = await response.text();
  at("notice").hidden = response.ok;
  if (!response.ok) {
    at("notice").textContent = text;
    return;
  }
  const tab = yasgui.getTab();
  tab.show();
  watch(tab);
  tab.getYasqe().setValue(text);
  tab.query().catch(() => {});
}

async function start() {
  const [terms, queries] = await Promise.all(["/terms", "/queries"].map(async (path) => (await fetch(path)).json()));
  complete(terms);
  const yasgui = makeEditor(terms);
  list(queries);
  for (const kind of ["click", "auxclick"]) addEventListener(kind, stay, true);
  at("shipped").addEventListener("submit", (event) => fill(event, yasgui));
}

start();
