/** The text of docs/extensions.md, made from what every extension says of itself. */
import { existsSync, readFileSync } from "node:fs";
import type {
  Descriptor,
  Family,
  MatchExtension,
  OptionSpec,
  TargetExtension,
} from "../../src/extension/extension.js";
import { helperDescriptors, setDescriptors } from "../../src/generated/descriptors.js";
import { matchExtensions, targetExtensions } from "../../src/generated/extensions.js";

/** Cases that the fuzzer put to the kernel and to sluice, by kind and name. */
export type Tally = Readonly<Record<string, Readonly<Record<string, number>>>>;

const TALLY = "test/kernel/tally.json";

/** The tally as it is kept; empty when nothing was counted yet. */
export function readTally(): Tally {
  return existsSync(TALLY) ? (JSON.parse(readFileSync(TALLY, "utf8")) as Tally) : {};
}

const INTRODUCTION = `# Matches, targets, set types and helpers

Made by \`npm run docs\` from what each extension says of itself; a test holds this page against the code.

Options (\`[!]\` may be inverted), checks, printed forms and behaviour are those of iptables-extensions(8)
of iptables 1.8.9 on Linux 6.18. What is not in these tables is refused when a setup is read.

**Decided by** says where the answer comes from:

- _packet_: the bytes of the packet, or a mark it carries;
- _state_: what the rule remembers, on the capture's time;
- _conntrack_: the connection of the packet;
- _setup_: addresses, routes, interfaces and sets of the setup;
- _capture_: how the packet was captured (interface, link layer, direction);
- _fact_: something no capture holds (who sent it): it is declared beside the packet or in the setup,
  and where it is not, a default is taken and the rule is reported as undecided;
- _host-only_: read, checked and printed as iptables does; a packet gets a constant answer;
- _refused_: read and checked as iptables does, then refused in the kernel's words: ULOG and CLUSTERIP are gone
  from Linux 6.18.

**Fuzzed** counts the cases with this extension that were put to the kernel and to sluice
(docs/conformance.md); LED, ipvs and SECMARK have none, since the host of the reference is without lights, IPVS and a security module.
`;

const FAMILY_WORDS: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };

function familiesText(families: readonly Family[]): string {
  return families.map((family) => FAMILY_WORDS[family]).join(" ");
}

/** Whether the option is a shorter or longer word for the one with its id. */
function isAlias(spec: OptionSpec, all: readonly OptionSpec[]): boolean {
  if (spec.id === undefined || spec.id === spec.name) return false;
  const main = all.find((other) => other.name === spec.id);
  return main !== undefined && main.value === spec.value && main.words === spec.words;
}

/** "[!] --source-port (--sport)": the options in their order, words for the same one together. */
function optionsText(extension: MatchExtension | TargetExtension): string {
  const all = extension.options;
  const texts: string[] = [];
  for (const spec of all) {
    if (isAlias(spec, all)) continue;
    const aliases = all.filter((other) => other.id === spec.name && isAlias(other, all));
    let text = `${spec.invert === true ? "[!] " : ""}--${spec.name}`;
    if (aliases.length > 0) text += ` (${aliases.map(({ name }) => `--${name}`).join(", ")})`;
    if (spec.families !== undefined) text += ` [${familiesText(spec.families)}]`;
    texts.push(text);
  }
  return texts.join(", ");
}

type Cell = string | number;

function table(heading: string, columns: readonly string[], rows: readonly Cell[][]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(" | ")} |\n`;
  const rule = columns.map(() => "---");
  return `\n## ${heading}\n\n${line(columns)}${line(rule)}${rows.map(line).join("")}`;
}

function descriptorTable(
  heading: string,
  kind: string,
  descriptors: readonly Descriptor[],
  tally: Tally,
): string {
  if (descriptors.length === 0) return "";
  const rows = descriptors.map((d): Cell[] => [
    d.name,
    d.about,
    d.options.join(", "),
    familiesText(d.families),
    d.decidedBy.join(", "),
    tally[kind]?.[d.name] ?? 0,
  ]);
  const columns = ["Name", "About", "Options", "Families", "Decided by", "Fuzzed"];
  return table(heading, columns, rows);
}

/** The whole page. */
export function extensionsPage(tally: Tally): string {
  const common = ["Options", "Families"];
  const ends = ["Decided by", "Fuzzed"];
  const matches = matchExtensions.map((e): Cell[] => [
    e.name,
    e.about,
    optionsText(e),
    familiesText(e.families),
    e.decidedBy.join(", "),
    tally.match?.[e.name] ?? 0,
  ]);
  const targets = targetExtensions.map((e): Cell[] => [
    e.name,
    e.about,
    optionsText(e),
    familiesText(e.families),
    e.tables?.join(" ") ?? "all",
    e.hooks?.join(" ") ?? "all",
    e.decidedBy.join(", "),
    tally.target?.[e.name] ?? 0,
  ]);
  return (
    INTRODUCTION +
    table("Matches", ["Name", "About", ...common, ...ends], matches) +
    table("Targets", ["Name", "About", ...common, "Tables", "Hooks", ...ends], targets) +
    descriptorTable("Set types", "set", setDescriptors, tally) +
    descriptorTable("Conntrack helpers", "helper", helperDescriptors, tally)
  );
}
