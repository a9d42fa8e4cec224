// Programs of classic BPF: -m bpf.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** Instructions as a rule's word. */
const program = (...code: string[]): string =>
  `-m bpf --bytecode "${code.length},${code.join(",")}"`;
/** Whether A equals a number. */
const equals = (value: number): string[] => [`21 0 1 ${value}`, "6 0 0 1", "6 0 0 0"];
/** What Linux tells of the packet (SKF_AD_OFF). */
const told = (place: number): string => `32 0 0 ${4294963200 + place}`;

export const bpf: ScenarioSource[] = [
  {
    name: "bpf",
    about: "Loads, arithmetic, memory and jumps; loads from outside end with no",
    setup: `${ROUTER}${inBoth(`
-A FORWARD ${program("48 0 0 9", ...equals(17))}
-A FORWARD ${program("177 0 0 0", "72 0 0 2", ...equals(53))}
-A FORWARD ${program("48 0 0 6", ...equals(17))}
-A FORWARD ${program("40 0 0 42", ...equals(53))}
-A FORWARD ${program("32 0 0 1000", "6 0 0 1")}
-A FORWARD ${program("128 0 0 0", ...equals(36))}
-A FORWARD ${program("129 0 0 0", "135 0 0 0", "22 0 0 0")}
-A FORWARD ${program("0 0 0 7", "2 0 0 3", "1 0 0 5", "96 0 0 3", "44 0 0 0", ...equals(35))}
-A FORWARD ${program("0 0 0 7", "132 0 0 0", "4 0 0 7", ...equals(0))}
-A FORWARD ${program("0 0 0 7", "1 0 0 0", "60 0 0 0", "6 0 0 1")}
-A FORWARD ${program("0 0 0 1", "1 0 0 33", "108 0 0 0", ...equals(2))}
-A FORWARD ${program("0 0 0 2147483648", "37 0 1 1", "6 0 0 1", "6 0 0 0")}
-A FORWARD ${program("5 0 0 1", "6 0 0 0", "0 0 0 6", "69 0 1 4", "6 0 0 1", "6 0 0 0")}
-A FORWARD ${program("48 0 0 4293918729", ...equals(17))}
-A FORWARD ${program("40 0 0 4292870156", ...equals(2048))}
-A FORWARD ${program("1 0 0 4293918720", "80 0 0 9", ...equals(17))}
-t mangle -A POSTROUTING ${program("40 0 0 4292870156", ...equals(2048))}`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client.1 > server.53 len=100
in eth1 tcp client.1 > server.80 S seq=1
in eth1 icmp client > server echo id=1
in eth1 udp client6.1 > server6.53
in eth1 tcp client6.1 > server6.80 S seq=1
out eth0 udp router.1 > server.53
`,
  },
  {
    name: "bpf-extensions",
    about:
      "What Linux tells programs besides: protocol, type, device, mark, length of headers, attributes",
    setup: `${ROUTER}${["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
      .map((hook) =>
        inBoth(`
-t mangle -A ${hook} ${program(told(0), ...equals(2048))}
-t mangle -A ${hook} ${program(told(4), ...equals(0))}
-t mangle -A ${hook} ${program(told(8), ...equals(2))}
-t mangle -A ${hook} ${program(told(8), "6 0 0 1")}
-t mangle -A ${hook} ${program(told(28), ...equals(1))}
-t mangle -A ${hook} ${program(told(20), ...equals(7))}
-t mangle -A ${hook} ${program(told(52), ...equals(28))}
-t mangle -A ${hook} ${program(told(52), ...equals(40))}
-t mangle -A ${hook} ${program(told(48), "22 0 0 0")}
-t mangle -A ${hook} ${program("0 0 0 12", "1 0 0 10", told(40), ...equals(6))}
-t mangle -A ${hook} ${program("0 0 0 28", "1 0 0 5", told(12), ...equals(36))}
-t mangle -A ${hook} ${program("0 0 0 28", "1 0 0 5", told(16), ...equals(32))}
-t mangle -A ${hook} -j MARK --set-mark 7`),
      )
      .join("\n")}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 tcp client.1 > server.80 S seq=1 mss=1460
in eth1 udp client.1 > inside.53
in eth1 ip client > server proto=4 hex=4500001400000000401100000a0000050a000006
in eth1 ip client > server proto=4 hex=1500001400000000401100000a0000050a000006
in eth1 ip client > server proto=47 hex=0000080045000028000000004006000000000000000000000000000000000000000000005000
in eth1 icmp client > server echo id=1
in eth1 udp client.1 > server.53 hex=0800010005000600aabbccdd08000500040005000000
in eth1 udp client.1 > server.53 hex=0c000100080005000102030408000500aabbccdd
in eth1 udp client6.1 > server6.53
in eth1 tcp client6.1 > server6.80 S seq=1
out eth0 udp router.1 > server.53
out eth0 udp router6.1 > server6.53
`,
  },
];
