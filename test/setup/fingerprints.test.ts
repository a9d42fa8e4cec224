// nfnl_osf: which fingerprint the tool (iptables 1.8.9) makes of a line, as strace showed what it sent
// to the kernel, and which lines and commands are refused.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Fingerprint } from "../../src/extension/fingerprint.js";
import { createFirewall } from "../../src/index.js";
import { parseSetup } from "../../src/setup/setup.js";

type Sent = [
  rule: number,
  window: number,
  ttl: number,
  df: number,
  length: number,
  options: [kind: number, size: number, rule: number, value: number][],
  ...texts: string[],
];

const cases = JSON.parse(readFileSync("test/setup/fingerprints.json", "utf8")) as {
  line: string;
  sent: Sent;
}[];

/** What is loaded when a setup was read. */
function loaded(setup: string, files: Readonly<Record<string, string>> = {}): Fingerprint[] {
  const read = (name: string) => files[name] ?? null;
  const { objects } = parseSetup(setup, { readFile: read }).setup;
  return (objects.find("osf", "")?.state ?? []) as Fingerprint[];
}

const genres = (list: readonly Fingerprint[]) => list.map(({ genre }) => genre).join(" ");

const LINE = (genre: string, window = "9") => `${window}:64:1:40:.:${genre}:v:s:d\n`;

test.each(cases)("$line", ({ line, sent }) => {
  const [finger] = loaded("nfnl_osf -f a\n", { a: `${line}\n` });
  const { window, options } = finger!;
  expect([
    window.rule,
    window.value,
    finger!.ttl,
    finger!.df,
    finger!.length,
    options.map((o) => [o.kind, o.size, o.rule, o.value]),
    finger!.genre,
    finger!.version,
    finger!.subtype,
  ]).toEqual(sent);
});

