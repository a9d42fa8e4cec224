import { describe } from "vitest";
import { accepts, refuses } from "../../support/extension.js";

describe("match multiport", () => {
  accepts("ipv4", [
    ["-p 136 -m multiport --dports 53", "-m multiport --dports 53", "multiport dports 53"],
    [
      "-p tcp -m multiport --dports 80,443",
      "-m multiport --dports 80,443",
      "multiport dports 80,443",
      "multiport dports http,https",
    ],
    [
      "-p tcp -m multiport --dports 80,443,8000:8080",
      "-m multiport --dports 80,443,8000:8080",
      "multiport dports 80,443,8000:8080",
      "multiport dports http,https,8000:http-alt",
    ],
    [
      "-p tcp -m multiport --sports ssh,http",
      "-m multiport --sports 22,80",
      "multiport sports 22,80",
      "multiport sports ssh,http",
    ],
    [
      "-p udp -m multiport ! --ports 53,ntp",
      "-m multiport ! --ports 53,123",
      "multiport ports  !53,123",
      "multiport ports  !domain,ntp",
    ],
    [
      "-p tcp -m multiport --ports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
      "-m multiport --ports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
      "multiport ports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
      "multiport ports tcpmux,2,3,4,5,6,echo,8,discard,10,systat,12,daytime,14,netstat",
    ],
    [
      "-p tcp -m multiport --ports 1:2,3:4,5:6,7:8,9:10,11:12,13:14,15",
      "-m multiport --ports 1:2,3:4,5:6,7:8,9:10,11:12,13:14,15",
      "multiport ports 1:2,3:4,5:6,7:8,9:10,11:12,13:14,15",
      "multiport ports tcpmux:2,3:4,5:6,echo:8,discard:10,systat:12,daytime:14,netstat",
    ],
    [
      "-p tcp -m multiport --ports 1,1",
      "-m multiport --ports 1,1",
      "multiport ports 1,1",
      "multiport ports tcpmux,tcpmux",
    ],
    ["-p sctp -m multiport --sports 1", "-m multiport --sports 1", "multiport sports 1"],
    ["-p dccp -m multiport --sports 1", "-m multiport --sports 1", "multiport sports 1"],
    [
      "-p tcp -m multiport --source-ports 1",
      "-m multiport --sports 1",
      "multiport sports 1",
      "multiport sports tcpmux",
    ],
    [
      "-p tcp -m multiport --destination-ports 1",
      "-m multiport --dports 1",
      "multiport dports 1",
      "multiport dports tcpmux",
    ],
    [
      "-p tcp -m multiport --dport 1",
      "-m multiport --dports 1",
      "multiport dports 1",
      "multiport dports tcpmux",
    ],
    [
      "-p tcp -m multiport --port 1",
      "-m multiport --ports 1",
      "multiport ports 1",
      "multiport ports tcpmux",
    ],
    [
      "-p tcp -m multiport --sport 1",
      "-m multiport --sports 1",
      "multiport sports 1",
      "multiport sports tcpmux",
    ],
    [
      "-p tcp -m multiport --dports 0:65535",
      "-m multiport --dports 0:65535",
      "multiport dports 0:65535",
    ],
    [
      "-p tcp -m multiport --dports 0x10,010",
      "-m multiport --dports 16,8",
      "multiport dports 16,8",
    ],
    [
      "-m multiport -p tcp --dports 80",
      "-m multiport --dports 80",
      "multiport dports 80",
      "multiport dports http",
    ],
    [
      "-p tcp -m multiport ! --sports 80 -m multiport --dports 1",
      "-m multiport ! --sports 80 -m multiport --dports 1",
      "multiport sports  !80 multiport dports 1",
      "multiport sports  !http multiport dports tcpmux",
    ],
  ]);
  accepts("ipv6", [
    [
      "-p tcp -m multiport --dports 80,http:https",
      "-m multiport --dports 80,80:443",
      "multiport dports 80,80:443",
      "multiport dports http,http:https",
    ],
    [
      "-p udp -m multiport --ports 1:2,5353",
      "-m multiport --ports 1:2,5353",
      "multiport ports 1:2,5353",
      "multiport ports 1:2,mdns",
    ],
  ]);
  refuses("ipv4", [
    [
      "-p tcp -m multiport --ports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
      "too many ports specified",
    ],
    [
      "-p tcp -m multiport --ports 1:2,3:4,5:6,7:8,9:10,11:12,13:14,15:16",
      "too many ports specified",
    ],
    ["-p tcp -m multiport --ports 2:1", "invalid portrange specified"],
    ["-p tcp -m multiport --ports 1:1", "invalid portrange specified"],
    ["-p tcp -m multiport --ports :5", "invalid port/service `' specified"],
    ["-p tcp -m multiport --ports 5:", "invalid port/service `' specified"],
    ["-p tcp -m multiport --ports 1,", "invalid port/service `' specified"],
    ["-p tcp -m multiport --ports ,1", "invalid port/service `' specified"],
    ['-p tcp -m multiport --ports ""', "invalid port/service `' specified"],
    ["-p tcp -m multiport --ports 70000", "invalid port/service `70000' specified"],
    ["-p tcp -m multiport --ports foo", "invalid port/service `foo' specified"],
    [
      "-m multiport --ports 1",
      "multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'",
    ],
    ["-p icmp -m multiport --ports 1", "multiport"],
    ["! -p tcp -m multiport --ports 1", "multiport"],
    ["-p tcp -m multiport", "multiport"],
    ["-p tcp -m multiport --sports 1 --dports 2", "cannot be used together"],
    ["-p tcp -m multiport --sports 1 --sports 2", "can only be used once"],
    ["-p udplite -m multiport --sports domain", "invalid port/service `domain' specified"],
    ["-p udp -m multiport --sports ssh", "invalid port/service `ssh' specified"],
    ["-p tcp -m tcp -m multiport --dport 1,2", "invalid port/service `1,2' specified"],
  ]);
});
