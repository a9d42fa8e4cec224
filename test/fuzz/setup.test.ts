// Whatever is written in a setup, reading it ends in a setup or in SetupError, and what was read
// can be loaded.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import { Firewall } from "../../src/engine/firewall.js";
import { checkSetup, parseSetup, SetupError } from "../../src/setup/setup.js";
import { fuzz } from "./harness.js";
import { randomTables, setupText } from "./setups.js";

const SCENARIOS = "test/kernel/scenarios";
const corpus = [
  "pcaps/router.sh",
  "pcaps/mailroute.sh",
  ...readdirSync(SCENARIOS).map((name) => `${SCENARIOS}/${name}/setup.sh`),
].map((file) => readFileSync(file, "utf8"));

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: what a setup may hold, not a template
const WORDS = [
  "!",
  "-",
  "--",
  "-A",
  "-j",
  "-m",
  "-p",
  "-t",
  "-s",
  "-D",
  "-I",
  "-R",
  "-N",
  "-X",
  "-E",
  "-P",
  "-Z",
  "0",
  "-1",
  "1",
  "65536",
  "4294967296",
  "18446744073709551616",
  "0x",
  "0xffffffff",
  "1e9",
  "08",
  "1/1/1",
  "tcp",
  "all",
  "0.0.0.0/0",
  "::/0",
  "::ffff:1.2.3.4",
  "1.2.3.4/33",
  "fe80::%eth0",
  "eth0",
  "eth+",
  "+",
  "''",
  '"',
  "'",
  "\\",
  "$X",
  "${X}",
  "$(x)",
  "`x`",
  ";",
  "&&",
  "|",
  ">",
  "<<EOF",
  "#",
  "\t",
  "\u0000",
  "é",
  "\u{1f525}",
  "\r",
  "*filter",
  "COMMIT",
  "EOF",
  ":X - [0:0]",
  "[1:1]",
  "[",
  "{}",
  "[]",
  "lo",
  "a".repeat(300),
  "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
  ":",
  ",",
  "/",
  "constructor",
  "__proto__",
] as const;
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

/** Breaks a text somewhere: characters, words, whole lines. */
function mutate(r: Random, text: string, other: string): string {
  let out = text;
  for (let times = r.between(1, 6); times > 0; times--) {
    const lines = out.split("\n");
    const n = r.between(0, lines.length - 1);
    const line = lines[n]!;
    const words = line.split(" ");
    const w = r.between(0, words.length - 1);
    const at = r.between(0, line.length);
    lines[n] = r.pick<() => string>([
      () => words.with(w, r.pick(WORDS)).join(" "),
      () => words.toSpliced(w, 0, r.pick(WORDS)).join(" "),
      () => words.toSpliced(w, 1).join(" "),
      () => words.with(w, r.pick(words)).join(" "),
      () => line.slice(0, at) + r.pick(WORDS) + line.slice(at),
      () => line.slice(0, at) + line.slice(at + r.between(1, 4)),
      () => line.slice(0, at),
      () => r.pick(other.split("\n")),
      () => `${line}\n${r.pick(other.split("\n"))}`,
      () => `${line}\\`,
    ])();
    out = lines.join("\n");
  }
  return r.chance(0.05) ? out.slice(0, r.between(0, out.length)) : out;
}

/** What somebody would report as a crash. */
async function read(text: string): Promise<void> {
  try {
    const { setup } = parseSetup(text, { file: "fuzz" });
    using firewall = await Firewall.create(setup);
    firewall.syncCounters();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const lines = text.split("\n");
    expect(error.file).toBe("fuzz");
    expect(error.line).toBeGreaterThanOrEqual(1);
    expect(error.line).toBeLessThanOrEqual(lines.length + 1);
    expect(error.column).toBeGreaterThanOrEqual(1);
    expect(error.message).not.toBe("");
    expect(error.format()).toContain(error.message);
  }
  checkSetup(text, { file: "fuzz" });
}

describe("setups", () => {
  fuzz({ name: "any setup is read or refused", count: 60 }, async (r) => {
    const base = r.chance(0.3) ? setupText(randomTables(r)) : r.pick(corpus);
    await read(mutate(r, base, r.pick(corpus)));
  });

  fuzz({ name: "a dump that is cut is read or refused", count: 20 }, async (r) => {
    const text = setupText(randomTables(r));
    await read(text.slice(0, r.between(0, text.length)));
  });
});
