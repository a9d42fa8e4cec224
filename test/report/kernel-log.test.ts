/**
 * The lines of LOG against the kernel's. `kernel-log.json` holds packets and what Linux 6.18 printed
 * for them in raw PREROUTING, from SRC= on: `basic` without options, `full` with --log-tcp-sequence
 * --log-tcp-options --log-ip-options (the same as `basic` where left out).
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kernelLogLine, LogFlag, type LoggedPacket } from "../../src/report/kernel-log.js";

interface Recorded {
  readonly packet: string;
  readonly basic: string;
  readonly full?: string;
}

const recorded = JSON.parse(
  readFileSync(new URL("kernel-log.json", import.meta.url), "utf8"),
) as Recorded[];

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

/** A packet that came in by eth1, with the parts that a case changes. */
function packet(hex: string, change: Partial<LoggedPacket> = {}): LoggedPacket {
  return {
    prefix: "",
    in: "eth1",
    out: "",
    mac: bytes("0200000000020200000000fe0800"),
    ethernet: true,
    packet: bytes(hex),
    length: hex.length / 2,
    mark: 0,
    uid: null,
    gid: null,
    ...change,
  };
}

const SYN = "45000028000140004006f4c00a000005cb0071090fa0005000000000000000005002ffff59e40000";
const HEAD = "SRC=10.0.0.5 DST=203.0.113.9 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP ";
const TAIL = "SPT=4000 DPT=80 WINDOW=65535 RES=0x00 SYN URGP=0 ";

describe("the fields of a packet are the kernel's", () => {
  const head = "IN=eth1 OUT= MAC=02:00:00:00:00:02:02:00:00:00:00:fe:08:00 ";
  test.each(recorded.map((r) => [r.basic, r] as const))("%s", (_, r) => {
    expect(kernelLogLine(packet(r.packet), 0)).toBe(head + r.basic);
    const all = LogFlag.tcpSequence | LogFlag.tcpOptions | LogFlag.ipOptions | LogFlag.uid;
    expect(kernelLogLine(packet(r.packet), all)).toBe(head + (r.full ?? r.basic));
  });
});

describe("what stands around them", () => {
  const ethernet = "MAC=02:00:00:00:00:02:02:00:00:00:00:fe:08:00 ";
  const decoded = "MACSRC=02:00:00:00:00:fe MACDST=02:00:00:00:00:02 MACPROTO=0800 ";
  const none = new Uint8Array(0);
  test.each<[string, Partial<LoggedPacket>, number, string]>([
    [
      "a prefix stands as it is",
      { prefix: "fw: " },
      0,
      `fw: IN=eth1 OUT= ${ethernet}${HEAD}${TAIL}`,
    ],
    ["both interfaces", { out: "eth0" }, 0, `IN=eth1 OUT=eth0 ${ethernet}${HEAD}${TAIL}`],
    [
      "no MAC without an input interface",
      { in: "", out: "eth0" },
      0,
      `IN= OUT=eth0 ${HEAD}${TAIL}`,
    ],
    ["--log-macdecode", {}, 32, `IN=eth1 OUT= ${decoded}${HEAD}${TAIL}`],
    ["no link-layer header", { mac: none }, 0, `IN=eth1 OUT= MAC= ${HEAD}${TAIL}`],
    ["... decoded", { mac: none, ethernet: false }, 32, `IN=eth1 OUT= MAC= ${HEAD}${TAIL}`],
    ["mark", { mark: 42 }, 0, `IN=eth1 OUT= ${ethernet}${HEAD}${TAIL}MARK=0x2a `],
    [
      "owner, with --log-uid only",
      { in: "", out: "eth0", uid: 1000, gid: 100, mark: 1 },
      8,
      `IN= OUT=eth0 ${HEAD}${TAIL}UID=1000 GID=100 MARK=0x1 `,
    ],
    ["... not without", { in: "", uid: 0, gid: 0 }, 0, `IN= OUT= ${HEAD}${TAIL}`],
  ])("%s", (_, change, flags, line) => {
    expect(kernelLogLine(packet(SYN, change), flags)).toBe(line);
  });

  test("of a later fragment of AH nothing is told", () => {
    const later = "450000210001000740332dc70a000005cb0071090102030405060708090a0b0c0d";
    expect(kernelLogLine(packet(later), 0)).toBe(
      `IN=eth1 OUT= ${ethernet}SRC=10.0.0.5 DST=203.0.113.9 ` +
        "LEN=33 TOS=0x00 PREC=0x00 TTL=64 ID=1 FRAG:7 ",
    );
  });

  test("a packet that the capture cut", () => {
    const cut = packet(SYN.slice(0, 60), { length: 40 });
    expect(kernelLogLine(cut, 0)).toBe(`IN=eth1 OUT= ${ethernet}${HEAD}INCOMPLETE [20 bytes] `);
  });
});
