// The sign of each kind and each family of relations, the same in the picture, the legend and the panels.
const SIGNS = {
  construct: { shape: "dot", colour: "#0072b2", line: "#004f7d" },
  antigen: { shape: "diamond", colour: "#009e73", line: "#00674b" },
  component: { shape: "square", colour: "#009e73", line: "#00845f", hollow: true },
  cytokine: { shape: "triangle", colour: "#e69f00", line: "#9a6a00" },
  biomarker: { shape: "triangle", colour: "#e69f00", line: "#b27b00", hollow: true },
  toxicity: { shape: "hexagon", colour: "#d55e00", line: "#933f00" },
  endpoint: { shape: "star", colour: "#56b4e9", line: "#1d70a2" },
  disease: { shape: "square", colour: "#cc79a7", line: "#8f4470" },
  drug: { shape: "triangleDown", colour: "#f0e442", line: "#857c00" },
  trial: { shape: "dot", colour: "#8a8f98", line: "#6b717c", hollow: true },
};
const FAMILIES = {
  light: { build: "#00805d", clinic: "#1f6fb5", harm: "#c25400", manage: "#7a5cc0", other: "#7b828e" },
  dark: { build: "#2fb08a", clinic: "#5aa9e6", harm: "#f08a3c", manage: "#a78bea", other: "#939aa6" },
};
const dark = () => document.documentElement.dataset.theme === "dark";
const familyColour = (predicate) => FAMILIES[dark() ? "dark" : "light"][family(predicate)];
const paper = () => (dark() ? "#14181f" : "#ffffff");

function fillOf(kind) {
  return SIGNS[kind].hollow ? paper() : SIGNS[kind].colour;
}

function lineOf(kind) {
  return dark() && !SIGNS[kind].hollow ? SIGNS[kind].colour : SIGNS[kind].line;
}

function outline(shape, r) {
  const around = (count, turn, radius = () => r) =>
    Array.from({ length: count }, (_, i) => {
      const angle = (2 * Math.PI * i) / count + turn;
      return `${(8 + radius(i) * Math.cos(angle)).toFixed(2)},${(8 + radius(i) * Math.sin(angle)).toFixed(2)}`;
    }).join(" ");
  const up = -Math.PI / 2;
  return {
    diamond: () => around(4, up),
    square: () => around(4, Math.PI / 4, () => r * 1.15),
    triangle: () => around(3, up),
    triangleDown: () => around(3, -up),
    hexagon: () => around(6, 0),
    star: () => around(10, up, (i) => (i % 2 ? r * 0.45 : r * 1.1)),
  }[shape]();
}

function sign(kind) {
  const { shape, colour, line, hollow } = SIGNS[kind];
  const paint = { fill: hollow ? "none" : colour, stroke: line, "stroke-width": hollow ? 1.8 : 1, class: "sign-shape" };
  const body = shape === "dot" ? s("circle", { cx: 8, cy: 8, r: 5.2, ...paint }) : s("polygon", { points: outline(shape, 6), ...paint });
  return s("svg", { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" }, body);
}

function arrowSign(predicate, dashed = false) {
  const line = s("path", { d: "M1 6h15", "stroke-dasharray": dashed ? "3 2.5" : null });
  const point = s("path", { d: "M16 2.6 22 6l-6 3.4z", class: "point" });
  return s("svg", { viewBox: "0 0 23 12", class: `arrow family-${family(predicate)}`, "aria-hidden": "true" }, line, point);
}
