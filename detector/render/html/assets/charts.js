// Charts as inline SVG, drawn at their real width and drawn again when that changes.

const drawn = new WeakMap();
const widths = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const state = drawn.get(target);
    const width = Math.floor(contentRect.width);
    if (!state || !width || width === state.width) continue;
    state.width = width;
    target.replaceChildren(state.draw(width));
  }
});

function chart(draw) {
  const holder = h("div", { class: "chart" });
  drawn.set(holder, { draw, width: 0 });
  widths.observe(holder);
  return holder;
}

function figure(title, text, body, ...more) {
  return h("figure", { class: "panel" }, h("figcaption", {}, h("h3", {}, title), text ? h("p", { class: "muted small" }, text) : null), body, more);
}

function legend(names) {
  return h("ul", { class: "legend small", "aria-label": "Legend" }, names.map((name) => h("li", {},
    s("svg", { width: 13, height: 13, "aria-hidden": "true" }, s("rect", { width: 13, height: 13, rx: 2, class: `fill-${name}` })), VERDICT_WORDS[name])));
}

function asTable(caption, columns, rows) {
  return h("details", { class: "small as-table" }, h("summary", {}, "Show as table"),
    h("div", { class: "scroll" }, h("table", { class: "plain-table" }, h("caption", { class: "visually-hidden" }, caption),
      h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, outside(first)), rest.map((cell) => h("td", {}, cell))))))));
}

function svg(width, height, label, ...children) {
  return s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label }, children);
}

function clipped(text, room) {
  const most = Math.max(4, Math.floor(room / 7));
  const whole = shown(text);
  return whole.length <= most ? whole : `…${whole.slice(1 - most)}`;
}

// The round step that cuts ``top`` into at most ``parts``.
function niceStep(top, parts) {
  const power = 10 ** Math.floor(Math.log10(Math.max(top / parts, 1)));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => top / step <= parts) ?? 10 * power;
}

// One horizontal bar per item: {name, href, parts: {class: value}, note, description}.
function bars(items, { label, shares = false, prefix = null }) {
  return chart((width) => {
    const narrow = width < 420;
    const left = narrow ? 0 : Math.min(230, width * 0.36);
    const right = Math.max(76, ...items.map((item) => 7 * item.note.length + 12));
    const step = narrow ? 40 : 27;
    const total = (item) => Object.values(item.parts).reduce((a, b) => a + b, 0);
    const top = Math.max(1, ...items.map(total));
    const room = width - left - right;
    return svg(width, items.length * step + 4, label, items.map((item, at) => {
      const y = at * step + (narrow ? 19 : 5);
      const whole = total(item) || 1;
      let x = left;
      const rects = Object.entries(item.parts).filter(([, value]) => value).map(([name, value]) => {
        const size = (value / (shares ? whole : top)) * room;
        const rect = s("rect", { x, y, width: Math.max(size, 1), height: 15, class: `fill-${name}` });
        x += size;
        return rect;
      });
      const indent = prefix ? 18 : 0;
      return s("a", { href: item.href, "aria-label": `${shown(item.name)}: ${item.description}` },
        s("title", {}, `${shown(item.name)}: ${item.description}`),
        s("rect", { x: 0, y: at * step, width, height: step, class: "hit" }),
        prefix ? s("use", { href: `#i-${prefix(item)}`, x: 0, y: narrow ? y - 16 : y + 1, width: 12, height: 12, class: `is-${prefix(item)}` }) : null,
        s("text", { x: indent, y: narrow ? y - 5 : y + 12, class: "label", "aria-hidden": "true" }, clipped(item.name, (narrow ? width : left) - indent - 10)),
        rects,
        s("text", { x: (shares ? left + room : x) + 7, y: y + 12, class: "value", "aria-hidden": "true" }, item.note));
    }));
  });
}

// Stacked columns in order: {name, href, parts, description}; ``tick`` gives a column its label.
function columnsChart(items, { label, height = 210, tick, shares = false, end = "", unit = "pages" }) {
  return chart((width) => {
    const [left, bottom, head] = [44, 24, 22];
    const total = (item) => Object.values(item.parts).reduce((a, b) => a + b, 0);
    const most = Math.max(1, ...items.map(total));
    const gap = niceStep(shares ? 100 : most, 4);
    const top = shares ? 100 : Math.ceil(most / gap) * gap;
    const room = height - bottom - head;
    const step = (width - left - 4) / items.length;
    const lines = [];
    for (let value = 0; value <= top; value += gap) {
      const y = head + room - (value / top) * room;
      lines.push(s("line", { x1: left, x2: width, y1: y, y2: y, class: value ? "grid" : "axis" }),
        s("text", { x: left - 7, y: y + 4, class: "value end" }, shares ? `${value}%` : count(value)));
    }
    let lastLabel = -99;
    const last = end ? s("text", { x: width - 3, y: height - 7, class: "value end" }, end) : null;
    lines.push(s("text", { x: 0, y: 12, class: "value" }, shares ? `% of ${unit}` : unit));
    return svg(width, height, label, lines, last, items.map((item, at) => {
      let y = head + room;
      const x = left + at * step;
      const scale = shares ? 100 / (total(item) || 1) : 1;
      const rects = Object.entries(item.parts).filter(([, value]) => value).map(([name, value]) => {
        const size = ((value * scale) / top) * room;
        y -= size;
        return s("rect", { x: x + Math.min(1, step / 8), y, width: Math.max(step - Math.min(2, step / 4), 0.5), height: Math.max(size, 0.7), class: `fill-${name}` });
      });
      const text = tick(item, at);
      const fits = text && x - lastLabel > text.length * 7 + 8 && x + text.length * 7 < width;
      if (fits) lastLabel = x;
      return [
        s("a", { href: item.href, "aria-label": `${item.name}: ${item.description}`, tabindex: total(item) ? null : -1 },
          s("title", {}, `${item.name}: ${item.description}`),
          s("rect", { x, y: head, width: step, height: room, class: "hit" }), rects),
        fits ? s("text", { x: x + 1, y: height - 7, class: "value" }, text) : null,
      ];
    }));
  });
}
