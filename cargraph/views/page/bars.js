// A share of patients drawn on a line from 0 to 100, with its interval.
function bar(result, hollow = false) {
  const percent = percentOf(result);
  if (percent === null) return null;
  const printed = result.interval === "ci95" && typeof result.low === "number" && typeof result.high === "number";
  const [low, high] = printed ? [result.low, result.high] : result.wilson ?? [percent, percent];
  const at = (value) => 4 + 1.22 * Math.max(0, Math.min(100, value));
  const grid = [0, 25, 50, 75, 100].map((tick) => s("path", { d: `M${at(tick)} 2v14`, class: "bar-grid" }));
  const range = high > low ? s("path", { d: `M${at(low)} 9H${at(high)}`, class: "bar-range" }) : null;
  const point = s("rect", { x: at(percent) - 3.5, y: 5.5, width: 7, height: 7, rx: 1, class: hollow ? "bar-point hollow" : "bar-point" });
  const words = `${share(percent)}${high > low ? `, 95% interval ${low} to ${high}%` : ""}`;
  return s("svg", { viewBox: "0 0 130 18", class: "bar", role: "img", "aria-label": words }, grid, range, point);
}

function barTitle(result) {
  if (result.interval === "ci95" && typeof result.low === "number") return `printed ${intervalWords(result)}`;
  return result.wilson ? `Wilson 95% interval ${result.wilson[0]}–${result.wilson[1]}%` : "";
}

function axis() {
  const ticks = [0, 50, 100].map((tick) =>
    s("text", { x: [0, 65, 130][tick / 50], y: 9, "text-anchor": ["start", "middle", "end"][tick / 50] }, `${tick}${tick === 100 ? "%" : ""}`),
  );
  return s("svg", { viewBox: "0 0 130 12", class: "bar axis", "aria-hidden": "true" }, ticks);
}
