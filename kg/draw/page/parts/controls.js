// Search, filters, the time slider, and what the pointer and the keys do.

function chip(set, name, picture, count) {
  const toggle = () => {
    if (set.has(name)) set.delete(name);
    else set.add(name);
    refresh();
  };
  const number = el("small", null, count.toLocaleString("en"));
  return el("button", { type: "button", class: "chip", title: many(count, "claim"), "data-name": name, "aria-pressed": set.has(name), click: toggle }, picture, name, number);
}

// The legend is the filters: families by colour, standings by line, kinds of actors by shape.
function showFilters() {
  const count = (what, name) => ties.reduce((sum, tie) => sum + (tie[what] === name ? tie.total : 0), 0);
  const families = FAMILIES.filter((name) => count("family", name));
  const moods = MOODS.filter((name) => count("mood", name));
  const kinds = Object.keys(data.look.kind).filter((kind) => actors.some((one) => one.kind === kind));
  byId("filters").replaceChildren(
    el("div", { class: "chips two" }, ...families.map((name) => chip(state.families, name, sample(hue(name), "holds"), count("family", name)))),
    moods.length > 1 ? el("div", { class: "chips" }, ...moods.map((name) => chip(state.moods, name, sample(ink("--faint"), name), count("mood", name)))) : "",
    el("div", { class: "kinds" }, ...kinds.map((kind) => el("span", null, icon(kind), data.look.kind[kind]))),
  );
}

function startSearch() {
  const [box, list] = [byId("search"), byId("found")];
  let [found, at] = [[], 0];
  const show = () => {
    const typed = fold(box.value.trim());
    found = typed ? matching(typed).slice(0, 8) : [];
    at = 0;
    list.replaceChildren(...found.map(entry));
    if (typed && !found.length) {
      const left = data.left ? "; less important ones were left out" : "";
      list.replaceChildren(el("li", { class: "none" }, `No actor in this page is called so${left}.`));
    }
    list.hidden = !typed;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  const entry = ({ actor, by }, place) => {
    const other = by ? el("span", { class: "other" }, by) : "";
    const item = el("li", { role: "option", "aria-selected": place === at }, icon(actor.kind), el("span", { class: "who" }, actor.name), other, el("span", { class: "count" }, many(actor.claims, "claim")));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(actor);
    });
    return item;
  };
  const take = (actor) => {
    box.value = actor.name;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    goTo(actor);
  };
  box.addEventListener("input", show);
  box.addEventListener("focus", () => box.select());
  box.addEventListener("blur", () => {
    list.hidden = true;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found.length && !list.hidden) take(found[at].actor);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      at = (at + step + found.length) % found.length;
      list.replaceChildren(...found.map(entry));
    }
  });
}

// The actors with what is typed in one of their names: names that begin so first, then words that do, then the weightier.
function matching(typed) {
  const rank = (name) => (name.startsWith(typed) ? 0 : name.includes(` ${typed}`) ? 1 : 2);
  const hits = [];
  for (const actor of actors) {
    const names = [actor.name, ...actor.names];
    const fits = actor.folded.map((name, place) => ({ place, rank: rank(name), hit: name.includes(typed) })).filter((one) => one.hit);
    if (!fits.length) continue;
    const best = fits.reduce((one, other) => (other.rank < one.rank ? other : one));
    hits.push({ actor, rank: best.rank, by: actor.folded[0].includes(typed) ? "" : names[best.place] });
  }
  return hits.sort((one, other) => one.rank - other.rank || one.actor.at - other.actor.at);
}

// Choose the actor, and bring it into sight.
function visit(actor) {
  const inside = (value, { start, end }) => value > start + 0.06 * (end - start) && value < end - 0.06 * (end - start);
  if (inside(actor.x, x_range) && inside(actor.y, y_range)) choose({ actor });
  else goTo(actor);
}

// Choose the actor, and move the sheet so that it stands in the middle, with all that are tied to it around.
function goTo(actor) {
  choose({ actor });
  const near = [...among().who];
  const mirrored = near.map((one) => ({ x: 2 * actor.x - one.x, y: 2 * actor.y - one.y }));
  const [, , scale] = fitting([...near, ...mirrored]);
  fly(actor.x, actor.y, Math.max(0.75, Math.min(Math.max(1.3, sheet.scale), scale)));
}

