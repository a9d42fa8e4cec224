// The filters of `sluice conntrack`, over the connections of a scenario.
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { ConnectionEntry } from "../../src/engine/conntrack.js";
import { matches } from "../../src/engine/conntrack-filter.js";
import { createFirewall } from "../../src/index.js";
import { connectionLine } from "../../src/report/conntrack-text.js";
import { parseConntrack } from "../../src/setup/conntrack/parse.js";
import { readPcapng } from "../support/pcapng.js";

const FOLDER = "test/kernel/scenarios/helper-ftp-snat";
let entries: readonly ConnectionEntry[] = [];

beforeAll(async () => {
  const setup = readFileSync(`${FOLDER}/setup.sh`, "utf8");
  using firewall = await createFirewall({ setup });
  const { packets } = readPcapng(readFileSync(`${FOLDER}/in.pcapng`));
  let time = 0n;
  for (const { iface, dir, frame } of packets) {
    time += 1_000_000n;
    firewall.process(frame, { in: iface, time, direction: dir });
  }
  entries = firewall.conntrack();
});

const shown = (words: string): string[] => {
  const request = parseConntrack(words.split(" "), { assume: "list" });
  return entries
    .filter((e) => matches(request, e))
    .map((e) =>
      connectionLine(e).replace(
        /^.*? src=(\S+) dst=(\S+) sport=(\d+) dport=(\d+) .*$/,
        "$1.$3 > $2.$4",
      ),
    );
};

const CONTROL = "10.0.0.5.4000 > 203.0.113.9.21";
const DATA = "203.0.113.9.20 > 192.0.2.1.4001";
const NEXT = "203.0.113.9.20 > 192.0.2.1.4005";

test.each([
  ["-p tcp", [CONTROL, DATA, NEXT]],
  ["-p 6", [CONTROL, DATA, NEXT]],
  ["-p udp", []],
  ["-s 10.0.0.0/8", [CONTROL]],
  ["-s 2001:db8::/32", []],
  ["-d 192.0.2.1", [DATA, NEXT]],
  ["-r 10.0.0.5", [DATA, NEXT]],
  ["-q 192.0.2.1", [CONTROL]],
  ["-p tcp --sport 20", [DATA, NEXT]],
  ["-p tcp --dport 21", [CONTROL]],
  ["-p tcp --reply-port-src 4005", [NEXT]],
  ["-p tcp --reply-port-dst 4000", [CONTROL]],
  ["-p tcp --state SYN_SENT", [NEXT]],
  ["-u ASSURED", [CONTROL, DATA]],
  ["-u UNREPLIED", [NEXT]],
  ["-u EXPECTED,SEEN_REPLY", [DATA]],
  ["-n", [CONTROL]],
  ["-g", [DATA, NEXT]],
  ["-m 0", [CONTROL, DATA, NEXT]],
  ["-m 1/1", []],
  ["-w 0", [CONTROL, DATA, NEXT]],
  ["-l 3", []],
])("%s", (words, expected) => {
  expect(shown(words)).toEqual(expected);
});

test.each([
  ["-p foo", "`foo' unsupported protocol"],
  ["-s abc", "Invalid IP address `abc'"],
  ["-u FOO", "Bad parameter `FOO'"],
  ["--dport 80", "unknown option `--dport'"],
  ["-l no-label", "unknown label 'no-label'"],
])("%s is refused", (words, message) => {
  expect(() => shown(words)).toThrow(message);
});
