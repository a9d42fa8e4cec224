// What depends on the host beyond packets and routes: here no bridge and no socket are to be found.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** Scenarios of physdev, socket, TPROXY and policy. */
export const hostFacts: ScenarioSource[] = [
  {
    name: "no-ipsec",
    about: "policy where nothing is transformed",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m policy --dir in --pol none
-A FORWARD -m policy --dir in --pol ipsec
-A FORWARD -m policy --dir out --pol none
-A FORWARD -m policy --dir out --pol ipsec ! --proto esp
-A INPUT -m policy --dir in --pol ipsec --strict --reqid 1
-A INPUT -m policy --dir in --pol none
-A OUTPUT -m policy --dir out --pol ipsec
-A OUTPUT -m policy --dir out --pol none
-t mangle -A POSTROUTING -m policy --dir out --pol none
-t mangle -A PREROUTING -m policy --dir in --pol none`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > inside.53
out eth0 udp router.1 > server.53
in eth1 udp client6.1 > server6.53
out eth0 udp router6.1 > server6.53
`,
  },
  {
    name: "no-bridge-no-socket",
    about: "physdev without a bridge, socket and TPROXY without sockets",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m physdev --physdev-in eth1
-A FORWARD -m physdev ! --physdev-in eth1
-A FORWARD -m physdev --physdev-is-bridged
-A FORWARD -m physdev ! --physdev-is-bridged
-A FORWARD -m physdev ! --physdev-is-in ! --physdev-is-out
-A FORWARD -m physdev ! --physdev-is-in --physdev-is-out
-A FORWARD -m physdev --physdev-out eth0 ! --physdev-is-bridged
-A INPUT -m physdev ! --physdev-in eth1 ! --physdev-is-bridged
-A OUTPUT -m physdev ! --physdev-is-bridged
-t mangle -A PREROUTING -m socket
-t mangle -A PREROUTING -m socket --transparent --nowildcard --restore-skmark
-t mangle -A PREROUTING -p udp --dport 80 -j TPROXY --on-port 50080 --tproxy-mark 1
-t mangle -A PREROUTING -p tcp --dport 80 -j TPROXY --on-port 50080
-A INPUT -m socket`)}`,
    packets: `
in eth1 udp client.4000 > server.53
in eth1 udp client.4000 > server.80
in eth1 tcp client.4000 > server.80 S
in eth1 tcp client.4000 > server.81 S
in eth1 udp client.4000 > inside.53
in eth1 udp client.4000 > server.53 len=200 id=7 pieces=0-96,96-
in eth1 icmp client > server echo id=1 seq=1
in eth1 ip client > server proto=17 len=4
out eth0 udp router.4000 > server.53
in eth1 udp client6.4000 > server6.53
in eth1 udp client6.4000 > server6.80
in eth1 tcp client6.4000 > server6.80 S
in eth1 udp client6.4000 > inside6.53
out eth0 udp router6.4000 > server6.53
`,
  },
];
