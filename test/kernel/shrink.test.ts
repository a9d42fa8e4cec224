// What the live judge makes small: lists, and setups with here-documents.
import { describe, expect, it } from "vitest";
import { asCommands, planOf } from "./plan.js";
import { shrink, shrinkSetup } from "./shrink.js";

const SETUP = `ip link set eth0 up
ip addr add 10.0.0.1/24 dev eth0
sysctl -qw net.ipv4.ip_forward=1
iptables-restore <<'END'
*raw
-A PREROUTING -j NOTRACK
COMMIT
*filter
:INPUT DROP [0:0]
-A INPUT -j one
-A INPUT -j two
COMMIT
END
ip6tables-restore <<'END'
*filter
-A INPUT -j three
COMMIT
END
`;

describe("made small", () => {
  it.each([
    [
      [1, 2, 3, 4, 5, 6, 7],
      [3, 6],
      [3, 6],
    ],
    [[1], [1], [1]],
    [[1, 2, 3], [], []],
  ])("%j with %j", async (list, needed, left) => {
    expect(await shrink(list, async (some) => needed.every((n) => some.includes(n)))).toEqual(left);
  });
});

describe("setups made small", () => {
  const dump = (table: string, line: string, command = "iptables-restore") =>
    `${command} <<'END'\n*${table}\n${line}\nCOMMIT\nEND\n`;

  it.each([
    ["a rule", ["-j two"], dump("filter", "-A INPUT -j two")],
    [
      "a rule of the other family",
      ["-j three"],
      dump("filter", "-A INPUT -j three", "ip6tables-restore"),
    ],
    ["a command", ["ip_forward"], "sysctl -qw net.ipv4.ip_forward=1\n"],
    [
      "a table that has to be there",
      ["*raw", "one"],
      `iptables-restore <<'END'\n*raw\nCOMMIT\n*filter\n-A INPUT -j one\nCOMMIT\nEND\nip6tables-restore <<'END'\n*filter\nCOMMIT\nEND\n`,
    ],
  ])("%s", async (_, needed, left) => {
    const fails = async (setup: string) => {
      expect(planOf(setup)).not.toBeNull();
      return needed.every((n) => setup.includes(n));
    };
    expect(await shrinkSetup(SETUP, fails)).toBe(`ip link set eth0 up\n${left}`);
  });

  it("dumps are told as commands", () => {
    const osf = "nfnl_osf -f /dev/stdin <<'END'\nS4:64:1:60:M*:Linux\nEND\n";
    expect(asCommands(`${osf}${SETUP}`)).toBe(`${osf}ip link set eth0 up
ip addr add 10.0.0.1/24 dev eth0
sysctl -qw net.ipv4.ip_forward=1
iptables -t raw -A PREROUTING -j NOTRACK
iptables -t filter -P INPUT DROP
iptables -t filter -A INPUT -j one
iptables -t filter -A INPUT -j two
ip6tables -t filter -A INPUT -j three
`);
  });

  it("a here-document without an end is no plan", () => {
    expect(planOf("ip link set eth0 up\niptables-restore <<'END'\n*filter\n")).toBeNull();
  });
});
