import { describe, expect, test } from "vitest";
import { createFirewall } from "../../../src/index.js";
import { accepts, refuses } from "../../support/extension.js";
import { ethernet, ip, PROTOCOL, tcp, udp } from "../../support/packets.js";

// The kernel of the reference has no IPVS: refusals are those of iptables 1.8.9 (test/setup/cases/refused.txt), what is
// saved follows from its ipvs_mt_dump, what matches from ipvs_mt of the kernel.
describe("match ipvs", () => {
  accepts("ipv4", [
    ["-m ipvs --ipvs", "-m ipvs --ipvs", "ipvs"],
    ["-m ipvs ! --ipvs", "-m ipvs ! --ipvs", "! ipvs"],
    ["-m ipvs --ipvs --vproto tcp", "-m ipvs --vproto 6", "vproto 6"],
    ["-m ipvs ! --vproto udp", "-m ipvs ! --vproto 17", "! vproto 17"],
    [
      "-m ipvs --vport http --vaddr 1.2.3.4/24",
      "-m ipvs --vaddr 1.2.3.4/24 --vport 80",
      "vaddr 1.2.3.4/24 vport 80",
    ],
    ["-m ipvs ! --vaddr 1.2.3.4", "-m ipvs ! --vaddr 1.2.3.4", "! vaddr 1.2.3.4"],
    ["-m ipvs --vdir original", "-m ipvs --vdir ORIGINAL", "vdir ORIGINAL"],
    [
      "-m ipvs --vdir REPLY ! --vmethod masq",
      "-m ipvs --vdir REPLY ! --vmethod MASQ",
      "vdir REPLY ! vmethod MASQ",
    ],
    [
      "-m ipvs --vportctl 21 --vmethod ipip",
      "-m ipvs --vmethod IPIP --vportctl 21",
      "vmethod IPIP vportctl 21",
    ],
    ["-t nat -A POSTROUTING -m ipvs --vmethod gate", "-m ipvs --vmethod GATE", "vmethod GATE"],
    ["-t raw -A PREROUTING -m ipvs ! --vport 0", "-m ipvs ! --vport 0", "! vport 0"],
  ]);
  accepts("ipv6", [
    ["-m ipvs --vaddr 2001:db8::/32", "-m ipvs --vaddr 2001:db8::/32", "vaddr 2001:db8::/32"],
    ["-m ipvs ! --vaddr ::1", "-m ipvs ! --vaddr ::1", "! vaddr ::1"],
  ]);
  refuses("ipv4", [
    ["-m ipvs", "IPVS: At least one option is required"],
    ["-m ipvs ! --ipvs --vport 80", "! --ipvs cannot be together with other options"],
    ["-m ipvs --vdir x", 'ipvs: Bad value for "--vdir" option: "x"'],
    ["-m ipvs --vmethod x", 'ipvs: Bad value for "--vmethod" option: "x"'],
    ["-m ipvs ! --vdir REPLY", "cannot be inverted"],
    ["-m ipvs --vport 80:81", "does not resolve to anything"],
  ]);
});

