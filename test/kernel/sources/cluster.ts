// Shares of connections: -m cluster.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

export const cluster: ScenarioSource[] = [
  {
    name: "cluster",
    about: "The source of a connection's first packet tells the node, for answers and errors too",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef
-A FORWARD -m cluster --cluster-total-nodes 2 --cluster-local-node 2 --cluster-hash-seed 0xdeadbeef
-A FORWARD -m cluster --cluster-total-nodes 5 --cluster-local-nodemask 0x15 --cluster-hash-seed 7
-A FORWARD -m cluster --cluster-total-nodes 5 ! --cluster-local-nodemask 0x15 --cluster-hash-seed 7
-A FORWARD -m cluster --cluster-total-nodes 1 --cluster-local-node 1 --cluster-hash-seed 0
-t raw -A PREROUTING -p udp --dport 9 -j NOTRACK`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth0 udp server.53 > client.1
in eth1 udp client2.1 > server.53
in eth0 udp server.53 > client2.1
in eth0 icmp server > client type=3/3 quote=[udp client.1 > server.53]
in eth0 udp server2.1 > client.53
in eth0 udp 203.0.113.11.1 > client.53
in eth0 udp 203.0.113.12.1 > client.53
in eth0 udp 203.0.113.13.1 > client.53
in eth1 udp client.1 > server.9
in eth1 udp client6.1 > server6.53
in eth0 udp server6.53 > client6.1
in eth1 udp client26.1 > server6.53
in eth0 udp server6.1 > client6.53
in eth0 udp server26.1 > client6.53
`,
  },
];
