// From the data to the page: count, draw, and listen.

async function start() {
  byId("foot").replaceChildren(...data.foot.map((part) => el("span", null, part)));
  recount();
  await unroll();
  listeners.push(draw, tell, showFilters, showTime);
  for (const begin of [startSearch, startTime, startPointer, startKeys, startTools]) begin();
  let last = null;
  listeners.unshift(() => {
    if (state.chosen === last) return;
    last = state.chosen;
    shownClaims = AT_ONCE;
    byId("panel").scrollTop = 0;
  });
  refresh();
  document.documentElement.dataset.ready = "yes";
}

start();
