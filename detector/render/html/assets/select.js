// Which rows, in what order: the state of the table, kept in its address.

const MULTIPLE = ["verdict", "range"];
const SINGLE = ["rule", "reason", "change", "step", "set", "folder", "within", "month", "author", "q", "sort", "dir"];
const orders = new Map();
const sortColumns = new Map();
let searched = null;

function readState(parameters) {
  const state = {};
  for (const key of MULTIPLE) state[key] = parameters.getAll(key);
  for (const key of SINGLE) state[key] = parameters.get(key) ?? "";
  if (!columnsOfReport().some(([name]) => name === state.sort)) state.sort = "worst";
  if (!["up", "down"].includes(state.dir)) state.dir = COLUMNS[state.sort].down ? "down" : "up";
  return state;
}

function stateLink(state) {
  const kept = { ...state };
  if (state.dir === (COLUMNS[state.sort].down ? "down" : "up")) kept.dir = "";
  if (state.sort === "worst") kept.sort = "";
  return link("pages", kept);
}

// The place of each text among all of them, numbers in it by their size; an empty one is last
// either way. (A Collator would take a second for 50,000 titles.)
function order(texts) {
  const key = (text) => text.toLowerCase().normalize("NFKD").replace(/\d+/g, (digits) => digits.padStart(9, "0"));
  const keys = new Map([...new Set(texts)].map((text) => [text, key(text)]));
  const places = new Map([...new Set(keys.values())].sort().map((one, at) => [one, one ? at : NaN]));
  return Float64Array.from(texts, (text) => places.get(keys.get(text)));
}

function orderOf(name) {
  const places = order(R[`${name}s`]);
  return Float64Array.from(R[name], (at) => places[at]);
}

// All rows in the order of a column: sorted once, filtered often.
function allRows({ sort, dir }) {
  const name = `${sort} ${dir}`;
  if (!orders.has(name)) {
    const rows = Uint32Array.from({ length: R.count }, (_, row) => row);
    if (sort === "worst") orders.set(name, dir === "up" ? rows : rows.reverse());
    else {
      if (!sortColumns.has(sort)) sortColumns.set(sort, COLUMNS[sort].sort());
      const column = sortColumns.get(sort);
      const sign = dir === "up" ? 1 : -1;
      const known = rows.filter((row) => column[row] === column[row]).sort((a, b) => sign * (column[a] - column[b]) || a - b);
      const unknown = rows.filter((row) => column[row] !== column[row]);
      rows.set(known);
      rows.set(unknown, known.length);
      orders.set(name, rows);
    }
  }
  return orders.get(name);
}

function selected(state) {
  const tests = testsOf(state);
  const rows = allRows(state);
  return tests.length ? rows.filter((row) => tests.every((test) => test(row))) : rows;
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
  if (COPIES.includes(state.reason)) tests.push((row) => copiesOf(row).includes(state.reason));
  else if (state.reason) {
    const wanted = R.reasonTexts.indexOf(state.reason);
    tests.push((row) => R.reasons[row].includes(wanted));
  }
  if (state.step) tests.push((row) => D.steps[row] === Number(state.step));
  if (state.set) tests.push((row) => (R.sets.get(row) ?? []).includes(Number(state.set)));
  if (state.change) tests.push(CHANGE_FILTERS[state.change]?.[1] ?? (() => false));
  if (state.within) {
    const wanted = R.folders.map((name) => name === state.within || name.startsWith(`${state.within}/`));
    tests.push((row) => wanted[R.folder[row]]);
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
