// Short cuts change nothing: the same packets with and without them, through a router that tracks,
// routes by marks and source, and translates.
import { afterAll, describe, expect } from "vitest";
import type { Random } from "../../bench/lib/random.js";
import { createFirewall, type Firewall } from "../../src/index.js";
import { ip, PROTOCOL, tcp, udp } from "../support/packets.js";
import { lines, send, SETUP } from "../conntrack/router.js";
import { fuzz } from "./harness.js";

const STEPS = 400;

/** One of a few connections, and how far its ends are. */
interface Flow {
  readonly tcp: boolean;
  readonly ports: readonly [number, number];
  readonly addresses: readonly [string, string];
  readonly next: [number, number];
  readonly acked: [number, number];
}

function flowOf(r: Random, i: number): Flow {
  return {
    tcp: r.chance(0.8),
    ports: [1000 + i, 80],
    addresses: r.chance(0.6)
      ? [`10.0.0.${5 + (i % 2)}`, r.pick(["203.0.113.9", "198.51.100.1"])]
      : [`2001:db8:1::${5 + (i % 2)}`, r.pick(["2001:db8::9", "2001:db8:ffff::1"])],
    next: [r.next(), r.next()],
    acked: [0, 0],
  };
}

/** Mostly what the ends would say next; else flags, windows and numbers as they come. */
function segment(r: Random, flow: Flow, from: 0 | 1): Uint8Array {
  const to = from === 0 ? 1 : 0;
  const odd = r.chance(0.15);
  const flags = odd ? r.pick(["S", "SA", "F", "FA", "R", "RA", "A", "PA", "", "UA"]) : "A";
  const data = new Uint8Array(r.pick([0, 0, 1, 100, 1400]));
  const again = r.chance(0.1);
  const seq = (flow.next[from] + (odd ? r.between(-70_000, 70_000) : 0)) >>> 0;
  const ack = (flow.next[to] - (r.chance(0.2) ? r.between(-2000, 70_000) : 0)) >>> 0;
  if (!odd && !again) flow.next[from] = (flow.next[from] + data.length) >>> 0;
  const block = [(ack + 10) >>> 24, (ack >> 16) & 255, (ack >> 8) & 255, ack & 255];
  const options = r.pick([
    [],
    [],
    [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 1],
    [1, 1, 5, 10, ...block, block[0]!, block[1]!, block[2]!, block[3]! ^ 64],
    [8, 200],
  ]);
  return tcp(flow.addresses[from], flow.addresses[to], flow.ports[from], flow.ports[to], {
    flags,
    seq,
    ack,
    data,
    window: r.pick([65535, 65535, 500, 0]),
    options: Uint8Array.from(flags.includes("S") ? [4, 2, 3, 3, r.between(0, 14), 1] : options),
    badChecksum: r.chance(0.02),
  });
}

function handshake(flow: Flow, step: number): Uint8Array {
  const [a, b] = flow.addresses;
  const [s, d] = flow.ports;
  const options = Uint8Array.of(4, 2, 3, 3, 2, 1);
  if (step === 0) {
    const seq = flow.next[0]++;
    return tcp(a, b, s, d, { flags: "S", seq, options });
  }
  if (step === 1) {
    return tcp(b, a, d, s, { flags: "SA", seq: flow.next[1]++, ack: flow.next[0], options });
  }
  return tcp(a, b, s, d, { flags: "A", seq: flow.next[0], ack: flow.next[1] });
}

/** Some that all packets of a connection meet alike, and some that they do not. */
const RULES = [
  "-t raw -A PREROUTING -p udp -j ACCEPT",
  "-t raw -A PREROUTING -p tcp -m tcp --tcp-flags ALL PSH,ACK -j TRACE",
  "-t mangle -A PREROUTING -j CONNMARK --restore-mark",
  "-t mangle -A FORWARD -m connmark --mark 5 -j DROP",
  "-t mangle -A POSTROUTING -m mark --mark 0 -m statistic --mode nth --every 7 --packet 0 -j MARK --set-mark 5",
  "-t mangle -A POSTROUTING -j CONNMARK --save-mark",
  "-t mangle -A FORWARD -m tos --tos 0x10 -j MARK --set-mark 3",
  "-t mangle -A FORWARD -p tcp -m tcp --tcp-flags PSH PSH",
  "-t mangle -A FORWARD -m conntrack --ctstatus ASSURED",
  "-t mangle -A FORWARD -m conntrack --ctexpire 100:400",
  "-t mangle -A FORWARD -m ttl --ttl-gt 5 -j TTL --ttl-dec 3",
  "-t mangle -A FORWARD -p udp -m limit --limit 1/s -j ACCEPT",
  "-A FORWARD -m mark --mark 5 -j REJECT",
  "-A FORWARD -m recent --name seen --update --seconds 3 --hitcount 5 -j DROP",
  "-A FORWARD -m recent --name seen --set",
  "-A FORWARD -m connbytes --connbytes 9: --connbytes-dir both --connbytes-mode packets",
  "-A FORWARD -m conntrack --ctstate ESTABLISHED -m conntrack --ctdir REPLY -j ACCEPT",
  "-A FORWARD -p udp -m conntrack --ctstate NEW -m multiport --dports 80,443 -j ACCEPT",
  "-A FORWARD -p tcp -m tcp --tcp-option 8",
] as const;

