// Conntrack helpers of the embedding program. Those of Linux written as such: test/kernel/own-helper.test.ts.
import { describe, expect, test } from "vitest";
import {
  createFirewall,
  eventLine,
  type Expectation,
  type Firewall,
  type HelpedPacket,
  type OwnHelper,
  SetupError,
  SnapshotError,
} from "../../src/index.js";
import { logLine } from "../../src/report/log-line.js";
import { ip, PROTOCOL, tcp, type TcpOptions, udp } from "../support/packets.js";
import { INSIDE, inside, OUTSIDE, outside, ROUTER } from "./host.js";

const TRACKED = "iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP\n";
const USE = `${TRACKED}iptables -t raw -A PREROUTING -p udp --dport 7000 -j CT --helper talk\n`;
const USE_TCP = `${TRACKED}iptables -t raw -A PREROUTING -p tcp --dport 7000 -j CT --helper talk\n`;
const MASQUERADE = "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";
const ROUTER_ADDRESS = "192.0.2.1";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A helper whose function is this one. */
function talk(help: OwnHelper["help"], more: Partial<OwnHelper> = {}): OwnHelper {
  return { name: "talk", protocols: ["udp", "tcp"], help, ...more };
}

const firewall = (setup: string, ...helpers: OwnHelper[]): Promise<Firewall> =>
  createFirewall({ setup: ROUTER + setup, helpers });

let clock = 1_700_000_000_000_000_000n;
const say = (fw: Firewall, data = "hello", sport = 4000) =>
  fw.process(
    ip(INSIDE, OUTSIDE, PROTOCOL.udp, udp(INSIDE, OUTSIDE, sport, 7000, { data: utf8(data) })),
    { ...inside, time: clock++ },
  );
const answer = (fw: Firewall, data = "yes", to = INSIDE) =>
  fw.process(ip(OUTSIDE, to, PROTOCOL.udp, udp(OUTSIDE, to, 7000, 4000, { data: utf8(data) })), {
    ...outside,
    time: clock++,
  });
const come = (fw: Firewall, dport: number, to = INSIDE) =>
  fw.process(ip(OUTSIDE, to, PROTOCOL.udp, udp(OUTSIDE, to, 9, dport)), {
    ...outside,
    time: clock++,
  });
const said = (packet: Uint8Array, header = 28): string => text(packet.subarray(header));

const port5000: Expectation = { destination: INSIDE, destinationPort: 5000 };

