// Names on the picture, placed so that none lies on another; the weightiest come first, the rest as one draws nearer.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const widths = new Map();
const MOST_LABELS = 260;
const FIRST_LABELS = 40;

function widthOf(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

class Places {
  constructor() {
    this.cells = new Map();
  }

  *near(box) {
    for (let x = Math.floor(box.x / 80); x <= Math.floor((box.x + box.w) / 80); x += 1)
      for (let y = Math.floor(box.y / 40); y <= Math.floor((box.y + box.h) / 40); y += 1) yield `${x} ${y}`;
  }

  free(box, nodesToo = true) {
    for (const cell of this.near(box))
      for (const other of this.cells.get(cell) ?? [])
        if ((nodesToo || !other.node) && box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h) return false;
    return true;
  }

  take(box) {
    for (const cell of this.near(box)) this.cells.has(cell) ? this.cells.get(cell).push(box) : this.cells.set(cell, [box]);
  }
}

// Where a name may stand: beneath, above, beside, and at the corners.
function spotsOf({ x, y, r }, w, height) {
  const [left, right, aside] = [x - r - 3 - w, x + r + 3, 0.7 * r + 2];
  const straight = [{ x: x - w / 2, y: y + r + 2 }, { x: x - w / 2, y: y - r - height - 2 }, { x: right, y: y - height / 2 }, { x: left, y: y - height / 2 }];
  const corners = [1, -1].flatMap((down) => [x + aside, x - aside - w].map((at) => ({ x: at, y: down > 0 ? y + aside - 2 : y - aside - height + 2 })));
  return [...straight, ...corners];
}

// `items`: {x, y, r, text, bold, must} in screen pixels, the most wanted first; answers where each name goes.
function placeLabels(context, items, taken, frame) {
  const places = new Places();
  for (const box of taken) places.take(box);
  for (const item of items) places.take({ x: item.x - item.r * 0.8, y: item.y - item.r * 0.8, w: item.r * 1.6, h: item.r * 1.6, node: true });
  const placed = [];
  for (const [order, item] of items.entries()) {
    if (placed.length >= MOST_LABELS) break;
    const font = `${item.bold ? 600 : 400} ${item.size}px ${FONT}`;
    const w = widthOf(context, item.text, font) + 6;
    const height = item.size + 4;
    const spots = spotsOf(item, w, height)
      .map((spot) => ({ ...spot, w, h: height }))
      .filter((spot) => spot.x >= 2 && spot.x + w <= frame.width - 2 && spot.y >= 2 && spot.y + height <= frame.height - 2);
    const over = (item.bold || LARGE) && order < FIRST_LABELS ? spots.find((spot) => places.free(spot, false)) : null;
    const box = spots.find((spot) => places.free(spot)) ?? over ?? (item.must ? spots[0] : null);
    if (!box) continue;
    places.take(box);
    placed.push({ ...box, item, font });
  }
  return placed;
}

function drawLabels(context, placed, colours) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { x, y, w, h: height, item, font } of placed) {
    context.font = font;
    context.globalAlpha = item.faint ? 0.35 : 1;
    context.strokeStyle = colours.halo;
    context.lineWidth = 3.5;
    context.strokeText(item.text, x + w / 2, y + height / 2);
    context.fillStyle = colours.text;
    context.fillText(item.text, x + w / 2, y + height / 2);
  }
  context.globalAlpha = 1;
}
