// Connection tracking: few connections and a million, packets of known ones and only new ones, NAT.
//
//   npm run bench connections
import { capture, SMALL } from "./lib/captures.js";
import { host, NETWORK, restored } from "./lib/hosts.js";
import { hasNative, native } from "./lib/native.js";
import { replay } from "./lib/replay.js";
import { type Case, suite } from "./lib/suite.js";

const STATEFUL = "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n";
const FILTER = `*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n${STATEFUL}COMMIT\n`;
const MASQUERADE =
  "*nat\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n" +
  "-A POSTROUTING -o eth0 -j SNAT --to-source 203.0.113.254\nCOMMIT\n";

const plain = host(NETWORK + restored("iptables-restore", FILTER));
const nat = host(NETWORK + restored("iptables-restore", FILTER + MASQUERADE));

/** Packets for a number of connections: each is met some times, but for the most of them. */
const FLOWS: readonly (readonly [flows: number, packets: number])[] = [
  [1, 500_000],
  [1000, 500_000],
  [100_000, 1_000_000],
  [1_000_000, 3_000_000],
];

function cases(): Case[] {
  const out: Case[] = [];
  for (const [flows, packets] of FLOWS) {
    const file = capture({ ...SMALL, flows, packets });
    const label = `${flows.toLocaleString("en")} connections`;
    const one = (who: string, run: Case["run"]) =>
      out.push({ name: `${label}: ${who}`, about: { connections: flows, who }, run });
    one("sluice", () => replay(file, plain));
    if (hasNative()) one("C", async () => native("flows", file));
    if (flows <= 100_000) one("sluice, source NAT", () => replay(file, nat));
  }
  const fresh = capture({ ...SMALL, flows: 500_000, packets: 500_000, seed: 2, tcpShare: 0 });
  out.push({
    name: "mostly new connections (UDP): sluice",
    about: { connections: "new", who: "sluice" },
    run: () => replay(fresh, plain),
  });
  return out;
}

await suite("connections", cases());
