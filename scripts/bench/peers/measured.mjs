// As measured.py, for peers on Node.
import { readFileSync } from "node:fs";

const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

export function run(work) {
  const rows = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
  for (const row of rows.slice(0, 6)) work(row.text);
  let best = 0;
  for (let i = 0; i < 2 && rows.length > 1; i++) {
    const texts = rows.slice(1).map((row) => row.text + "\n".repeat(i + 1));
    const started = seconds();
    for (const text of texts) work(text); // never the same text twice
    best = best ? Math.min(best, seconds() - started) : seconds() - started;
  }
  const rss = Number(readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s*(\d+)/)[1]) / 1024;
  console.log(JSON.stringify({ articles: rows.length - 1, cpu: best, rss }));
}
