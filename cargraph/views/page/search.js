// Search over names, synonyms, identifiers and the words of the sentences.
const plain = (text) => text.normalize("NFKD").toLocaleLowerCase().replace(/α/g, "a").replace(/β/g, "b").replace(/γ/g, "g").replace(/ζ/g, "z").replace(/[^\p{L}\d]+/gu, "");
const smooth = (text) => text.toLocaleLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-");
const finder = { at: -1, options: [], index: null };

function searchIndex() {
  finder.index ??= {
    names: nodes.map((node) => namesOf(node).map((text) => plain(text.slice(0, 300)))),
    words: quotes.map((quote) => smooth(quote.text)),
  };
  return finder.index;
}

function seek(text) {
  const wanted = plain(text);
  const index = searchIndex();
  const score = (list) => Math.min(...list.map((known) => (known === wanted ? 0 : known.startsWith(wanted) ? 1 : known.includes(wanted) ? 2 : 9)));
  const entities = wanted
    ? nodes.map((node) => ({ node, score: score(index.names[node.index]) })).filter((hit) => hit.score < 9).sort((a, b) => a.score - b.score || b.node.weight - a.node.weight).slice(0, 8)
    : [];
  const words = smooth(text).split(/\s+/).filter((word) => word.length > 1);
  const said = words.length ? index.words.flatMap((sentence, i) => (words.every((word) => sentence.includes(word)) ? [i] : [])).slice(0, 8) : [];
  return { entities: entities.map((hit) => hit.node), said };
}

function startSearch() {
  const input = document.getElementById("find");
  input.addEventListener("input", () => paintFound(input.value));
  input.addEventListener("focus", () => input.value && paintFound(input.value));
  input.addEventListener("blur", closeFound);
  input.addEventListener("keydown", searchKeys);
}

function paintFound(text) {
  const list = document.getElementById("found");
  if (!text.trim()) return closeFound();
  const { entities, said } = seek(text);
  finder.options = [...entities.map((node) => () => pickNode(node)), ...said.map((index) => () => openQuote(index))];
  const option = (position, ...children) => h("div", { role: "option", id: `found-${position}`, "aria-selected": "false", mousedown: (event) => (event.preventDefault(), choose(position)) }, children);
  const nodeOptions = entities.map((node, i) => option(i, sign(node.kind), name(node.label), h("small", {}, `${KINDS[node.kind][0]} · ${plural(node.weight, "statement")}`)));
  const quoteOptions = said.map((index, i) => option(entities.length + i, h("span", { class: "found-quote" }, around(quotes[index].text, text), h("small", {}, sources[quotes[index].source].label))));
  const group = (title, options) => (options.length ? h("div", { role: "group", "aria-label": title }, h("h3", { role: "presentation" }, title), options) : null);
  show(list, group("Entities", nodeOptions), group("Sentences", quoteOptions), finder.options.length ? null : h("p", { class: "empty" }, `Nothing is called “${clip(text, 40)}”, and no sentence holds it.`));
  list.hidden = false;
  document.getElementById("find").setAttribute("aria-expanded", "true");
  moveTo(finder.options.length ? 0 : -1);
}

function around(quote, text) {
  const word = text.trim().split(/\s+/)[0];
  const at = Math.max(0, smooth(quote).indexOf(smooth(word)) - 50);
  return marked(`${at ? "…" : ""}${clip(quote.slice(at), 140)}`, text.trim().split(/\s+/).flatMap(wordMarks));
}

// A sentence leads to the first arrow or result that rests on it.
function openQuote(index) {
  const arrow = arrows.find((item) => Object.values(partsOf(item)).flat().some((said) => said.quotes.includes(index)));
  const result = results.find((item) => item.quotes.includes(index));
  if (arrow) pickArrow(arrow);
  else if (result) pickResult(result);
}

function moveTo(position) {
  finder.at = position;
  document.querySelectorAll("#found [role=option]").forEach((option, i) => {
    option.setAttribute("aria-selected", String(i === position));
    if (i === position) option.scrollIntoView({ block: "nearest" });
  });
  const input = document.getElementById("find");
  if (position >= 0) input.setAttribute("aria-activedescendant", `found-${position}`);
  else input.removeAttribute("aria-activedescendant");
}

function choose(position) {
  const input = document.getElementById("find");
  if (finder.options[position]) input.value = "";
  finder.options[position]?.();
  closeFound();
  input.blur();
}

function closeFound() {
  document.getElementById("found").hidden = true;
  document.getElementById("find").setAttribute("aria-expanded", "false");
  document.getElementById("find").removeAttribute("aria-activedescendant");
}

function searchKeys(event) {
  const count = finder.options.length;
  if (event.key === "ArrowDown" && count) moveTo((finder.at + 1) % count);
  else if (event.key === "ArrowUp" && count) moveTo((finder.at - 1 + count) % count);
  else if (event.key === "Enter") choose(finder.at);
  else if (event.key === "Escape") event.target.blur();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
