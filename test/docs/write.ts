/** `npm run docs`. */
import { writeFileSync } from "node:fs";
import { extensionsPage, readTally } from "./extensions.js";

writeFileSync("docs/extensions.md", extensionsPage(readTally()));
