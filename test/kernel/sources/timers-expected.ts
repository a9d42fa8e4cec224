// How long expectations live: those of each helper as they are listed, and packets that come just before one is over, and well after it. A timer of Linux may be an eighth late.
import type { ScenarioSource } from "../scenario.js";
import { h323 } from "./helper-h323.js";
import { pptp } from "./helper-pptp.js";
import { sip } from "./helper-sip.js";
import { helpers } from "./helpers.js";
import { inBoth, ROUTER } from "./router.js";

const STATES = inBoth(`
-A FORWARD -m conntrack --ctstate NEW
-A FORWARD -m conntrack --ctstate RELATED
-A INPUT -m conntrack --ctstate NEW
-A INPUT -m conntrack --ctstate RELATED
-t raw -A PREROUTING -p udp --dport 9 -j NOTRACK`);

const known = [...helpers, ...sip, ...pptp, ...h323];

/** The packets of another scenario, from a time on. */
function at(seconds: number, name: string): string {
  const found = known.find((s) => s.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return `@${seconds} ${found.packets.trim()}`;
}

/** The rules that give connections their helpers, of these scenarios. */
function rulesOf(names: readonly string[]): string {
  const lines = known.filter((s) => names.includes(s.name)).flatMap((s) => s.setup.split("\n"));
  return [...new Set(lines.filter((line) => line.includes("--helper")))].join("\n");
}

/** Half a second lies between each and the end, but for whole ones: a busy machine may be late. */
const PARTS: readonly (readonly [number, string])[] = [
  [0.1, "helper-ftp-active"],
  [0.13, "helper-tftp"],
  [0.16, "helper-irc"],
  [0.2, "helper-amanda"],
  [0.23, "helper-sane"],
  [1.15, "helper-pptp-expected"],
  [1.2, "helper-sip-call"],
  [2.1, "helper-sip-register"],
  [2.15, "helper-h323-ras-life"],
  [2.2, "helper-h323-forward"],
];

/** Scenarios of expectations over real seconds. */
export const timersExpected: ScenarioSource[] = [
  {
    name: "timer-expected",
    about: "What is left of expectations of each helper, to the second",
    realTime: true,
    exactTimeouts: true,
    setup: `${ROUTER}${STATES}
ip addr add 10.9.0.1/24 brd + dev eth1
${rulesOf(["helper-broadcast", ...PARTS.map(([, name]) => name)])}`,
    packets: `${PARTS.map(([seconds, name]) => at(seconds, name)).join("\n")}
@2.25 out eth1 udp 10.9.0.1.137 > 10.9.0.255.137 len=20
@2.26 out eth1 udp 10.9.0.1.4000 > 10.9.0.255.161 len=20
@2.65 in eth1 udp client.9 > server.9`,
  },
  {
    name: "timer-expected-over",
    about: "Expectations of three and of thirty seconds: who comes before they are over is RELATED",
    realTime: true,
    exactTimeouts: true,
    // without a broadcast address of their own no answers are expected
    setup: `${ROUTER}${STATES}
ip addr add 10.9.0.1/24 brd + dev eth1
iptables -t raw -A OUTPUT -p udp --dport 137 -j CT --helper netbios-ns
iptables -t raw -A OUTPUT -p udp --dport 161 -j CT --helper snmp`,
    packets: `
@0.3 out eth1 udp 10.9.0.1.137 > 10.9.0.255.137 len=20
@0.4 out eth1 udp 10.9.0.1.4000 > 10.9.0.255.161 len=20
@0.5 in eth1 udp 10.9.0.5.138 > 10.9.0.1.137 len=20
@0.6 in eth1 udp 10.8.0.5.137 > 10.9.0.1.137 len=20
@2.8 in eth1 udp 10.9.0.5.137 > 10.9.0.1.137 len=20
@4.2 in eth1 udp 10.9.0.6.137 > 10.9.0.1.137 len=20
@29.9 in eth1 udp 10.9.0.5.161 > 10.9.0.1.4000 len=20
@34.9 in eth1 udp 10.9.0.6.161 > 10.9.0.1.4000 len=20
@35.3 in eth1 udp client.9 > server.9`,
  },
];
