// The loose regions of the kinds, drawn behind the picture.
const CAPTION = { dark: "#a9b4c4", light: "#4a5462" };

function hull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list) => {
    const kept = [];
    for (const point of list) {
      while (kept.length > 1 && cross(kept[kept.length - 2], kept[kept.length - 1], point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

const cross = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);

// The points of a rim around each node, so that the hull over them has round corners.
function rim({ x, y }) {
  return Array.from({ length: 20 }, (_, i) => ({ x: x + 52 * Math.cos((Math.PI * i) / 10), y: y + 44 * Math.sin((Math.PI * i) / 10) }));
}

function regionsOf(shown) {
  const groups = groupBy(nodes.filter((node) => shown.has(node.index)), (node) => node.kind);
  return [...groups].map(([kind, list]) => ({
    kind,
    points: hull(hull(list).flatMap(rim)),
    top: Math.min(...list.map((node) => node.y)),
    middle: (Math.min(...list.map((node) => node.x)) + Math.max(...list.map((node) => node.x))) / 2,
    caption: capital(KINDS[kind][list.length === 1 ? 0 : 1]),
  }));
}

function drawRegions(context, regions, faint) {
  context.globalAlpha = (dark() ? 0.12 : 0.08) * (faint ? 0.5 : 1);
  for (const { kind, points } of regions) {
    context.beginPath();
    points.forEach((point, index) => (index ? context.lineTo(point.x, point.y) : context.moveTo(point.x, point.y)));
    context.closePath();
    context.fillStyle = SIGNS[kind].colour;
    context.fill();
  }
  context.globalAlpha = 1;
}

// Captions in screen pixels; their boxes are kept free of names.
function captionBoxes(context, regions, toScreen, scale) {
  const places = new Places();
  const boxes = regions.map((region) => {
    const at = toScreen({ x: region.middle, y: region.top });
    const font = `600 11.5px ${FONT}`;
    const w = widthOf(context, region.caption, font) + 10;
    return { region, font, x: at.x - w / 2, y: at.y - 22 - 30 * Math.min(scale, 1), w, h: 16 };
  });
  return boxes.filter((box) => places.free(box) && (places.take(box), true));
}

function drawCaptions(context, boxes, faint) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.globalAlpha = faint ? 0.6 : 1;
  for (const { region, font, x, y, w, h: height } of boxes) {
    context.font = font;
    context.strokeStyle = paper();
    context.lineWidth = 3;
    context.strokeText(region.caption, x + w / 2, y + height / 2);
    context.fillStyle = CAPTION[dark() ? "dark" : "light"];
    context.fillText(region.caption, x + w / 2, y + height / 2);
  }
  context.globalAlpha = 1;
}
