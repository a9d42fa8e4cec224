// What is known to differ still, and stays out of the run until it does not.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The names of scenarios, and the commands, in pending.txt. */
export function pendingNames(root: string): Set<string> {
  const lines = readFileSync(join(root, "test/kernel/pending.txt"), "utf8").split("\n");
  return new Set(lines.map((l) => l.trim()).filter((l) => l !== "" && !l.startsWith("#")));
}