describe("a helper of one's own", () => {
  test("sees the packets of its connections in both directions, and no other", async () => {
    const seen: string[] = [];
    using fw = await firewall(
      USE,
      talk((p) => {
        const { original } = p.connection;
        seen.push([p.direction, p.state, p.protocol, text(p.payload), p.in, p.out].join(" "));
        seen.push(`${original.source} ${original.destinationPort} ${p.family} ${p.length}`);
        return "ACCEPT";
      }),
    );
    say(fw);
    answer(fw);
    come(fw, 6000);
    expect(seen).toEqual([
      "original NEW 17 hello eth1 eth0",
      `${INSIDE} 7000 ipv4 33`,
      "reply ESTABLISHED 17 yes eth0 eth1",
      `${INSIDE} 7000 ipv4 31`,
    ]);
  });

  test("expects connections: listed, told as events, RELATED, found by -m helper", async () => {
    using fw = await firewall(
      `${USE}iptables -t mangle -A FORWARD -m helper --helper talk -j MARK --set-mark 9\n`,
      talk((p) => (p.expect(port5000).ok ? "ACCEPT" : "DROP")),
    );
    const events: string[] = [];
    fw.events((event) => events.push(eventLine(event, new Set())));
    say(fw);
    expect(fw.conntrack()[0]!.helper).toBe("talk");
    expect(fw.runConntrack("-L").output).toContain("helper=talk");
    const [e] = fw.expectations();
    expect([e!.helper, e!.ports.destination, e!.timeout, e!.class]).toEqual(["talk", 5000, 300, 0]);
    expect(fw.runConntrack("-L expect").output).toMatch(
      /^300 .*dport=5000 .*class=0 helper=talk$/m,
    );
    const { state, mark } = come(fw, 5000);
    expect([state, mark]).toEqual(["RELATED", 9]);
    expect(fw.expectations()).toEqual([]);
    expect(come(fw, 5001).mark).toBe(0);
    expect(events.filter((line) => line.includes("helper=talk")).length).toBe(3);
  });

  test.each<[string, Partial<Expectation>, number, string | null]>([
    ["from anywhere", {}, 5000, "RELATED"],
    ["to another port", {}, 5001, "NEW"],
    ["from the source", { source: OUTSIDE }, 5000, "RELATED"],
    ["from another", { source: "198.51.100.8" }, 5000, "NEW"],
    ["from its network", { source: "198.51.0.0", sourceMask: "255.255.0.0" }, 5000, "RELATED"],
    ["from the port", { sourcePort: 9 }, 5000, "RELATED"],
    ["from another port", { sourcePort: 10 }, 5000, "NEW"],
    ["from either port", { sourcePort: 8, sourcePortMask: 0xfffe }, 5000, "RELATED"],
    ["of another protocol", { protocol: "tcp" }, 5000, "NEW"],
    ["inactive", { inactive: true }, 5000, "NEW"],
  ])("an expectation %s", async (_, more, port, state) => {
    using fw = await firewall(
      USE,
      talk((p) => (p.expect({ ...port5000, ...more }).ok ? "ACCEPT" : "DROP")),
    );
    say(fw);
    expect(come(fw, port).state).toBe(state);
  });

  test("answers why it cannot be expected; the oldest of a class makes room", async () => {
    const answers: unknown[] = [];
    const policy = [
      { maxExpected: 2, timeout: 60 },
      { maxExpected: 1, timeout: 30 },
    ];
    const help = (p: HelpedPacket) => {
      for (const port of [5000, 5001, 5002, 5002]) {
        const made = p.expect({ ...port5000, destinationPort: port });
        answers.push(made.ok ? made.port : made.reason);
      }
      // the same one in another class, and one that asks for a part of it
      answers.push(p.expect({ ...port5000, destinationPort: 5002, class: 1 }));
      answers.push(p.expect({ ...port5000, destinationPort: 5002, source: OUTSIDE }));
      const near = p.expectNear({ ...port5000, destinationPort: 5002, source: OUTSIDE, class: 1 });
      answers.push(near.ok && near.port > 5002);
      return "ACCEPT" as const;
    };
    using fw = await firewall(USE, talk(help, { policy }));
    say(fw);
    expect(answers).toEqual([
      ...[5000, 5001, 5002, 5002],
      { ok: false, reason: "exists" },
      { ok: false, reason: "busy" },
      true,
    ]);
    const left = fw.expectations().map((e) => [e.class, e.timeout]);
    expect(left.sort()).toEqual([
      [0, 60],
      [0, 60],
      [1, 30],
    ]);
    using full = await firewall(
      `${USE}sysctl -w net.netfilter.nf_conntrack_expect_max=1\n`,
      talk(help, { policy }),
    );
    answers.length = 0;
    say(full);
    expect(answers.slice(0, 2)).toEqual([5000, "full"]);
  });

  test("timeouts count on the packets' time; permanent ones stay", async () => {
    using fw = await firewall(
      USE,
      talk((p) => (p.expect({ ...port5000, timeout: 5, permanent: true }).ok ? "ACCEPT" : "DROP")),
    );
    say(fw);
    expect(fw.expectations()[0]!.timeout).toBe(5);
    expect(come(fw, 5000).state).toBe("RELATED");
    expect(fw.expectations()[0]!.flags).toEqual(["PERMANENT"]);
    clock += 4_900_000_000n;
    come(fw, 80);
    expect(fw.expectations().length).toBe(1);
    clock += 200_000_000n;
    come(fw, 80);
    expect(fw.expectations()).toEqual([]);
  });

  test("takes expectations back, and makes them active", async () => {
    using fw = await firewall(
      USE,
      talk((p) => {
        const words = text(p.payload);
        if (words === "hello") p.expect({ ...port5000, inactive: true });
        const id = p.expectations()[0]?.id ?? 0;
        if (words === "now") expect(p.renew(id, 10)).toBe(true);
        if (words === "never") expect(p.forget(id)).toBe(true);
        expect(() => p.renew(id, -1)).toThrow(/seconds are 0 to/);
        expect([p.renew(12345), p.forget(12345)]).toEqual([false, false]);
        return "ACCEPT";
      }),
    );
    say(fw);
    expect(fw.expectations()[0]!.flags).toEqual(["INACTIVE"]);
    say(fw, "now");
    expect([fw.expectations()[0]!.flags, fw.expectations()[0]!.timeout]).toEqual([[], 10]);
    say(fw, "never");
    expect(fw.expectations()).toEqual([]);
  });

  test("drops, and says why in the kernel's log", async () => {
    using fw = await firewall(
      USE,
      talk((p) => (text(p.payload) === "bad" ? p.refuse("bad words") : "DROP")),
    );
    const quiet = say(fw);
    expect([quiet.verdict, quiet.cause, quiet.logs.length]).toEqual(["DROP", "helper", 0]);
    const { logs } = say(fw, "bad");
    expect(logs.map(logLine).join()).toMatch(
      /^nf_ct_talk: dropping packet: bad words IN= OUT= SRC=/,
    );
  });

  test("marks packet and connection, and labels it", async () => {
    using fw = await firewall(
      `${USE}iptables -A INPUT -m connlabel --label 5\n`,
      talk((p) => {
        p.mark = 3;
        p.setConnectionMark(7);
        expect(p.setLabel(5)).toBe(true);
        expect(() => p.setLabel(128)).toThrow(/0 to 127/);
        p.expect(port5000);
        return "ACCEPT";
      }),
    );
    expect(say(fw).emits[0]!.mark).toBe(3);
    const [entry] = fw.conntrack();
    expect([entry!.mark, entry!.labels]).toEqual([7, [5]]);
    come(fw, 5000);
    expect(fw.conntrack().map((e) => e.mark)).toEqual([7, 7]);
  });
});

