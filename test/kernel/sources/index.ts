// Every scenario's source: what the files of this folder export as ScenarioSource[], found by listing
// the folder (scripts/generate.mjs), and what fuzzing found, made small (npm run kernel -- fuzz).
import { readFileSync } from "node:fs";
import { written } from "../generated/sources.js";
import type { ScenarioSource } from "../scenario.js";

const found = JSON.parse(
  readFileSync("test/kernel/sources/found.json", "utf8"),
) as ScenarioSource[];

/** All of them; names are unique (a test holds the folders against this). */
export const sources: readonly ScenarioSource[] = [...written, ...found];
