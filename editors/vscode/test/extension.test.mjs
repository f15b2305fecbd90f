// The built extension, with the real client library, against the real server. DETECTOR_COMMAND is
// the command of the server as JSON; without it, `detector lsp` is used.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { editor, vscode } from "./vscode.mjs";

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const extension = createRequire(import.meta.url)("../dist/extension.js");

const COMMAND = JSON.parse(process.env.DETECTOR_COMMAND ?? '["detector", "lsp"]');
const LIMIT_MS = 60_000;
const GOOD = "# Bread\n\nThe bakers rise at four.\n";
const RATED_LOW = "# Bread\n\nThe bakers rise at four. Their dough is rated low.\n";
const BAD = "# Bread\n\nThe 😀 bakers rise at four turn0search0 and knead by hand.\n";
const folder = realpathSync(mkdtempSync(join(tmpdir(), "detector-")));
const context = { subscriptions: [] };

/** Wait until `wanted` is true of what the editor shows. */
async function until(wanted, name) {
  const deadline = Date.now() + LIMIT_MS;
  while (!wanted()) {
    assert.ok(Date.now() < deadline, `${name} was not shown: ${JSON.stringify(editor.messages)}`);
    await new Promise((resolve) => {
      const timer = setTimeout(done, 500);
      const listening = editor.changed.event(done);
      function done() {
        clearTimeout(timer);
        listening.dispose();
        resolve();
      }
    });
  }
}

const found = (document) => editor.diagnostics.get(document.uri.toString());
const rules = (document) => found(document)?.map((one) => one.code?.value ?? one.code);

before(async () => {
  for (const name of ["strict", "lenient"]) {
    mkdirSync(join(folder, name));
  }
  writeFileSync(join(folder, "strict", "detector.toml"), "");
  writeFileSync(join(folder, "lenient", "detector.toml"), 'ignore = ["chat-citation"]\n');
  vscode.workspace.workspaceFolders = ["strict", "lenient"].map((name, index) => ({
    name,
    index,
    uri: vscode.Uri.file(join(folder, name)),
  }));
  editor.settings = { command: COMMAND };
  await extension.activate(context);
});

after(async () => {
  await extension.deactivate();
  context.subscriptions.forEach((one) => one.dispose());
  rmSync(folder, { recursive: true });
});

test("findings, a rule page, a quick fix and the verdict", async () => {
  const document = await editor.open(join(folder, "strict", "a.md"), "markdown", BAD);
  await until(() => found(document)?.length, "the finding");
  const finding = found(document).find((one) => (one.code?.value ?? one.code) === "chat-citation");
  const { start, end } = finding.range;
  assert.equal(BAD.split("\n")[start.line].slice(start.character, end.character), "turn0search0");
  assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
  assert.equal(finding.source, "detector");
  await until(() => editor.status.visible, "the verdict");
  assert.match(editor.status.text, /^\$\(error\) FAIL \d+$/);
  assert.match(editor.status.tooltip, /fails the check[^]*rule:chat-citation/);
  assert.equal(editor.status.color, "statusBarItem.errorBackground");

  const page = await editor.hover(document, start);
  assert.match([page.contents].flat()[0].value, /## chat-citation/);
  const actions = await editor.actions(document, finding.range);
  const fix = actions.find((action) => action.kind.value === "quickfix");
  assert.match(fix.title, /chat-citation/);
  assert.ok(actions.some((action) => action.kind.value === "source.fixAll.detector"));
  await editor.apply(document, fix.edit);
  assert.doesNotMatch(document.text, /turn0search0/);
  await until(() => !found(document)?.length, "the fixed text");
  await until(() => editor.status.text.startsWith("$(pass) PASS"), "the new verdict");
  assert.doesNotMatch(editor.status.tooltip, /passes/);
  await editor.change(document, RATED_LOW);
  await until(() => /no rule shows a reason, so it passes/.test(editor.status.tooltip), "a doubt");
  assert.match(editor.status.text, /PASS/);

  await editor.close(document);
  assert.equal(editor.status.visible, false);
});

test("each workspace folder has its configuration", async () => {
  const lenient = await editor.open(join(folder, "lenient", "a.md"), "markdown", BAD);
  const strict = await editor.open(join(folder, "strict", "b.md"), "markdown", BAD);
  await until(() => found(lenient) && found(strict), "the findings of both folders");
  assert.ok(rules(strict).includes("chat-citation"));
  assert.ok(!rules(lenient).includes("chat-citation"));
  await editor.close(lenient);
  await editor.close(strict);
});

test("a text is checked on save if the settings say so", async () => {
  const document = await editor.open("untitled:Untitled-1", "markdown", GOOD);
  await until(() => found(document), "the check of the opened text");
  editor.diagnostics.clear();
  await editor.configure({ check: "save" });
  await until(() => found(document), "the check by the new settings");
  await editor.change(document, BAD);
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.deepEqual(found(document), []);
  await editor.save(document);
  await until(() => found(document)?.length, "the finding after the save");
  await editor.configure({ check: "type" });
  await editor.close(document);
});

test("a command that does not exist is reported, and a better one is used", async () => {
  await editor.configure({ command: [join(folder, "no-such-detector"), "lsp"] });
  await until(() => editor.messages.some(({ message }) => message.includes("pip install")), "the message");
  assert.match(editor.messages.map(({ message }) => message).join("\n"), /no-such-detector lsp” cannot be started/);
  await editor.configure({ command: COMMAND });
  const document = await editor.open(join(folder, "strict", "c.md"), "markdown", BAD);
  await until(() => found(document)?.length, "the finding of the new server");
  await editor.close(document);
});
