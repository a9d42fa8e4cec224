// What a setup is refused with, and what happens after dispose.
import { describe, expect, it } from "vitest";
import { createFirewall, SetupError } from "../../src/index.js";
import { inside, outgoing, ROUTER, router } from "./host.js";

/** [what, setup, line, column, message, hint] */
const REFUSED: [string, string, number, number, RegExp, RegExp?][] = [
  ["an unknown option", "iptables -A INPUT --dprot 22", 1, 19, /dprot/],
  ["a match without its protocol", "iptables -A INPUT --dport 22", 1, 19, /dport/],
  ["a value out of range", "iptables -A INPUT -p tcp --dport 65536", 1, 34, /65536/],
  ["a missing chain", "\niptables -A NOWHERE -j DROP", 2, 13, /chain|NOWHERE/i],
  ["an unknown command", "\n\nrm -rf /tmp/x", 3, 1, /rm/],
  ["a bad address", "ip addr add 1.2.3.4/33 dev eth0", 1, 13, /1\.2\.3\.4\/33/],
  ["an unknown sysctl", "sysctl -w net.ipv4.nonsense=1", 1, 11, /nonsense/],
  [
    "a loop of chains",
    "iptables -N a\niptables -A INPUT -j a\niptables -A a -j a",
    3,
    1,
    /levels of symbolic links/,
  ],
];

describe("SetupError", () => {
  it.each(REFUSED)("%s", async (_, setup, line, column, message) => {
    const error = await createFirewall({ setup, file: "host.sh" }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    const told = error as SetupError;
    expect([told.file, told.line]).toEqual(["host.sh", line]);
    expect(told.message).toMatch(message);
    expect(told.column).toBeGreaterThanOrEqual(1);
    if (told.column !== column) expect(`${told.message} at column ${told.column}`).toBe(column);
    expect(told.format()).toMatch(/^host\.sh:\d+:\d+: /);
  });
});

describe("dispose", () => {
  it("ends a firewall: every use says so", async () => {
    const fw = await router();
    fw[Symbol.dispose]();
    fw[Symbol.dispose]();
    expect(() => fw.process(outgoing(), inside)).toThrow(/disposed of/);
    expect(() => fw.save("ipv4")).toThrow(/disposed of/);
    expect(() => fw.replace("")).toThrow(/disposed of/);
    const place = { family: "ipv4", hook: "INPUT", priority: 0 } as const;
    expect(() => fw.hook(place, () => "DROP")).toThrow(/disposed of/);
  });

  it("a packet that waited is told about", async () => {
    const fw = await router("iptables -A FORWARD -j NFQUEUE\n");
    let answer!: (verdict: "ACCEPT") => void;
    fw.queue(0, () => new Promise((resolve) => (answer = resolve)));
    const { pending } = fw.process(outgoing(), inside);
    fw[Symbol.dispose]();
    answer("ACCEPT");
    await expect(pending).rejects.toThrow(/disposed of/);
  });

  it("many firewalls live side by side, each with a state of its own", async () => {
    const setup = `${ROUTER}iptables -A FORWARD -j DROP\n`;
    const all = await Promise.all(Array.from({ length: 20 }, () => createFirewall({ setup })));
    all[0]!.process(outgoing(), inside);
    expect(all.map((fw) => /\[1:36\] -A FORWARD/.test(fw.save("ipv4")))).toEqual(
      all.map((_, i) => i === 0),
    );
    for (const fw of all) fw[Symbol.dispose]();
  });
});
