// What differs between two texts, word by word (Myers, "An O(ND) Difference Algorithm", 1986).

const MAX_EDITS = 1800; // more, and the texts have little in common: paragraphs are compared
const TOKEN = /\s*\n\s*|[^\S\n]+|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[^\p{L}\p{N}\s]/gu;

// [{op: "same", or "change", "less", "more", left, right}]: ``left`` and ``right`` are the parts of the texts.
function compared(left, right) {
  const [a, b] = [left.match(TOKEN) ?? [], right.match(TOKEN) ?? []];
  let edits = myers(a, b);
  if (!edits) {
    const lines = (text) => text.split(/(?<=\n)/);
    edits = myers(lines(left), lines(right));
  }
  return edits ? joined(edits) : [{ op: "less", left, right: "" }, { op: "more", left: "", right }];
}

function myers(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [n, m] = [a.length, b.length];
  while (n > start && m > start && a[n - 1] === b[m - 1]) [n, m] = [n - 1, m - 1];
  const middle = shortest(a.slice(start, n), b.slice(start, m));
  if (!middle) return null;
  const same = (tokens) => tokens.map((token) => ["same", token]);
  return [...same(a.slice(0, start)), ...middle, ...same(a.slice(n))];
}

function shortest(a, b) {
  const [n, m] = [a.length, b.length];
  const most = Math.min(n + m, MAX_EDITS);
  const reached = new Int32Array(2 * most + 3);
  const at = (k) => k + most + 1;
  const trace = [];
  for (let d = 0; d <= most; d++) {
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reached[at(k - 1)] < reached[at(k + 1)]);
      let x = down ? reached[at(k + 1)] : reached[at(k - 1)] + 1;
      while (x < n && x - k < m && a[x] === b[x - k]) x++;
      reached[at(k)] = x;
      if (x >= n && x - k >= m) return walkedBack(a, b, trace, d);
    }
    trace.push(reached.slice(at(-d), at(d) + 1));
  }
  return null;
}

function walkedBack(a, b, trace, edits) {
  const steps = [];
  let [x, y] = [a.length, b.length];
  for (let d = edits; d > 0; d--) {
    const reached = trace[d - 1];
    const value = (k) => (Math.abs(k) > d - 1 ? -1 : reached[k + d - 1]);
    const k = x - y;
    const down = k === -d || (k !== d && value(k - 1) < value(k + 1));
    const before = down ? k + 1 : k - 1;
    const fromX = value(before);
    const fromY = fromX - before;
    while (x > fromX + (down ? 0 : 1) && y > fromY + (down ? 1 : 0)) [x, y] = [x - 1, steps.push(["same", a[x - 1]]) && y - 1];
    if (down) steps.push(["more", b[--y]]);
    else steps.push(["less", a[--x]]);
  }
  while (x > 0) steps.push(["same", a[--x]]);
  return steps.reverse();
}

// Runs of one kind together; a space between two changes belongs to them.
function joined(edits) {
  const parts = [];
  edits.forEach(([op, token], at) => {
    const space = op === "same" && token === " " && edits[at - 1]?.[0] !== "same" && edits[at + 1] && edits[at + 1][0] !== "same";
    const last = parts.at(-1);
    if (space && last?.op === "change") [last.left, last.right] = [last.left + token, last.right + token];
    else {
      const kind = op === "same" ? "same" : "change";
      if (last?.op !== kind) parts.push({ op: kind, left: "", right: "" });
      const part = parts.at(-1);
      if (op !== "more") part.left += token;
      if (op !== "less") part.right += token;
    }
  });
  return parts;
}