describe("payloads", () => {
  test("of UDP change: lengths and checksums follow", async () => {
    using fw = await firewall(
      USE,
      talk((p) => {
        expect(p.mangle(0, 5, utf8("good morning"))).toBe(true);
        expect(text(p.payload)).toBe("good morning there");
        expect(p.mangle(12, 6, utf8(""))).toBe(true);
        return "ACCEPT";
      }),
    );
    const { packet } = say(fw, "hello there").emits[0]!;
    const whole = ip(
      INSIDE,
      OUTSIDE,
      PROTOCOL.udp,
      udp(INSIDE, OUTSIDE, 4000, 7000, {
        data: utf8("good morning"),
      }),
      { ttl: 63 },
    );
    expect(Buffer.from(packet).toString("hex")).toBe(Buffer.from(whole).toString("hex"));
  });

  test("of TCP change: later numbers of both directions move, also after two changes", async () => {
    using fw = await firewall(
      USE_TCP,
      talk((p) => {
        const words = text(p.payload);
        if (!words.startsWith("abc")) return "ACCEPT";
        p.mangle(0, 3, utf8("12345"));
        p.mangle(5, 3, utf8("67"));
        return "ACCEPT";
      }),
    );
    const send = (o: TcpOptions) =>
      fw.process(ip(INSIDE, OUTSIDE, PROTOCOL.tcp, tcp(INSIDE, OUTSIDE, 4000, 7000, o)), {
        ...inside,
        time: clock++,
      }).emits[0]!.packet;
    const back = (o: TcpOptions) =>
      fw.process(ip(OUTSIDE, INSIDE, PROTOCOL.tcp, tcp(OUTSIDE, INSIDE, 7000, 4000, o)), {
        ...outside,
        time: clock++,
      }).emits[0]!.packet;
    const number = (packet: Uint8Array, at: number) =>
      new DataView(packet.buffer, packet.byteOffset).getUint32(20 + at);
    send({ seq: 1000, flags: "S", window: 8000 });
    back({ seq: 5000, ack: 1001, flags: "SA", window: 8000 });
    send({ seq: 1001, ack: 5001, flags: "A", window: 8000 });
    const changed = send({ seq: 1001, ack: 5001, flags: "PA", window: 8000, data: utf8("abcdef") });
    expect(said(changed, 40)).toBe("1234567");
    expect(number(changed, 4)).toBe(1001);
    expect(number(back({ seq: 5001, ack: 1008, flags: "A", window: 8000 }), 8)).toBe(1007);
    const later = send({ seq: 1007, ack: 5001, flags: "PA", window: 8000, data: utf8("x") });
    expect(number(later, 4)).toBe(1008);
  });

  test("beyond what is there are refused", async () => {
    using fw = await firewall(
      USE,
      talk((p) => {
        expect(() => p.mangle(3, 3, utf8("x"))).toThrow("3 bytes from 3 on: the payload has 5");
        expect(() => p.mangle(-1, 3, utf8("x"))).toThrow(RangeError);
        expect(() => p.mangle(0.5, 3, utf8("x"))).toThrow(RangeError);
        expect(p.mangle(0, 0, new Uint8Array(65535))).toBe(false);
        return "ACCEPT";
      }),
    );
    expect(said(say(fw).emits[0]!.packet)).toBe("hello");
  });
});

