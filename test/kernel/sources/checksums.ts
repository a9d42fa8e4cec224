// When a transport checksum is looked at again, and when it is known: TCPMSS, which sums an option at
// an odd place wrong, makes the difference show.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

const RULES = inBoth(`
-t mangle -A PREROUTING -p tcp --dport 20:29 --syn -j TCPMSS --set-mss 500
-t mangle -A FORWARD -p tcp --dport 10:19 --syn -j TCPMSS --set-mss 500
-t mangle -A INPUT -p tcp --dport 10:15 --syn -j TCPMSS --set-mss 500
-t mangle -A OUTPUT -p tcp --dport 30:39 --syn -j TCPMSS --set-mss 500
-t mangle -A INPUT -p tcp -m multiport --dports 12,13,22,23 -j TOS --set-tos 0x10
-A FORWARD -p tcp -m multiport --dports 10,20 -j REJECT
-A FORWARD -p tcp -m multiport --dports 11,21 -j REJECT --reject-with tcp-reset
-A INPUT -p tcp -m multiport --dports 10,12,14,20,22,30 -j REJECT
-A INPUT -p tcp -m multiport --dports 11,13,15,21,23,31 -j REJECT --reject-with tcp-reset
-A OUTPUT -p tcp -m multiport --dports 30 ! -o lo -j REJECT
-A OUTPUT -p tcp -m multiport --dports 31 ! -o lo -j REJECT --reject-with tcp-reset
-A FORWARD -p udp -j REJECT
-A INPUT -p udp -j REJECT`);

const NATS = inBoth(`
-t nat -A PREROUTING -p tcp --dport 16 -j REDIRECT --to-ports 14
-t nat -A PREROUTING -p tcp --dport 17 -j REDIRECT --to-ports 15`);

const to = (suffix: string): string => {
  const lines: string[] = [];
  for (const options of [" tcpopt=01020405b4010101", " mss=1460", " badsum"]) {
    for (const port of [10, 11, 20, 21]) {
      lines.push(`in eth1 tcp client${suffix}.9 > server${suffix}.${port} S${options}`);
    }
    for (const port of [10, 11, 12, 13, 20, 21, 22, 23, 16, 17]) {
      lines.push(`in eth1 tcp client${suffix}.9 > inside${suffix}.${port} S${options}`);
    }
    for (const port of [30, 31]) {
      lines.push(`out eth0 tcp router${suffix}.9 > server${suffix}.${port} S${options}`);
      lines.push(`out eth0 tcp router${suffix}.9 > router${suffix}.${port} S${options}`);
    }
  }
  for (const bad of ["", " badsum", " nosum"]) {
    lines.push(`in eth1 udp client${suffix}.9 > server${suffix}.9${bad}`);
    lines.push(`in eth1 udp client${suffix}.9 > inside${suffix}.9${bad}`);
  }
  return lines.join("\n");
};

const PACKETS = `
${to("")}
${to("6")}
`;

/** Scenarios of checksums that are asked for more than once. */
export const checksums: ScenarioSource[] = [
  {
    name: "checksum-tracked",
    about:
      "A checksum that conntrack found right: REJECT believes it for errors, and for resets here",
    setup: `${ROUTER}${RULES}
${NATS}`,
    packets: PACKETS,
  },
  {
    name: "checksum-unverified",
    about: "Without nf_conntrack_checksum REJECT is the first to look",
    setup: `${ROUTER}${RULES}
${NATS}
sysctl -qw net.netfilter.nf_conntrack_checksum=0`,
    packets: PACKETS,
  },
  {
    name: "checksum-untracked",
    about: "Without conntrack REJECT is the first to look",
    setup: `${ROUTER}${RULES}`,
    packets: PACKETS,
  },
  {
    name: "checksum-copied",
    about: "A copy by TEE carries the sum along: REJECT believes it in OUTPUT, right or wrong",
    setup: `${ROUTER}
${inBoth(`
-A INPUT -m conntrack --ctstate NEW
-t mangle -A PREROUTING -p udp --dport 3 -j TOS --set-tos 0x10
-A OUTPUT -p udp -j REJECT
-A OUTPUT -p tcp --tcp-flags RST NONE -j REJECT --reject-with tcp-reset`)}
iptables -t mangle -A PREROUTING -i eth1 -j TEE --gateway 192.0.2.254
ip6tables -t mangle -A PREROUTING -i eth1 -j TEE --gateway 2001:db8::254`,
    packets: `
in eth1 udp client.9 > inside.1
in eth1 udp client.9 > inside.2 badsum
in eth1 udp client.9 > inside.3 badsum
in eth1 tcp client.9 > inside.4 S
in eth1 tcp client.9 > inside.4 S badsum
in eth1 udp client6.9 > inside6.1
in eth1 udp client6.9 > inside6.2 badsum
in eth1 udp client6.9 > inside6.3 badsum
in eth1 tcp client6.9 > inside6.4 S
in eth1 tcp client6.9 > inside6.4 S badsum`,
  },
];
