// yoastseo: the readability and the search analysis of its WordPress plugin.
import { createRequire } from "node:module";
import { run } from "./measured.mjs";

const require = createRequire(process.cwd() + "/");
const { Paper, ContentAssessor, SeoAssessor } = require("yoastseo");
const { default: Researcher } = require("yoastseo/build/languageProcessing/languages/en/Researcher");

run((text) => {
  const paragraphs = text.split(/\n\n+/).map((p) => `<p>${p.replace(/[&<]/g, " ")}</p>`);
  const paper = new Paper(paragraphs.join("\n"), { keyword: "article", title: "An article", locale: "en_US" });
  const researcher = new Researcher(paper);
  for (const assessor of [new ContentAssessor(researcher), new SeoAssessor(researcher)]) assessor.assess(paper);
});