describe("NAT", () => {
  test("of an expected connection follows its master's, with a port that is free", async () => {
    const ports: number[] = [];
    using fw = await firewall(
      USE + MASQUERADE,
      talk((p) => {
        if (p.direction === "reply" || !p.translated) return "ACCEPT";
        const { destination } = p.connection.reply;
        const made = p.expectNear({ destination, destinationPort: 5000, nat: "follow" });
        if (made.ok) ports.push(made.port);
        return p.mangle(0, p.payload.length, utf8(`${destination} ${ports.at(-1)}`))
          ? "ACCEPT"
          : "DROP";
      }),
    );
    expect(said(say(fw).emits[0]!.packet)).toBe(`${ROUTER_ADDRESS} 5000`);
    say(fw, "hello", 4001);
    expect(ports[0]).toBe(5000);
    expect(ports[1]).toBeGreaterThan(5000);
    const { state, emits } = come(fw, 5000, ROUTER_ADDRESS);
    expect([state, emits[0]!.out, [...emits[0]!.packet.subarray(16, 20)].join(".")]).toEqual([
      "RELATED",
      "eth1",
      INSIDE,
    ]);
    const [first] = fw.expectations();
    expect(first!.ports.destination).toBe(ports[1]);
  });

  test("of one with a function is the function's", async () => {
    const told: unknown[] = [];
    using fw = await firewall(
      USE + MASQUERADE,
      talk(
        (p) => {
          const { destination } = p.connection.reply;
          const e = { destination, destinationPort: 5000, saved: "10.0.0.9", savedPort: 77 };
          p.expect({ ...e, nat: "function" });
          return "ACCEPT";
        },
        {
          expected(c) {
            const { expectation, master, connection } = c;
            told.push(expectation.saved, expectation.savedPort, expectation.direction);
            told.push(master.helper, connection.original.destinationPort);
            c.mapDestination(expectation.saved!, expectation.savedPort);
            c.mapSource("10.0.0.1", 1234);
            expect(() => c.mapSource("::1")).toThrow(/no address/);
            expect(() => c.mapSource("10.0.0.1", 70000)).toThrow(RangeError);
          },
        },
      ),
    );
    say(fw);
    const { emits } = come(fw, 5000, ROUTER_ADDRESS);
    expect(told).toEqual(["10.0.0.9", 77, "reply", "talk", 5000]);
    const { packet, out } = emits[0]!;
    expect([...packet.subarray(12, 20)]).toEqual([10, 0, 0, 1, 10, 0, 0, 9]);
    expect([...packet.subarray(20, 24)]).toEqual([1234 >> 8, 1234 & 255, 0, 77]);
    expect(out).toBe("eth1");
  });

  test("a function that throws ends the connection's first packet", async () => {
    using fw = await firewall(
      USE,
      talk((p) => (p.expect({ ...port5000, nat: "function" }).ok ? "ACCEPT" : "DROP"), {
        expected() {
          throw new Error("no way");
        },
      }),
    );
    say(fw);
    expect(() => come(fw, 5000)).toThrow("no way");
    expect(fw.conntrack().length).toBe(1);
    expect(come(fw, 5000).state).toBe("NEW");
  });

  test("the expected connection has the helper that is named", async () => {
    using fw = await firewall(
      USE,
      talk(
        (p) => {
          if (p.state !== "NEW") return "ACCEPT";
          expect(() => p.expect({ ...port5000, helper: "nobody" })).toThrow(/no helper nobody/);
          p.expect({ ...port5000, helper: "talk" });
          p.expect({ ...port5000, destinationPort: 5001, helper: "tftp" });
          return "ACCEPT";
        },
        { policy: [{ maxExpected: 0, timeout: 60 }] },
      ),
    );
    say(fw);
    come(fw, 5000);
    come(fw, 5001);
    expect(
      fw
        .conntrack()
        .map((e) => e.helper)
        .sort(),
    ).toEqual(["talk", "talk", "tftp"]);
  });
});

