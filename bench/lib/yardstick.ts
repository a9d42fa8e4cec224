// The same capture through pcap-parser and a filter in plain JavaScript.
import { type Packet, parse } from "pcap-parser";
import { PlainFirewall } from "./plain.js";
import type { Rule } from "./rules.js";
import type { RunResult } from "./suite.js";

/** Feeds every packet of a capture to a consumer; answers how many there were. */
export function eachPacket(file: string, consume: (data: Buffer) => void): Promise<number> {
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

/** Runs it once. */
export async function yardstick(
  file: string,
  rules: readonly Rule[],
  conntrack: boolean,
): Promise<RunResult> {
  const firewall = new PlainFirewall(rules, conntrack);
  const packets = await eachPacket(file, (data) => firewall.packet(data));
  return { packets, facts: { connections: firewall.connections } };
}
