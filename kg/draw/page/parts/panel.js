// The side panel: what is chosen, in words. Everything goes into the page as text, never as markup.

const AT_ONCE = 20; // claims shown before more are asked for
let shownClaims = AT_ONCE;

function el(tag, given, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given ?? {})) {
    if (name === "click") node.addEventListener("click", value);
    else if (name === "hue") node.style.setProperty("--hue", value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((one) => one !== null && one !== ""));
  return node;
}

function drawing(width, height, ...shapes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ width, height, viewBox: `${-width / 2} ${-height / 2} ${width} ${height}`, "aria-hidden": true })) {
    svg.setAttribute(name, value);
  }
  for (const [tag, given] of shapes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(given)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

function icon(kind) {
  const [fill, edge] = data.look.fill[theme()][kind];
  const points = outline(kind, 8, kind === "country" ? 5.5 : 6).map((one) => one.join()).join(" ");
  return drawing(18, 14, ["polygon", { points, fill, stroke: edge, "stroke-width": 1.2, "stroke-dasharray": kind === "group" ? "3 2" : "none" }]);
}

function sample(colour, mood) {
  const line = { x1: -11, x2: 11, y1: 0, y2: 0, stroke: colour, "stroke-width": 2, "stroke-dasharray": data.look.dash[mood].join(" ") || "none" };
  const bar = { x1: -3, x2: 3, y1: 4, y2: -4, stroke: colour, "stroke-width": 1.5 };
  return drawing(24, 10, ["line", line], ...(mood === "denied" ? [["line", bar]] : []));
}

const nameButton = (actor, called) => el("button", { type: "button", class: "name", click: () => visit(actor) }, called ? `${called} (${actor.name})` : actor.name);

// Only addresses of the web become links; the page that is opened learns nothing of this one.
function address(url) {
  try {
    const { protocol } = new URL(url);
    return protocol === "http:" || protocol === "https:" ? url : "";
  } catch {
    return "";
  }
}

function card(claim) {
  const { tie } = claim;
  const [subject, object] = claim.forward ? [actors[tie.start], actors[tie.end]] : [actors[tie.end], actors[tie.start]];
  const mood = tie.mood === "holds" ? null : el("span", { class: "mood" }, tie.mood);
  const told = el("span", null, nameButton(subject, claim.ends[0]), " ", el("span", { class: "verb" }, claim.relation), " ", mood ?? "", mood ? " " : "", nameButton(object, claim.ends[1]));
  const date = claim.date || iso(claim.day);
  const when = date ? el("time", { datetime: date }, spoken(date)) : "";
  const [title, outlet, published, url] = claim.article;
  const link = address(url);
  const head = link ? el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, title) : title;
  const rest = [outlet, published && spoken(published)].filter(Boolean).map((one) => `  ·  ${one}`);
  return el(
    "article",
    { class: `claim ${tie.mood}`, hue: hue(tie.family), "data-claim": claim.id, title: claim.id },
    el("p", { class: "told" }, told, when),
    el("blockquote", null, claim.quote.trim()),
    claim.speaker ? el("p", { class: "source" }, "according to ", el("b", null, claim.speaker)) : "",
    el("p", { class: "source" }, head, ...rest),
  );
}

// The claims of these ties that are asked for, the newest first, those without a day last.
function claimsOf(some) {
  const found = some.filter((tie) => tie.count).flatMap((tie) => tie.claims.filter((one) => inWindow(one.day)));
  return found.sort((one, other) => (other.day ?? -Infinity) - (one.day ?? -Infinity) || (one.id < other.id ? -1 : 1));
}

function listed(some) {
  const found = claimsOf(some);
  const total = sum(some);
  const parts = found.slice(0, shownClaims).map(card);
  const left = found.length - parts.length;
  if (left > 0) {
    const more = () => {
      shownClaims += AT_ONCE;
      tell();
    };
    parts.push(el("button", { type: "button", class: "more", click: more }, `${many(left, "more claim")}`));
  }
  if (total > found.length) parts.push(el("p", { class: "note" }, `Of ${many(total, "claim")} the words of the newest ${found.length.toLocaleString("en")} are in this page.`));
  if (!total) parts.push(el("p", { class: "note" }, "Nothing here in the chosen time, families and standings."));
  return parts;
}

const sum = (some) => some.reduce((all, tie) => all + tie.count, 0);

// What kinds of claims, as a bar of the families' colours, and how many.
function mix(some) {
  const bar = el("span", { class: "mix" });
  for (const family of FAMILIES) {
    const part = el("i");
    part.style.cssText = `width:${(sum(some.filter((tie) => tie.family === family)) / (sum(some) || 1)) * 100}%;background:${hue(family)}`;
    bar.append(part);
  }
  return [bar, el("span", { class: "count" }, sum(some).toLocaleString("en"))];
}