describe("what a helper keeps", () => {
  const counting = (): OwnHelper =>
    talk((p) => {
      const { memory } = p;
      p.remember(Uint8Array.of(memory[63]! + 1), 63);
      p.expect({ ...port5000, destinationPort: 5000 + memory[63]! });
      return "ACCEPT";
    });

  test("is the connection's, and part of snapshots", async () => {
    using first = await firewall(USE, counting());
    say(first);
    say(first);
    using second = await firewall(USE, counting());
    second.restore(first.snapshot());
    say(second);
    expect(second.expectations().map((e) => e.ports.destination)).toEqual([5002]);
    expect(second.conntrack()[0]!.helper).toBe("talk");
  });

  test.each<[string, Partial<OwnHelper>]>([
    ["another name", { name: "walk" }],
    ["another policy", { policy: [{ maxExpected: 2, timeout: 300 }] }],
    ["other protocols", { protocols: ["udp"] }],
  ])("a firewall whose helper has %s takes none over", async (_, more) => {
    using first = await firewall(TRACKED, counting());
    using second = await firewall(TRACKED, { ...counting(), ...more });
    expect(() => second.restore(first.snapshot())).toThrow(SnapshotError);
    expect(() => second.restore(first.snapshot())).toThrow(
      /another setup: conntrack helpers of the embedding program differ/,
    );
  });

  test("has 64 bytes", async () => {
    using fw = await firewall(
      USE,
      talk((p) => {
        p.remember(new Uint8Array(65));
        return "ACCEPT";
      }),
    );
    expect(() => say(fw)).toThrow("65 bytes from 0 on: a connection keeps 64");
  });
});

