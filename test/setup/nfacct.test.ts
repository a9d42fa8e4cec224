// nfacct: what the tool (1.0.2) printed and said on Linux 6.18, for setups and after packets.
import { expect, test } from "vitest";
import { parseSetup } from "../../src/setup/setup.js";
import { createFirewall } from "../../src/index.js";

const MADE = `
nfacct add plain
nfacct add three packet 3
nfacct add b"y<t&e byte 100
`
  .replace('b"y', 'b\\"y')
  .replace("<t&e", "\\<t\\&e");

/** What the last command of a setup printed. */
function printed(setup: string): string {
  return parseSetup(setup).outputs.at(-1)?.text ?? "";
}

const ZERO = "0".repeat(20);
const n = (value: bigint | number) => value.toString().padStart(20, "0");

test("objects are listed as text, XML and JSON", () => {
  expect(printed(`${MADE}nfacct list\n`)).toBe(
    `{ pkts = ${ZERO}, bytes = ${ZERO} } = plain;\n` +
      `{ pkts = ${ZERO}, bytes = ${ZERO}, quota = ${n(3)}, mode = packet, overquota = no } = three;\n` +
      `{ pkts = ${ZERO}, bytes = ${ZERO}, quota = ${n(100)}, mode = byte, overquota = no } = b"y<t&e;\n`,
  );
  const counts = `<pkts>${ZERO}</pkts><bytes>${ZERO}</bytes>`;
  expect(printed(`${MADE}nfacct list xml\n`)).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<nfacct>\n' +
      `<obj><name>plain</name>${counts}</obj>\n` +
      `<obj><name>three</name>${counts}</obj>\n` +
      `<obj><name>b"y<t&e</name>${counts}</obj>\n</nfacct>\n`,
  );
  expect(printed(`${MADE}nfacct list json reset\n`)).toBe(
    '{ "timestamp" : 0, \n  "nfacct_counters" : [\n' +
      '  { "pkts" : 0, "bytes" : 0, "name" : "plain" },\n' +
      '  { "pkts" : 0, "bytes" : 0, "quota" : 3, "mode" = "packet", "overquota" = 0, "name" : "three" },\n' +
      '  { "pkts" : 0, "bytes" : 0, "quota" : 100, "mode" = "byte", "overquota" = 0, "name" : "b"y<t&e" }\n' +
      "] }\n",
  );
  expect(printed("nfacct add a\nnfacct get a json xml\n")).toBe(
    `<?xml version="1.0" encoding="utf-8"?>\n<nfacct>\n<obj><name>a</name>${counts}</obj>\n</nfacct>\n`,
  );
  expect(printed("nfacct list xml\n")).toBe("");
});

test("quotas are read as scanf does", () => {
  const quotas = ["18446744073709551616", "010", "0x10", "-5", "5x", " 7"];
  const setup = quotas.map((text, i) => `nfacct add q${i} packet "${text}"\n`).join("");
  const found = [...printed(`${setup}nfacct list\n`).matchAll(/quota = (\d+)/g)];
  expect(found.map(([, quota]) => BigInt(quota!))).toEqual([
    18446744073709551615n,
    10n,
    0n,
    18446744073709551611n,
    5n,
    7n,
  ]);
});

test("restore reads what list printed, and reset forgets it", () => {
  const lines =
    `{ pkts = ${n(5)}, bytes = ${n(600)} } = plain;\n{pkts = 7, bytes = 8} = x;\n` +
    "{ pkts = 010, bytes = 18446744073709551616 } = oct; more\n{ pkts = -3, bytes = 8 } = neg;\n" +
    "{ pkts = 3, bytes = 8 } = 12345678901234567890123456789012345;\n";
  const restored = `nfacct restore <<'END'\n${lines}END\n`;
  expect(printed(`${restored}nfacct list\n`)).toBe(
    `{ pkts = ${n(5)}, bytes = ${n(600)} } = plain;\n` +
      `{ pkts = ${n(7)}, bytes = ${n(8)} } = x;\n` +
      `{ pkts = ${n(10)}, bytes = 18446744073709551615 } = oct;\n` +
      `{ pkts = 18446744073709551613, bytes = ${n(8)} } = neg;\n` +
      `{ pkts = ${n(3)}, bytes = ${n(8)} } = 1234567890123456789012345678901;\n`,
  );
  expect(printed(`${restored}nfacct get plain reset\nnfacct get plain\n`)).toBe(
    `{ pkts = ${ZERO}, bytes = ${ZERO} } = plain;\n`,
  );
  const file = { readFile: () => lines };
  expect(parseSetup("nfacct restore < a\nnfacct list\n", file).outputs).toHaveLength(1);
});

