// Findings about several pages: what they share, what varies, and two of them side by side.

const QUIET = 320; // characters in common that are shown whole; longer stretches are folded

function setsView(number) {
  const chosen = number === undefined ? 0 : Number(number);
  if (!D.sets.length) {
    return h("section", { "aria-labelledby": "title" }, h("h1", { id: "title" }, "Sets"),
      h("p", { class: "empty" }, "No copies, no templates filled with places or keywords, no competing titles, no contact block repeated from page to page."));
  }
  if (!D.sets[chosen]) return missing("This report does not contain that set.");
  return h("section", { class: "sets-view", "aria-labelledby": "title" },
    h("nav", { class: "set-list", "aria-label": "Sets" }, setList(chosen)),
    h("div", { class: "set" }, setDetail(D.sets[chosen])));
}

function setList(chosen) {
  const kinds = Map.groupBy(D.sets.map((set, at) => [set, at]), ([set]) => set.kind);
  return [...kinds].map(([kind, members]) => h("details", { open: members.some(([, at]) => at === chosen) || D.sets.length < 25 || null },
    h("summary", {}, capital(words(kind)), h("span", { class: "muted" }, ` ${count(members.length)}`)),
    h("ol", {}, members.map(([set, at]) => h("li", {}, h("a", { href: `#set/${at}`, "aria-current": at === chosen ? "true" : null },
      h("span", { class: `is-${set.severity}` }, icon(set.severity)), h("span", { class: "clip" }, outside(setName(set))), h("span", { class: "muted" }, count(set.count))))))));
}

function setName(set) {
  const { detail } = set;
  return detail.pattern ?? detail.title ?? detail.text ?? detail.day ?? detail.name ?? (set.rows.length ? titleOf(set.rows[0]) : set.message);
}

// A title's pattern with its slot marked: "Movers in {place}".
function patternText(pattern) {
  return pattern.split(/(\{[a-z]+\})/).filter(Boolean).map((part) => (/^\{[a-z]+\}$/.test(part)
    ? h("span", { class: "slot" }, part.slice(1, -1)) : outside(part)));
}

function setDetail(set) {
  const { detail } = set;
  const judged = set.rows.filter((row) => !Number.isNaN(R.quality[row]));
  const mean = judged.reduce((sum, row) => sum + R.quality[row], 0) / judged.length;
  const parts = Object.fromEntries(D.verdicts.map((name) => [name, set.rows.filter((row) => verdictOf(row) === name).length]));
  const facts = [plural(set.count, "page"), set.rows.length ? `${set.count > set.rows.length ? `of ${count(set.rows.length)} listed: ` : ""}${described(parts)}` : "", judged.length ? `mean quality ${Math.round(mean)} of 100` : ""];
  return [
    h("p", { class: "small" }, severityBadge(set.severity), h("span", { class: "muted" }, ` · ${words(set.kind)}`)),
    h("h1", { id: "title" }, detail.pattern ? patternText(detail.pattern) : outside(setName(set))),
    h("p", {}, outside(set.message)), h("p", { class: "muted small" }, facts.filter(Boolean).join(" · ")),
    detail.values ? h("div", { class: "values" }, h("h2", {}, `What varies: ${detail.slot}`), h("ul", {}, detail.values.map((value) => h("li", { class: "slot" }, outside(value))))) : null,
    set.rows.length > 1 ? h("p", {}, h("a", { href: link("pages", { set: D.sets.indexOf(set) }) }, "Show these pages in the table")) : null,
    comparison(set), members(set),
    detail.name !== undefined ? h("p", {}, h("a", { href: link("pages", { [set.kind.split("-").at(-1).replace("folder", "within")]: detail.name }) }, "Show these pages")) : null,
  ];
}

