/** Setups made by hand, for tests that need no parser: rules in a notation of their own. */
import { Objects } from "../../src/setup/objects.js";
import type { Chain, Header, Rule, Ruleset, Setup, Table, Target } from "../../src/setup/model.js";
import { SetStore } from "../../src/setup/ipset/store.js";
import { Sysctls } from "../../src/setup/sysctl/sysctls.js";
import type { Family, TableName } from "../../src/extension/extension.js";

const builtIn = new Set(["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]);

/** A rule that matches `header` (all packets without one) and ends with `target`: a verdict, "chain"
 * to jump to, "goto chain", or "" for none. */
export function rule(target: string, header: Partial<Header> = {}): Rule {
  return {
    header: { ...anyHeader, ...header },
    matches: [],
    target: targetOf(target),
    counters: { packets: 0n, bytes: 0n },
    position: { file: "test", line: 1, column: 1 },
  };
}

const anyHeader: Header = {
  source: new Uint8Array(4),
  sourceMask: new Uint8Array(4),
  destination: new Uint8Array(4),
  destinationMask: new Uint8Array(4),
  inInterface: "",
  outInterface: "",
  protocol: 0,
  fragment: false,
  inverted: {
    source: false,
    destination: false,
    inInterface: false,
    outInterface: false,
    protocol: false,
    fragment: false,
  },
};

function targetOf(text: string): Target {
  if (text === "") return { kind: "none" };
  if (text === "ACCEPT" || text === "DROP" || text === "RETURN" || text === "QUEUE") {
    return { kind: "verdict", verdict: text };
  }
  if (text.startsWith("goto ")) return { kind: "goto", chain: text.slice(5) };
  return { kind: "jump", chain: text };
}

/** A table from chains: rules by chain name; built-in chains have policy ACCEPT. */
export function table(family: Family, name: TableName, chains: Record<string, Rule[]>): Table {
  const made = new Map<string, Chain>();
  for (const [chain, rules] of Object.entries(chains)) {
    made.set(chain, {
      name: chain,
      policy: builtIn.has(chain) ? "ACCEPT" : null,
      counters: { packets: 0n, bytes: 0n },
      rules,
      references: 0,
    });
  }
  return { name, family, chains: made, revision: {} };
}

/** A host with interfaces lo and eth0 and these tables. */
export function host(...tables: Table[]): Setup {
  const ruleset = (family: Family): Ruleset => ({
    family,
    tables: new Map(tables.filter((t) => t.family === family).map((t) => [t.name, t])),
  });
  const device = (name: string, index: number) => ({
    name,
    index,
    up: true,
    mtu: name === "lo" ? 65536 : 1500,
    mac: name === "lo" ? new Uint8Array(6) : Uint8Array.of(2, 0, 0, 0, 0, index - 1),
    group: 0,
    arp: true,
    type: name === "lo" ? ("loopback" as const) : ("ether" as const),
  });
  return {
    network: {
      interfaces: new Map([
        ["lo", device("lo", 1)],
        ["eth0", device("eth0", 2)],
      ]),
      addresses: [],
      routes: [],
      rules: [],
      tableNames: new Map(),
    },
    rulesets: { ipv4: ruleset("ipv4"), ipv6: ruleset("ipv6") },
    objects: new Objects(),
    sysctls: new Sysctls(),
    sets: new SetStore(),
    timeouts: new Map(),
    conntrack: [],
    names: { realms: new Map(), labels: new Map(), security: null },
    facts: new Map(),
  };
}
