/** TEE where the kernel is not asked: copies without end, and ways without routes. */
import { expect, test } from "vitest";
import { Firewall } from "../../src/engine/firewall.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip, PROTOCOL, udp } from "../support/packets.js";

const [client, server] = ["192.0.2.5", "198.51.100.1"];
const packet = ip(client!, server!, PROTOCOL.udp, udp(client!, server!, 1000, 53));

async function firewall(rules: string): Promise<Firewall> {
  const setup = `ip link set eth0 up\nip link set lo up\nip addr add 192.0.2.1/24 dev eth0\n${rules}`;
  return Firewall.create(parseSetup(setup).setup);
}

test("copies to the host itself, copied again there, come to an end", async () => {
  const fw = await firewall("iptables -t raw -A PREROUTING -j TEE --gateway 192.0.2.1");
  const { emits } = fw.process(packet, { in: "eth0", direction: "in", linkType: 101 });
  const local = emits.filter((e) => e.at === "local");
  expect(local).toHaveLength(1024);
  expect(local.every((e) => e.generated && e.in === "lo")).toBe(true);
  const next = fw.process(packet, { in: "eth0", direction: "in", linkType: 101 });
  expect(next.emits.filter((e) => e.at === "local")).toHaveLength(1024);
});

test("a copy needs a route, and is not the packet's own fate", async () => {
  const fw = await firewall(`
    iptables -t raw -A PREROUTING -j TEE --gateway 203.0.113.1
    iptables -t raw -A PREROUTING -j TEE --gateway 192.0.2.9
    iptables -t raw -A PREROUTING -j DROP`);
  const result = fw.process(packet, { in: "eth0", direction: "in", linkType: 101 });
  expect(result.verdict).toBe("DROP");
  expect(result.emits.map((e) => [e.at, e.in, e.out, e.generated])).toEqual([
    ["wire", "eth0", "eth0", true],
  ]);
});