function members(set) {
  if (!set.rows.length) return null;
  const draw = (rows) => h("ol", { class: "members" }, rows.map((row) => h("li", {}, h("span", { class: `is-${verdictOf(row)} score` }, icon(verdictOf(row)), Number.isNaN(R.quality[row]) ? "–" : Math.round(R.quality[row])),
    h("div", {}, h("a", { href: `#page/${row}` }, outside(titleOf(row))), h("p", { class: "muted small" }, outside(R.id[row]))))));
  return h("section", {}, h("h2", {}, "Pages"), growing(set.rows, 20, draw),
    set.count > set.rows.length ? h("p", { class: "muted small" }, `${count(set.rows.length)} of ${count(set.count)} are shown.`) : null);
}

function comparison(set) {
  const rows = set.rows.filter((row) => document.getElementById(`text-${row}`));
  if (rows.length < 2) return null;
  const holder = h("div", { class: "compared" });
  const box = (at) => {
    const select = h("select", { onchange: () => show() }, rows.map((row) => h("option", { value: row }, shown(titleOf(row)).slice(0, 90))));
    select.value = rows[at];
    return select;
  };
  const [first, second] = [box(0), box(1)];
  const show = async () => {
    const [a, b] = await Promise.all([textOf(Number(first.value)), textOf(Number(second.value))]);
    holder.replaceChildren(...differences(a, b, set.detail.values ?? [], first.selectedOptions[0].text, second.selectedOptions[0].text));
  };
  show();
  return h("section", {}, h("h2", {}, "Side by side"),
    h("div", { class: "fields" }, h("label", { class: "field small" }, "Left", first), h("label", { class: "field small" }, "Right", second)), holder);
}

function differences(a, b, values, leftName, rightName) {
  const slots = new Set(values.map((value) => value.toLowerCase()));
  const parts = compared(a.text, b.text);
  const changes = parts.filter((part) => part.op !== "same").length;
  const rows = [];
  // The left side, the right side, and both in one for narrow screens.
  let row = [[], [], []];
  const close = () => { if (row[2].length) rows.push(row); row = [[], [], []]; };
  for (const { op, left, right } of parts) {
    if (op !== "same") {
      const slot = slots.has(left.trim().toLowerCase()) || slots.has(right.trim().toLowerCase());
      const marked = (tag, text) => h(tag, { class: slot ? "slot" : null }, shown(text));
      if (left) {
        row[0].push(marked("del", left));
        row[2].push(marked("del", left));
      }
      if (right) {
        row[1].push(marked("ins", right));
        row[2].push(marked("ins", right));
      }
      continue;
    }
    // Both sides break where both have a line ending, so that they stay level.
    for (const line of left.split(/(?<=\n)/)) {
      for (const side of row) side.push(line);
      if (line.endsWith("\n")) close();
    }
  }
  close();
  return [h("p", { class: "small", role: "status" }, changes ? `${plural(changes, "passage")} ${changes === 1 ? "differs" : "differ"}.` : "The two texts are the same."),
    changes ? h("div", { class: "sides", role: "region", "aria-label": "The two texts", tabindex: 0 }, h("div", { class: "side-heads", "aria-hidden": "true" }, h("p", {}, leftName), h("p", {}, rightName)), sideRows(rows)) : []].flat();
}

// Long rows without a difference are folded; the rest are side by side.
function sideRows(rows) {
  const out = [];
  let quiet = [];
  const plain = (row) => row[2].every((part) => typeof part === "string");
  const flush = () => {
    const text = quiet.map((row) => row[0].join("")).join("");
    if (text.trim()) {
      const body = h("p", { class: "common" }, shown(text.trim()));
      out.push(text.length > QUIET ? h("details", { class: "common" }, h("summary", { class: "small" }, `${plural(text.trim().split(/\s+/).length, "word")} in common: “${shown(text.trim().slice(0, 60)).replace(/\s+/g, " ")}…”`), body) : body);
    }
    quiet = [];
  };
  for (const row of rows) {
    if (plain(row)) quiet.push(row);
    else {
      flush();
      out.push(h("div", { class: "pair" }, row.map((side, at) => h("div", { dir: "auto", class: ["left", "right", "merged"][at] }, side.length ? side.map((part) => (typeof part === "string" ? shown(part) : part)) : null))));
    }
  }
  flush();
  return out;
}
