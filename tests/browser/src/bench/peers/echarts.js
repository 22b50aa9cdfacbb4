// Apache ECharts: the custom series of its own "profile" example, a rectangle for each event, on a canvas.
const COLORS = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377"];
function draw(place, events) {
  const chart = echarts.init(place, null, { renderer: "canvas", width: 1280, height: 420 });
  const channels = [...new Set(events.map(([channel]) => channel))];
  const renderItem = (params, api) => {
    const [left, y] = api.coord([api.value(2), api.value(0)]);
    const [right] = api.coord([api.value(3), api.value(0)]);
    const height = api.size([0, 1])[1] * 0.6;
    const area = params.coordSys;
    const shape = echarts.graphic.clipRectByRect(
      { x: left, y: y - height / 2, width: Math.max(1, right - left), height },
      { x: area.x, y: area.y, width: area.width, height: area.height });
    return shape && { type: "rect", shape, style: { fill: COLORS[api.value(1) % COLORS.length] } };
  };
  chart.setOption({
    animation: false,
    xAxis: { min: 0, max: 2 * HOUR },
    yAxis: { type: "category", data: channels },
    dataZoom: [{ type: "inside", filterMode: "weakFilter", startValue: 0, endValue: HOUR }],
    series: [{ type: "custom", renderItem, encode: { x: [2, 3], y: 0 }, data: events, progressive: 0 }],
  });
  chart.getZr().flush();
  return (startValue, endValue) => {
    chart.dispatchAction({ type: "dataZoom", startValue, endValue });
    chart.getZr().flush();
  };
}