/** The same rule for IPv6. */
const sixth = (rule: string): string =>
  rule.replace("-m ttl --ttl-gt 5 -j TTL --ttl-dec", "-m hl --hl-gt 5 -j HL --hl-dec");

function setups(r: Random): string {
  const sysctl = (name: string, value: number) =>
    `sysctl -w net.netfilter.nf_conntrack_${name}=${value}\n`;
  let text = SETUP;
  if (r.chance(0.5)) text += sysctl("acct", 1);
  if (r.chance(0.3)) text += sysctl("tcp_max_retrans", r.between(0, 3));
  if (r.chance(0.2)) text += sysctl("tcp_be_liberal", 1);
  if (r.chance(0.2)) text += sysctl("checksum", 0);
  if (r.chance(0.2)) text += sysctl("tcp_timeout_established", r.pick([10, 250, 400]));
  const nat = r.pick(["", "POSTROUTING -o eth0 -j MASQUERADE", "PREROUTING -j ACCEPT"]);
  if (nat !== "") text += `iptables -t nat -A ${nat}\n`;
  if (nat !== "" && r.chance(0.5)) text += `ip6tables -t nat -A ${nat}\n`;
  if (r.chance(0.5)) {
    text +=
      "iptables -t mangle -A PREROUTING -p tcp --dport 80 -m length --length 0:60 -j MARK --set-mark 1\n";
    text += "ip rule add fwmark 1 table 7\nip route add default via 192.0.2.7 dev eth0 table 7\n";
  }
  if (r.chance(0.3))
    text += "ip rule add tos 0x10 table 8\nip route add blackhole default table 8\n";
  if (r.chance(0.2))
    text += "ip -6 rule add tos 0x10 table 9\nip -6 route add blackhole default table 9\n";
  if (r.chance(0.3)) text += "sysctl -w net.ipv4.conf.all.rp_filter=1\n";
  for (const rule of RULES) {
    if (r.chance(0.07)) text += `iptables ${rule}\n`;
    if (r.chance(0.07)) text += `ip6tables ${sixth(rule)}\n`;
  }
  return text;
}

function packet(r: Random, flow: Flow, step: number): Uint8Array {
  const [a, b] = flow.addresses;
  const options = { tos: r.pick([0, 0, 0, 0x10]), ttl: r.pick([64, 64, 64, 1]) };
  if (!flow.tcp) {
    const from = r.between(0, 1) as 0 | 1;
    const to = from === 0 ? 1 : 0;
    const datagram = udp(
      flow.addresses[from],
      flow.addresses[to],
      flow.ports[from],
      flow.ports[to],
    );
    return ip(flow.addresses[from], flow.addresses[to], PROTOCOL.udp, datagram, options);
  }
  if (step < 3 && r.chance(0.97)) {
    const from = step === 1 ? b : a;
    return ip(from, step === 1 ? a : b, PROTOCOL.tcp, handshake(flow, step), options);
  }
  const from = r.between(0, 1) as 0 | 1;
  const body = segment(r, flow, from);
  return ip(flow.addresses[from], flow.addresses[from === 0 ? 1 : 0], PROTOCOL.tcp, body, options);
}

function told(fw: Firewall, bytes: Uint8Array, at: number): string {
  const { verdict, cause, state, reply, mark, emits, logs } = send(fw, bytes, at);
  const out = emits.map((e) => `${e.at} ${e.out} ${Buffer.from(e.packet).toString("hex")}`);
  return `${verdict} ${cause} ${state} ${reply} ${mark} ${logs.length} ${out.join(" ")}`;
}

describe("short cuts", () => {
  let followed = 0;
  afterAll(() => expect(followed).toBeGreaterThan(0));
  fuzz({ name: "against the long way", count: 12 }, async (r) => {
    const setup = setups(r);
    using short = await createFirewall({ setup });
    using long = await createFirewall({ setup });
    long.engine.exports.shortcutsSet(0);
    const eager = r.chance(0.7);
    if (eager) short.engine.exports.shortcutsSet(3);
    const flows = Array.from({ length: 4 }, (_, i) => flowOf(r, i));
    const steps = flows.map(() => 0);
    let at = 0;
    for (let n = 0; n < STEPS; n++) {
      const i = r.between(0, flows.length - 1);
      const bytes = packet(r, flows[i]!, steps[i]!++);
      at += r.pick([0, 0.01, 0.5, r.chance(0.05) ? 200 : 1]);
      expect(`${n}: ${told(short, bytes, at)}`).toBe(`${n}: ${told(long, bytes, at)}`);
      expect(lines(short)).toEqual(lines(long));
    }
    followed += short.tableStats().followed;
    for (const family of ["ipv4", "ipv6"] as const) {
      expect(short.save(family)).toBe(long.save(family));
    }
    expect(short.conntrackStats()).toEqual(long.conntrackStats());
  });
});
