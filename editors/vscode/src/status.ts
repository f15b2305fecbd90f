/** The verdict on the text of the active editor, in the status bar. */

import { StatusBarAlignment, StatusBarItem, ThemeColor, window } from "vscode";

/** What the server sends after each check; `verdict` is null for a file that is not checked. */
export interface Verdict {
  uri: string;
  version: number | null;
  verdict: "pass" | "review" | "fail" | "not_scored" | null;
  fails: boolean;
  quality: number | null;
  reasons: string[];
  skipped: string | null;
  doubt: string | null;
}

const SHOWN = {
  pass: ["$(pass)", "PASS"],
  review: ["$(warning)", "REVIEW"],
  fail: ["$(error)", "FAIL"],
  not_scored: ["$(circle-slash)", "NOT SCORED"],
} as const;

export class VerdictStatus {
  private readonly item: StatusBarItem;
  private readonly verdicts = new Map<string, Verdict>();

  constructor() {
    this.item = window.createStatusBarItem("detector.verdict", StatusBarAlignment.Right, 100);
    this.item.name = "Detector: verdict";
    this.item.command = "workbench.actions.view.problems";
  }

  set(verdict: Verdict): void {
    this.verdicts.set(verdict.uri, verdict);
  }

  forget(uri: string): void {
    this.verdicts.delete(uri);
  }

  clear(): void {
    this.verdicts.clear();
    this.item.hide();
  }

  /** Show the verdict on the text `uri`, or nothing where there is none. */
  show(uri: string | undefined): void {
    const known = uri === undefined ? undefined : this.verdicts.get(uri);
    if (!known || known.verdict === null) {
      this.item.hide();
      return;
    }
    const [icon, word] = SHOWN[known.verdict];
    const quality = known.quality === null ? "" : ` ${Math.round(known.quality)}`;
    this.item.text = `${icon} ${word}${quality}`;
    this.item.tooltip = tooltip(known);
    this.item.backgroundColor = known.fails
      ? new ThemeColor("statusBarItem.errorBackground")
      : undefined;
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function tooltip(verdict: Verdict): string {
  const lines = [verdict.fails ? "This article fails the check." : "This article may be published."];
  if (verdict.quality !== null) {
    lines.push(`Quality: ${Math.round(verdict.quality)} of 100`);
  }
  if (verdict.doubt) {
    lines.push(verdict.doubt);
  }
  if (verdict.skipped) {
    lines.push(`Skipped: ${verdict.skipped}`);
  }
  if (verdict.reasons.length) {
    lines.push(`Reasons: ${verdict.reasons.join(", ")}`);
  }
  return lines.join("\n");
}
