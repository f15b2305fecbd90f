// A stand-in for VS Code: as much of its API as the extension and the client library use, and an
// editor of one window to open, change, save and close texts in.

import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

class Disposable {
  constructor(release) {
    this.release = release;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
  dispose() {
    this.release?.();
  }
}

class EventEmitter {
  #listeners = new Set();
  event = (listener, self, disposables) => {
    const bound = listener.bind(self);
    this.#listeners.add(bound);
    const registered = new Disposable(() => this.#listeners.delete(bound));
    disposables?.push(registered);
    return registered;
  };
  fire(value) {
    return Promise.all([...this.#listeners].map((listener) => listener(value)));
  }
  dispose() {
    this.#listeners.clear();
  }
}

class CancellationTokenSource {
  #cancelled = new EventEmitter();
  token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };
  cancel() {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire();
  }
  dispose() {}
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.slice(0, text.indexOf(":"));
    this.fsPath = this.scheme === "file" ? fileURLToPath(text) : text;
    this.path = this.fsPath;
  }
  static parse = (text) => new Uri(text);
  static file = (path) => new Uri(pathToFileURL(path).href);
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end, ...rest) {
    const [from, to] = rest.length ? [new Position(start, end), new Position(...rest)] : [start, end];
    Object.assign(this, { start: from, end: to });
  }
}

class TextEdit {
  constructor(range, newText) {
    Object.assign(this, { range, newText });
  }
}

class WorkspaceEdit {
  edits = new Map();
  set(uri, edits) {
    this.edits.set(uri.toString(), edits.map((edit) => (Array.isArray(edit) ? edit[0] : edit)));
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class CodeAction {
  constructor(title, kind) {
    Object.assign(this, { title, kind });
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
  static Empty = new CodeActionKind("");
}
for (const value of ["QuickFix", "Refactor", "Source"]) {
  CodeActionKind[value] = CodeActionKind.Empty.append(value[0].toLowerCase() + value.slice(1));
}
CodeActionKind.QuickFix = new CodeActionKind("quickfix");

class MarkdownString {
  constructor(value = "") {
    this.value = value;
  }
  appendMarkdown(text) {
    this.value += text;
  }
}

class Hover {
  constructor(contents, range) {
    Object.assign(this, { contents, range });
  }
}

class ThemeColor {
  constructor(id) {
    this.id = id;
  }
}

class Document {
  version = 1;
  constructor(uri, languageId, text) {
    Object.assign(this, { uri, languageId, text, fileName: uri.fsPath, isUntitled: false });
  }
  getText() {
    return this.text;
  }
  offsetAt({ line, character }) {
    const lines = this.text.split("\n").slice(0, line);
    return lines.reduce((sum, one) => sum + one.length + 1, 0) + character;
  }
}

const events = new Proxy({}, { get: (known, name) => (known[name] ??= new EventEmitter()) });
const on = (names) => Object.fromEntries(names.map((name) => [name, events[name].event]));
const log = Object.fromEntries(
  ["append", "appendLine", "clear", "show", "hide", "dispose", "trace", "debug", "info", "warn", "error"].map(
    (name) => [name, () => {}],
  ),
);

/** What the test sees and does. */
export const editor = {
  settings: {},
  messages: [],
  diagnostics: new Map(),
  providers: {},
  commands: new Map(),
  status: { text: "", visible: false },
  changed: new EventEmitter(), // something is shown that was not before
  async open(path, languageId, text) {
    const document = new Document(path.includes(":") ? Uri.parse(path) : Uri.file(path), languageId, text);
    workspace.textDocuments.push(document);
    window.activeTextEditor = { document };
    await events.onDidOpenTextDocument.fire(document);
    await events.onDidChangeActiveTextEditor.fire(window.activeTextEditor);
    return document;
  },
  async change(document, text) {
    document.text = text;
    document.version += 1;
    await events.onDidChangeTextDocument.fire({ document, contentChanges: [{ text }] });
  },
  async save(document) {
    await events.onDidSaveTextDocument.fire(document);
  },
  async close(document) {
    workspace.textDocuments.splice(workspace.textDocuments.indexOf(document), 1);
    window.activeTextEditor = undefined;
    await events.onDidCloseTextDocument.fire(document);
    await events.onDidChangeActiveTextEditor.fire(undefined);
  },
  async configure(settings) {
    Object.assign(this.settings, settings);
    const affectsConfiguration = (section) =>
      Object.keys(settings).some((key) => `detector.${key}`.startsWith(section));
    await events.onDidChangeConfiguration.fire({ affectsConfiguration });
  },
  actions(document, range, only) {
    const context = { diagnostics: this.diagnostics.get(document.uri.toString()), triggerKind: 1, only };
    const { token } = new CancellationTokenSource();
    return this.providers.CodeActions.provideCodeActions(document, range, context, token);
  },
  hover(document, position) {
    const { token } = new CancellationTokenSource();
    return this.providers.Hover.provideHover(document, position, token);
  },
  async apply(document, edit) {
    const edits = edit.edits.get(document.uri.toString());
    let text = document.text;
    for (const { range, newText } of [...edits].reverse()) {
      text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
    }
    await this.change(document, text);
  },
};

const shown = (kind) => async (message) => {
  editor.messages.push({ kind, message });
  editor.changed.fire();
};

const workspace = {
  textDocuments: [],
  notebookDocuments: [],
  workspaceFolders: [],
  getConfiguration: (section) => {
    const properties = Object.entries(manifest.contributes.configuration.properties);
    const defaults = properties.map(([name, { default: value }]) => [name.split(".")[1], value]);
    const detector = { ...Object.fromEntries(defaults), ...editor.settings };
    const values = section === undefined ? { detector } : section === "detector" ? detector : {};
    return { get: (name, fallback) => values[name] ?? fallback, has: (name) => name in values };
  },
  createFileSystemWatcher: () => ({ ...on(["onDidCreate", "onDidChange", "onDidDelete"]), dispose: () => {} }),
  getWorkspaceFolder: () => undefined,
  ...on([
    "onDidChangeConfiguration", "onDidOpenTextDocument", "onDidChangeTextDocument", "onDidCloseTextDocument",
    "onDidSaveTextDocument", "onWillSaveTextDocument", "onDidChangeWorkspaceFolders", "onDidCreateFiles",
    "onDidDeleteFiles", "onDidRenameFiles", "onWillCreateFiles", "onWillDeleteFiles", "onWillRenameFiles",
    "onDidOpenNotebookDocument", "onDidChangeNotebookDocument", "onDidCloseNotebookDocument",
    "onDidSaveNotebookDocument",
  ]),
};

const window = {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  tabGroups: { all: [], ...on(["onDidChangeTabs"]) },
  showErrorMessage: shown("error"),
  showWarningMessage: shown("warning"),
  showInformationMessage: shown("information"),
  createOutputChannel: () => ({ ...log, logLevel: 3, ...on(["onDidChangeLogLevel"]) }),
  createStatusBarItem: () => ({
    show() {
      editor.status = { text: this.text, tooltip: this.tooltip, color: this.backgroundColor?.id, visible: true };
      editor.changed.fire();
    },
    hide() {
      editor.status = { text: "", visible: false };
      editor.changed.fire();
    },
    dispose() {},
  }),
  ...on(["onDidChangeActiveTextEditor", "onDidChangeVisibleTextEditors"]),
};

const languages = {
  match: (selector, document) =>
    [selector].flat().some(
      ({ language, scheme }) =>
        (!language || language === document.languageId) && (!scheme || scheme === document.uri.scheme),
    )
      ? 10
      : 0,
  createDiagnosticCollection: () => ({
    set(uri, found) {
      editor.diagnostics.set(uri.toString(), found);
      editor.changed.fire();
    },
    delete: (uri) => editor.diagnostics.delete(uri.toString()),
    clear: () => editor.diagnostics.clear(),
    dispose: () => editor.diagnostics.clear(),
  }),
  registerCodeActionsProvider: (_selector, provider) => register("CodeActions", provider),
  registerHoverProvider: (_selector, provider) => register("Hover", provider),
};

function register(kind, provider) {
  editor.providers[kind] = provider;
  return new Disposable(() => delete editor.providers[kind]);
}

const commands = {
  registerCommand(name, run) {
    editor.commands.set(name, run);
    return new Disposable(() => editor.commands.delete(name));
  },
};

/** Of these the library only derives its own, for features that the server does not offer. */
const bases = [
  "CallHierarchyItem", "CancellationError", "CodeLens", "CompletionItem", "DocumentLink", "InlayHint",
  "SymbolInformation", "TypeHierarchyItem",
];

export const vscode = {
  ...Object.fromEntries(bases.map((name) => [name, class {}])),
  CancellationTokenSource, CodeAction, CodeActionKind, Diagnostic, Disposable, EventEmitter, Hover,
  MarkdownString, Position, Range, TextEdit, ThemeColor, Uri, WorkspaceEdit,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  TextDocumentSaveReason: { Manual: 1, AfterDelay: 2, FocusOut: 3 },
  env: { appName: "stand-in", language: "en" },
  version: "1.91.0",
  commands, languages, window, workspace,
};
