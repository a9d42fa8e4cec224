import { describe, expect, test } from "vitest";
import { createFirewall } from "../../src/index.js";
import { ethernet, ip, PROTOCOL, udp } from "../support/packets.js";

const SETUP = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
sysctl -w net.ipv4.ip_forward=1
`;
const packet = ip("10.0.0.5", "192.0.2.2", PROTOCOL.udp, udp("10.0.0.5", "192.0.2.2", 1, 2));
const frame = ethernet(packet, Uint8Array.of(2, 0, 0, 0, 0, 2), Uint8Array.of(2, 0, 0, 0, 0, 0xfe));

/** Rule behind -t mangle, what is declared, whether it decided, whether that is said to be open. */
const cases: [rule: string, facts: string | undefined, matches: boolean, undecided: boolean][] = [
  ["-A FORWARD -m physdev --physdev-in p1", undefined, false, true],
  ["-A FORWARD -m physdev ! --physdev-in p1", undefined, true, true],
  ["-A FORWARD -m physdev --physdev-in p1", "physin=p1", true, false],
  ["-A FORWARD -m physdev --physdev-in p1", "physin=p2", false, false],
  ["-A FORWARD -m physdev --physdev-in p+", "physin=p2 physout=p3", true, false],
  ["-A FORWARD -m physdev --physdev-out p3", "physin=p2 physout=p3", true, false],
  ["-A FORWARD -m physdev ! --physdev-out p3", "physin=p2", false, false],
  ["-A FORWARD -m physdev --physdev-in p9", "physout=p3", true, false],
  ["-A FORWARD -m physdev --physdev-is-bridged", "physin=p2 physout=p3", true, false],
  ["-A FORWARD -m physdev --physdev-is-bridged", "physin=p2", false, false],
  ["-A FORWARD -m physdev ! --physdev-is-bridged", "physin=p2", true, false],
  ["-A FORWARD -m physdev --physdev-is-in", "physin=none physout=p3", false, false],
  ["-A FORWARD -m physdev --physdev-is-out ! --physdev-is-in", "physout=p3", true, false],
  ["-A PREROUTING -m cpu --cpu 0", undefined, true, true],
  ["-A PREROUTING -m cpu --cpu 1", undefined, false, true],
  ["-A PREROUTING -m cpu --cpu 1", "cpu=1", true, false],
  ["-A PREROUTING -m cpu ! --cpu 1", "cpu=0x1", false, false],
  ["-A POSTROUTING -m cgroup --cgroup 0", undefined, false, false],
  ["-A POSTROUTING -m cgroup --cgroup 5", "cgroup=5", true, false],
  ["-A POSTROUTING -m cgroup ! --cgroup 5", "cgroup=5", false, false],
  ["-A POSTROUTING -m cgroup ! --cgroup 5", "cgroup=6", true, false],
  ["-A POSTROUTING -m cgroup --path /a/b", "cgroup=5", false, false],
  ["-A POSTROUTING -m cgroup --path /a/b", "cgroup=/a/b", true, false],
  ["-A POSTROUTING -m cgroup --path a/b/", "cgroup=/a/b/", true, false],
  ["-A POSTROUTING -m cgroup --path /a/b", "cgroup=/a/b/c", true, false],
  ["-A POSTROUTING -m cgroup --path /a/b", "cgroup=/a/bc", false, false],
  ["-A POSTROUTING -m cgroup ! --path /a/b", "cgroup=/a", true, false],
  ["-A POSTROUTING -m cgroup --path /", "cgroup=/a", true, false],
  ["-A POSTROUTING -m cgroup --path /a", "cgroup=/", false, false],
  ["-A PREROUTING -m socket", undefined, false, true],
  ["-A PREROUTING -m socket", "socket=none", false, false],
  ["-A PREROUTING -m socket", "socket=bound", true, false],
  ["-A PREROUTING -m socket", "socket=wildcard", false, false],
  ["-A PREROUTING -m socket --nowildcard", "socket=wildcard", true, false],
  ["-A PREROUTING -m socket --transparent", "socket=bound", false, false],
  ["-A PREROUTING -m socket --transparent", "socket=bound+transparent", true, false],
  ["-A FORWARD -m policy --dir in --pol none", undefined, true, true],
  ["-A FORWARD -m policy --dir in --pol ipsec", undefined, false, true],
  ["-A FORWARD -m policy --dir in --pol ipsec", "xfrmin=esp", true, false],
  ["-A FORWARD -m policy --dir in --pol none", "xfrmin=esp", false, false],
  ["-A FORWARD -m policy --dir in --pol none", "xfrmin=none", true, false],
  ["-A FORWARD -m policy --dir out --pol ipsec", "xfrmin=esp", false, true],
  ["-A FORWARD -m policy --dir out --pol ipsec", "xfrmout=ah/tunnel", true, false],
  ["-A FORWARD -m policy --dir out --pol ipsec --proto esp", "xfrmout=ah", false, false],
  ["-A FORWARD -m policy --dir out --pol ipsec ! --proto esp", "xfrmout=ah", true, false],
  ["-A FORWARD -m policy --dir in --pol ipsec --reqid 7", "xfrmin=esp/tunnel/7", true, false],
  ["-A FORWARD -m policy --dir in --pol ipsec --spi 256", "xfrmin=esp/tunnel/7/0x100", true, false],
  ["-A FORWARD -m policy --dir in --pol ipsec --mode transport", "xfrmin=esp/tunnel", false, false],
  [
    "-A FORWARD -m policy --dir in --pol ipsec --strict --reqid 7 --next --reqid 8",
    "xfrmin=esp/tunnel/7",
    false,
    false,
  ],
  [
    "-A FORWARD -m policy --dir in --pol ipsec --mode tunnel --tunnel-src 192.0.2.7",
    "xfrmin=esp/tunnel/7",
    true,
    true,
  ],
];

describe("facts that are declared in words", () => {
  test.each(cases)("%s with %s", async (rule, facts, matches, undecided) => {
    const firewall = await createFirewall({
      setup: `${SETUP}iptables -t mangle ${rule} -j DROP\n`,
    });
    const declared = facts === undefined ? {} : { facts };
    const result = firewall.process(frame, { in: "eth1", direction: "in", ...declared });
    expect(result.verdict === "DROP").toBe(matches);
    expect(result.undecided.length > 0).toBe(undecided);
  });

  test("--restore-skmark takes the socket's mark", async () => {
    const firewall = await createFirewall({
      setup: `${SETUP}iptables -t mangle -A PREROUTING -m socket --restore-skmark\n`,
    });
    const result = firewall.process(frame, { in: "eth1", facts: "socket=bound skmark=0x2a" });
    expect(result.emits[0]!.mark).toBe(42);
  });

  test("TPROXY marks and accepts where a transparent socket is declared, else drops", async () => {
    const firewall = await createFirewall({
      setup: `${SETUP}iptables -t mangle -A PREROUTING -p udp -j TPROXY --on-port 50080 --tproxy-mark 0x1/0x1\n`,
    });
    const with_ = firewall.process(frame, { in: "eth1", facts: "socket=wildcard+transparent" });
    expect([with_.verdict, with_.emits[0]?.mark]).toEqual(["ACCEPT", 1]);
    expect(firewall.process(frame, { in: "eth1", facts: "socket=bound" }).verdict).toBe("DROP");
    const open = firewall.process(frame, { in: "eth1" });
    expect([open.verdict, open.undecided.length]).toEqual(["DROP", 1]);
  });
});
