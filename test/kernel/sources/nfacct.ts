// Accounting objects: -m nfacct.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

export const nfacct: ScenarioSource[] = [
  {
    name: "nfacct",
    about: "Objects count for all rules that name them; with a quota they match when it is used up",
    setup: `${ROUTER}
nfacct add plain
nfacct add three packet 3
nfacct add bytes byte 100
nfacct add none packet 0
nfacct add gone
nfacct del gone
nfacct add unused byte 0
nfacct restore <<'END'
{ pkts = 00000000000000000003, bytes = 00000000000000000600 } = restored;
END
${inBoth(`
-A FORWARD -m nfacct --nfacct-name plain
-A FORWARD -m nfacct --nfacct-name three
-A FORWARD -m nfacct --nfacct-name bytes
-A FORWARD -m nfacct --nfacct-name none
-A FORWARD -m nfacct --nfacct-name restored
-A FORWARD -p udp -m nfacct --nfacct-name bytes -j DROP`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=20
in eth1 tcp client.1 > server.80 S seq=1
in eth1 udp client6.1 > server6.53
in eth1 udp client.1 > server.53
in eth1 tcp client6.1 > server6.80 S seq=1
`,
  },
];
