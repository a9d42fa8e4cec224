// Every scenario's source.
import { readFileSync } from "node:fs";
import type { ScenarioSource } from "../scenario.js";
import { conntrack } from "./conntrack.js";
import { forwarding } from "./forwarding.js";
import { fragments } from "./fragments.js";
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
import { targetsTracked } from "./targets-tracked.js";
import { tcp } from "./tcp.js";
import { timing } from "./timing.js";
import { whole } from "./whole.js";

/** What fuzzing found, made small (npm run kernel -- fuzz). */
const found = JSON.parse(
  readFileSync("test/kernel/sources/found.json", "utf8"),
) as ScenarioSource[];

/** All of them; names are unique (a test holds the folders against this). */
export const sources: readonly ScenarioSource[] = [
  ...forwarding,
  ...fragments,
  ...tables,
  ...matches,
  ...matchEdges,
  ...matchWalks,
  ...targets,
  ...targetsTracked,
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
