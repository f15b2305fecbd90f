/** Starts `detector lsp` and shows what it says of the articles that are open. */

import { commands, ExtensionContext, TextDocument, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { Verdict, VerdictStatus } from "./status";

const LANGUAGES = ["markdown", "mdx", "html", "plaintext"];
const INSTALL = "pip install 'article-detector[lsp]'";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const status = new VerdictStatus();
  const restart = async (): Promise<void> => {
    await deactivate();
    status.clear();
    await start(status);
  };
  context.subscriptions.push(
    status,
    commands.registerCommand("detector.restart", restart),
    workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration("detector.command") ? restart() : undefined,
    ),
    workspace.onDidCloseTextDocument((document) => status.forget(uriOf(document) ?? "")),
    window.onDidChangeActiveTextEditor((editor) => status.show(uriOf(editor?.document))),
  );
  await start(status);
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function start(status: VerdictStatus): Promise<void> {
  const settings = workspace.getConfiguration("detector");
  const [command, ...args] = settings.get<string[]>("command", ["detector", "lsp"]);
  const starting = new LanguageClient(
    "detector",
    "Detector",
    { command, args },
    {
      documentSelector: LANGUAGES.flatMap((language) =>
        ["file", "untitled"].map((scheme) => ({ scheme, language })),
      ),
      initializationOptions: {
        check: settings.get("check", "type"),
        show: settings.get("show", "shown"),
        verdict: true,
      },
      // Sends the settings again when they change.
      synchronize: { configurationSection: "detector" },
    },
  );
  client = starting;
  starting.onNotification("detector/verdict", (verdict: Verdict) => {
    status.set(verdict);
    status.show(uriOf(window.activeTextEditor?.document));
  });
  try {
    await starting.start();
  } catch (error) {
    client = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(
      `“${[command, ...args].join(" ")}” cannot be started: ${reason}. Install the server with ` +
        `${INSTALL}, or set detector.command.`,
    );
  }
}

function uriOf(document: TextDocument | undefined): string | undefined {
  return document && client?.code2ProtocolConverter.asUri(document.uri);
}
