// Timeouts of conntrack under a name: nfct add timeout, -j CT --timeout.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER } from "./router.js";

const policies = (family: "inet" | "inet6"): string => {
  const table = `${family === "inet" ? "iptables" : "ip6tables"} -t raw -A PREROUTING`;
  const icmp = family === "inet" ? "icmp" : "icmpv6";
  const six = family === "inet" ? "" : "6";
  return `
nfct add timeout tcp${six} ${family} tcp syn_sent 11 syn_recv 12 established 1300 fin_wait 14 close 18
nfct add timeout udp${six} ${family} udp unreplied 21 replied 220
nfct add timeout lit${six} ${family} udplite unreplied 31 replied 320
nfct add timeout icm${six} ${family} ${icmp} timeout 41
nfct add timeout sct${six} ${family} sctp cookie_wait 51 cookie_echoed 52 established 530
nfct add timeout gre${six} ${family} gre unreplied 61 replied 620
nfct add timeout any${six} ${family} generic timeout 71
${table} -p tcp -j CT --timeout tcp${six}
${table} -p udp -j CT --timeout udp${six}
${table} -p udplite -j CT --timeout lit${six}
${table} -p ${icmp} -j CT --timeout icm${six}
${table} -p sctp -j CT --timeout sct${six}
${table} -p gre -j CT --timeout gre${six}
${table} -p 99 -j CT --timeout any${six}`;
};

export const ctTimeout: ScenarioSource[] = [
  {
    name: "ct-timeout",
    about: "CT --timeout: policies of every tracker; what they leave out is the host's",
    setup: `${ROUTER}
nfct default-set timeout inet tcp time_wait 17
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=15${policies("inet")}${policies("inet6")}
sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_close_wait=99`,
    packets: ["client server", "client6 server6"]
      .flatMap((ends) => {
        const [a, b] = ends.split(" ");
        const [out, back] = [`in eth1 tcp ${a}`, `in eth0 tcp ${b}.80 > ${a}`];
        return [
          `${out}.1 > ${b}.80 S seq=1`,
          `${out}.2 > ${b}.80 S seq=1`,
          `${back}.2 SA seq=1 ack=2`,
          `${out}.3 > ${b}.80 S seq=1`,
          `${back}.3 SA seq=1 ack=2`,
          `${out}.3 > ${b}.80 A seq=2 ack=2`,
          `${out}.4 > ${b}.80 S seq=1`,
          `${back}.4 SA seq=1 ack=2`,
          `${out}.4 > ${b}.80 A seq=2 ack=2`,
          `${out}.4 > ${b}.80 FA seq=2 ack=2`,
          `${out}.5 > ${b}.80 S seq=1`,
          `${back}.5 SA seq=1 ack=2`,
          `${out}.5 > ${b}.80 A seq=2 ack=2`,
          `${out}.5 > ${b}.80 FA seq=2 ack=2`,
          `${back}.5 A seq=2 ack=3`,
          `${out}.6 > ${b}.80 S seq=1`,
          `${back}.6 SA seq=1 ack=2`,
          `${out}.6 > ${b}.80 RA seq=2 ack=2`,
          `in eth1 udp ${a}.1 > ${b}.53`,
          `in eth1 udp ${a}.2 > ${b}.53`,
          `in eth0 udp ${b}.53 > ${a}.2`,
          `in eth1 udplite ${a}.1 > ${b}.53`,
          `in eth1 udplite ${a}.2 > ${b}.53`,
          `in eth0 udplite ${b}.53 > ${a}.2`,
          `in eth1 icmp ${a} > ${b} echo id=1 seq=1`,
          `in eth1 sctp ${a}.1 > ${b}.9 chunks=init:5`,
          `in eth1 gre ${a} > ${b}`,
          `in eth1 ip ${a} > ${b} proto=99`,
        ];
      })
      .map((line) => `\n${line}`)
      .join(""),
  },
];
