// Draws the events with a peer's library and pans over the whole hour, one redraw after another. Each peer's script defines
// `draw(place, events)`, which draws once and returns `redraw(start, end)`, which shows another stretch and returns when that is drawn.
const HOUR = 3600000;
window.peer = { frames: [] };
setTimeout(() => {
  try {
    const begun = performance.now();
    const redraw = draw(document.getElementById("peer"), EVENTS);
    peer.first = performance.now() - begun;
    const pan = (turn) => {
      if (turn === TURNS) return;
      const shift = (HOUR / 1280) * 20 * ((turn % 40) + 1);
      const start = performance.now();
      redraw(shift, shift + HOUR);
      document.body.getBoundingClientRect(); // what the browser lays out because of it is part of it
      peer.frames.push(performance.now() - start);
      setTimeout(() => pan(turn + 1), 0);
    };
    setTimeout(() => pan(0), 0);
  } catch (thrown) {
    peer.error = String(thrown);
  }
}, 0);
