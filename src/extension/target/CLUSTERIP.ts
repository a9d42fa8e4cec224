/** CLUSTERIP: hosts that share an address (iptables-extensions(8), CLUSTERIP). The kernel has dropped
 * it. */
import { noRecord } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { macText, parseMac } from "../mac.js";
import { numberOption, U32_MAX } from "../values.js";

interface ClusteripTarget {
  /** Whether the rule makes the cluster, and so says what it is. */
  fresh: boolean;
  mode: string;
  mac: Uint8Array;
  total: number;
  local: number;
  hash: number;
}

const NODES_MAX = 16;
const MODES = ["sourceip", "sourceip-sourceport", "sourceip-sourceport-destport"];
/** What makes a cluster, all together. */
const NEEDED = ["new", "hashmode", "clustermac", "total-nodes", "local-node"];

function parseMode(text: string): string {
  if (MODES.includes(text)) return text;
  throw new OptionError(`Unknown hashmode "${text}"`, MODES.join(", "));
}

function parseMulticast(text: string): Uint8Array {
  const mac = parseMac(text);
  if ((mac[0]! & 1) !== 0) return mac;
  throw new OptionError("MAC has to be a multicast ethernet address");
}

const upper = (mac: Uint8Array) => macText(mac).toUpperCase();

export const extension = target<ClusteripTarget>({
  name: "CLUSTERIP",
  about: "hosts that share an address: read as iptables does, then refused",
  decidedBy: ["refused"],
  refused: "the kernel has dropped CLUSTERIP; -m cluster took its place",
  families: ["ipv4"],
  options: [
    { name: "new", value: "none" },
    { name: "hashmode", value: "required" },
    { name: "clustermac", value: "required" },
    { name: "total-nodes", value: "required" },
    { name: "local-node", value: "required" },
    { name: "hash-init", value: "required" },
  ],
  create: () => ({ fresh: false, mode: "", mac: new Uint8Array(6), total: 0, local: 0, hash: 0 }),
  option(info, use) {
    if (use.id === "new") info.fresh = true;
    else if (use.id === "hashmode") info.mode = parseMode(use.value);
    else if (use.id === "clustermac") info.mac = parseMulticast(use.value);
    else if (use.id === "total-nodes") info.total = numberOption(use, "CLUSTERIP", 0, NODES_MAX);
    else if (use.id === "local-node") info.local = numberOption(use, "CLUSTERIP", 0, NODES_MAX);
    else info.hash = numberOption(use, "CLUSTERIP", 0, U32_MAX);
  },
  check(_info, _context, given) {
    if (given.size === 0 || NEEDED.every((name) => given.has(name))) return;
    throw new OptionError(
      "CLUSTERIP target: Invalid parameter combination",
      `none, or all of ${NEEDED.map((name) => `--${name}`).join(", ")}`,
    );
  },
  save({ fresh, mode, mac, total, local, hash }) {
    if (!fresh) return "";
    const nodes = `--total-nodes ${total} --local-node ${local}`;
    return `--new --hashmode ${mode} --clustermac ${upper(mac)} ${nodes} --hash-init ${hash}`;
  },
  list({ fresh, mode, mac, total, local, hash }) {
    if (!fresh) return "CLUSTERIP";
    const nodes = `total_nodes=${total} local_node=${local}`;
    return `CLUSTERIP hashmode=${mode} clustermac=${upper(mac)} ${nodes} hash_init=${hash}`;
  },
  encode: noRecord,
});
