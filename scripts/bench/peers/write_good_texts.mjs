// write-good, all its checks.
import { createRequire } from "node:module";
import { run } from "./measured.mjs";

const writeGood = createRequire(process.cwd() + "/")("write-good");
run((text) => writeGood(text));
