// Which words of a sentence carry a statement.
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function nameMarks(index) {
  if (index === null || index < 0) return [];
  const node = nodes[index];
  const names = [node.label, ...node.names].filter((text) => text.length > 1 && text.length < 200);
  return names.map((text) => ({ pattern: `(?<![\\p{L}\\d])${escaped(text)}(?![\\p{L}\\d])`, as: node.kind }));
}

function numberMarks(result) {
  const numbers = [result.count, result.total, result.percent, result.value, result.low, result.high];
  const said = numbers.filter((value) => typeof value === "number").map((value) => escaped(String(value)));
  const words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
  const spelt = numbers.filter((value) => value in words).map((value) => words[value]);
  if (result.count === 0) spelt.push("no", "none", "not");
  return [
    ...said.map((text) => ({ pattern: `(?<![\\d.,])${text}0?(?![\\d]|[.,]\\d)%?`, as: "number" })),
    ...spelt.map((text) => ({ pattern: `\\b${text}\\b`, as: "number" })),
  ];
}

const claimMarks = (claim) => [...nameMarks(claim.subject), ...nameMarks(claim.object)];
const resultMarks = (result) => [...nameMarks(result.subject), ...nameMarks(result.outcome), ...armMarks(result.arm), ...numberMarks(result)];
const armMarks = (arm) => (arm.length > 1 ? [{ pattern: escaped(arm.slice(0, 200)), as: "arm" }] : []);

function contrastMarks(contrast) {
  const sides = [...nameMarks(contrast.a), ...nameMarks(contrast.b), ...armMarks(contrast.a_label), ...armMarks(contrast.b_label)];
  return [...sides, ...nameMarks(contrast.outcome), ...numberMarks({ count: contrast.p, value: contrast.value, low: contrast.low, high: contrast.high })];
}

function wordMarks(text) {
  return text ? [{ pattern: escaped(text), as: "found" }] : [];
}

function marked(text, marks) {
  const ranges = [];
  const patterns = [...marks].sort((a, b) => b.pattern.length - a.pattern.length);
  for (const { pattern, as } of patterns) {
    for (const match of text.matchAll(new RegExp(pattern, "giu"))) {
      const range = { start: match.index, end: match.index + match[0].length, as };
      if (range.end > range.start && !ranges.some((other) => other.start < range.end && range.start < other.end)) ranges.push(range);
    }
  }
  const pieces = [];
  let at = 0;
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, range.start), h("mark", { class: `mark-${range.as}` }, text.slice(range.start, range.end)));
    at = range.end;
  }
  return [...pieces, text.slice(at)];
}
