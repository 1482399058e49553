// Starts `journeyctl lsp` for the YAML files of a workspace; all the rest is said by the server.
"use strict";

const { workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const SECTION = "journeyctl";
let client;

function server() {
  const settings = workspace.getConfiguration(SECTION);
  const args = ["--lang", settings.get("language"), "lsp", ...settings.get("arguments")];
  return { command: settings.get("path"), args, transport: TransportKind.stdio };
}

async function activate(context) {
  client = new LanguageClient(SECTION, SECTION, server(), {
    documentSelector: [{ scheme: "file", language: "yaml" }],
  });
  const restart = workspace.onDidChangeConfiguration(async (event) => {
    if (event.affectsConfiguration(SECTION)) {
      await deactivate();
      await activate({ subscriptions: [] });
    }
  });
  context.subscriptions.push(restart);
  await client.start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
