import { expect, test } from "vitest";
import { extension } from "../../../src/extension/target/CT.js";
import { targetCases } from "../cases.js";

targetCases(
  extension,
  `
46 raw PREROUTING -j CT ;  ; CT
46 raw PREROUTING -j CT --notrack ; --notrack ; CT notrack
46 raw OUTPUT -j CT --notrack ; --notrack ; CT notrack
46 raw PREROUTING -j CT --notrack --notrack ; FAIL option "--notrack" can only be used once
46 filter INPUT -j CT --notrack ; FAIL
46 mangle PREROUTING -j CT --notrack ; FAIL
46 raw PREROUTING -j CT ! --notrack ; FAIL option "--notrack" cannot be inverted

46 raw PREROUTING -j CT --zone 65535 ; --zone 65535 ; CT zone 65535
46 raw PREROUTING -j CT --zone 65536 ; FAIL Cannot parse 65536 as a zone ID
46 raw PREROUTING -j CT --zone 0 ;  ; CT
46 raw PREROUTING -j CT --zone 0x10 ; --zone 16 ; CT zone 16
46 raw PREROUTING -j CT --zone abc ; FAIL Cannot parse abc as a zone ID
46 raw PREROUTING -j CT --zone mark ; --zone mark ; CT zone mark
46 raw PREROUTING -j CT --zone-orig 0 ;  ; CT
46 raw PREROUTING -j CT --zone-orig 7 ; --zone-orig 7 ; CT zone-orig 7
46 raw PREROUTING -j CT --zone-orig mark ; --zone-orig mark ; CT zone-orig mark
46 raw PREROUTING -j CT --zone-reply 7 ; --zone-reply 7 ; CT zone-reply 7
46 raw PREROUTING -j CT --zone-orig 5 --zone-reply 5 ; --zone 5 ; CT zone 5
46 raw PREROUTING -j CT --zone-orig 5 --zone-reply 6 ; --zone 6 ; CT zone 6
46 raw PREROUTING -j CT --zone 5 --zone-reply 6 ; --zone-reply 6 ; CT zone-reply 6
46 raw PREROUTING -j CT --zone-orig mark --zone 4 ; --zone-orig mark ; CT zone-orig mark
46 raw PREROUTING -j CT --zone 4 --zone 5 ; FAIL option "--zone" can only be used once

46 raw PREROUTING -j CT --ctevents new ; --ctevents new ; CT ctevents new
46 raw PREROUTING -j CT --ctevents secmark,new ; --ctevents new,secmark ; CT ctevents new,secmark
46 raw PREROUTING -j CT --ctevents new,related,destroy,reply,assured,protoinfo,helper,mark,natseqinfo,secmark ; --ctevents new,related,destroy,reply,assured,protoinfo,helper,mark,natseqinfo,secmark ; CT ctevents new,related,destroy,reply,assured,protoinfo,helper,mark,natseqinfo,secmark
46 raw PREROUTING -j CT --ctevents label ; FAIL Unknown event type "label"
46 raw PREROUTING -j CT --ctevents NEW ; FAIL Unknown event type "NEW"
46 raw PREROUTING -j CT --expevents new ; --expevents new ; CT expevents new
46 raw PREROUTING -j CT --expevents destroy ; FAIL Unknown event type "destroy"

46 raw PREROUTING -p tcp -j CT --helper ftp ; --helper ftp ; CT helper ftp
46 raw PREROUTING -p udp -j CT --helper tftp ; --helper tftp ; CT helper tftp
46 raw PREROUTING -p tcp -j CT --helper sane ; --helper sane ; CT helper sane
46 raw PREROUTING -p udp -j CT --helper amanda ; --helper amanda ; CT helper amanda
46 raw PREROUTING -p tcp -j CT --helper sip ; --helper sip ; CT helper sip
46 raw PREROUTING -p udp -j CT --helper sip ; --helper sip ; CT helper sip
4 raw PREROUTING -p tcp -j CT --helper pptp ; --helper pptp ; CT helper pptp
6 raw PREROUTING -p tcp -j CT --helper pptp ; FAIL No chain/target/match by that name
46 raw PREROUTING -p udp -j CT --helper RAS ; --helper RAS ; CT helper RAS
46 raw PREROUTING -p tcp -j CT --helper Q.931 ; --helper Q.931 ; CT helper Q.931
46 raw PREROUTING -p udp -j CT --helper H.245 ; --helper H.245 ; CT helper H.245
46 raw PREROUTING -p tcp -j CT --helper RAS ; FAIL No chain/target/match by that name
46 raw PREROUTING -p udp -j CT --helper Q.931 ; FAIL No chain/target/match by that name
46 raw PREROUTING -p tcp -j CT --helper H.245 ; FAIL No chain/target/match by that name
4 raw PREROUTING -p tcp -j CT --helper irc ; --helper irc ; CT helper irc
6 raw PREROUTING -p tcp -j CT --helper irc ; FAIL No chain/target/match by that name
4 raw PREROUTING -p udp -j CT --helper snmp ; --helper snmp ; CT helper snmp
4 raw PREROUTING -p udp -j CT --helper snmp_trap ; --helper snmp_trap ; CT helper snmp_trap
4 raw PREROUTING -p udp -j CT --helper netbios-ns ; --helper netbios-ns ; CT helper netbios-ns
6 raw PREROUTING -p udp -j CT --helper netbios-ns ; FAIL No chain/target/match by that name
46 raw PREROUTING -p tcp -j CT --helper ftp --zone 3 --ctevents new --expevents new ; --helper ftp --ctevents new --expevents new --zone 3 ; CT helper ftp ctevents new expevents new zone 3
46 raw PREROUTING -p tcp -j CT --helper foo ; FAIL No chain/target/match by that name
46 raw PREROUTING -p udp -j CT --helper ftp ; FAIL No chain/target/match by that name
46 raw PREROUTING -j CT --helper ftp ; FAIL No chain/target/match by that name
46 raw PREROUTING ! -p tcp -j CT --helper ftp ; FAIL No chain/target/match by that name
46 raw PREROUTING -p tcp -j CT --helper ftp --helper tftp ; FAIL option "--helper" can only be used once
46 raw PREROUTING -p tcp -j CT --notrack --helper ftp ; --notrack --helper ftp ; CT notrack helper ftp
46 raw PREROUTING -p tcp -j CT --timeout foo ; FAIL No chain/target/match by that name
46 raw PREROUTING -j CT --timeout foo ; FAIL
`,
);

test("a plain CT rule switches conntrack on, --notrack does not", () => {
  const info = { notrack: false };
  expect(extension.needs!(info)).toEqual(["conntrack"]);
  expect(extension.needs!({ ...info, notrack: true })).toEqual([]);
});
