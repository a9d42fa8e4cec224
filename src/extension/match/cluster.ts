/** cluster: connections that fall to this node of several (iptables-extensions(8), cluster). */
import { ClusterInfo } from "../../generated/layout/match/cluster.js";
import { requireOption } from "../checks.js";
import { match, OptionError } from "../extension.js";
import { bang, numberOption, U32_MAX } from "../values.js";

interface ClusterOptions {
  total: number;
  /** Bits of the nodes that this host is. */
  mask: number;
  /** --cluster-local-node, 0 unless given. */
  node: number;
  seed: number;
  inverted: boolean;
}

const MAX_NODES = 32;
const hex8 = (value: number) => `0x${value.toString(16).padStart(8, "0")}`;

export const extension = match<ClusterOptions>({
  name: "cluster",
  about: "connections that fall to this node of several",
  decidedBy: ["conntrack"],
  families: ["ipv4", "ipv6"],
  options: [
    { name: "cluster-total-nodes", value: "required" },
    {
      name: "cluster-local-node",
      value: "required",
      invert: true,
      excludes: ["cluster-local-nodemask"],
    },
    {
      name: "cluster-local-nodemask",
      value: "required",
      invert: true,
      excludes: ["cluster-local-node"],
    },
    { name: "cluster-hash-seed", value: "required" },
  ],
  create: () => ({ total: 0, mask: 0, node: 0, seed: 0, inverted: false }),
  option(info, use) {
    if (use.inverted) info.inverted = true;
    switch (use.id) {
      case "cluster-total-nodes":
        info.total = numberOption(use, "cluster", 1, MAX_NODES);
        break;
      case "cluster-local-node":
        info.node = numberOption(use, "cluster", 1, MAX_NODES);
        info.mask = (1 << (info.node - 1)) >>> 0;
        break;
      case "cluster-local-nodemask":
        // iptables 1.8.9 takes no mask above the number of nodes
        info.mask = numberOption(use, "cluster", 1, MAX_NODES);
        break;
      default:
        info.seed = numberOption(use, "cluster", 0, U32_MAX);
    }
  },
  check(info, _context, given) {
    if (!given.has("cluster-local-node") && !given.has("cluster-local-nodemask")) {
      throw new OptionError(
        "cluster match: `--cluster-local-node' or`--cluster-local-nodemask' is missing",
      );
    }
    requireOption(given, "cluster", "cluster-total-nodes");
    requireOption(given, "cluster", "cluster-hash-seed");
    if (info.node > info.total) {
      throw new OptionError(
        "cluster match: `--cluster-local-node' must be <= `--cluster-total-nodes'",
      );
    }
    if (info.mask >= 2 ** info.total) {
      throw new OptionError(
        "cluster match: `--cluster-local-nodemask' too big for `--cluster-total-nodes'",
      );
    }
  },
  save: (info) =>
    `${bang(info.inverted)}--cluster-local-nodemask ${hex8(info.mask)} ` +
    `--cluster-total-nodes ${info.total} --cluster-hash-seed ${hex8(info.seed)}`,
  list: (info) =>
    `cluster ${info.inverted ? "!" : ""}node_mask=${hex8(info.mask)} ` +
    `total_nodes=${info.total} hash_seed=${hex8(info.seed)}`,
  encode(info, record) {
    record.reserve(ClusterInfo.size);
    record.u32(ClusterInfo.total, info.total);
    record.u32(ClusterInfo.mask, info.mask);
    record.u32(ClusterInfo.seed, info.seed);
    record.u32(ClusterInfo.invert, info.inverted ? 1 : 0);
  },
  needs: () => ["conntrack"],
});