const SETUP = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip -6 addr add 2001:db8::1/64 dev eth0
ip -6 addr add fd00::1/64 dev eth1
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.ipv6.conf.all.forwarding=1
`;

const client = ["10.0.0.5", "192.0.2.2"] as const;
const packets = {
  tcp: ip(...client, PROTOCOL.tcp, tcp(...client, 4000, 8080)),
  udp: ip(...client, PROTOCOL.udp, udp(...client, 4000, 8080)),
  icmp: ip(...client, PROTOCOL.icmp, Uint8Array.of(8, 0, 0xf7, 0xfd, 0, 1, 0, 1)),
  six: ip("fd00::5", "2001:db8::2", PROTOCOL.udp, udp("fd00::5", "2001:db8::2", 4000, 8080)),
} as const;

type Name = keyof typeof packets;

const MASQ = "ipvs=203.0.113.7:80/masq";

/** Packet, options, what is declared, whether it matches, whether that is said to be open. */
const cases: [Name, string, string | undefined, boolean, boolean][] = [
  // nothing declared: IPVS has nothing to do with it, and the rule is reported
  ["udp", "--ipvs", undefined, false, true],
  ["udp", "! --ipvs", undefined, true, true],
  ["udp", "--vport 80", undefined, false, true],
  ["udp", "! --vport 80", undefined, false, true],
  ["udp", "--ipvs", "uid=5", false, true],
  // ... unless the packet itself says no
  ["udp", "--vproto tcp", undefined, false, false],
  ["udp", "! --vproto udp", undefined, false, false],
  ["icmp", "--vport 80", undefined, false, false],
  ["icmp", "--vproto icmp", undefined, false, false],
  ["icmp", "--ipvs", undefined, false, true],
  // that it was handled
  ["udp", "--ipvs", "ipvs=none", false, false],
  ["udp", "! --ipvs", "ipvs=none", true, false],
  ["udp", "! --vport 80", "ipvs=none", false, false],
  ["udp", "--ipvs", MASQ, true, false],
  ["udp", "! --ipvs", MASQ, false, false],
  ["icmp", "--ipvs", "ipvs=reply", true, false],
  ["icmp", "--vproto icmp", "ipvs=reply", false, false],
  // on the way back no connection is found
  ["udp", "--ipvs", "ipvs=reply", true, false],
  ["udp", "--vproto udp", "ipvs=reply", false, false],
  ["udp", "! --vport 81", "ipvs=reply", false, false],
  // protocol
  ["udp", "--vproto udp", MASQ, true, false],
  ["udp", "--vproto tcp", MASQ, false, false],
  ["udp", "! --vproto tcp", MASQ, true, false],
  ["tcp", "--vproto tcp", MASQ, true, false],
  // virtual address and port
  ["udp", "--vaddr 203.0.113.7", MASQ, true, false],
  ["udp", "--vaddr 203.0.113.8", MASQ, false, false],
  ["udp", "! --vaddr 203.0.113.8", MASQ, true, false],
  ["udp", "--vaddr 203.0.113.99/24", MASQ, true, false],
  ["udp", "! --vaddr 203.0.113.0/24", MASQ, false, false],
  ["udp", "--vport 80", MASQ, true, false],
  ["udp", "--vport 8080", MASQ, false, false],
  ["udp", "! --vport 8080", MASQ, true, false],
  ["udp", "--vport 0", "ipvs=203.0.113.7", true, false],
  // forwarding method
  ["udp", "--vmethod MASQ", MASQ, true, false],
  ["udp", "--vmethod MASQ", "ipvs=203.0.113.7:80", true, false],
  ["udp", "--vmethod GATE", MASQ, false, false],
  ["udp", "! --vmethod GATE", MASQ, true, false],
  ["udp", "--vmethod GATE", "ipvs=203.0.113.7:80/GATE", true, false],
  ["udp", "--vmethod IPIP", "ipvs=203.0.113.7:80/ipip", true, false],
  ["udp", "--vmethod MASQ", "ipvs=203.0.113.7:80/local", false, false],
  ["udp", "! --vmethod MASQ", "ipvs=203.0.113.7:80/bypass", true, false],
  // controlling connection
  ["udp", "--vportctl 21", MASQ, false, false],
  ["udp", "! --vportctl 21", MASQ, true, false],
  ["udp", "--vportctl 21", "ipvs=203.0.113.7:20/masq/21", true, false],
  ["udp", "--vportctl 0", "ipvs=203.0.113.7:20/masq/0", true, false],
  ["udp", "--vportctl 0", "ipvs=203.0.113.7:20/masq", false, false],
  // direction is that of conntrack's connection, which has to be there
  ["udp", "--vdir ORIGINAL -m conntrack --ctdir ORIGINAL", MASQ, true, false],
  ["udp", "--vdir REPLY -m conntrack --ctdir ORIGINAL", MASQ, false, false],
  ["udp", "--vdir ORIGINAL", MASQ, false, false],
  // several
  ["tcp", "--vproto tcp --vaddr 203.0.113.7 --vport 80 --vmethod MASQ", MASQ, true, false],
  ["tcp", "--vproto tcp --vaddr 203.0.113.7 ! --vport 80 --vmethod MASQ", MASQ, false, false],
  // IPv6
  ["six", "--vaddr 2001:db8:1::/48", "ipvs=[2001:db8:1::7]:53/masq", true, false],
  ["six", "--vaddr 2001:db8:1::8", "ipvs=[2001:db8:1::7]:53/masq", false, false],
  ["six", "--vport 53", "ipvs=[2001:db8:1::7]:53/masq", true, false],
  // a connection of the other family is none
  ["six", "--vport 80", MASQ, false, false],
  // what is no address declares nothing
  ["udp", "--ipvs", "ipvs=203.0.113", false, true],
  ["six", "--ipvs", "ipvs=[2001:db8::1", false, true],
  ["udp", "--ipvs", "ipvs=", false, true],
];

/** A rule that switches connection tracking on: without it no packet sees table nat. */
const TRACKED = "\niptables -t raw -A OUTPUT -m conntrack --ctstate NEW";

/** Where a rule stands, whether IPVS came before it. */
const places: [string, boolean][] = [
  ["-t raw -A PREROUTING", false],
  ["-t mangle -A PREROUTING", false],
  ["-t nat -A PREROUTING", false],
  ["-t mangle -A FORWARD", false],
  ["-A FORWARD", false],
  ["-t security -A FORWARD", false],
  ["-t mangle -A POSTROUTING", true],
  ["-t nat -A POSTROUTING", true],
];

const inward: [string, boolean][] = [
  ["-t mangle -A INPUT", false],
  ["-A INPUT", false],
  ["-t security -A INPUT", false],
  ["-t nat -A INPUT", true],
];

describe("-m ipvs answers as the kernel does", () => {
  const firewallWith = (rule: string, six = false) =>
    createFirewall({ setup: `${SETUP}${six ? "ip6tables" : "iptables"} ${rule}\n` });
  /** To the interface with that number. */
  const wrap = (packet: Uint8Array, to = 2) =>
    ethernet(packet, Uint8Array.of(2, 0, 0, 0, 0, to), Uint8Array.of(2, 0, 0, 0, 0, 0xfe));

  test.each(cases)("%s: %s with %s", async (name, options, facts, matches, undecided) => {
    const six = name === "six";
    const firewall = await firewallWith(
      `-t mangle -A POSTROUTING -m ipvs ${options} -j MARK --set-mark 7`,
      six,
    );
    const declared = facts === undefined ? {} : { facts };
    const result = firewall.process(wrap(packets[name]), { in: "eth1", ...declared });
    expect(result.emits).toHaveLength(1);
    expect(result.emits[0]!.mark).toBe(matches ? 7 : 0);
    expect(result.undecided.length > 0).toBe(undecided);
  });

  test.each(places)("%s, handled before: %s", async (place, before) => {
    const firewall = await firewallWith(`${place} -m ipvs --ipvs${TRACKED}`);
    const open = firewall.process(wrap(packets.udp), { in: "eth1" });
    expect(open.undecided.length > 0).toBe(before);
    firewall.process(wrap(packets.tcp), { in: "eth1", facts: MASQ });
    const hits = before ? `[1:${packets.tcp.length}]` : "[0:0]";
    expect(firewall.save("ipv4")).toContain(`${hits} ${place.replace(/^.*-A/, "-A")} -m ipvs`);
  });

  test.each(inward)("%s, handled before: %s", async (place, before) => {
    const firewall = await firewallWith(`${place} -m ipvs --ipvs${TRACKED}`);
    const here = ["192.0.2.7", "192.0.2.1"] as const;
    const open = wrap(ip(...here, PROTOCOL.udp, udp(...here, 5, 6)), 1);
    expect(firewall.process(open, { in: "eth0" }).undecided.length > 0).toBe(before);
    const packet = ip(...here, PROTOCOL.udp, udp(...here, 7, 6));
    firewall.process(wrap(packet, 1), { in: "eth0", facts: MASQ });
    const hits = before ? `[1:${packet.length}]` : "[0:0]";
    expect(firewall.save("ipv4")).toContain(`${hits} ${place.replace(/^.*-A/, "-A")} -m ipvs`);
  });

  test("a packet that a local process sends", async () => {
    const sent = ["192.0.2.1", "192.0.2.9"] as const;
    const packet = ip(...sent, PROTOCOL.udp, udp(...sent, 5, 6));
    const firewall = await firewallWith("-A OUTPUT -m ipvs --vport 80 -j DROP");
    const info = { in: "eth0", direction: "out" } as const;
    expect(firewall.process(wrap(packet), { ...info, facts: MASQ }).verdict).toBe("DROP");
    expect(firewall.process(wrap(packet), info).undecided).toHaveLength(1);
  });
});