describe("mistakes", () => {
  test("what a helper throws comes out of the call, and the packet is dropped", async () => {
    let wrong = true;
    using fw = await firewall(
      USE,
      talk(() => {
        if (wrong) throw new Error("sorry");
        return "ACCEPT";
      }),
    );
    expect(() => say(fw)).toThrow("sorry");
    expect(fw.conntrack()).toEqual([]);
    wrong = false;
    expect(say(fw).verdict).toBe("ACCEPT");
  });

  test("an answer that is none ends the call with TypeError", async () => {
    using fw = await firewall(
      USE,
      talk(() => "YES" as "ACCEPT"),
    );
    expect(() => say(fw)).toThrow(/ACCEPT or DROP, not YES/);
  });

  test("a packet is out of reach once its helper has returned", async () => {
    let kept: HelpedPacket | undefined;
    using fw = await firewall(
      USE,
      talk((p) => {
        kept = p;
        expect(() => fw.flushConntrack()).toThrow(/may not delete/);
        return "ACCEPT";
      }),
    );
    say(fw);
    expect(() => kept!.payload).toThrow(/out of reach/);
    expect(() => kept!.expect(port5000)).toThrow(TypeError);
  });

  test.each<[Partial<Expectation>, RegExp]>([
    [{ destination: "10.0.0" }, /destination 10.0.0: no ipv4 address/],
    [{ source: "::1" }, /source ::1/],
    [{ source: OUTSIDE, sourceMask: "24" }, /sourceMask 24/],
    [{ destinationPort: 65536 }, /destinationPort is 0 to 65535, not 65536/],
    [{ sourcePort: -1 }, /sourcePort is 0/],
    [{ class: 1 }, /class is 0 to 0, not 1/],
    [{ timeout: -5 }, /timeout is 0/],
    [{ protocol: "ospf" as "tcp" }, /ospf: protocols are tcp/],
    [{ nat: "function" }, /no function "expected"/],
    [{ nat: "other" as "follow" }, /follow or function, not other/],
  ])("an expectation with %j", async (more, message) => {
    using fw = await firewall(
      USE,
      talk((p) => (p.expect({ ...port5000, ...more }).ok ? "ACCEPT" : "DROP")),
    );
    expect(() => say(fw)).toThrow(message);
  });

  test.each<[Partial<OwnHelper>, RegExp]>([
    [{ name: "ftp" }, /helper ftp is there already/],
    [{ name: "snmp_trap" }, /there already/],
    [{ name: "a-name-too-long1" }, /1 to 15 letters/],
    [{ name: "" }, /1 to 15 letters/],
    [{ protocols: [] }, /protocols are tcp, udp, not none/],
    [{ protocols: ["sctp" as "tcp"] }, /protocols are tcp, udp, not sctp/],
    [{ families: ["ipx" as "ipv4"] }, /families are ipv4, ipv6, not ipx/],
    [{ policy: [] }, /0 classes, not 1 to 4/],
    [{ policy: [{ maxExpected: 256, timeout: 1 }] }, /maxExpected is 0 to 255, not 256/],
    [{ policy: [{ maxExpected: 1, timeout: 0 }] }, /timeout is 1 to \d+ seconds, not 0/],
    [{ help: undefined as unknown as OwnHelper["help"] }, /help is no function/],
  ])("a helper with %j", async (more, message) => {
    await expect(firewall("", { ...talk(() => "ACCEPT"), ...more })).rejects.toThrow(message);
  });

  test("two of one name, or seventeen", async () => {
    const one = talk(() => "ACCEPT");
    await expect(firewall("", one, one)).rejects.toThrow(/helper talk is there already/);
    const many = Array.from({ length: 17 }, (_, i) => ({ ...one, name: `talk${i}` }));
    await expect(firewall("", ...many)).rejects.toThrow(/at most 16/);
    using fw = await firewall(USE.replace("talk", "talk15"), ...many.slice(0, 16));
    say(fw);
    expect(fw.conntrack()[0]!.helper).toBe("talk15");
  });

  test.each([
    ["-p udp --dport 7000", "walk", {}],
    ["-p tcp --dport 7000", "talk", { protocols: ["udp"] }],
    ["-p sctp", "talk", {}],
    ["", "talk", {}],
  ] as const)("a rule %s for helper %s", async (match, name, more) => {
    const rule = `iptables -t raw -A PREROUTING ${match} -j CT --helper ${name}\n`;
    const made = firewall(rule, { ...talk(() => "ACCEPT"), ...more });
    await expect(made).rejects.toThrow(SetupError);
    await expect(made).rejects.toThrow(/No chain\/target\/match by that name/);
  });

  test("a helper of one family is none of the other", async () => {
    const six = talk(() => "ACCEPT", { families: ["ipv6"] });
    await expect(firewall(USE, six)).rejects.toThrow(/No chain\/target\/match/);
    using fw = await firewall(USE.replaceAll("iptables", "ip6tables"), six);
    expect(fw.save("ipv6")).toContain("-j CT --helper talk");
    fw.replace("ip6tables -t raw -A OUTPUT -p tcp -j CT --helper talk");
    expect(() => fw.replace("ip6tables -t raw -A OUTPUT -p tcp -j CT --helper tark")).toThrow(
      SetupError,
    );
  });
});
