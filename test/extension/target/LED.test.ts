import { describe, expect, test } from "vitest";
import { extension } from "../../../src/extension/target/LED.js";
import { createFirewall } from "../../../src/index.js";
import { ethernet, ip, PROTOCOL, udp } from "../../support/packets.js";
import { targetCases } from "../cases.js";

// The kernel of the reference has no LED: refusals are those of iptables 1.8.9 (test/setup/cases/refused.txt), what is
// saved follows from its LED_save, and from `iptables-restore --test -v` there what is listed.
targetCases(
  extension,
  `
46 filter INPUT -j LED --led-trigger-id ssh ; --led-trigger-id "ssh" ; led-trigger-id:"ssh" led-delay:0ms
46 raw OUTPUT -j LED --led-trigger-id a --led-delay 0 ; --led-trigger-id "a" ; led-trigger-id:"a" led-delay:0ms
4 nat PREROUTING -j LED --led-trigger-id a --led-delay 100 ; --led-trigger-id "a" --led-delay 100 ; led-trigger-id:"a" led-delay:100ms
46 mangle FORWARD -j LED --led-trigger-id a --led-delay inf ; --led-trigger-id "a" --led-delay inf ; led-trigger-id:"a" led-delay:inf
46 mangle FORWARD -j LED --led-trigger-id a --led-delay INFinite ; --led-trigger-id "a" --led-delay inf ; led-trigger-id:"a" led-delay:inf
46 security INPUT -j LED --led-trigger-id a --led-always-blink ; --led-trigger-id "a" --led-always-blink ; led-trigger-id:"a" led-delay:0ms led-always-blink
46 filter FORWARD -j LED --led-trigger-id a --led-delay 1000 --led-always-blink ; --led-trigger-id "a" --led-delay 1000 --led-always-blink ; led-trigger-id:"a" led-delay:1000ms led-always-blink
46 filter INPUT -j LED --led-trigger-id "" ; --led-trigger-id "" ; led-trigger-id:"" led-delay:0ms
46 filter INPUT -j LED --led-trigger-id 1234567890123456 ; --led-trigger-id "1234567890123456" ; led-trigger-id:"1234567890123456" led-delay:0ms
46 filter INPUT -j LED ; FAIL option "--led-trigger-id" must be specified
46 filter INPUT -j LED --led-trigger-id 12345678901234567 ; FAIL maximum length of 16 characters
46 filter INPUT -j LED --led-trigger-id a --led-delay x ; FAIL within range 0..4294967295
46 filter INPUT -j LED --led-trigger-id a --led-delay -1 ; FAIL within range 0..4294967295
46 filter INPUT -j LED --led-trigger-id a --led-trigger-id b ; FAIL can only be used once
46 filter INPUT -j LED ! --led-trigger-id a ; FAIL cannot be inverted
`,
);

describe("LED", () => {
  test("counts the packet and lets it go on to the next rule", async () => {
    const firewall = await createFirewall({
      setup: `
ip link set eth0 up
ip addr add 192.0.2.1/24 dev eth0
iptables -A INPUT -p udp -j LED --led-trigger-id one --led-delay 500 --led-always-blink
iptables -A INPUT -p udp -j LED --led-trigger-id one
iptables -A INPUT -p udp -j DROP
`,
    });
    const packet = ip("192.0.2.2", "192.0.2.1", PROTOCOL.udp, udp("192.0.2.2", "192.0.2.1", 1, 2));
    const frame = ethernet(
      packet,
      Uint8Array.of(2, 0, 0, 0, 0, 1),
      Uint8Array.of(2, 0, 0, 0, 0, 0xfe),
    );
    expect(firewall.process(frame, { in: "eth0" }).verdict).toBe("DROP");
    const saved = firewall.save("ipv4").split("\n");
    const size = packet.length;
    expect(saved).toContain(
      `[1:${size}] -A INPUT -p udp -j LED --led-trigger-id "one" --led-delay 500 --led-always-blink`,
    );
    expect(saved).toContain(`[1:${size}] -A INPUT -p udp -j LED --led-trigger-id "one"`);
    expect(saved).toContain(`[1:${size}] -A INPUT -p udp -j DROP`);
  });
});
