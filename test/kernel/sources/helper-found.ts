// What the live judge found in conversations with helpers, made small.
import type { ScenarioSource } from "../scenario.js";
import { ROUTER, THREE, THREE_LEGS } from "./router.js";

const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");
const message = (...lines: readonly string[]): string => hex([...lines, "", ""].join("\r\n"));

const INVITE = message(
  "INVITE sip:you@203.0.113.9 SIP/2.0",
  "Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK1",
  "From: <sip:me@10.0.0.5>;tag=1",
  "To: <sip:you@203.0.113.9>",
  "Call-ID: 7@10.0.0.5",
  "CSeq: 1 INVITE",
  "Content-Length: 0",
);
const TRYING = message(
  "SIP/2.0 100 Trying",
  "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1",
  "From: <sip:me@192.0.2.1>;tag=1",
  "To: <sip:you@203.0.113.9>",
  "Call-ID: 7@10.0.0.5",
  "CSeq: 1 INVITE",
  "Content-Length: 0",
);

export const helperFound: ScenarioSource[] = [
  {
    name: "helper-found-sip-port",
    about: "sip over TCP: answers are dropped where the request wants them at another port",
    setup: `${ROUTER}
iptables -t raw -A PREROUTING -p tcp --dport 5060 -j CT --helper sip
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE`,
    packets: `
in eth1 tcp client.4006 > server.5060 S seq=1000
in eth0 tcp server.5060 > router.4006 SA seq=5000 ack=1001
in eth1 tcp client.4006 > server.5060 A seq=1001 ack=5001
in eth1 tcp client.4006 > server.5060 PA seq=1001 ack=5001 hex=${INVITE}
in eth0 tcp server.5060 > router.4006 PA seq=5001 ack=${1001 + INVITE.length / 2} hex=${TRYING}
in eth1 tcp client.4007 > server.5060 S seq=1000
in eth0 tcp server.5060 > router.4007 SA seq=5000 ack=1001
in eth1 tcp client.4007 > server.5060 A seq=1001 ack=5001
in eth0 tcp server.5060 > router.4007 PA seq=5001 ack=1001 hex=${TRYING}
`,
  },
  {
    name: "helper-found-delivered",
    about: "A message that NAT changed is delivered with the sum of the pseudo header",
    interfaces: THREE,
    setup: `${THREE_LEGS}
iptables -t raw -A OUTPUT -p tcp --dport 21 -j CT --helper ftp
iptables -t raw -A OUTPUT -p udp --dport 161 -j CT --helper snmp
iptables -t nat -A OUTPUT -d 203.0.113.9 -j DNAT --to-destination 10.0.1.5
ip6tables -t raw -A OUTPUT -p tcp --dport 21 -j CT --helper ftp
ip6tables -t nat -A OUTPUT -d 2001:db8:9::9 -j DNAT --to-destination 2001:db8:2::5`,
    packets: `
out eth0 tcp router.4000 > server.21 S seq=1000
in eth2 tcp dmz.21 > router.4000 SA seq=5000 ack=1001
out eth0 tcp router.4000 > server.21 A seq=1001 ack=5001
in eth2 tcp dmz.21 > router.4000 PA seq=5001 ack=1001 hex=${hex("227 Entering (10,0,1,5,200,10)\r\n")}
in eth2 tcp dmz.21 > router.4000 PA seq=5001 ack=1001 hex=${hex("227 Entering (10,0,1,5,200,10)\r\n")}
in eth2 tcp dmz.21 > router.4000 PA seq=5033 ack=1001 hex=${hex("200 fine\r\n")}
out eth0 tcp router6.4000 > server6.21 S seq=1000
in eth2 tcp dmz6.21 > router6.4000 SA seq=5000 ack=1001
out eth0 tcp router6.4000 > server6.21 A seq=1001 ack=5001
in eth2 tcp dmz6.21 > router6.4000 PA seq=5001 ack=1001 hex=${hex("229 Extended (|||10243|)\r\n")}
out eth0 tcp router.4001 > server.21 S seq=1000
`,
  },
];
