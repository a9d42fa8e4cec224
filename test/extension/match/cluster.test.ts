import { describe } from "vitest";
import { accepts, prints, refuses } from "../../support/extension.js";

describe("match cluster", () => {
  accepts("ipv4", [
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef",
      "-m cluster --cluster-local-nodemask 0x00000001 --cluster-total-nodes 2 --cluster-hash-seed 0xdeadbeef",
      "cluster node_mask=0x00000001 total_nodes=2 hash_seed=0xdeadbeef",
    ],
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-node 2 --cluster-hash-seed 1",
      "-m cluster --cluster-local-nodemask 0x00000002 --cluster-total-nodes 2 --cluster-hash-seed 0x00000001",
      "cluster node_mask=0x00000002 total_nodes=2 hash_seed=0x00000001",
    ],
    [
      "-m cluster --cluster-total-nodes 4 --cluster-local-nodemask 0x5 --cluster-hash-seed 7",
      "-m cluster --cluster-local-nodemask 0x00000005 --cluster-total-nodes 4 --cluster-hash-seed 0x00000007",
      "cluster node_mask=0x00000005 total_nodes=4 hash_seed=0x00000007",
    ],
    [
      "-m cluster --cluster-total-nodes 4 ! --cluster-local-nodemask 5 --cluster-hash-seed 7",
      "-m cluster ! --cluster-local-nodemask 0x00000005 --cluster-total-nodes 4 --cluster-hash-seed 0x00000007",
      "cluster !node_mask=0x00000005 total_nodes=4 hash_seed=0x00000007",
    ],
    [
      "-m cluster --cluster-total-nodes 4 ! --cluster-local-node 3 --cluster-hash-seed 7",
      "-m cluster ! --cluster-local-nodemask 0x00000004 --cluster-total-nodes 4 --cluster-hash-seed 0x00000007",
      "cluster !node_mask=0x00000004 total_nodes=4 hash_seed=0x00000007",
    ],
    [
      "-m cluster --cluster-total-nodes 1 --cluster-local-node 1 --cluster-hash-seed 1",
      "-m cluster --cluster-local-nodemask 0x00000001 --cluster-total-nodes 1 --cluster-hash-seed 0x00000001",
      "cluster node_mask=0x00000001 total_nodes=1 hash_seed=0x00000001",
    ],
  ]);
  accepts("ipv6", [
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef",
      "-m cluster --cluster-local-nodemask 0x00000001 --cluster-total-nodes 2 --cluster-hash-seed 0xdeadbeef",
      "cluster node_mask=0x00000001 total_nodes=2 hash_seed=0xdeadbeef",
    ],
  ]);
  prints("ipv4", [
    [
      "-m cluster --cluster-total-nodes 32 --cluster-local-node 32 --cluster-hash-seed 0",
      "-m cluster --cluster-local-nodemask 0x80000000 --cluster-total-nodes 32 --cluster-hash-seed 0x00000000",
      "cluster node_mask=0x80000000 total_nodes=32 hash_seed=0x00000000",
    ],
  ]);
  refuses("ipv4", [
    [
      "-m cluster --cluster-total-nodes 33 --cluster-local-node 1 --cluster-hash-seed 0",
      'cluster: bad value for option "--cluster-total-nodes", or out of range (1-32).',
    ],
    [
      "-m cluster --cluster-total-nodes 0 --cluster-local-node 1 --cluster-hash-seed 0",
      'cluster: bad value for option "--cluster-total-nodes", or out of range (1-32).',
    ],
    [
      "-m cluster --cluster-total-nodes 4 --cluster-local-node 5 --cluster-hash-seed 0",
      "cluster match: `--cluster-local-node' must be <= `--cluster-total-nodes'",
    ],
    [
      "-m cluster --cluster-total-nodes 4 --cluster-local-node 0 --cluster-hash-seed 0",
      'cluster: bad value for option "--cluster-local-node", or out of range (1-32).',
    ],
    [
      "-m cluster --cluster-total-nodes 4 --cluster-local-node 33 --cluster-hash-seed 0",
      'cluster: bad value for option "--cluster-local-node", or out of range (1-32).',
    ],
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-nodemask 0x4 --cluster-hash-seed 0",
      "cluster match: `--cluster-local-nodemask' too big for `--cluster-total-nodes'",
    ],
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-nodemask 0 --cluster-hash-seed 0",
      'cluster: bad value for option "--cluster-local-nodemask", or out of range (1-32).',
    ],
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-local-nodemask 1 --cluster-hash-seed 0",
      "cannot be used together with",
    ],
    [
      "-m cluster --cluster-total-nodes 2 --cluster-local-node 1",
      'cluster: option "--cluster-hash-seed" must be specified',
    ],
    [
      "-m cluster --cluster-total-nodes 2 --cluster-hash-seed 1",
      "cluster match: `--cluster-local-node' or`--cluster-local-nodemask' is missing",
    ],
    [
      "-m cluster --cluster-local-node 1 --cluster-hash-seed 1",
      'cluster: option "--cluster-total-nodes" must be specified',
    ],
    [
      "-m cluster --cluster-total-nodes x --cluster-local-node 1 --cluster-hash-seed 1",
      'cluster: bad value for option "--cluster-total-nodes", or out of range (1-32).',
    ],
    ["-m cluster", "cluster match: `--cluster-local-node' or`--cluster-local-nodemask' is missing"],
  ]);
});
