// What iptables reads and the kernel refuses: answered by iptables 1.8.9 (legacy) on Linux 6.18.
import { expect, test } from "vitest";
import { parseSetup } from "../../src/setup/setup.js";

const cases = [
  ["iptables -A INPUT -m ipvs --ipvs", "No chain/target/match by that name"],
  ["ip6tables -A FORWARD -m ipvs --vproto tcp", "No chain/target/match by that name"],
  ["iptables -A INPUT -j LED --led-trigger-id foo", "No chain/target/match by that name"],
  ["ip6tables -A INPUT -j LED --led-trigger-id foo", "No chain/target/match by that name"],
  [
    "iptables -t security -A FORWARD -j SECMARK --selctx system_u:object_r:firewalld_exec_t:s0",
    "No chain/target/match by that name",
  ],
  ["iptables -A INPUT -j ULOG", "No chain/target/match by that name"],
  ["iptables -A INPUT -j ULOG --ulog-prefix foo", "No chain/target/match by that name"],
  ["ip6tables -A INPUT -j ULOG", "Couldn't load target `ULOG':No such file or directory"],
  [
    "iptables -A INPUT -d 10.31.3.236 -i lo -j CLUSTERIP --new --hashmode sourceip " +
      "--clustermac 01:AA:7B:47:F7:D7 --total-nodes 2 --local-node 1 --hash-init 1",
    "No chain/target/match by that name",
  ],
] as const;

test.each(cases)("%s", (command, message) => {
  expect(() => parseSetup(`${command}\n`)).toThrow(message);
});
