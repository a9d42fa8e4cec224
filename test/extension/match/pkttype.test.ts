import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match pkttype", () => {
  accepts("ipv4", [
    ["-m pkttype --pkt-type unicast", "-m pkttype --pkt-type unicast", "PKTTYPE = unicast"],
    ["-m pkttype --pkt-type broadcast", "-m pkttype --pkt-type broadcast", "PKTTYPE = broadcast"],
    [
      "-m pkttype ! --pkt-type multicast",
      "-m pkttype ! --pkt-type multicast",
      "PKTTYPE != multicast",
    ],
    ["-m pkttype --pkt-type host", "-m pkttype --pkt-type unicast", "PKTTYPE = unicast"],
    ["-m pkttype --pkt-type BROADCAST", "-m pkttype --pkt-type broadcast", "PKTTYPE = broadcast"],
    ["-m pkttype --pkt-type bcast", "-m pkttype --pkt-type broadcast", "PKTTYPE = broadcast"],
    ["-m pkttype --pkt-type mcast", "-m pkttype --pkt-type multicast", "PKTTYPE = multicast"],
    ["-m pkttype --pkt-type otherhost", "-m pkttype --pkt-type otherhost", "PKTTYPE = otherhost"],
  ]);
  accepts("ipv6", [
    ["-m pkttype --pkt-type multicast", "-m pkttype --pkt-type multicast", "PKTTYPE = multicast"],
  ]);
  refuses("ipv4", [
    ["-m pkttype --pkt-type foo", "Bad packet type 'foo'"],
    ["-m pkttype --pkt-type uni", "Bad packet type 'uni'"],
    ["-m pkttype --pkt-type to-us", "Bad packet type 'to-us'"],
    ["-m pkttype", 'pkttype: option "--pkt-type" must be specified'],
    ["-m pkttype --pkt-type unicast --pkt-type unicast", "can only be used once"],
  ]);
});
