// Every scenario's source: what the files of this folder export as ScenarioSource[], found by listing
// the folder (scripts/generate.mjs), and what fuzzing found, made small (npm run kernel -- fuzz).
import { readFileSync } from "node:fs";
import { written } from "../generated/sources.js";
import type { ScenarioSource } from "../scenario.js";
import { conntrack } from "./conntrack.js";
import { forwarding } from "./forwarding.js";
import { fragments } from "./fragments.js";
import { ipv6Headers } from "./ipv6-headers.js";
import { local } from "./local.js";
import { matches } from "./matches.js";
import { matchEdges } from "./match-edges.js";
import { matchWalks } from "./match-walks.js";
import { nat } from "./nat.js";
import { natErrors } from "./nat-errors.js";
import { random } from "./random.js";
import { routing } from "./routing.js";
import { setups } from "./setups.js";
import { sysctls } from "./sysctls.js";
import { tables } from "./tables.js";
import { targets } from "./targets.js";
import { targetsMapped } from "./targets-mapped.js";
import { targetsTracked } from "./targets-tracked.js";
import { tcp } from "./tcp.js";
import { timing } from "./timing.js";
import { whole } from "./whole.js";

const found = JSON.parse(
  readFileSync("test/kernel/sources/found.json", "utf8"),
) as ScenarioSource[];

/** All of them; names are unique (a test holds the folders against this). */
export const sources: readonly ScenarioSource[] = [...written, ...found];
export const sources: readonly ScenarioSource[] = [
  ...forwarding,
  ...fragments,
  ...tables,
  ...matches,
  ...matchEdges,
  ...matchWalks,
  ...targets,
  ...targetsTracked,
  ...targetsMapped,
  ...ipv6Headers,
  ...nat,
  ...natErrors,
  ...tcp,
  ...conntrack,
  ...routing,
  ...local,
  ...setups,
  ...sysctls,
  ...whole,
  ...random,
  ...found,
  ...timing,
];
