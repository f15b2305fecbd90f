// Checks the types, bundles the extension into dist/extension.js and packs dist/article-detector.vsix.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { deflateRawSync, crc32 } from "node:zlib";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const here = (name) => new URL(name, import.meta.url);
const manifest = JSON.parse(readFileSync(here("package.json"), "utf8"));
// 1 January 1980, the first date that a ZIP archive can have: the same files give the same bytes.
const DOS_DATE = 0x21;

function checkTypes() {
  const compiler = require.resolve("typescript/bin/tsc");
  const ended = spawnSync(process.execPath, [compiler, "--project", here("tsconfig.json").pathname], {
    stdio: "inherit",
  });
  if (ended.status !== 0) {
    process.exit(1);
  }
}

async function bundle() {
  await build({
    absWorkingDir: here(".").pathname,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    legalComments: "inline",
    logLevel: "warning",
  });
}

/** The parts of a .vsix: an Open Packaging archive with the extension in a folder. */
function parts() {
  const { name, publisher, version, displayName, description, engines, categories } = manifest;
  const types = ["json", "js", "md", "txt", "vsixmanifest"].map(
    (suffix) => `<Default Extension=".${suffix}" ContentType="${contentType(suffix)}"/>`,
  );
  const property = (id, value) => `<Property Id="Microsoft.VisualStudio.Code.${id}" Value="${value}"/>`;
  const identity = `Id="${name}" Version="${version}" Publisher="${publisher}" Language="en-US"`;
  return [
    ["[Content_Types].xml", `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join("")}</Types>
`],
    ["extension.vsixmanifest", `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity ${identity}/>
    <DisplayName>${escape(displayName)}</DisplayName>
    <Description xml:space="preserve">${escape(description)}</Description>
    <Categories>${escape(categories.join(","))}</Categories>
    <Properties>${property("Engine", engines.vscode)}${property("ExtensionKind", "workspace")}</Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`],
    ["extension/package.json", readFileSync(here("package.json"))],
    ["extension/README.md", readFileSync(here("README.md"))],
    ["extension/LICENSE.txt", readFileSync(here("../../LICENSE"))],
    ["extension/dist/extension.js", readFileSync(here("dist/extension.js"))],
  ];
}

const contentType = (suffix) =>
  ({ json: "application/json", js: "application/javascript", md: "text/markdown", txt: "text/plain" })[
    suffix
  ] ?? "text/xml";

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** Write a ZIP archive: for each file a header and its data, then the directory of all. */
function zip(files) {
  const written = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain, { level: 9 });
    const path = Buffer.from(name);
    const common = Buffer.alloc(26); // version, flags (UTF-8), method, time, date, CRC, sizes
    [20, 0x800, 8, 0, DOS_DATE].forEach((value, at) => common.writeUInt16LE(value, 2 * at));
    [crc32(plain), packed.length, plain.length].forEach((value, at) => common.writeUInt32LE(value, 10 + 4 * at));
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, packed]);
    const rest = Buffer.alloc(14); // comment, disk, attributes, offset of the local header
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, rest, path);
    written.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  [files.length, files.length].forEach((value, at) => end.writeUInt16LE(value, 8 + 2 * at));
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written, ...directory, end]);
}

checkTypes();
mkdirSync(here("dist"), { recursive: true });
await bundle();
writeFileSync(here("dist/article-detector.vsix"), zip(parts()));
