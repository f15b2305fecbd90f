// Two measures against each other: points, or squares for many pages.

const MAX_POINTS = 1500;

function scatterPanel() {
  const axes = { x: "quality", y: "words" };
  if (measure("low_quality")) axes.y = "low_quality";
  const holder = h("div", {});
  const select = (axis, label) => {
    const box = h("select", { onchange: (event) => { axes[axis] = event.target.value; show(); } },
      MEASURES.map((one) => h("option", { value: one.id }, one.name)));
    box.value = axes[axis];
    return h("label", { class: "field small" }, label, box);
  };
  const show = () => {
    const [x, y] = [measure(axes.x), measure(axes.y)];
    holder.replaceChildren(x && y ? scatter(x, y) : h("p", { class: "empty" }, "No page has both measures."));
  };
  show();
  if (!MEASURES.length) return null;
  return figure("Compare two measures", "Select a point or a square to see its pages.",
    h("div", {}, h("div", { class: "fields" }, select("x", "Horizontal"), select("y", "Vertical")), holder));
}

function scaleOf(one, size) {
  const most = one.top ?? one.column.reduce((top, value) => (value > top ? value : top), 1);
  const top = one.top ?? (one.log ? most : Math.ceil(most));
  const place = one.log
    ? (value) => (Math.log1p(value) / Math.log1p(top)) * size
    : (value) => (value / top) * size;
  const back = one.log ? (at) => Math.expm1((at / size) * Math.log1p(top)) : (at) => (at / size) * top;
  const ticks = [];
  if (one.log) for (let value = 1; value <= top; value *= 10) ticks.push(value);
  else for (let value = 0, gap = niceStep(top, 5); value <= top; value += gap) ticks.push(value);
  return { place, back, ticks: one.log ? [0, ...ticks] : ticks };
}

function scatter(x, y) {
  const rows = [];
  for (let row = 0; row < R.count; row++) {
    if (!Number.isNaN(x.column[row]) && !Number.isNaN(y.column[row])) rows.push(row);
  }
  if (!rows.length) return h("p", { class: "empty" }, "No page has both measures.");
  const rho = rankCorrelation(rows.map((row) => x.column[row]), rows.map((row) => y.column[row]));
  const facts = `${plural(rows.length, "page")}${Number.isFinite(rho) ? `; rank correlation ${rho.toFixed(2).replace("-", "−")}` : ""}`;
  return h("div", {}, chart((width) => {
    const [left, bottom, height] = [44, 40, Math.min(400, Math.max(260, width * 0.5))];
    const [w, t] = [width - left - 18, height - bottom - 8];
    const [sx, sy] = [scaleOf(x, w), scaleOf(y, t)];
    const axes = [
      sx.ticks.map((v) => [s("line", { x1: left + sx.place(v), x2: left + sx.place(v), y1: 8, y2: 8 + t, class: "grid" }),
        s("text", { x: left + sx.place(v), y: 8 + t + 15, class: "value middle" }, count(v))]),
      sy.ticks.map((v) => [s("line", { x1: left, x2: left + w, y1: 8 + t - sy.place(v), y2: 8 + t - sy.place(v), class: "grid" }),
        s("text", { x: left - 6, y: 12 + t - sy.place(v), class: "value end" }, count(v))]),
      s("text", { x: left + w / 2, y: height - 6, class: "label middle" }, x.name),
    ];
    const marks = rows.length <= MAX_POINTS ? points(rows, x, y, sx, sy, left, t) : squares(rows, x, y, sx, sy, left, t, w);
    return svg(width, height, `${y.name} against ${x.name}: ${facts}`, axes, marks);
  }), h("p", { class: "muted small" }, `Vertical: ${y.name}. ${facts}.`));
}

function points(rows, x, y, sx, sy, left, t) {
  const groups = [];
  for (const row of rows.toReversed()) {
    const [cx, cy] = [left + sx.place(x.column[row]), 8 + t - sy.place(y.column[row])];
    const name = verdictOf(row);
    const paths = {
      fail: `M${cx - 3.5} ${cy - 3.5}l7 7m0-7l-7 7`,
      review: `M${cx} ${cy - 4.5}l4.4 7.6h-8.8z`,
      pass: `M${cx - 3.2} ${cy}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z`,
    };
    groups.push(s("a", { href: `#page/${row}`, tabindex: -1, "aria-hidden": "true" },
      s("title", {}, shown(titleOf(row))),
      s("path", { d: paths[name] ?? `M${cx - 3} ${cy - 3}h6v6h-6z`, class: `point point-${name}` })));
  }
  return groups;
}

function squares(rows, x, y, sx, sy, left, t, w) {
  const size = 13;
  const cells = new Map();
  for (const row of rows) {
    const key = `${Math.min(Math.floor(sx.place(x.column[row]) / size), Math.ceil(w / size) - 1)},${Math.min(Math.floor(sy.place(y.column[row]) / size), Math.ceil(t / size) - 1)}`;
    const cell = cells.get(key) ?? new Uint32Array(D.verdicts.length);
    cell[R.verdict[row]]++;
    cells.set(key, cell);
  }
  const sum = (cell) => cell.reduce((a, b) => a + b, 0);
  const most = Math.sqrt(Math.max(...[...cells.values()].map(sum)));
  return [...cells].map(([key, cell]) => {
    const [cx, cy] = key.split(",").map(Number);
    const side = Math.max(2.5, (Math.sqrt(sum(cell)) / most) * (size - 1));
    const name = D.verdicts[cell.indexOf(Math.max(...cell))];
    // The last cell takes the upper edge in.
    const range = (one, scale, at, end) => `${one.id}:${scale.back(at * size).toFixed(2)}:${(at * size + size >= end ? Infinity : scale.back((at + 1) * size)).toFixed(2)}`;
    return s("a", { href: link("pages", { range: [range(x, sx, cx, w), range(y, sy, cy, t)] }), tabindex: -1, "aria-hidden": "true" },
      s("title", {}, `${plural(sum(cell), "page")}, mostly: ${VERDICT_WORDS[name]}`),
      s("rect", { x: left + cx * size + (size - side) / 2, y: 8 + t - (cy + 1) * size + (size - side) / 2, width: side, height: side, class: `fill-${name}` }));
  });
}

// Spearman's rho, ties at their mean rank.
function rankCorrelation(a, b) {
  const ranks = (values) => {
    const order = Uint32Array.from(values.keys()).sort((i, j) => values[i] - values[j]);
    const out = new Float64Array(values.length);
    for (let from = 0; from < order.length;) {
      let to = from;
      while (to < order.length && values[order[to]] === values[order[from]]) to++;
      for (let at = from; at < to; at++) out[order[at]] = (from + to - 1) / 2;
      from = to;
    }
    return out;
  };
  const [p, q] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  let [pq, pp, qq] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    pq += (p[at] - mean) * (q[at] - mean);
    pp += (p[at] - mean) ** 2;
    qq += (q[at] - mean) ** 2;
  }
  return pq / Math.sqrt(pp * qq);
}