describe("nfnl_osf", () => {
  test("reads files, here-documents and what is redirected to it", () => {
    const files = { a: LINE("A"), b: LINE("B") };
    expect(genres(loaded("nfnl_osf -f a\n/usr/sbin/nfnl_osf -fb more\n", files))).toBe("A B");
    expect(genres(loaded("nfnl_osf -f /dev/stdin < b\n", files))).toBe("B");
    expect(genres(loaded(`nfnl_osf -f /dev/stdin <<'END'\n${LINE("C")}END\n`))).toBe("C");
    expect(genres(loaded("nfnl_osf -f b -f a\n", files))).toBe("A");
  });

  test("adds each once, behind the others, and takes away what is the same", () => {
    const files = { a: LINE("A") + LINE("B"), b: LINE("B") + LINE("A"), c: LINE("A", "10") };
    expect(genres(loaded("nfnl_osf -f a\nnfnl_osf -f b\n", files))).toBe("A B");
    expect(genres(loaded("nfnl_osf -f a\nnfnl_osf -f c -d\n", files))).toBe("A B");
    expect(genres(loaded("nfnl_osf -f a\nnfnl_osf -df b\n", files))).toBe("");
  });

  test("takes comments and empty lines, and the last byte of each line away", () => {
    expect(genres(loaded("nfnl_osf -f a\n", { a: `# x\n\n\r\n${LINE("A")}x` }))).toBe("A");
    expect(genres(loaded("nfnl_osf -f a\n", { a: "9:64:1:40:.:A:v:s:d" }))).toBe("A");
    expect(() => loaded("nfnl_osf -f a\n", { a: "9:64:1:40:.:A:v:s:" })).toThrow(
      "cnt: 7, must be 8",
    );
    const long = `${"9:64:1:40:.:A:v:s:".padEnd(1022, "d")}x9:64:1:40:.:B:v:s:dd\n`;
    expect(genres(loaded("nfnl_osf -f a\n", { a: long }))).toBe("A B");
  });

  test.each([
    ["nfnl_osf", "nfnl_osf: Missing fingerprints file argument."],
    ["nfnl_osf -d", "nfnl_osf: Missing fingerprints file argument."],
    ["nfnl_osf -- -f a", "nfnl_osf: Missing fingerprints file argument."],
    ["nfnl_osf -f", "nfnl_osf: option requires an argument -- 'f'"],
    ["nfnl_osf -x", "nfnl_osf: invalid option -- 'x'"],
    ["nfnl_osf -f nofile", "nofile: No such file or directory"],
    ["nfnl_osf -f -", "-: No such file or directory"],
    ["nfnl_osf -f /dev/stdin", "nfnl_osf has nothing to read"],
    ["nfnl_osf -f a > b", "nfnl_osf reads and writes no files in a setup"],
    ["nfnl_osf -f few", "nfnl_osf: Wrong input line '9:64:1:40:.:G:v': cnt: 6, must be 8"],
    ["nfnl_osf -f many", "nfnl_osf: Wrong input line '9:64:1:40:.:G:v:s:d:e': cnt: 9, must be 8"],
    [
      "nfnl_osf -d -f many",
      "nfnl_osf: Wrong input line '9:64:1:40:.:G:v:s:d:e': cnt: 9, must be 8",
    ],
    ["nfnl_osf -f zero", "nfnl_osf: Invalid argument"],
    ["nfnl_osf -f nothing", "nfnl_osf: Invalid argument"],
    ["nfnl_osf -f bytes", "nfnl_osf: Invalid argument"],
    ["nfnl_osf -f nops", "nfnl_osf: Invalid argument"],
  ])("%s", (command, message) => {
    const files = {
      few: "9:64:1:40:.:G:v\n",
      many: "9:64:1:40:.:G:v:s:d:e\n",
      zero: "%0:64:1:40:.:G:v:s:d\n",
      nothing: "%:64:1:40:.:G:v:s:d\n",
      bytes: "9:64:1:80:T,T,T,T,N:G:v:s:d\n",
      nops: `9:64:1:80:${"N,".repeat(41)}:G:v:s:d\n`,
    };
    expect(() => loaded(`${command}\n`, files)).toThrow(message);
  });

  test("what cannot have been loaded is taken away without a word", () => {
    expect(loaded("nfnl_osf -d -f a\n", { a: "%0:64:1:40:.:G:v:s:d\n" })).toEqual([]);
  });

  test("says at which line it stopped", () => {
    const bad = { a: `${LINE("A")}\nXX\n` };
    expect(() => loaded("nfnl_osf -f a\n", bad)).toThrow(
      expect.objectContaining({ file: "a", line: 3, column: 1 }),
    );
  });
});

test("fingerprints stay when rules are replaced", async () => {
  const fw = await createFirewall({
    setup: `
ip addr add 192.0.2.1/24 dev eth0
ip link set eth0 up
nfnl_osf -f /dev/stdin <<'END'
S4:64:1:44:M*:Linux:2.6::Linux
END
`,
  });
  fw.replace("*filter\n-A INPUT -p tcp -m osf --genre Linux --ttl 2 -j DROP\nCOMMIT\n");
  // 198.51.100.7 > 192.0.2.1: SYN, window 5840, segments of 1460 bytes
  const syn = (window: string) =>
    Buffer.from(
      `4500002c0001400040060000 c6336407 c0000201 0fa00050 00000001 00000000 6002${window} 0000 0000 020405b4`.replaceAll(
        " ",
        "",
      ),
      "hex",
    );
  const verdict = (window: string) => {
    const packet = syn(window);
    let sum = 0;
    for (let i = 0; i < 20; i += 2) sum += packet.readUInt16BE(i);
    packet.writeUInt16BE(0xffff - ((sum & 0xffff) + (sum >> 16)), 10);
    return fw.process(packet, { in: "eth0", linkType: 101, time: 1n }).verdict;
  };
  expect([verdict("16d0"), verdict("16d1")]).toEqual(["DROP", "ACCEPT"]);
  fw[Symbol.dispose]();
});
