// pcap-parser has no types of its own.
declare module "pcap-parser" {
  import type { EventEmitter } from "node:events";
  import type { Readable } from "node:stream";

  /** One packet, as event "packet" brings it. */
  export interface Packet {
    readonly header: {
      readonly timestampSeconds: number;
      readonly timestampMicroseconds: number;
      readonly capturedLength: number;
      readonly originalLength: number;
    };
    readonly data: Buffer;
  }

  /** What event "globalHeader" brings. */
  export interface GlobalHeader {
    readonly magicNumber: string;
    readonly majorVersion: number;
    readonly minorVersion: number;
    readonly gmtOffset: number;
    readonly timestampAccuracy: number;
    readonly snapshotLength: number;
    readonly linkLayerType: number;
  }

  /** Events: globalHeader, packetHeader, packetData, packet, end, error. */
  export function parse(input: string | Readable): EventEmitter;
}
