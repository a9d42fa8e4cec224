import { describe, expect, test } from "vitest";
import { formatAddress, parseIPv6 } from "../../src/setup/address.js";
import { saveRuleset } from "../../src/setup/print/save.js";
import { checkSetup, parseSetup, replaceRulesets } from "../../src/setup/setup.js";
import { Sysctls } from "../../src/setup/sysctl/sysctls.js";

describe("addresses", () => {
  test.each([
    ["::", "::"],
    ["::1", "::1"],
    ["1::", "1::"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:0db8:0000:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["::ffff:1.2.3.4", "::ffff:1.2.3.4"],
    ["::1.2.3.4", "::1.2.3.4"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["FE80::ABCD", "fe80::abcd"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ])("%s prints as %s", (text, printed) => {
    expect(formatAddress(parseIPv6(text)!)).toBe(printed);
  });

  test.each([
    "",
    ":",
    ":::",
    "1",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "::1::",
    "g::",
    "12345::",
    "1:2:3:4:5:6:7:1.2.3.4",
    "::1.2.3",
    "::1.2.3.256",
    ":1::",
    "1::2:",
  ])("%s is none", (text) => {
    expect(parseIPv6(text)).toBeNull();
  });
});

describe("sysctl", () => {
  test.each([
    ["sysctl -w net.ipv4.ip_forward=1", "net.ipv4.ip_forward", "1"],
    ["sysctl -qw net.ipv4.ip_forward=1", "net.ipv4.conf.all.forwarding", "1"],
    ["sysctl net.ipv4.ip_forward=1", "net.ipv4.conf.eth7.forwarding", "1"],
    ["sysctl net/ipv4/ip_forward=0x1", "net.ipv4.ip_forward", "1"],
    ["sysctl -w net.ipv4.conf.eth0/5.rp_filter=1", "net/ipv4/conf/eth0.5/rp_filter", "1"],
    ["sysctl -w net/ipv4/conf/eth0.5/rp_filter=1", "net.ipv4.conf.eth0/5.rp_filter", "1"],
    ["echo 1 > /proc/sys/net/ipv4/ip_forward", "net.ipv4.ip_forward", "1"],
    ["sysctl -w net.ipv4.conf.default.rp_filter=1", "net.ipv4.conf.eth0.rp_filter", "1"],
    ["sysctl -w net.ipv4.conf.all.rp_filter=1", "net.ipv4.conf.eth0.rp_filter", "0"],
    ["sysctl -w net.ipv6.conf.default.hop_limit=9", "net.ipv6.conf.eth0.hop_limit", "64"],
    ["sysctl -w net.ipv6.conf.all.forwarding=1", "net.ipv6.conf.eth0.forwarding", "1"],
    [
      'sysctl -w net.ipv4.ip_local_port_range="1024 5000"',
      "net.ipv4.ip_local_port_range",
      "1024\t5000",
    ],
    ["sysctl -e -w foo.bar=1", "net.ipv4.ip_forward", "0"],
    [
      "sysctl -w net.netfilter.nf_conntrack_tcp_loose=0",
      "net.netfilter.nf_conntrack_tcp_loose",
      "0",
    ],
    ["", "net.netfilter.nf_conntrack_tcp_timeout_established", "432000"],
    ["", "net.ipv6.conf.eth0.addr_gen_mode", "1"],
    [
      "sysctl -w net.ipv4.conf.eth0.forwarding=0\nsysctl -w net.ipv4.ip_forward=1",
      "net.ipv4.conf.eth0.forwarding",
      "1",
    ],
  ])("%s: %s is %s", (text, name, value) => {
    expect(parseSetup(text).setup.sysctls.get(name)).toBe(value);
  });

  test.each([
    ["sysctl -w net.ipv4.ip_forwardx=1", "cannot stat /proc/sys/net/ipv4/ip_forwardx"],
    ["sysctl -w net.ipv4.ip_forward=x", 'setting key "net.ipv4.ip_forward": Invalid argument'],
    ["sysctl -w net.ipv4.ip_default_ttl=300", "Invalid argument"],
    ["sysctl -w net.ipv4.ip_default_ttl=0", "Invalid argument"],
    ['sysctl -w net.ipv4.ip_local_port_range="5000 1000"', "Invalid argument"],
    ["sysctl -w net.netfilter.nf_conntrack_count=1", "permission denied"],
    ["sysctl -w net.ipv4.ip_forward=", "malformed setting"],
    ["sysctl", "no variables specified"],
    ["sysctl -Z x=1", "invalid option"],
  ])("%s is refused", (text, message) => {
    expect(checkSetup(text).errors[0]?.message).toContain(message);
  });

  test("values are printed", () => {
    const text = "sysctl -w net.ipv4.ip_forward=1\nsysctl -n net.ipv4.ip_default_ttl";
    expect(parseSetup(text).outputs.map((o) => o.text)).toEqual([
      "net.ipv4.ip_forward = 1\n",
      "64\n",
    ]);
  });

  test("a file of settings", () => {
    const file = "# routing\nnet.ipv4.ip_forward = 1\n;x\n-net.ipv4.nothing = 3\n";
    const { setup } = parseSetup("sysctl -p /etc/sysctl.conf", { readFile: () => file });
    expect(setup.sysctls.number("net.ipv4.ip_forward")).toBe(1);
  });

  test("unknown names throw", () => {
    expect(() => new Sysctls().get("net.ipv4.foo")).toThrow("cannot stat");
  });
});

describe("interfaces", () => {
  test("exist once a command names them, in order", () => {
    const { setup } = parseSetup(
      "ip link set wan up mtu 1492\niptables -A INPUT -i lan0 -j ACCEPT\nsysctl -w net.ipv4.conf.dmz.rp_filter=1\n" +
        "iptables -A INPUT -i tun+ -j ACCEPT\nip link set wan address 02:aa:bb:cc:dd:ee group 7 arp off",
    );
    expect(
      [...setup.network.interfaces.values()].map((i) => [i.index, i.name, i.up, i.mtu]),
    ).toEqual([
      [1, "lo", true, 65536],
      [2, "wan", true, 1492],
      [3, "lan0", false, 1500],
      [4, "dmz", false, 1500],
    ]);
    const wan = setup.network.interfaces.get("wan")!;
    expect([...wan.mac, wan.group, wan.arp]).toEqual([2, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 7, false]);
    expect([...setup.network.interfaces.get("lan0")!.mac]).toEqual([2, 0, 0, 0, 0, 2]);
  });

  test("those of the capture come first", () => {
    const { setup } = parseSetup("ip link set wan up", { interfaces: ["eth3", "wan"] });
    expect([...setup.network.interfaces.keys()]).toEqual(["lo", "eth3", "wan"]);
  });

  test("link-local addresses come when they are asked for", () => {
    const address = (text: string) =>
      parseSetup(text).setup.network.addresses.map((a) => formatAddress(a.address));
    expect(address("ip link set eth0 up")).toEqual(["127.0.0.1", "::1"]);
    expect(address("sysctl -qw net.ipv6.conf.eth0.addr_gen_mode=0\nip link set eth0 up")).toContain(
      "fe80::ff:fe00:1",
    );
    expect(address("ip link set eth0 addrgenmode eui64\nip link set eth0 up")).toContain(
      "fe80::ff:fe00:1",
    );
  });

  test.each([
    ["ip link set eth0 mtu 10", "mtu less than device minimum"],
    ["ip link set eth0 mtu x", 'Invalid "mtu" value'],
    ["ip link set eth0 address 02:11", "must be 6 bytes"],
    ["ip link set eth0 arp x", '"arp" must be "on" or "off"'],
    ["ip link set eth0 foo", 'either "dev" is duplicate, or "foo" is a garbage.'],
    ["ip link set abcdefghijklmnop up", "not a valid name of an interface"],
    ["ip link set eth0 name lan", "not supported"],
    ["ip link set", "needs an interface"],
    ["ip foo", 'Object "foo" is unknown'],
    ["ip route foo", 'Command "foo" is unknown'],
    ["ip -n x route add default dev eth0", "not supported"],
    ["ip neigh add 1.2.3.4 dev eth0", "ip neighbor is not supported"],
  ])("%s is refused", (text, message) => {
    expect(checkSetup(text).errors[0]?.message).toContain(message);
  });
});

test("outgoing mail of the classic howto", () => {
  const { setup } = parseSetup(
    [
      "ip link set ppp0 up",
      "ip addr add 195.96.98.1/24 dev ppp0",
      "iptables -A PREROUTING -i eth0 -t mangle -p tcp --dport 25 \\",
      "  -j MARK --set-mark 1",
      "echo 201 mail.out >> /etc/iproute2/rt_tables",
      "ip rule add fwmark 1 table mail.out",
      "ip route add default via 195.96.98.253 dev ppp0 table mail.out",
    ].join("\n"),
  );
  expect(saveRuleset(setup.rulesets.ipv4, { table: "mangle" })).toContain(
    "-A PREROUTING -i eth0 -p tcp -m tcp --dport 25 -j MARK --set-xmark 0x1/0xffffffff\n",
  );
  const rule = setup.network.rules.find((r) => r.fwmark !== null);
  expect(rule?.action).toEqual({ type: "table", table: 201 });
  const route = setup.network.routes.find((r) => r.table === 201);
  expect(route?.nextHops[0]?.device).toBe("ppp0");
});

describe("dumps", () => {
  const dump = "*filter\n:INPUT DROP [5:6]\n[1:2] -A INPUT -s 10.0.0.0/8 -j ACCEPT\nCOMMIT\n";

  test("a whole file, with its counters", () => {
    const { setup } = parseSetup(`# Generated by iptables-save v1.8.9\n${dump}`);
    expect(saveRuleset(setup.rulesets.ipv4, { counters: true })).toBe(
      "*filter\n:INPUT DROP [5:6]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n" +
        "[1:2] -A INPUT -s 10.0.0.0/8 -j ACCEPT\nCOMMIT\n",
    );
  });

  test.each([
    [
      "the comment says IPv6",
      "# Generated by ip6tables-save v1.8.9\n*filter\n-A INPUT -j DROP\nCOMMIT",
    ],
    ["an address does", "*filter\n-A INPUT -s 2001:db8::/32 -j DROP\nCOMMIT"],
    ["ICMPv6 does", "*filter\n-A INPUT -p ipv6-icmp -j DROP\nCOMMIT"],
  ])("%s", (_, text) => {
    const { setup } = parseSetup(text);
    expect(setup.rulesets.ipv6.tables.size).toBe(1);
    expect(setup.rulesets.ipv4.tables.size).toBe(0);
  });

  test("printed again they are the same", () => {
    const text =
      "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n" +
      "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:a - [0:0]\n:b - [0:0]\n" +
      "-A INPUT -p tcp -m tcp --dport 22 -g b\n-A a -j RETURN\n-A b ! -s 10.0.0.0/8 -j a\nCOMMIT\n";
    expect(saveRuleset(parseSetup(text).setup.rulesets.ipv4)).toBe(text);
  });

  test("a ruleset is replaced without touching the setup", () => {
    const { setup } = parseSetup("iptables -A OUTPUT -j ACCEPT");
    const { ipv4 } = replaceRulesets(setup, dump).rulesets;
    expect(saveRuleset(ipv4)).toContain("-A INPUT -s 10.0.0.0/8 -j ACCEPT");
    expect(saveRuleset(ipv4)).not.toContain("-A OUTPUT");
    expect(saveRuleset(setup.rulesets.ipv4)).toContain("-A OUTPUT -j ACCEPT");
  });
});

describe("ip -j", () => {
  test("addresses, routes and rules", () => {
    const addresses = JSON.stringify([
      {
        ifindex: 1,
        ifname: "lo",
        flags: ["LOOPBACK", "UP"],
        mtu: 65536,
        addr_info: [{ family: "inet", local: "127.0.0.1", prefixlen: 8, scope: "host" }],
      },
      {
        ifindex: 2,
        ifname: "eth0",
        flags: ["BROADCAST", "UP", "LOWER_UP"],
        mtu: 1400,
        link_type: "ether",
        address: "02:00:00:00:00:09",
        group: "default",
        addr_info: [
          {
            family: "inet",
            local: "192.0.2.1",
            prefixlen: 24,
            broadcast: "192.0.2.255",
            scope: "global",
            label: "eth0",
          },
          { family: "inet6", local: "2001:db8::1", prefixlen: 64, scope: "global" },
        ],
      },
    ]);
    const routes = JSON.stringify([
      { dst: "default", gateway: "192.0.2.254", dev: "eth0", flags: [] },
      {
        dst: "192.0.2.0/24",
        dev: "eth0",
        protocol: "kernel",
        scope: "link",
        prefsrc: "192.0.2.1",
        flags: [],
      },
      { type: "unreachable", dst: "10.0.0.0/8", table: "100", flags: [] },
    ]);
    const rules = JSON.stringify([
      { priority: 0, src: "all", table: "local" },
      { priority: 100, src: "10.0.0.0", srclen: 8, fwmark: "0x1", table: "100" },
      { priority: 32766, src: "all", table: "main" },
    ]);
    const { setup } = parseSetup(addresses);
    parseSetup(routes, { base: setup });
    parseSetup(rules, { base: setup });
    const eth0 = setup.network.interfaces.get("eth0")!;
    expect([eth0.up, eth0.mtu, eth0.mac[5]]).toEqual([true, 1400, 9]);
    const main = setup.network.routes.filter((r) => r.table === 254 && r.family === "ipv4");
    expect(main.map((r) => `${formatAddress(r.destination)}/${r.prefixLength}`)).toEqual([
      "192.0.2.0/24",
      "0.0.0.0/0",
    ]);
    expect(setup.network.routes.find((r) => r.table === 100)?.type).toBe("unreachable");
    const priorities = setup.network.rules
      .filter((r) => r.family === "ipv4")
      .map((r) => r.priority);
    expect(priorities).toEqual([0, 100, 32766, 32767]);
  });

  test.each([
    ["[{]", "this is no JSON"],
    ["[1]", "a list of objects is expected"],
    ['[{"x":1}]', "an object with ifname, dst or priority is expected"],
    ['[{"dst":"1.2.3.4/40"}]', "prefix is expected"],
  ])("%s is refused", (text, message) => {
    expect(checkSetup(text).errors[0]?.message).toContain(message);
  });
});

test.each([
  "ip addr add 1.2.3.4 dev a scope constructor",
  "ip route add 1.2.3.4 dev a proto toString",
  "sysctl __proto__=1",
  "toString",
  "ip -family constructor a",
])("%s names nothing of JavaScript's", (text) => {
  expect(checkSetup(text).errors).toHaveLength(1);
});
