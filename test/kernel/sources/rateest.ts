// Rates that RATEEST measures and -m rateest asks.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const burst = (at: number): string =>
  Array.from(
    { length: 20 },
    (_, i) => `@${(at + i * 0.02).toFixed(2)} in eth1 udp client.1 > server.53 len=1000`,
  ).join("\n");

export const rateest: ScenarioSource[] = [
  {
    name: "rateest",
    about:
      "Averages rise with packets and fall without; nothing was measured before the first step",
    realTime: true,
    setup: `${ROUTER}
iptables -t mangle -A PREROUTING -j RATEEST --rateest-name all --rateest-interval 250ms --rateest-ewmalog 0.5s
iptables -t mangle -A PREROUTING -p tcp -j RATEEST --rateest-name none --rateest-interval 250ms --rateest-ewmalog 0.5s
${inBoth(`
-A FORWARD -p icmp -m rateest --rateest all --rateest-gt --rateest-pps 0
-A FORWARD -p icmp -m rateest --rateest all --rateest-eq --rateest-pps 0
-A FORWARD -p icmp -m rateest --rateest all ! --rateest-eq --rateest-bps 0
-A FORWARD -p icmp -m rateest --rateest all --rateest-lt --rateest-bps 800kbit
-A FORWARD -p icmp -m rateest --rateest all --rateest-delta --rateest-pps1 1000 --rateest-lt --rateest-pps2 1000
-A FORWARD -p icmp -m rateest --rateest1 all --rateest-gt --rateest2 none --rateest-bps --rateest-pps
-A FORWARD -p icmp -m rateest --rateest1 none --rateest-eq --rateest2 none --rateest-bps`).replaceAll(
  "ip6tables -A FORWARD -p icmp",
  "ip6tables -A FORWARD -p icmpv6",
)}
`,
    packets: `
@0 in eth1 icmp client > server echo id=1
${burst(0.02)}
@1.2 in eth1 icmp client > server echo id=1
@1.22 in eth1 icmp client6 > server6 echo id=1
@9 in eth1 icmp client > server echo id=1
`,
  },
];
