// What `conntrack -E` shows while a scenario's packets pass.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Cookies, givesCookies } from "./cookies.js";
import { Kernel } from "./kernel.js";
import { readScenario, SCENARIOS } from "./scenario.js";

/** NAME.json holds the lines of scenario NAME: of connections, of expectations. */
const FOLDER = "test/kernel/events";

/** The lines of both tables. */
export interface EventLines {
  conntrack: string[];
  expect: string[];
}

/** The scenarios whose events are recorded. */
export function eventScenarios(root: string): string[] {
  return readdirSync(join(root, FOLDER))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/** The recorded lines of a scenario. */
export function eventLines(root: string, name: string): EventLines {
  return JSON.parse(readFileSync(join(root, FOLDER, `${name}.json`), "utf8")) as EventLines;
}

/** Runs scenarios on the kernel with two listeners beside them and keeps what those printed. */
export async function recordEvents(root: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const from = join(root, SCENARIOS, name);
    const directory = resolve(root, "build/kernel-events", name);
    mkdirSync(directory, { recursive: true });
    const [first, second] = [join(directory, "conntrack"), join(directory, "expect")];
    const listen = (words: string, file: string) =>
      `timeout 10 conntrack -E ${words} > '${file}' 2>/dev/null &\n`;
    const setup = readFileSync(join(from, "setup.sh"), "utf8");
    const listeners = `${listen("-o extended", first)}${listen("expect", second)}sleep 0.4\n`;
    writeFileSync(join(directory, "setup.sh"), setup + listeners);
    for (const file of ["in.pcapng", "scenario.json"]) {
      if (existsSync(join(from, file))) {
        writeFileSync(join(directory, file), readFileSync(join(from, file)));
      }
    }
    const scenario = readScenario(directory);
    const { interfaces, packets } = scenario.capture;
    const kernel = await Kernel.open(root, { interfaces, setup: scenario, messages: "none" });
    const cookies = givesCookies(setup) ? new Cookies() : null;
    try {
      for (const packet of packets) {
        const frame = cookies?.input(packet.frame, 14) ?? packet.frame;
        const { answer } = await kernel.packet({ ...packet, frame });
        cookies?.output(answer);
      }
      await sleep(200);
      keep(root, name, first, second);
    } finally {
      await kernel.close();
    }
  }
}

function keep(root: string, name: string, first: string, second: string): void {
  const lines = (file: string) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((l) => l !== "");
  const kept: EventLines = { conntrack: lines(first), expect: lines(second) };
  writeFileSync(join(root, FOLDER, `${name}.json`), `${JSON.stringify(kept, null, 1)}\n`);
  console.log(`${name}: ${kept.conntrack.length} events, ${kept.expect.length} of expectations`);
}
