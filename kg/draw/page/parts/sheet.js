// The sheet: Bokeh draws it and moves it; what stands where is worked out anew for every scale, so that letters keep their size.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif";
const LONGEST = 26; // letters of a name
const NEAR = 6; // pixels from a tie at which it is meant
const FARTHEST = 9; // pixels a point, at most
const FIRST = 8; // actors whose names may cover the shapes of others
const TOLD = 24; // ties, up to which each is told in words
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
const most = Math.max(...actors.map((one) => one.claims));
const sheet = { scale: 1, width: 1, height: 1, least: 0.05, own: false, moved: false };
let boxes = []; // by actor: its box in pixels, whether it is named, and whether it stands back
let lines = []; // of the ties that are drawn: the points of each
let x_range, y_range, model;

async function unroll() {
  await Bokeh.embed.embed_item(JSON.parse(byId("plot").textContent), "sheet");
  const drawing = Bokeh.documents[Bokeh.documents.length - 1];
  model = (name) => drawing.get_model_by_name(name);
  ({ x_range, y_range } = model("sheet"));
  x_range.change.connect(followed);
  y_range.change.connect(followed);
  new ResizeObserver(resized).observe(byId("sheet"));
  resized();
}

function resized() {
  const { clientWidth: width, clientHeight: height } = byId("sheet");
  if (!width || !height) return;
  const [x, y] = centre();
  Object.assign(sheet, { width, height });
  if (sheet.moved) look(x, y, sheet.scale);
  else whole();
}

const centre = () => [(x_range.start + x_range.end) / 2, (y_range.start + y_range.end) / 2];

// Bokeh has moved the sheet: only another scale changes what is drawn.
function followed() {
  if (sheet.own) return;
  sheet.moved = true;
  const scale = sheet.width / (x_range.end - x_range.start);
  if (Math.abs(scale / sheet.scale - 1) > 1e-6) {
    const kept = Math.max(sheet.least, Math.min(FARTHEST, scale));
    const [x, y] = centre();
    if (kept !== scale) look(x, y, kept);
    else {
      sheet.scale = scale;
      draw();
    }
  }
}

// Show the sheet around a point at a scale, in pixels a point.
function look(x, y, scale) {
  sheet.scale = Math.max(sheet.least, Math.min(FARTHEST, scale));
  const [w, h] = [sheet.width / sheet.scale / 2, sheet.height / sheet.scale / 2];
  sheet.own = true;
  x_range.setv({ start: x - w, end: x + w });
  y_range.setv({ start: y - h, end: y + h });
  sheet.own = false;
  draw();
}

