/** Reading a packet's headers again after its bytes were replaced. */
import { Cause, Family } from "../abi";
import { validate4 } from "./ipv4";
import { Packet } from "./packet";
import { validate6 } from "./ipv6";

/** Refills the record from the bytes. Answers NONE, or why they are no packet of the family. */
export function parseAgain(p: Packet): Cause {
  return p.family == Family.IPV4 ? validate4(p) : validate6(p);
}