test.each([
  ["nfacct list json xml", 'Error: duplicate "xml" or collision with another option'],
  ["nfacct list reset reset", 'Error: duplicate "reset" or collision with another option'],
  ["nfacct list foo reset", "nfacct: unknown argument"],
  ["nfacct get nosuch foo", "nfacct: unknown argument"],
  ["nfacct get nosuch", "nfacct: error: No such file or directory"],
  ["nfacct get", "nfacct: missing object name"],
  ["nfacct add", "nfacct: missing object name"],
  ['nfacct add ""', "nfacct: error: Invalid argument"],
  ["nfacct add a b", "nfacct: missing quota value"],
  ["nfacct add a foo 3", 'nfacct: argument must "byte" or "packet"'],
  ["nfacct add a packet x", "nfacct: error reading quota"],
  ["nfacct add a packet 3 4", "nfacct: too many arguments"],
  ["nfacct add a\nnfacct add a", "nfacct: error: Device or resource busy"],
  ["nfacct del", "nfacct: missing object name"],
  ["nfacct delete a x", "nfacct: too many arguments"],
  ["nfacct flush x", "nfacct: too many arguments"],
  ["nfacct xyz", "nfacct: Unknown command: xyz"],
  ["nfacct restore", "nfacct restore has nothing to read"],
  ["nfacct list > a", "nfacct reads and writes no files in a setup"],
  ["nfacct restore <<E\n{ pkts = 7, bytes = 8 } = noend\nE", "nfacct: invalid line"],
  ["nfacct restore <<E\n{ pkts = x, bytes = 8 } = a;\nE", "nfacct: error reading input"],
  ["nfacct restore <<E\n{ pkts = 3 ,bytes = 8 } = a b;\nE", "nfacct: error reading input"],
  [
    "nfacct restore <<E\n{ pkts = 3, bytes = 8, quota = 7, mode = packet, overquota = no } = q;\nE",
    "nfacct: error reading input",
  ],
])("%s", (setup, message) => {
  expect(() => parseSetup(`${setup}\n`)).toThrow(message);
});

test("a firewall tells what packets counted", async () => {
  const fw = await createFirewall({
    setup: `
ip addr add 192.0.2.1/24 dev eth0
ip link set eth0 up
nfacct add all
nfacct add two packet 2
nfacct add none
iptables -A INPUT -m nfacct --nfacct-name all
iptables -A INPUT -m nfacct --nfacct-name two -j DROP
`,
  });
  const packet = Buffer.from("4500001c0001000040118e94c6336407c00002010fa0003500080000", "hex");
  const verdict = () => fw.process(packet, { in: "eth0", linkType: 101, time: 1n }).verdict;
  const used = () => fw.accounts()[1]!.quota!.used;
  expect([verdict(), used(), verdict(), used(), verdict()]).toEqual([
    "ACCEPT",
    false,
    "ACCEPT",
    true,
    "DROP",
  ]);
  expect(fw.accounts()).toEqual([
    { name: "all", packets: 3n, bytes: 84n, quota: null },
    { name: "two", packets: 3n, bytes: 84n, quota: { of: "packets", value: 2n, used: true } },
    { name: "none", packets: 0n, bytes: 0n, quota: null },
  ]);
  expect(fw.listAccounts("json", 1700000000n)).toContain('{ "timestamp" : 1700000000, \n');
  // replaced rules go on with the same objects
  fw.replace("*filter\n-A INPUT -m nfacct --nfacct-name none\nCOMMIT\n");
  verdict();
  expect(fw.accounts().map(({ packets }) => packets)).toEqual([3n, 3n, 1n]);
  fw[Symbol.dispose]();
});
