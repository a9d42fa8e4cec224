// The yardstick: the same capture through pcap-parser and a filter in plain JavaScript.
//
//   npm run bench baseline [FILE.pcap]
import { mkdirSync } from "node:fs";
import benny from "benny";
import { parse, type Packet } from "pcap-parser";
import { PlainFirewall } from "./lib/plain.js";
import { report } from "./lib/report.js";
import { makeRules } from "./lib/rules.js";
import { DEFAULT_TRAFFIC, writeTraffic } from "./lib/traffic.js";

const RULES = [0, 10, 100, 1000];
/** A run handles a whole capture, so few runs tell enough. */
const TIMING = { minSamples: 5, maxTime: 2 };
const SYNTHETIC = "build/bench/traffic.pcap";

/** Feeds every packet of a capture to a consumer; the number of packets. */
function eachPacket(file: string, consume: (data: Buffer) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let packets = 0;
    parse(file)
      .on("packet", (packet: Packet) => {
        packets++;
        consume(packet.data);
      })
      .on("end", () => resolve(packets))
      .on("error", reject);
  });
}

function filterCase(file: string, rules: number, conntrack: boolean) {
  const name = `${String(rules).padStart(4)} rules, conntrack ${conntrack ? "on" : "off"}`;
  const made = makeRules({ rules, kind: "mixed", seed: 1 });
  const run = async () => {
    const firewall = new PlainFirewall(made, conntrack);
    await eachPacket(file, (data) => firewall.packet(data));
  };
  return benny.add(name, run, TIMING);
}

let file = process.argv[2];
if (file === undefined) {
  file = SYNTHETIC;
  mkdirSync("build/bench", { recursive: true });
  writeTraffic(file, DEFAULT_TRAFFIC);
}
const capture = file;
const packets = await eachPacket(capture, () => undefined);
console.log(`pcap-parser and plain JavaScript, ${packets} packets of ${capture}`);
const summary = await benny.suite(
  "baseline",
  benny.add("reading only", () => eachPacket(capture, () => undefined), TIMING),
  ...RULES.flatMap((rules) => [
    filterCase(capture, rules, false),
    filterCase(capture, rules, true),
  ]),
);
console.log(report(summary.results, packets));
