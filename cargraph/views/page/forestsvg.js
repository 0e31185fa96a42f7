// The forest plots as a drawing to keep: black on white, with its sources.
const PEN = { "font-family": "Helvetica, Arial, sans-serif", "font-size": 12, fill: "#111111" };

function forestSvg(outcome, strata) {
  const lines = strata.flatMap((stratum) => [{ title: stratumTitle(stratum, outcome.kind) }, ...stratum.rows.map((row) => ({ row }))]);
  const used = [...new Set(strata.flatMap((stratum) => stratum.rows).flatMap(sourcesOf))].sort((a, b) => a - b);
  const top = topOf(strata.flatMap((stratum) => stratum.rows));
  const [width, foot] = [860, 64 + 22 * lines.length];
  const drawing = s("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${foot + 54 + 15 * used.length}`, width, height: foot + 54 + 15 * used.length, role: "img" });
  drawing.append(s("title", {}, `${outcome.label}: share of patients`), s("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
  drawing.append(penned(16, 28, clip(outcome.label, 90), { "font-size": 16, "font-weight": 700 }));
  lines.forEach((line, i) => drawing.append(...(line.row ? rowDrawn(line.row, 58 + 22 * i, top, used) : [penned(16, 62 + 22 * i, line.title, { "font-weight": 700 })])));
  drawing.append(...axisDrawn(46, foot - 8, top));
  drawing.append(penned(16, foot + 24, "Lines: 95% intervals, printed (end strokes) or Wilson. Nothing is pooled. Sources:", { "font-size": 11 }));
  used.forEach((index, i) => drawing.append(penned(16, foot + 42 + 15 * i, `[${i + 1}] ${clip([sources[index].title, sources[index].journal, sources[index].year, sources[index].id].filter(Boolean).join(". "), 150)}`, { "font-size": 10.5, fill: "#444444" })));
  return drawing;
}

const forestX = (value, top) => 330 + (290 * Math.max(0, Math.min(top, value))) / top;
const penned = (x, y, text, more = {}) => s("text", { x, y, ...PEN, ...more }, text);

function rowDrawn(result, y, top, used) {
  const range = rangeOf(result);
  const x = forestX(percentOf(result), top);
  const [low, high] = range ? [forestX(range.low, top), forestX(range.high, top)] : [x, x];
  const caps = range?.printed ? `M${low} ${y - 4}v8M${high} ${y - 4}v8` : "";
  return [
    penned(28, y + 4, `${clip([side(result), result.time && `at ${result.time}`].filter(Boolean).join(" · "), 40)} [${used.indexOf(sourcesOf(result)[0]) + 1}]`),
    s("path", { d: `M${low} ${y}H${high}${caps}`, stroke: "#0b5cad", "stroke-width": 1.8, fill: "none" }),
    s("rect", { x: x - 4, y: y - 4, width: 8, height: 8, fill: range ? "#0b5cad" : "#ffffff", stroke: "#0b5cad" }),
    penned(690, y + 4, countWords(result), { "text-anchor": "end" }),
    penned(844, y + 4, rangeWords(result), { "text-anchor": "end" }),
  ];
}

function axisDrawn(from, to, top) {
  return [0, 1, 2, 3, 4].flatMap((step) => {
    const x = forestX((top * step) / 4, top);
    return [s("path", { d: `M${x} ${from}V${to}`, stroke: "#bbbbbb", "stroke-width": 0.7, "stroke-dasharray": step ? "2 3" : null, fill: "none" }), penned(x, to + 14, `${(top * step) / 4}%`, { "text-anchor": "middle", "font-size": 11 })];
  });
}

function saveSvg(drawing, file) {
  saveAs(new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}`], { type: "image/svg+xml" }), file);
}