function rowsOf(entries) {
  const row = ({ actor, some, chosen }) => {
    const button = el("button", { type: "button", class: "row", click: () => (chosen.actor ? visit(chosen.actor) : choose(chosen)) }, icon(actor.kind), el("span", { class: "who" }, actor.name), ...mix(some));
    button.addEventListener("pointerenter", () => over({ actor }));
    button.addEventListener("pointerleave", () => over(null));
    return el("li", null, button);
  };
  return el("ul", { class: "rows" }, ...entries.map(row));
}

// The names that say something that the first one does not; a name in capitals is that of a headline.
function otherNames(actor) {
  const seen = [actor.folded[0]];
  return actor.names.filter((name, place) => {
    const folded = actor.folded[place + 1];
    const shouted = name.length > 5 && name === name.toUpperCase() && name !== name.toLowerCase();
    const fresh = !shouted && !seen.some((one) => one.includes(folded.replace(/s$/, "")));
    if (fresh) seen.push(folded);
    return fresh;
  });
}

function overview() {
  const weighty = actors.filter((one) => one.shown).sort((one, other) => other.shown - one.shown || one.at - other.at).slice(0, 8);
  const hidden = ties.some((tie) => !tie.drawn) ? " Lighter ties show when one of their actors is chosen." : "";
  const help = `Scroll to zoom, drag the sheet to move it, drag an actor to put it elsewhere. Click an actor or a tie to read what it rests on; Esc leads back. The wider a line, the more claims.${hidden}`;
  return [
    el("p", { class: "note", style: "margin-top:0" }, help),
    el("h3", null, "Most claims"),
    rowsOf(weighty.map((actor) => ({ actor, some: actor.ties, chosen: { actor } }))),
    el("h3", null, "Latest claims"),
    ...listed(ties),
  ];
}

function ofActor(actor) {
  const others = new Map();
  for (const tie of actor.ties.filter((one) => one.count)) {
    const other = actors[tie.start === actor.at ? tie.end : tie.start];
    others.set(other, [...(others.get(other) ?? []), tie]);
  }
  const near = [...others].map(([other, some]) => ({ actor: other, some, chosen: { pair: some } }));
  near.sort((one, other) => sum(other.some) - sum(one.some) || one.actor.at - other.actor.at);
  const called = otherNames(actor);
  const also = called.length ? `also ${called.slice(0, 6).join(", ")}${called.length > 6 ? " …" : ""}` : "";
  return [
    el("div", { class: "lead" }, icon(actor.kind), el("h2", null, actor.name)),
    el("p", { class: "sub" }, `${data.look.kind[actor.kind]}  ·  ${many(actor.shown, "claim")} with ${many(near.length, "actor")} shown here`),
    also ? el("p", { class: "sub" }, also) : "",
    near.length ? el("h3", null, "With whom") : "",
    near.length ? rowsOf(near.slice(0, 10)) : "",
    near.length > 10 ? el("p", { class: "note" }, `and ${many(near.length - 10, "more actor")}`) : "",
    el("h3", null, "Claims"),
    ...listed(actor.ties),
  ];
}

function ofTies(some) {
  const [one, other] = [actors[some[0].start], actors[some[0].end]];
  const single = some.length === 1 ? some[0] : null;
  const all = pairs.get(pairKey(some[0]));
  const between = single?.directed ? " → " : " – ";
  const mood = single && single.mood !== "holds" ? `, ${single.mood}` : "";
  const what = single ? `${single.family}${mood}` : "all between the two";
  const articles = new Set(claimsOf(some).map((claim) => claim.article)).size;
  const rest = all.filter((tie) => tie.count).length > some.length;
  return [
    el("h2", null, nameButton(one), between, nameButton(other)),
    el("p", { class: "sub" }, `${what}  ·  ${many(sum(some), "claim")} in ${many(articles, "article")}`),
    single ? el("p", { class: "sub" }, single.labels.join(", ")) : "",
    rest ? el("p", { class: "sub" }, el("button", { type: "button", class: "back", click: () => choose({ pair: all }) }, `All ${many(sum(all), "claim")} between the two`)) : "",
    el("h3", null, "Claims"),
    ...listed(some),
  ];
}

function tell() {
  const { chosen } = state;
  const back = () => choose(null);
  const parts = !chosen ? overview() : chosen.actor ? ofActor(chosen.actor) : ofTies(chosen.tie ? [chosen.tie] : chosen.pair);
  const close = chosen ? [el("button", { type: "button", class: "back", click: back }, "‹ Overview")] : [];
  byId("panel").replaceChildren(...close, ...parts.filter((one) => one !== ""));
}
