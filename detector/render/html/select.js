// Which rows, in what order: the state of the table, kept in its address.

const SORTS = {
  worst: { name: "Verdict" },
  quality: { name: "Quality", column: () => R.quality },
  title: { name: "Page", column: () => order(R.title.map((title, row) => title || R.id[row])) },
  folder: { name: "Folder", column: () => orderOf("folder") },
  words: { name: "Words", column: () => R.words, down: true },
  findings: { name: "Findings", column: () => R.findings, down: true },
  low_quality: { name: "Low quality", column: () => R.low_quality, down: true },
  generated: { name: "Machine", column: () => R.generated, down: true },
  date: { name: "Date", column: () => order(R.date), down: true },
};
const MULTIPLE = ["verdict", "range"];
const SINGLE = ["rule", "folder", "month", "author", "q", "sort", "dir"];
const sortColumns = new Map();
let searched = null;

function readState(parameters) {
  const state = {};
  for (const key of MULTIPLE) state[key] = parameters.getAll(key);
  for (const key of SINGLE) state[key] = parameters.get(key) ?? "";
  if (!SORTS[state.sort]) state.sort = "worst";
  if (!["up", "down"].includes(state.dir)) state.dir = SORTS[state.sort].down ? "down" : "up";
  return state;
}

function stateLink(state) {
  const kept = { ...state };
  if (state.dir === (SORTS[state.sort].down ? "down" : "up")) kept.dir = "";
  if (state.sort === "worst") kept.sort = "";
  return link("pages", kept);
}

// The place of each text among all of them; an empty one comes last either way.
function order(texts) {
  const all = [...new Set(texts)].sort(new Intl.Collator("en", { numeric: true }).compare);
  const places = new Map(all.map((text, at) => [text, text ? at : NaN]));
  return Float64Array.from(texts, (text) => places.get(text));
}

function orderOf(name) {
  const places = order(R[`${name}s`]);
  return Float64Array.from(R[name], (at) => places[at]);
}

function sortColumn(name) {
  if (!sortColumns.has(name)) sortColumns.set(name, SORTS[name].column());
  return sortColumns.get(name);
}

function selected(state) {
  const tests = testsOf(state);
  const rows = new Uint32Array(R.count);
  let size = 0;
  for (let row = 0; row < R.count; row++) {
    if (tests.every((test) => test(row))) rows[size++] = row;
  }
  return sorted(rows.subarray(0, size), state);
}

function testsOf(state) {
  const tests = [];
  if (state.verdict.length) {
    const wanted = D.verdicts.map((name) => state.verdict.includes(name));
    tests.push((row) => wanted[R.verdict[row]]);
  }
  if (state.rule) {
    const wanted = D.rules.findIndex((rule) => rule.id === state.rule);
    tests.push((row) => R.rules[row].some((n, at) => at % 2 === 0 && n === wanted));
  }
  for (const name of ["folder", "author"]) {
    if (!state[name]) continue;
    const wanted = R[`${name}s`].indexOf(state[name]);
    tests.push((row) => R[name][row] === wanted);
  }
  if (state.month) tests.push((row) => R.date[row].startsWith(state.month));
  for (const range of state.range) {
    const [id, low, high] = range.split(":");
    const column = measure(id)?.column;
    if (column) tests.push((row) => column[row] >= Number(low) && column[row] < Number(high));
  }
  const needles = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  if (needles.length) {
    searched ??= R.id.map((id, row) => `${id}\n${R.title[row]}\n${R.authors[R.author[row]]}`.toLowerCase());
    tests.push((row) => needles.every((needle) => searched[row].includes(needle)));
  }
  return tests;
}

function sorted(rows, state) {
  const up = state.dir === "up";
  if (state.sort === "worst") return up ? rows : rows.reverse();
  const column = sortColumn(state.sort);
  const sign = up ? 1 : -1;
  return rows.sort((a, b) => {
    const [x, y] = [column[a], column[b]];
    if (x === y) return a - b;
    if (x !== x) return y !== y ? a - b : 1; // NaN: nothing is known, so last
    return y !== y ? -1 : sign * (x - y);
  });
}
