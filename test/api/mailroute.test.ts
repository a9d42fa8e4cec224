// Policy routing by firewall mark, in the words of the classic howto: outgoing mail leaves by the
// cheap link, everything else by the fast one.
import { describe, expect, it } from "vitest";
import { createFirewall } from "../../src/index.js";
import { ip4, PROTOCOL, tcp, udp } from "../support/packets.js";

const HOST = `
ip addr add 10.0.0.1/24 dev eth0
ip addr add 192.0.2.1/24 dev eth1
ip addr add 195.96.98.1/24 dev ppp0
ip link set eth0 up
ip link set eth1 up
ip link set ppp0 up
ip route add default via 192.0.2.254 dev eth1
sysctl -w net.ipv4.ip_forward=1
`;

/** Verbatim. */
const HOWTO = `
iptables -A PREROUTING -i eth0 -t mangle -p tcp --dport 25 \\
  -j MARK --set-mark 1
echo 201 mail.out >> /etc/iproute2/rt_tables
ip rule add fwmark 1 table mail.out
ip route add default via 195.96.98.253 dev ppp0 table mail.out
`;

const CLIENT = "10.0.0.5";
const SERVER = "203.0.113.25";
const syn = (port: number, from = CLIENT) =>
  ip4(from, SERVER, PROTOCOL.tcp, tcp(from, SERVER, 40000, port, { flags: "S" }));

describe("mail by the cheap link", () => {
  it.each([
    ["mail from the office", syn(25), "eth0", "ppp0", 1],
    ["the web", syn(80), "eth0", "eth1", 0],
    ["UDP to port 25", ip4(CLIENT, SERVER, 17, udp(CLIENT, SERVER, 1, 25)), "eth0", "eth1", 0],
    ["mail that came in elsewhere", syn(25, "192.0.2.9"), "eth1", "eth1", 0],
  ] as const)("%s", async (_, packet, from, out, mark) => {
    using fw = await createFirewall({ setup: HOST + HOWTO });
    const { emits, verdict } = fw.process(packet, { in: from, direction: "in", linkType: 101 });
    expect(verdict).toBe("ACCEPT");
    expect(emits.find((e) => !e.generated)).toMatchObject({ at: "wire", in: from, out, mark });
  });

  it("without the rule all leave by the fast link", async () => {
    using fw = await createFirewall({ setup: HOST + HOWTO.replace(/^ip rule.*$/m, "") });
    const { emits } = fw.process(syn(25), { in: "eth0", direction: "in", linkType: 101 });
    expect(emits[0]).toMatchObject({ out: "eth1", mark: 1 });
  });
});
