// What is there, and what of it is asked for: actors, ties and claims as the page brings them, filters, and what is chosen.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const FAMILIES = ["contacts", "cooperation", "conflict", "roles"];
const MOODS = ["holds", "former", "planned", "supposed", "denied"];
const UNMARKED = { ł: "l", Ł: "l", ø: "o", Ø: "o", đ: "d", Đ: "d", ı: "i", ß: "ss", æ: "ae", Æ: "ae", œ: "oe", þ: "th", ð: "d" };

// Two spellings of a name that differ in accents, apostrophes, hyphens or case fold into the same letters.
function fold(text) {
  const plain = text.replace(/[łŁøØđĐıßæÆœþð]/g, (one) => UNMARKED[one]).normalize("NFKD");
  return plain.replace(/[\p{M}'’‘ʻʼʿʾ`]/gu, "").replace(/[-‐–—_]+/g, " ").toLowerCase();
}

const actors = data.actors.map((one, at) => ({ ...one, at, ties: [], folded: [one.name, ...one.names].map(fold), shown: 0 }));
const claimOf = (row, tie) => ({
  relation: data.relations[row[0]],
  day: row[1],
  date: row[2],
  speaker: data.names[row[3]] ?? "",
  article: data.articles[row[4]],
  quote: row[5],
  id: row[6],
  forward: row[7],
  ends: [data.names[row[8]], data.names[row[9]]], // where not the actors that are drawn
  tie,
});
const ties = data.ties.map((one, at) => {
  const tie = { ...one, at, count: 0, total: one.days.reduce((sum, [, number]) => sum + number, 0) };
  tie.claims = one.claims.map((row) => claimOf(row, tie));
  actors[one.start].ties.push(tie);
  actors[one.end].ties.push(tie);
  return tie;
});
const pairKey = (tie) => `${Math.min(tie.start, tie.end)} ${Math.max(tie.start, tie.end)}`;
const pairs = new Map();
for (const tie of ties) pairs.set(pairKey(tie), [...(pairs.get(pairKey(tie)) ?? []), tie]);

const steps = timeSteps(ties.flatMap((tie) => tie.days));
const state = { families: new Set(FAMILIES), moods: new Set(MOODS), from: 0, to: steps.length - 1, chosen: null, over: null };
const listeners = [];

// What is chosen: null, { actor }, { tie } or { pair: [tie, …] }.
function choose(chosen) {
  state.chosen = chosen;
  refresh();
}

function refresh() {
  recount();
  for (const told of listeners) told();
}

function recount() {
  for (const actor of actors) actor.shown = 0;
  for (const tie of ties) {
    const asked = state.families.has(tie.family) && state.moods.has(tie.mood);
    tie.count = asked ? tie.days.reduce((sum, [day, number]) => sum + (inWindow(day) ? number : 0), 0) : 0;
    actors[tie.start].shown += tie.count;
    actors[tie.end].shown += tie.count;
  }
}

const everyDay = () => state.from === 0 && state.to === steps.length - 1;
// As everywhere in the graph, what has no day lies in no stretch of time.
const inWindow = (day) => everyDay() || (day !== null && day >= steps[state.from].from && day < steps[state.to].until);

const many = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
// What a tie says: at most so many of its relations, and whether it holds.
function labelOf(tie, most) {
  const more = tie.labels.length > most ? ` +${tie.labels.length - most}` : "";
  return `${tie.labels.slice(0, most).join(", ")}${more}${tie.mood === "holds" ? "" : ` (${tie.mood})`}`;
}
const theme = () => document.documentElement.dataset.theme;
const hue = (family) => data.look.family[theme()][family];
