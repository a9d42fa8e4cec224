import { describe, expect, test } from "vitest";
import { createFirewall } from "../../src/index.js";
import { ethernet, ip, PROTOCOL, udp } from "../support/packets.js";

const SETUP = `
ip link set eth0 up
ip addr add 192.0.2.1/24 dev eth0
`;
const packet = ip("192.0.2.1", "192.0.2.2", PROTOCOL.udp, udp("192.0.2.1", "192.0.2.2", 1, 2));

type Facts = { uid?: number; gid?: number };

/** Rule in OUTPUT, what is known of the sender, whether it matches, whether that is said to be open. */
const cases: [rule: string, facts: Facts, matches: boolean, undecided: boolean][] = [
  ["--uid-owner 1000", { uid: 1000 }, true, false],
  ["--uid-owner 1000", { uid: 0 }, false, false],
  ["! --uid-owner 1000", { uid: 0 }, true, false],
  ["--uid-owner 1000-1999", { uid: 1999 }, true, false],
  ["--uid-owner 0", {}, true, true],
  ["--uid-owner 1000", {}, false, true],
  ["--gid-owner 100", { uid: 0 }, false, true],
  ["--gid-owner 100", { gid: 100 }, true, false],
  ["--gid-owner 100 --suppl-groups", { gid: 100 }, true, false],
  ["--gid-owner 100 --suppl-groups", { gid: 5 }, false, true],
  ["--socket-exists", {}, true, false],
  ["! --socket-exists", {}, false, false],
];

const frame = (bytes: Uint8Array) =>
  ethernet(bytes, Uint8Array.of(2, 0, 0, 0, 0, 1), Uint8Array.of(2, 0, 0, 0, 0, 0xfe));

describe("facts that a capture does not hold", () => {
  test.each(cases)("-m owner %s, sender %o", async (rule, facts, matches, undecided) => {
    const firewall = await createFirewall({
      setup: `${SETUP}iptables -t raw -A OUTPUT -m owner ${rule} -j DROP\n`,
    });
    const result = firewall.process(frame(packet), { in: "eth0", direction: "out", ...facts });
    expect(result.rule !== null).toBe(matches);
    expect(result.undecided.length > 0).toBe(undecided);
  });

  test("-m mac on a packet captured without its Ethernet header", async () => {
    const firewall = await createFirewall({
      setup: `${SETUP}iptables -t raw -A PREROUTING -m mac ! --mac-source 02:00:00:00:00:fe -j DROP\n`,
    });
    const info = { in: "eth0", direction: "in" } as const;
    const from = ip("192.0.2.9", "192.0.2.1", PROTOCOL.udp, udp("192.0.2.9", "192.0.2.1", 1, 2));
    const bare = firewall.process(from, { ...info, linkType: 101 });
    expect([bare.rule !== null, bare.undecided.length]).toEqual([false, 1]);
    const whole = firewall.process(frame(from), info);
    expect([whole.rule, whole.undecided.length]).toEqual([null, 0]);
  });
});
