/**
 * Networks as a setup makes them, with what the kernel made of the same commands: files under
 * test/setup/network. A file holds commands, then, behind a line "---", one line for each command that failed
 * ("N: message") and the addresses, routes and rules at the end, in one order for both.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatAddress } from "../../src/setup/address.js";
import type { Network, NextHop, Route } from "../../src/setup/model.js";
import { checkSetup } from "../../src/setup/setup.js";

const directory = join(import.meta.dirname, "network");

/** The names of the files. */
export function networkFiles(): string[] {
  return readdirSync(directory).sort();
}

/** Commands and answer of a file. */
export function readNetworkCase(file: string): { commands: string[]; answer: string } {
  const text = readFileSync(join(directory, file), "utf8");
  const [commands = "", answer = ""] = text.split(/^---\n/m);
  return {
    commands: commands.split("\n").filter((line) => line !== "" && !line.startsWith("#")),
    answer,
  };
}

/** Writes the answer of a file anew. */
export function writeAnswer(file: string, answer: string): void {
  const path = join(directory, file);
  const [commands = ""] = readFileSync(path, "utf8").split(/^---\n/m);
  writeFileSync(path, `${commands}---\n${answer}`);
}

/** What sluice answers. */
export function askSluiceNetwork(commands: readonly string[]): string {
  const interfaces = ["eth0", "eth1", "eth2", "ppp0"];
  const { setup, errors } = checkSetup(commands.join("\n"), { interfaces });
  const failed = errors.map((error) => `${error.line}: ${plain(error.message)}`);
  return [...failed, ...describeNetwork(setup.network)].join("\n") + "\n";
}

/** A message without the words that ip(8) puts before every one. */
export function plain(message: string): string {
  return message
    .replace(/^(Error: |RTNETLINK answers: )/, "")
    .replace(/\.$/, "")
    .replaceAll('"', "");
}

const scopes: Readonly<Record<number, string>> = { 200: "site", 253: "link", 254: "host" };

function describeNetwork(network: Network): string[] {
  const addresses = network.addresses.map((a) => {
    const peer = a.peer === null ? "" : ` peer ${formatAddress(a.peer)}`;
    const broadcast = a.broadcast === null ? "" : ` brd ${formatAddress(a.broadcast)}`;
    const scope = scopes[a.scope] ?? "global";
    const own = `${formatAddress(a.address)}${peer}/${a.prefixLength}${broadcast}`;
    return `address ${a.device} ${own} scope ${scope}${a.secondary ? " secondary" : ""}`;
  });
  const rules = network.rules.map((r) => {
    const prefix = (p: { address: Uint8Array; length: number } | null) =>
      p === null ? "all" : `${formatAddress(p.address)}/${p.length}`;
    const action =
      r.action.type === "table"
        ? `lookup ${r.action.table}`
        : r.action.type === "goto"
          ? `goto ${r.action.priority}`
          : r.action.type;
    const parts = [
      `rule ${r.family} ${r.priority}:${r.inverted ? " not" : ""} from ${prefix(r.from)}`,
    ];
    if (r.to !== null) parts.push(`to ${prefix(r.to)}`);
    if (r.fwmark !== null) parts.push(`fwmark ${r.fwmark.value}/${r.fwmark.mask}`);
    if (r.iif !== null) parts.push(`iif ${r.iif}`);
    if (r.oif !== null) parts.push(`oif ${r.oif}`);
    return `${parts.join(" ")} ${action}`;
  });
  return [...addresses.sort(), ...byPrefix(network.routes.map(describeRoute)), ...rules];
}

/** Lines of routes by table and prefix; those of one prefix stay as they are. */
export function byPrefix(lines: readonly string[]): string[] {
  const key = (line: string) => line.split(" ").slice(0, 4).join(" ");
  return lines.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function describeRoute(route: Route): string {
  const hop = (h: NextHop) =>
    (h.via === null ? "" : ` via ${formatAddress(h.via)}`) +
    (h.device === null ? "" : ` dev ${h.device}`);
  const parts = [
    `route ${route.family} ${route.table} ${formatAddress(route.destination)}/${route.prefixLength}`,
    route.type,
  ];
  if (route.tos !== 0) parts.push(`tos ${route.tos}`);
  if (route.metric !== 0) parts.push(`metric ${route.metric}`);
  if (route.family === "ipv4" && route.scope !== 0) parts.push(`scope ${route.scope}`);
  if (route.source !== null) parts.push(`src ${formatAddress(route.source)}`);
  if (route.mtu !== 0) parts.push(`mtu ${route.mtuLock ? "lock " : ""}${route.mtu}`);
  const several = route.nextHops.length > 1;
  const hops = route.nextHops.map((h) =>
    several ? ` nexthop${hop(h)} weight ${h.weight}` : `${hop(h)}${h.onlink ? " onlink" : ""}`,
  );
  return parts.join(" ") + hops.join("");
}
