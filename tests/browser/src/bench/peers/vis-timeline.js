// vis-timeline: one group a channel, one item an event.
function draw(place, events) {
  const groups = [...new Set(events.map(([channel]) => channel))].map((id) => ({ id, content: `Channel ${id}` }));
  const items = events.map(([group, color, start, end], id) =>
    start === end
      ? { id, group, start: new Date(start), type: "point", className: `c${color}` }
      : { id, group, start: new Date(start), end: new Date(end), type: "range", className: `c${color}` });
  const timeline = new vis.Timeline(place, new vis.DataSet(items), new vis.DataSet(groups), {
    start: new Date(0),
    end: new Date(HOUR),
    stack: false,
    showTooltips: false,
    height: 420,
  });
  timeline.redraw();
  return (start, end) => {
    timeline.setWindow(new Date(start), new Date(end), { animation: false });
    timeline.redraw();
  };
}
