// What the judge reads of captures that it did not write: as many IP packets as tshark counts
// (-Y "ip or ipv6").
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ipPackets } from "../support/frames.js";

const COUNTS: readonly (readonly [file: string, packets: number])[] = [
  ["cooked1.pcap", 54],
  ["cooked2.pcap", 53],
  ["dns.pcap", 26],
  ["fragments.pcap", 40],
  ["ftp-active.pcap", 66],
  ["ftp-passive.pcap", 69],
  ["ftp6.pcap", 69],
  ["http.pcap", 66],
  ["http6.pcap", 62],
  ["loopback-null.pcap", 28],
  ["loopback.pcap", 28],
  ["mtu.pcap", 67],
  ["ping.pcap", 56],
  ["portscan.pcap", 190],
  ["rejected.pcap", 41],
  ["retransmit.pcap", 202],
  ["ssh.pcap", 47],
  ["synflood.pcap", 1109],
  ["traceroute.pcap", 44],
  ["tunnel.pcap", 28],
  ["vlan.pcap", 17],
  ["mailroute.pcapng", 38],
  ["nat.pcapng", 76],
  ["router-sent.pcapng", 343],
  ["router.pcapng", 390],
  ["smtp.pcapng", 77],
];

test.each(COUNTS)("%s: %i IP packets", (file, packets) => {
  expect(ipPackets(readFileSync(`pcaps/${file}`)).length).toBe(packets);
});

test("every capture is counted", () => {
  const captures = readdirSync("pcaps").filter((name) => /\.pcap(ng)?$/.test(name));
  expect(COUNTS.map(([file]) => file).sort()).toEqual(captures.sort());
});

test("what is no capture is refused", () => {
  expect(() => ipPackets(Buffer.alloc(64))).toThrow("no capture");
});
