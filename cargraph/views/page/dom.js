// Elements from data. Text is only ever set as text, and a link only ever leads to https.
const SVG = "http://www.w3.org/2000/svg";

function h(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function s(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function link(url, text, attributes = {}) {
  if (!url.startsWith("https://")) return h("span", attributes, text);
  return h("a", { ...attributes, href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

function name(text, attributes = {}) {
  return h("bdi", { ...attributes, title: text.length > 60 ? clip(text, 300) : null }, clip(text, 160));
}

// The short name where there is one, with the long one beside it.
function titled(node) {
  return node.short === node.label ? name(node.label) : h("span", {}, name(node.short), " ", h("small", {}, name(node.label)));
}

// The short name alone, the long one for whoever asks.
const brief = (node, length = 120) => h("bdi", { title: clip(node.label, 300) }, clip(node.short, length));

function clip(text, length) {
  const letters = [...text.slice(0, length * 2 + 2)];
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : text;
}

function saveAs(blob, file) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function show(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}
