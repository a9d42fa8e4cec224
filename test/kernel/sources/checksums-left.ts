// TCP checksums that the host leaves to the device: rules see the pseudo header's sum alone.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER } from "./router.js";

/** A rule for each bit of the TCP checksum, at the end of CHAIN of TABLE: their counters tell it. */
function bits(table: string, chain: string): string {
  const rules: string[] = [];
  for (let bit = 0; bit < 16; bit++) {
    const one = `0x${(1 << bit).toString(16)}`;
    const rule = `-t ${table} -A ${chain} -p tcp -m u32 --u32`;
    rules.push(`iptables ${rule} "0>>22&0x3C@14&${one}=${one}"`);
    rules.push(`ip6tables ${rule} "54&${one}=${one}"`);
  }
  return rules.join("\n");
}

const PROXIED = `${ROUTER}
sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0
${inBoth(`
-t raw -A PREROUTING -p tcp --dport 80 --syn -j CT --notrack
-A FORWARD -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --timestamp --wscale 7
-A INPUT -p tcp --dport 80 -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --mss 1400 --sack-perm --timestamp --wscale 7`)}
`;

const SYNS = `
in eth1 tcp client.4000 > server.80 S seq=100 mss=1460 sackok ws=5 ts=1000:0 win=30000
in eth1 tcp client6.4000 > server6.80 S seq=100 mss=1440 sackok ws=5 ts=1000:0 win=30000
in eth1 tcp client.4001 > server.80 S seq=77777
in eth1 tcp client6.4001 > server6.80 S seq=77777
in eth1 tcp client.4002 > router.80 S seq=4000000000 mss=536
in eth1 tcp client6.4002 > router6.80 S seq=4000000000 mss=536`;

export const checksumsLeft: ScenarioSource[] = [
  {
    name: "checksum-left-reset",
    about: "Resets of REJECT: rules of OUTPUT see a finished checksum with IPv6, with IPv4 not",
    setup: `${ROUTER}
${inBoth(`
-A INPUT -p tcp -j REJECT --reject-with tcp-reset
-A FORWARD -p tcp -j REJECT --reject-with tcp-reset`)}
iptables -t nat -A PREROUTING -p tcp --dport 81 -j DNAT --to-destination 192.0.2.1:8081
${bits("mangle", "POSTROUTING")}
${bits("filter", "OUTPUT")}`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1
in eth1 tcp client6.4000 > server6.80 S seq=1
in eth1 tcp client.4001 > router.80 S seq=123456789
in eth1 tcp client6.4001 > router6.80 PA seq=123456789 ack=5 len=9
in eth1 tcp client.4002 > server.81 S seq=5
out eth1 tcp router.4003 > router.80 S seq=9
out eth1 tcp router6.4003 > router6.80 S seq=9`,
  },
  {
    name: "checksum-left-synproxy",
    about: "What SYNPROXY makes has the pseudo header's sum where rules look",
    setup: `${PROXIED}${bits("mangle", "POSTROUTING")}
${bits("filter", "OUTPUT")}`,
    packets: SYNS,
  },
  {
    name: "checksum-left-rewritten",
    about:
      "Changes of the header leave such a checksum alone, but for the pseudo header's; CHECKSUM finishes it",
    setup: `${PROXIED}${inBoth(`
-t mangle -A OUTPUT -p tcp -j TCPOPTSTRIP --strip-options timestamp
-t mangle -A OUTPUT -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --set-mss 1000`)}
iptables -t mangle -A OUTPUT -p tcp -j ECN --ecn-tcp-remove
${bits("filter", "OUTPUT")}
${inBoth("-t mangle -A POSTROUTING -p tcp --sport 80 -m tcp --dport 4000 -j CHECKSUM --checksum-fill")}`,
    packets: SYNS,
  },
  {
    name: "checksum-left-filled",
    about: "Behind CHECKSUM --checksum-fill the checksum is whole",
    setup: `${ROUTER}
${inBoth(`
-A FORWARD -p tcp -j REJECT --reject-with tcp-reset
-A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset
-t mangle -A OUTPUT -p tcp -j CHECKSUM --checksum-fill`)}
${bits("filter", "OUTPUT")}`,
    packets: `
in eth1 tcp client.4000 > server.80 S seq=1
in eth1 tcp client6.4000 > server6.80 S seq=1
out eth1 tcp router.4003 > router.80 S seq=9`,
  },
  {
    name: "checksum-left-quoted",
    about:
      "Errors about what SYNPROXY and REJECT made quote the checksum as it is; copies of TEE keep their own",
    setup: `${PROXIED.replaceAll(" --timestamp", "")}${inBoth("-A OUTPUT -p tcp --sport 80 -j REJECT")}
iptables -A OUTPUT -p tcp --dport 99 -j REJECT
ip6tables -A OUTPUT -p tcp --dport 99 -j REJECT
iptables -t mangle -A PREROUTING -p tcp --dport 99 -j TEE --gateway 192.0.2.77
ip6tables -t mangle -A PREROUTING -p tcp --dport 99 -j TEE --gateway 2001:db8::77`,
    packets: `${SYNS}
in eth1 tcp client.4009 > server.99 S seq=77777
in eth1 tcp client6.4009 > server6.99 S seq=77777`,
  },
  {
    name: "checksum-left-translated",
    about:
      "A device finishes what it finds: DNPT of a prefix that the address does not have leaves the checksum wrong",
    setup: `${PROXIED.replaceAll(" --timestamp", "")}
ip6tables -t mangle -A OUTPUT -p tcp -j DNPT --src-pfx 2001:db8:1::/48 --dst-pfx 2001:db8:1::/48
ip6tables -t mangle -A POSTROUTING -p tcp --dport 4001 -j SNPT --src-pfx 2001:db8::/32 --dst-pfx 2001:db8::/32`,
    packets: `${SYNS}
in eth1 tcp client6.4000 > server6.80 A seq=101 ack=${0x1000_0001} win=500
in eth1 tcp client6.4002 > router6.80 A seq=4000000001 ack=${0x1000_0001} win=500`,
  },
];
