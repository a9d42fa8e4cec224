// Bytes of the packet: -m string, u32, and time, which only the clock decides.
import type { ScenarioSource } from "../scenario.js";
import { inBoth, ROUTER, TRACKED } from "./router.js";

export const payload: ScenarioSource[] = [
  {
    name: "string",
    about: "Bytes anywhere in the packet, from and to an offset behind the IP header's start",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m string --algo bm --string hello
-A FORWARD -m string --algo kmp --string hello
-A FORWARD -m string --algo bm ! --string hello
-A FORWARD -m string --algo bm --string HELLO --icase
-A FORWARD -m string --algo kmp --string hElLo --icase
-A FORWARD -m string --algo bm --string hello --from 30
-A FORWARD -m string --algo bm --string hello --from 48
-A FORWARD -m string --algo bm --string hello --to 32
-A FORWARD -m string --algo bm --string hello --to 33
-A FORWARD -m string --algo bm --string hello --to 34
-A FORWARD -m string --algo kmp --string hello --from 28 --to 33
-A FORWARD -m string --algo kmp --string hello --from 29 --to 33
-A FORWARD -m string --algo bm --hex-string "|0a 00 00 05|"
-A FORWARD -m string --algo bm --hex-string "|00|" --from 40
-A FORWARD -m string --algo bm --string aab
-A FORWARD -m string --algo kmp --string abcabd
-A FORWARD -m string --algo bm --hex-string "|e9|" --icase --from 28
-A FORWARD -m string --algo bm --hex-string "|df|" --icase --from 28
-A FORWARD -m string --algo bm --string x --from 1000 --to 2000`)}`,
    packets: `
in eth1 udp client.1 > server.53 data=hello
in eth1 udp client.1 > server.53 data=xhello
in eth1 udp client.1 > server.53 data=xxHELLO
in eth1 udp client.1 > server.53 data=hell
in eth1 udp client.1 > server.53 data=aaaaab
in eth1 udp client.1 > server.53 data=abcabcabd
in eth1 udp client.1 > server.53 hex=c9
in eth1 udp client.1 > server.53 hex=bf
in eth1 udp client.1 > server.53 hex=ff
in eth1 udp client.1 > server.53 hex=d7
in eth1 udp client.1 > server.53 hex=f7
in eth1 udp client.1 > server.53 len=1400
in eth1 udp client6.1 > server6.53 data=hello
in eth1 udp client6.1 > server6.53 data=abcabcabd
`,
  },
  {
    name: "string-fragments",
    about: "A text that lies in two fragments is found when the packet is whole",
    setup: `${ROUTER}${TRACKED}${inBoth(`
-A FORWARD -m string --algo bm --hex-string "|1c1d1e1f20|"
-A FORWARD -m string --algo kmp --hex-string "|1c1d1e1f20|"
-A FORWARD -m string --algo kmp --hex-string "|3c3d3e3f4041|"
-A FORWARD -m string --algo bm --hex-string "|3c3d3e3f4041|"`)}`,
    packets: `
in eth1 udp client.1 > server.53 id=1 hex=${[...Array(120).keys()].map((i) => i.toString(16).padStart(2, "0")).join("")} pieces=0-40,40-72,72-
in eth1 udp client.1 > server.53 id=2 hex=${[...Array(120).keys()].map((i) => i.toString(16).padStart(2, "0")).join("")} pieces=72-,40-72,0-40
in eth1 udp client6.1 > server6.53 id=1 hex=${[...Array(120).keys()].map((i) => i.toString(16).padStart(2, "0")).join("")} pieces=0-40,40-72,72-
`,
  },
  {
    name: "u32",
    about: "Words at offsets, masked, shifted, followed; what is not there fails the whole match",
    setup: `${ROUTER}
iptables -A FORWARD -m u32 --u32 "6&0xFF=17"
iptables -A FORWARD -m u32 --u32 "12=0x0a000005,0x0a000006:0x0a000008"
iptables -A FORWARD -m u32 ! --u32 "12=0x0a000005"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@0>>16=1:10&&16=0xcb007109"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@0&0xffff=53"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@8=0x61626364"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@8@0=0"
iptables -A FORWARD -m u32 --u32 "28=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "29=0:0xffffffff"
iptables -A FORWARD -m u32 ! --u32 "29=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@4=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0>>22&0x3C@9=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0=5:1"
iptables -A FORWARD -m u32 --u32 "4294967295=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0@4=0:0xffffffff"
iptables -A FORWARD -m u32 --u32 "0&0@4294967292=0:0xffffffff"
ip6tables -A FORWARD -m u32 --u32 "4&0xff00=0x1100"
ip6tables -A FORWARD -m u32 --u32 "40&0xffff=53&&48=0x61626364"`,
    packets: `
in eth1 udp client.1 > server.53 data=abcd
in eth1 udp client2.1 > server.53
in eth1 udp client.1 > server.54 hex=0000000000000000
in eth1 udp client.1 > server.53 data=abcdefg
in eth1 udp client.11 > server.53 ipopt=01010101 data=abcd
in eth1 udp client6.1 > server6.53 data=abcd
in eth1 udp client6.1 > server6.53
`,
  },
  {
    name: "time-of-day",
    about: "Bounds that hold or fail at any time of the century",
    setup: `${ROUTER}${inBoth(`
-A FORWARD -m time
-A FORWARD -m time --datestart 2020-01-01 --datestop 2037-12-31
-A FORWARD -m time --datestart 2037
-A FORWARD -m time --datestop 2020-01-01T10:20:30
-A FORWARD -m time --timestart 00:00 --timestop 23:59:59
-A FORWARD -m time --timestart 00:00 --timestop 00:00
-A FORWARD -m time --timestart 12:00:01 --timestop 12:00:00 --contiguous
-A FORWARD -m time --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun --kerneltz
-A FORWARD -m time ! --weekdays Mon,Tue,Wed,Thu,Fri,Sat,Sun
-A FORWARD -m time --monthdays 0
-A FORWARD -m time ! --monthdays 0`)}`,
    packets: `
in eth1 udp client.1 > server.53
in eth1 udp client6.1 > server6.53
`,
  },
];