function showTime() {
  const bars = byId("bars");
  byId("time").hidden = steps.length < 2;
  if (steps.length < 2) return;
  const counts = steps.map(() => Object.fromEntries(FAMILIES.map((family) => [family, 0])));
  for (const tie of ties) {
    if (!state.families.has(tie.family) || !state.moods.has(tie.mood)) continue;
    for (const [day, number] of tie.days) {
      const place = day === null ? -1 : steps.findIndex((one) => day < one.until);
      if (place >= 0) counts[place][tie.family] += number;
    }
  }
  const sums = counts.map((one) => Object.values(one).reduce((sum, number) => sum + number, 0));
  const highest = Math.max(...sums, 1);
  bars.replaceChildren(
    ...counts.map((one, place) => {
      const only = state.from === place && state.to === place;
      const pick = () => {
        [state.from, state.to] = only ? [0, steps.length - 1] : [place, place];
        refresh();
      };
      const bar = el("div", { click: pick, class: place < state.from || place > state.to ? "out" : "in", title: `${steps[place].label}: ${many(sums[place], "claim")}` });
      for (const family of [...FAMILIES].reverse().filter((name) => one[name])) {
        const part = el("i");
        part.style.cssText = `height:${(one[family] / highest) * 100}%;background:${hue(family)}`;
        bar.append(part);
      }
      return bar;
    }),
  );
  const [from, to] = [byId("from"), byId("to")];
  for (const one of [from, to]) one.max = steps.length - 1;
  [from.value, to.value] = [state.from, state.to];
  from.style.zIndex = state.from > steps.length / 2 ? 1 : 0; // or it could not be taken where both meet
  const part = (place) => `calc(8px + (100% - 16px) * ${place / (steps.length - 1)})`;
  Object.assign(byId("span").style, { left: part(state.from), right: `calc(100% - ${part(state.to)})` });
  byId("first").textContent = steps[0].label;
  byId("last").textContent = steps[steps.length - 1].label;
  const [one, other] = [steps[state.from].label, steps[state.to].label];
  byId("window").textContent = everyDay() ? "all the time" : one === other ? one : `${one} – ${other}`;
}

function startTime() {
  for (const end of ["from", "to"]) {
    byId(end).addEventListener("input", () => {
      const place = Number(byId(end).value);
      state[end] = end === "from" ? Math.min(place, state.to) : Math.max(place, state.from);
      refresh();
    });
  }
}

// The pointer on the sheet: an actor under it is dragged, an empty place moves the sheet (which is Bokeh's), a click chooses.
function startPointer() {
  const map = byId("sheet");
  let press = null;
  const at = (event) => {
    const edge = map.getBoundingClientRect();
    return [event.clientX - edge.left, event.clientY - edge.top];
  };
  const down = (event) => {
    if (event.button !== 0) return;
    const [x, y] = at(event);
    press = { x, y, hit: under(x, y), gone: false };
    hint(null);
    sheet.flight = null;
    document.activeElement?.blur();
    if (!press.hit?.actor) return;
    event.stopPropagation();
    map.setPointerCapture(event.pointerId);
    getSelection().removeAllRanges(); // or the browser would drag what is selected
  };
  const move = (event) => {
    const [x, y] = at(event);
    if (!press) return over(under(x, y), event);
    press.gone ||= Math.hypot(x - press.x, y - press.y) > 4;
    map.classList.toggle("held", press.gone);
    const actor = press.hit?.actor;
    if (!actor) return;
    event.stopPropagation();
    if (!press.gone) return;
    actor.x += (x - (press.lastX ?? press.x)) / sheet.scale;
    actor.y -= (y - (press.lastY ?? press.y)) / sheet.scale;
    [press.lastX, press.lastY] = [x, y];
    sheet.moved = true;
    draw();
  };
  const up = (event) => {
    if (press?.hit?.actor) event.stopPropagation();
    if (press && !press.gone) choose(press.hit);
    press = null;
    map.classList.remove("held");
  };
  const stop = () => {
    press = null;
    map.classList.remove("held");
  };
  map.addEventListener("pointerdown", down, true);
  map.addEventListener("pointermove", move, true);
  map.addEventListener("pointerup", up, true);
  map.addEventListener("pointercancel", stop, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("mousedown", (event) => event.preventDefault()); // nor select, nor put a frame around the sheet
  map.addEventListener("pointerleave", () => over(null));
}

function over(hit, event) {
  const same = hit?.actor === state.over?.actor && hit?.tie === state.over?.tie;
  state.over = hit;
  byId("sheet").classList.toggle("over", Boolean(hit));
  if (!same) draw();
  hint(event ? hit : null, event);
}

function hint(hit, event) {
  const box = byId("hint");
  box.hidden = !hit;
  if (!hit) return;
  if (hit.actor) box.replaceChildren(el("b", null, hit.actor.name), el("span", null, `${data.look.kind[hit.actor.kind]}  ·  ${many(hit.actor.shown, "claim")}`));
  else {
    const { tie } = hit;
    box.replaceChildren(el("b", null, `${actors[tie.start].name} ${tie.directed ? "→" : "–"} ${actors[tie.end].name}`), el("span", null, `${labelOf(tie, 3)}  ·  ${many(tie.count, "claim")}`));
  }
  box.style.left = `${Math.min(event.clientX + 14, innerWidth - box.offsetWidth - 8)}px`;
  box.style.top = `${Math.min(event.clientY + 16, innerHeight - box.offsetHeight - 8)}px`;
}

function startKeys() {
  const search = byId("search");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      search.value = "";
      byId("found").hidden = true;
      hint(null);
      choose(null);
    }
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: backToWhole, "/": () => search.focus() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function backToWhole() {
  fly(...fitting(actors));
}

function startTools() {
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("whole").addEventListener("click", backToWhole);
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = theme() === "dark" ? "light" : "dark";
    refresh();
  });
}
