// Shapes and curves as lists of points, in pixels, y upwards; nothing here draws.

const CURVE = 20; // points of a curve
const APART = 13; // pixels between the middles of ties side by side
const BAR = 5; // half of the stroke through what is denied

// A person is a pill, a state a rectangle, an organization a hexagon, a group a slanted box; `w` and `h` are half of its sides.
function outline(kind, w, h) {
  if (kind === "person") {
    const points = [];
    for (const side of [1, -1]) {
      for (let step = 0; step <= 8; step++) {
        const turn = side * (step / 8 - 0.5) * Math.PI + (side < 0 ? Math.PI : 0);
        points.push([side * (w - h) + h * Math.cos(turn), h * Math.sin(turn) * side]);
      }
    }
    return points;
  }
  const cut = Math.min(0.84 * h, 0.5 * w);
  if (kind === "organization") return [[cut - w, -h], [w - cut, -h], [w, 0], [w - cut, h], [cut - w, h], [-w, 0]];
  if (kind === "group") return [[-w, -h], [w - cut, -h], [w, h], [cut - w, h]];
  return [[-w, -h], [w, -h], [w, h], [-w, h]];
}

// A curve from one box to another, its middle `offset` to the left of the straight line; it ends at the boxes' sides.
function curve(one, other, offset) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const far = Math.hypot(dx, dy) || 1;
  const bow = 2 * Math.max(-0.4 * far, Math.min(0.4 * far, offset));
  const [cx, cy] = [(one.x + other.x) / 2 - (dy / far) * bow, (one.y + other.y) / 2 + (dx / far) * bow];
  const at = (t) => {
    const s = 1 - t;
    return [s * s * one.x + 2 * s * t * cx + t * t * other.x, s * s * one.y + 2 * s * t * cy + t * t * other.y];
  };
  const outside = ([x, y], box) => Math.abs(x - box.x) > box.w + 2 || Math.abs(y - box.y) > box.h + 2;
  const half = (low, high, box) => {
    // between a place in the box and one outside of it
    for (let turn = 0; turn < 9; turn++) {
      const middle = (low + high) / 2;
      if (outside(at(middle), box)) high = middle;
      else low = middle;
    }
    return high;
  };
  if (!outside(at(0.5), one) || !outside(at(0.5), other)) return [];
  const [leaves, arrives] = [half(0, 0.5, one), half(1, 0.5, other)];
  return Array.from({ length: CURVE + 1 }, (_, step) => at(leaves + ((arrives - leaves) * step) / CURVE));
}

// The head of an arrow at the end of a curve, and the curve cut short for it.
function arrow(points, length) {
  const [ex, ey] = points[points.length - 1];
  let back = points.length - 2;
  while (back > 0 && Math.hypot(ex - points[back][0], ey - points[back][1]) < length) back--;
  const [dx, dy] = [ex - points[back][0], ey - points[back][1]];
  const far = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / far, dy / far];
  const [bx, by] = [ex - ux * length, ey - uy * length];
  const wide = length * 0.42;
  const head = [[ex, ey], [bx - uy * wide, by + ux * wide], [bx + uy * wide, by - ux * wide]];
  return { head, line: [...points.slice(0, back + 1), [ex - ux * length * 0.8, ey - uy * length * 0.8]] };
}

// The stroke through the middle of a curve, by which a picture strikes what is denied.
function strike(points) {
  const middle = Math.floor(points.length / 2);
  const [[ax, ay], [bx, by], [x, y]] = [points[middle - 1], points[middle + 1], points[middle]];
  const far = Math.hypot(bx - ax, by - ay) || 1;
  const [ux, uy] = [(bx - ax) / far, (by - ay) / far];
  return [[x + (ux - uy) * BAR, y + (uy + ux) * BAR], [x - (ux - uy) * BAR, y - (uy + ux) * BAR]];
}

// How far is a point from a line of points?
function distance(x, y, points) {
  let least = Infinity;
  for (let at = 1; at < points.length; at++) {
    const [[ax, ay], [bx, by]] = [points[at - 1], points[at]];
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy));
  }
  return least;
}

const meet = (one, other, gap) =>
  Math.abs(one.x - other.x) < one.w + other.w + gap && Math.abs(one.y - other.y) < one.h + other.h + gap;
