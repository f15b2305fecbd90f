// The data of the report: unpacked once; texts of pages when they are opened.

async function unpack(id) {
  const block = document.getElementById(id);
  if (!block) return null;
  const packed = atob(block.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at++) bytes[at] = packed.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

let D = null; // what contents.py calls the overview
let R = null; // its rows, as columns
let MEASURES = [];

async function load() {
  D = await unpack("data");
  R = D.rows;
  R.count = R.id.length;
  for (const name of ["folder", "author", "language"]) {
    const [values, numbers] = R[name];
    R[name] = Uint32Array.from(numbers);
    R[`${name}s`] = values;
  }
  [R.reasonTexts, R.reasons] = R.reasons;
  R.doubts = R.doubt[0].map((name) => D.doubts[name] ?? null);
  R.doubt = R.doubt[1];
  for (const name of ["quality", "generated", "low_quality"]) R[name] = numeric(R[name]);
  R.scores = R.scores.map(numeric);
  R.findings = Float64Array.from(R.rules, (pairs) => pairs.reduce((sum, n, at) => sum + (at % 2 ? n : 0), 0));
  R.errors = Float64Array.from(R.errors);
  R.words = Float64Array.from(R.words);
  R.common = commonFolder(R.folders);
  R.path = R.path.map((path, row) => (path === 0 ? R.id[row] : path));
  R.sets = setsOfRows();
  if (D.since) R.change = Float64Array.from(R.id, (_, row) => D.since.direction[row] ?? 2);
  MEASURES = measures();
}

// The sets that each row belongs to: their numbers.
function setsOfRows() {
  const sets = new Map();
  for (const [at, { rows }] of D.sets.entries()) for (const row of rows) sets.set(row, [...(sets.get(row) ?? []), at]);
  return sets;
}

// The address of a page in the world: its own where the id is one, else that of its file on the
// machine where the audit ran. Null where it was read from standard input or another system.
function addressOf(row) {
  const id = R.id[row];
  if (/^https?:\/\//i.test(id)) return id;
  const path = R.path[row];
  if (!path || path === "-" || path.includes("://")) return null;
  const whole = path.startsWith("/") || /^[a-z]:[\\/]/i.test(path) ? path : `${D.about.folder}/${path}`;
  return `file://${whole.startsWith("/") ? "" : "/"}${whole.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":")}`;
}

// Folders that contain all pages say nothing: they are not shown.
function commonFolder(names) {
  let common = names.length > 1 ? names[0] : "";
  for (const name of names) {
    while (common && name !== common && !name.startsWith(`${common}/`)) common = common.slice(0, Math.max(0, common.lastIndexOf("/")));
  }
  return common;
}

function folderName(name) {
  if (!R.common) return name;
  return name === R.common ? "(top)" : name.slice(R.common.length + 1);
}

function numeric(column) {
  return Float64Array.from(column, (value) => (value === null ? NaN : value));
}

// What can be put on an axis: all on scales that start at 0.
function measures() {
  const scored = (row) => D.verdicts[R.verdict[row]] !== "unread";
  return [
    { id: "quality", name: "Quality", column: R.quality, top: 100 },
    { id: "low_quality", name: "Probability of low quality, %", column: R.low_quality, top: 100 },
    { id: "generated", name: "Probability of machine-generated prose, %", column: R.generated, top: 100 },
    { id: "words", name: "Words", column: R.words.map((n, row) => (scored(row) ? n : NaN)), log: true },
    { id: "findings", name: "Findings", column: R.findings.map((n, row) => (scored(row) ? n : NaN)), log: true },
    ...D.families.map((family, at) => ({
      id: family, name: `${capital(words(family))}, %`, column: R.scores[at], top: 100,
    })),
  ].filter((measure) => measure.column.some((value) => !Number.isNaN(value)));
}

function measure(id) {
  return MEASURES.find((one) => one.id === id);
}

// Why a page of low quality passes, as [label, sentence]; null for all others.
const doubtOf = (row) => R.doubts[R.doubt[row]];
const verdictOf = (row) => D.verdicts[R.verdict[row]];
const titleOf = (row) => R.title[row] || R.id[row].split("/").pop() || R.id[row];

function ruleOf(id) {
  return D.rules.find((rule) => rule.id === id);
}

// A reason of the contract in words.
const REASONS = {
  generated: "The prose reads as machine-generated",
  low_quality: "The article as a whole reads as spam, filler or unedited text",
  empty: "The page contains no text",
  too_short: "Too little prose to judge",
  unsupported_language: "The classifier does not support the language",
  not_prose: "Lists, tables or code rather than sentences",
};

// The same, as short as a label.
function reasonName(reason) {
  return { generated: "machine-generated prose", low_quality: "spam, filler or unedited text" }[reason] ?? words(reason.replace(/^rule:/, ""));
}

function reasonWords(reason, row) {
  if (reason.startsWith("rule:")) return (ruleOf(reason.slice(5))?.summary ?? words(reason.slice(5))).replace(/\.$/, "");
  const probability = { generated: R.generated, low_quality: R.low_quality }[reason]?.[row];
  const text = REASONS[reason] ?? reason;
  return Number.isFinite(probability) ? `${text} (${chance(probability)})` : text;
}

// Addresses within the report: #view?key=value, #page/12, #set/3.
function link(view, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== "" && one !== null) query.append(key, one);
  }
  const text = query.toString();
  return `#${view}${text ? `?${text}` : ""}`;
}
