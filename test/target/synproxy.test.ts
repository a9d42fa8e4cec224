/** SYNPROXY where the kernel is not asked: how long a cookie is good, and for whom. */
import { expect, test } from "vitest";
import { Firewall } from "../../src/engine/firewall.js";
import { parseSetup } from "../../src/setup/setup.js";
import { script } from "../support/script.js";

const SETUP = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
ip route add default via 192.0.2.254 dev eth0
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.netfilter.nf_conntrack_tcp_loose=0
iptables -A FORWARD -p tcp -j SYNPROXY --mss 1460`;

const SECOND = 1_000_000_000n;
const START = 1_700_000_000n * SECOND;

async function dialogue(): Promise<
  (line: string, seconds: number, facts?: string) => ReturnType<Firewall["process"]>
> {
  const fw = await Firewall.create(parseSetup(SETUP).setup);
  return (line, seconds, facts) => {
    const [p] = script(line, ["eth0", "eth1"]);
    const time = START + BigInt(seconds) * SECOND;
    const info = { in: "eth1", direction: "in", time } as const;
    return fw.process(p!.frame, facts === undefined ? info : { ...info, facts });
  };
}

/** The sequence number of a segment's bytes. */
const seqOf = (packet: Uint8Array): number => Buffer.from(packet).readUInt32BE(24);

test.each([
  [0, "opens the connection to the server", "STOLEN"],
  [59, "opens it", "STOLEN"],
  [181, "is too old", "DROP"],
])("a cookie that comes back after %d s %s", async (seconds, _what, verdict) => {
  const say = await dialogue();
  const syn = say("in eth1 tcp client.9 > server.80 S seq=100 mss=1460", 0);
  expect(syn.verdict).toBe("STOLEN");
  const cookie = seqOf(syn.emits[0]!.packet);
  const ack = say(`in eth1 tcp client.9 > server.80 A seq=101 ack=${(cookie + 1) >>> 0}`, seconds);
  expect(ack.verdict).toBe(verdict);
  expect(ack.emits.map((e) => e.out)).toEqual(verdict === "STOLEN" ? ["eth0"] : []);
});

test("a cookie is good for who got it", async () => {
  const say = await dialogue();
  const syn = say("in eth1 tcp client.9 > server.80 S seq=100 mss=1460", 0);
  const ack = (seqOf(syn.emits[0]!.packet) + 1) >>> 0;
  for (const ends of ["client.10 > server.80", "client2.9 > server.80", "client.9 > server.81"]) {
    expect(say(`in eth1 tcp ${ends} A seq=101 ack=${ack}`, 1).verdict).toBe("DROP");
  }
  expect(say(`in eth1 tcp client.9 > server.80 A seq=202 ack=${ack}`, 1).verdict).toBe("DROP");
});

test("the cookie that a fact tells is given, and taken when it comes back", async () => {
  const say = await dialogue();
  const syn = "in eth1 tcp client.9 > server.80 S seq=100 mss=1460";
  expect(seqOf(say(syn, 0, "cookie=0x12345678").emits[0]!.packet)).toBe(0x12345678);
  // the same host answers the same SYN with the same number, fact or not
  expect(seqOf(say(syn, 1).emits[0]!.packet)).toBe(0x12345678);
  expect(seqOf(say(syn.replace("100", "105"), 1).emits[0]!.packet)).toBe(0x1234567d);
  const ack = (n: number) => say(`in eth1 tcp client.9 > server.80 A seq=101 ack=${n}`, 2).verdict;
  expect(ack(0x12345670)).toBe("DROP");
  expect(ack(0x12345679)).toBe("STOLEN");
});

test("the time stamp that a fact tells holds what the SYN offered", async () => {
  const fw = await Firewall.create(parseSetup(`${SETUP} --timestamp --sack-perm`).setup);
  const [p] = script("in eth1 tcp client.9 > server.80 S seq=1 mss=1460 sackok ts=5:0", [
    "eth0",
    "eth1",
  ]);
  const info = { in: "eth1", direction: "in", time: START, facts: "cookie=7/0xabcdef00" } as const;
  const answer = Buffer.from(fw.process(p!.frame, info).emits[0]!.packet);
  expect([answer.readUInt32BE(24), answer.readUInt32BE(48)]).toEqual([7, 0xabcdef1f]);
});
