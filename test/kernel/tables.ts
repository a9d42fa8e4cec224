// What iptables-save -c prints, taken apart so that two prints can be held against each other.

/** One line that counts: a policy or a rule. */
export interface CountedLine {
  /** "policy", or the rule's number in its chain. */
  place: string;
  /** The policy, or the rule's text from -A on. */
  text: string;
  packets: number;
  bytes: number;
}

/** table -> chain -> lines, the policy first. */
export type SavedTables = Map<string, Map<string, CountedLine[]>>;

/** Takes apart a dump; lines that are none of its kinds are an error. */
export function readTables(dump: string): SavedTables {
  const tables: SavedTables = new Map();
  let chains = new Map<string, CountedLine[]>();
  for (const line of dump.split("\n")) {
    if (line === "" || line.startsWith("#") || line === "COMMIT") continue;
    const chain = /^:(\S+) (\S+) \[(\d+):(\d+)\]$/.exec(line);
    const rule = /^\[(\d+):(\d+)\] (-A (\S+).*)$/.exec(line);
    if (line.startsWith("*")) {
      chains = new Map();
      tables.set(line.slice(1), chains);
    } else if (chain) {
      const [, name = "", text = "", packets, bytes] = chain;
      chains.set(name, [{ place: "policy", text, packets: Number(packets), bytes: Number(bytes) }]);
    } else if (rule) {
      const [, packets, bytes, text = "", name = ""] = rule;
      const lines = chains.get(name) ?? [];
      const place = String(lines.length);
      lines.push({ place, text, packets: Number(packets), bytes: Number(bytes) });
      chains.set(name, lines);
    } else {
      throw new Error(`not a line of iptables-save: ${line}`);
    }
  }
  return tables;
}

type Counters = { ipv4: string; ipv6: string };

function places(counters: Counters): Map<string, CountedLine> {
  const out = new Map<string, CountedLine>();
  for (const family of ["ipv4", "ipv6"] as const) {
    for (const [table, chains] of readTables(counters[family])) {
      for (const [chain, lines] of chains) {
        for (const l of lines) out.set(`${family} ${table} ${chain} ${l.place}`, l);
      }
    }
  }
  return out;
}

/** The lines whose counters grew: "family table chain rule packets bytes". */
export function movedCounters(before: Counters, after: Counters): string[] {
  const old = places(before);
  const moved: string[] = [];
  for (const [place, l] of places(after)) {
    const packets = l.packets - (old.get(place)?.packets ?? 0);
    const bytes = l.bytes - (old.get(place)?.bytes ?? 0);
    if (packets !== 0 || bytes !== 0) moved.push(`${place} ${packets} ${bytes}`);
  }
  return moved;
}

/** How two dumps differ, table by table, one sentence a difference. */
export function compareTables(family: string, kernel: string, other: string): string[] {
  const expected = readTables(kernel);
  const actual = readTables(other);
  const found: string[] = [];
  for (const table of actual.keys()) {
    if (!expected.has(table)) found.push(`${family} ${table}: the kernel has no such table`);
  }
  for (const [table, chains] of expected) {
    const others = actual.get(table);
    if (!others) {
      found.push(`${family} ${table}: missing`);
      continue;
    }
    const [names, otherNames] = [[...chains.keys()].join(" "), [...others.keys()].join(" ")];
    if (names !== otherNames) {
      found.push(`${family} ${table}: chains are ${otherNames}, the kernel has ${names}`);
    }
    for (const [chain, lines] of chains) {
      found.push(...compareChain(`${family} ${table} ${chain}`, lines, others.get(chain) ?? []));
    }
  }
  return found;
}

function compareChain(where: string, kernel: CountedLine[], other: CountedLine[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < Math.max(kernel.length, other.length); i++) {
    const a = kernel[i];
    const b = other[i];
    if (!a || !b) {
      found.push(`${where} ${i}: ${b ? `too much: ${b.text}` : `missing: ${a!.text}`}`);
    } else if (a.text !== b.text) {
      found.push(`${where} ${a.place}: prints "${b.text}", the kernel "${a.text}"`);
    } else if (a.packets !== b.packets || a.bytes !== b.bytes) {
      found.push(
        `${where} ${a.place} (${a.text}): counts [${b.packets}:${b.bytes}], ` +
          `the kernel [${a.packets}:${a.bytes}]`,
      );
    }
  }
  return found;
}