// The middle and the scale at which these are all on the sheet, with their names.
function fitting(shown) {
  const [xs, ys] = [shown.map((one) => one.x), shown.map((one) => one.y)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const half = (one) => (one.name ? wide(nameOf(one), lettersOf(one), one.kind === "country") / 2 : 40) + 16;
  let [scale, before, behind] = [1, 30, 30];
  for (let turn = 0; turn < 3; turn++) {
    const room = [sheet.width - before - behind, sheet.height - 56];
    scale = Math.min(room[0] / (right - left || 1), room[1] / (high - low || 1), 2.6);
    before = Math.max(...shown.map((one) => half(one) - (one.x - left) * scale));
    behind = Math.max(...shown.map((one) => half(one) - (right - one.x) * scale));
  }
  return [(left + right) / 2 + (behind - before) / 2 / scale, (low + high) / 2, scale];
}

function whole() {
  const [x, y, scale] = fitting(actors);
  sheet.least = Math.min(scale / 2, 0.4);
  look(x, y, scale);
}

// Move there, smoothly unless a person asks for stillness.
function fly(x, y, scale) {
  sheet.moved = true;
  const [[fx, fy], fs] = [centre(), sheet.scale];
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return look(x, y, scale);
  const begin = performance.now();
  const flight = (sheet.flight = {});
  const frame = (now) => {
    if (sheet.flight !== flight) return;
    const t = Math.min(1, Math.max(0, now - begin) / 320);
    const s = 1 - (1 - t) ** 3;
    look(fx + (x - fx) * s, fy + (y - fy) * s, fs * (scale / fs) ** s);
    if (t < 1) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function zoom(factor) {
  fly(...centre(), sheet.scale * factor);
}

// Who belongs to what is chosen, or to what the pointer is over? null: everyone does.
function among() {
  const chosen = state.chosen ?? (state.over?.actor ? state.over : null);
  if (!chosen) return null;
  const shown = chosen.actor ? chosen.actor.ties : chosen.tie ? [chosen.tie] : chosen.pair;
  const seen = new Set(shown.filter((tie) => tie.count));
  const who = new Set([...seen].flatMap((tie) => [actors[tie.start], actors[tie.end]]));
  if (chosen.actor) who.add(chosen.actor);
  return { who, ties: seen };
}

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function paper() {
  const [whole, colour] = [model("sheet"), ink("--paper")];
  if (whole.background_fill_color !== colour) whole.setv({ background_fill_color: colour, border_fill_color: colour });
}

function draw() {
  const focus = among();
  paper();
  place(focus);
  drawLines(focus);
  drawActors(focus);
}

const lettersOf = (actor) => 11 + Math.round(8 * Math.sqrt(actor.claims / most)) / 2;
const nameOf = (actor) => (actor.name.length > LONGEST ? `${actor.name.slice(0, LONGEST - 1).trimEnd()}…` : actor.name);

function wide(text, size, bold) {
  const key = `${bold} ${size} ${text}`;
  if (!widths.has(key)) {
    pen.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

// A small shape for everyone, and a name in it where there is room: first for those in focus, then for the weightiest.
function place(focus) {
  boxes = actors.map((actor) => {
    const size = 4 + 3.5 * Math.sqrt(actor.claims / most);
    const back = focus ? !focus.who.has(actor) : !actor.shown;
    return { actor, x: actor.x * sheet.scale, y: actor.y * sheet.scale, w: size * 1.15, h: size, named: false, back };
  });
  const small = boxes.map((box) => ({ ...box }));
  const named = [];
  const rank = (box) => (box.actor === state.chosen?.actor ? 2 : box.back ? 0 : 1);
  for (const box of [...boxes].sort((one, other) => rank(other) - rank(one) || one.actor.at - other.actor.at)) {
    if (!box.actor.shown && rank(box) < 2) continue;
    const { actor } = box;
    const letters = lettersOf(actor);
    const side = { person: 8, country: 6, organization: 11, group: 14 }[actor.kind];
    const full = { ...box, w: wide(nameOf(actor), letters, actor.kind === "country") / 2 + side, h: letters * 0.86 };
    const covers = (other) => other.actor !== actor && other.actor.shown && !(focus && other.back) && meet(full, other, 1);
    const free = named.every((other) => !meet(full, other, 3)) && (actor.at < FIRST || !small.some(covers));
    if (!free && rank(box) < 2) continue;
    Object.assign(box, { w: full.w, h: full.h, named: true });
    named.push(full);
  }
}

function drawLines(focus) {
  lines = [];
  const rows = { xs: [], ys: [], colour: [], width: [], alpha: [], dash: [] };
  const heads = { xs: [], ys: [], colour: [], alpha: [] };
  const add = (points, colour, width, alpha, dash) => {
    rows.xs.push(points.map(([x]) => x / sheet.scale));
    rows.ys.push(points.map(([, y]) => y / sheet.scale));
    for (const [name, value] of Object.entries({ colour, width, alpha, dash })) rows[name].push(value);
  };
  const todo = ties.filter((tie) => tie.count && (focus ? tie.drawn || focus.ties.has(tie) : tie.drawn));
  const beside = new Map();
  for (const tie of todo) beside.set(pairKey(tie), [...(beside.get(pairKey(tie)) ?? []), tie]);
  const crowd = todo.length > 150 ? 0.6 : 0.85;
  const apart = todo.length > TOLD ? APART : 1.7 * APART;
  const weight = (tie) => (focus?.ties.has(tie) ? 1e6 : 0) + tie.count;
  for (const tie of todo.sort((one, other) => weight(one) - weight(other) || one.at - other.at)) {
    const bundle = beside.get(pairKey(tie));
    const offset = (bundle.indexOf(tie) - (bundle.length - 1) / 2) * apart * (tie.start < tie.end ? 1 : -1);
    const points = curve(boxes[tie.start], boxes[tie.end], offset);
    if (points.length < 3) continue;
    const width = Math.min(0.9 + 0.36 * Math.log2(tie.count), 3.2) * (tie.family === "roles" ? 0.75 : 1);
    const lit = state.over?.tie === tie || state.chosen?.tie === tie;
    const alpha = focus ? (focus.ties.has(tie) ? 0.95 : 0.07) : lit ? 1 : crowd;
    const { head, line } = tie.directed ? arrow(points, 5.5 + 1.5 * width) : { head: null, line: points };
    const dash = data.look.dash[tie.mood].map((part) => Math.max(1, Math.round(part * width * 0.9))); // Bokeh reads whole numbers only
    add(line, hue(tie.family), lit ? width + 1.4 : width, alpha, dash.length ? dash.join(" ") : "solid");
    if (tie.mood === "denied") add(strike(points), hue(tie.family), 1.6, alpha, "solid");
    if (head) {
      heads.xs.push(head.map(([x]) => x / sheet.scale));
      heads.ys.push(head.map(([, y]) => y / sheet.scale));
      heads.colour.push(hue(tie.family));
      heads.alpha.push(alpha);
    }
    lines.push({ tie, points });
  }
  model("lines").data = rows;
  model("heads").data = heads;
  drawLabels(lines.filter(({ tie }) => (focus ? focus.ties.has(tie) : true)));
}

// What a tie says, in words, where there are few and where there is room.
function drawLabels(some) {
  const labels = { x: [], y: [], text: [], colour: [], alpha: [], paper: [] };
  const taken = boxes.filter((box) => box.named || !box.back).map((box) => ({ ...box }));
  for (const { tie, points } of some.length <= TOLD ? some : []) {
    const text = labelOf(tie, 2);
    const [w, h] = [wide(text, 10.5, false) / 2 + 3, 7.5];
    const places = [0.5, 0.4, 0.6, 0.3, 0.7].map((share) => points[Math.round(share * (points.length - 1))]);
    const [[ax, ay], [bx, by]] = [points[0], points[points.length - 1]];
    const far = Math.hypot(bx - ax, by - ay);
    if (far < 2 * (w * Math.abs(bx - ax) + h * Math.abs(by - ay)) / far + 30) continue; // it would hide the tie
    const free = places.find(([x, y]) => taken.every((other) => !meet({ x, y, w, h }, other, 1)));
    if (!free) continue;
    const [x, y] = free;
    taken.push({ x, y, w, h });
    const row = { x: x / sheet.scale, y: y / sheet.scale, text, colour: hue(tie.family), alpha: 1, paper: ink("--paper") };
    for (const [name, value] of Object.entries(row)) labels[name].push(value);
  }
  model("labels").data = labels;
}

function drawActors(focus) {
  const rows = { xs: [], ys: [], fill: [], colour: [], width: [], alpha: [], dash: [] };
  const names = { x: [], y: [], text: [], size: [], weight: [], colour: [], alpha: [] };
  const colour = ink("--ink");
  const order = (box) => (box.back ? 0 : 1) + (box.named ? 2 : 0) + (box.actor === state.chosen?.actor ? 4 : 0);
  for (const box of [...boxes].sort((one, other) => order(one) - order(other) || other.actor.at - one.actor.at)) {
    const { actor } = box;
    const [fill, edge] = data.look.fill[theme()][actor.kind];
    const points = outline(actor.kind, box.w, box.h);
    const lit = actor === state.chosen?.actor || actor === state.over?.actor;
    const alpha = !box.back || lit ? 1 : focus ? 0.25 : 0.3;
    rows.xs.push(points.map(([x]) => (box.x + x) / sheet.scale));
    rows.ys.push(points.map(([, y]) => (box.y + y) / sheet.scale));
    const row = { fill, colour: edge, alpha, dash: actor.kind === "group" ? "4 3" : "solid" };
    row.width = (actor.kind === "country" ? 1.5 : 1) + (lit ? 1.3 : 0);
    for (const [name, value] of Object.entries(row)) rows[name].push(value);
    if (!box.named) continue;
    const text = { x: actor.x, y: actor.y, text: nameOf(actor), size: `${lettersOf(actor)}px`, colour, alpha: Math.max(alpha, 0.35) };
    text.weight = actor.kind === "country" ? "bold" : "normal";
    for (const [name, value] of Object.entries(text)) names[name].push(value);
  }
  model("actors").data = rows;
  model("names").data = names;
}

// What is at this place of the sheet (pixels from its upper left corner)? An actor before a tie, null for neither.
function under(left, top) {
  const [x, y] = [x_range.start * sheet.scale + left, y_range.end * sheet.scale - top];
  const inside = boxes.filter((box) => Math.abs(x - box.x) <= box.w + 3 && Math.abs(y - box.y) <= box.h + 3);
  if (inside.length) return { actor: inside.reduce((one, other) => (other.named || other.actor.at < one.actor.at ? other : one)).actor };
  const focus = state.chosen ? among() : null;
  let best = null;
  for (const { tie, points } of lines) {
    if (focus && !focus.ties.has(tie)) continue;
    const far = distance(x, y, points);
    if (far <= NEAR && (!best || far < best.far)) best = { tie, far };
  }
  return best && { tie: best.tie };
}
