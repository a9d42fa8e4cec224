/** LOG and TRACE: what the engine tells of a packet, and the line made of it. */
import { describe, expect, test } from "vitest";
import { Firewall } from "../../src/engine/firewall.js";
import { kernelLogLine } from "../../src/report/kernel-log.js";
import { parseSetup } from "../../src/setup/setup.js";
import { ip, PROTOCOL, udp } from "../support/packets.js";

const [client, server] = ["192.0.2.5", "198.51.100.1"];
const packet = ip(client!, server!, PROTOCOL.udp, udp(client!, server!, 1000, 53));
const ethernet = Uint8Array.from([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0xfe, 8, 0, ...packet]);

async function logs(setup: string, frame: Uint8Array, linkType: number) {
  const fw = await Firewall.create(parseSetup(`ip link set eth0 up\n${setup}`).setup);
  return fw.process(frame, { in: "eth0", direction: "in", linkType }).logs;
}

describe("LOG", () => {
  const setup = `
    iptables -t raw -A PREROUTING -p udp --dport 54 -j LOG --log-prefix "no "
    iptables -t raw -A PREROUTING -p udp --dport 53 -j LOG --log-prefix "dns: " --log-level info
    iptables -t raw -A PREROUTING -j MARK --set-mark 5
    iptables -t raw -A PREROUTING -j LOG
    iptables -t raw -A PREROUTING -j DROP`;

  test("shows the packet as it was when the rule met it", async () => {
    const entries = await logs(setup, ethernet, 1);
    expect(entries.map((e) => [e.rule!.number, e.mark])).toEqual([
      [2, 0],
      [4, 5],
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({ version: 4, table: "raw", hook: "PREROUTING", trace: null });
      expect(entry).toMatchObject({ in: "eth0", out: null, length: packet.length });
      expect([...entry.packet]).toEqual([...packet]);
      expect([...entry.mac]).toEqual([...ethernet.slice(0, 14)]);
    }
  });

  test("the rule's target says how the line looks", async () => {
    const [entry] = await logs(setup, packet, 101);
    const target = entry!.rule!.rule.target;
    if (target.kind !== "extension") throw new Error("no extension");
    const style = target.extension.logStyle!(target.info);
    expect(style).toEqual({ prefix: "dns: ", level: 6, flags: 0 });
    const { mark, uid, gid, mac, length } = entry!;
    const line = kernelLogLine(
      {
        prefix: style.prefix,
        in: entry!.in ?? "",
        out: entry!.out ?? "",
        ...{ mark, uid, gid, mac, length, packet: entry!.packet, ethernet: mac.length > 0 },
      },
      style.flags,
    );
    expect(line).toMatch(/^dns: IN=eth0 OUT= MAC= SRC=192.0.2.5 DST=198.51.100.1 LEN=/);
    expect(line).toMatch(/ PROTO=UDP SPT=1000 DPT=53 LEN=\d+ $/);
  });
});

test("TRACE shows the steps behind it in the kernel's words", async () => {
  // the kernel's answer for these chains; a rule that matches everything and ends in a verdict is
  // called return in a user-defined chain, policy in a built-in one
  const entries = await logs(
    `
    iptables -t raw -N foo
    iptables -t raw -N bar
    iptables -t raw -A PREROUTING -j TRACE
    iptables -t raw -A PREROUTING -p udp -j foo
    iptables -t raw -A PREROUTING -g bar
    iptables -t raw -A foo -p udp --dport 1 -j DROP
    iptables -t raw -A bar -p udp -j RETURN
    iptables -t mangle -A PREROUTING -j DROP`,
    packet,
    101,
  );
  expect(
    entries.map((e) => `TRACE: ${e.table}:${e.trace!.chain}:${e.trace!.step}:${e.trace!.number}`),
  ).toEqual([
    "TRACE: raw:PREROUTING:rule:2",
    "TRACE: raw:foo:return:2",
    "TRACE: raw:PREROUTING:rule:3",
    "TRACE: raw:bar:rule:1",
    "TRACE: raw:PREROUTING:policy:4",
    "TRACE: mangle:PREROUTING:policy:1",
  ]);
});
