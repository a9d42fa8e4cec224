import { describe, expect, test } from "vitest";
import { createFirewall, SetupError } from "../../../src/index.js";
import { eventLine } from "../../../src/report/event-text.js";
import { extension } from "../../../src/extension/target/SECMARK.js";
import { checkSetup } from "../../../src/setup/setup.js";
import { ethernet, ip, PROTOCOL, tcp, udp } from "../../support/packets.js";
import { targetCases } from "../cases.js";

// The kernel of the reference has no security module: refusals are those of iptables 1.8.9 and that kernel
// (test/setup/cases/refused.txt), what a label does is that of secmark_tg and connsecmark_tg.
targetCases(
  extension,
  `
46 mangle INPUT -j SECMARK --selctx system_u:object_r:http_packet_t:s0 ; --selctx system_u:object_r:http_packet_t:s0 ; SECMARK selctx system_u:object_r:http_packet_t:s0
46 security FORWARD -j SECMARK --selctx u:r:t:s0-s0:c0.c1023 ; --selctx u:r:t:s0-s0:c0.c1023 ; SECMARK selctx u:r:t:s0-s0:c0.c1023
46 mangle PREROUTING -j SECMARK --selctx u:r:t ; --selctx u:r:t ; SECMARK selctx u:r:t
46 mangle INPUT -j SECMARK ; FAIL option "--selctx" must be specified
46 mangle INPUT -j SECMARK --selctx a --selctx b ; FAIL can only be used once
46 mangle INPUT -j SECMARK ! --selctx a ; FAIL cannot be inverted
46 mangle INPUT -j SECMARK --selctx u:r ; FAIL invalid security context
46 mangle INPUT -j SECMARK --selctx "u:r:t a" ; FAIL invalid security context
46 filter INPUT -j SECMARK --selctx u:r:t:s0 ; FAIL Invalid argument
46 nat OUTPUT -j SECMARK --selctx u:r:t:s0 ; FAIL Invalid argument
46 raw OUTPUT -j SECMARK --selctx u:r:t:s0 ; FAIL Invalid argument
`,
);

const RULE = "iptables -t mangle -A INPUT -j SECMARK --selctx system_u:object_r:a_t:s0\n";

describe("the security module of a host", () => {
  const said = (text: string) => checkSetup(text).errors.map((e) => e.message);

  test.each([
    ["", false],
    ["echo SELINUX=permissive > /etc/selinux/config\n", true],
    ["echo SELINUX=enforcing >> /etc/selinux/config\n", true],
    ["echo SELINUX=disabled > /etc/selinux/config\n", false],
    [
      "echo SELINUX=enforcing > /etc/selinux/config\necho SELINUXTYPE=targeted >> /etc/selinux/config\n",
      true,
    ],
    [
      "echo SELINUX=enforcing > /etc/selinux/config\necho SELINUX=disabled > /etc/selinux/config\n",
      false,
    ],
  ])("%j: there is one: %s", (config, there) => {
    expect(said(config + RULE)).toEqual(there ? [] : ["No chain/target/match by that name."]);
  });

  test("without one a test of iptables-restore takes the rule", () => {
    const dump = "*mangle\n-A INPUT -j SECMARK --selctx a\nCOMMIT\n";
    expect(said(`iptables-restore --test <<'E'\n${dump}E\n`)).toEqual([]);
    expect(said(`iptables-restore <<'E'\n${dump}E\n`)).toHaveLength(1);
  });

  test("a line that is none of the file's is refused", () => {
    expect(said("echo SELINUX=on > /etc/selinux/config\n")).toEqual([
      '"SELINUX=on" is no line of /etc/selinux/config',
    ]);
  });

  test("-C and -D find the rule", () => {
    const at = `echo SELINUX=enforcing > /etc/selinux/config\n${RULE}`;
    expect(said(at + RULE.replace("-A", "-C") + RULE.replace("-A", "-D"))).toEqual([]);
    expect(said(at + RULE.replace("-A", "-C").replace("a_t", "b_t"))).toHaveLength(1);
  });

  test("a ruleset that comes later may use it", async () => {
    const dump = "*mangle\n-A INPUT -j SECMARK --selctx u:r:t:s0\nCOMMIT\n";
    const without = await createFirewall({ setup: "" });
    expect(() => without.replace(dump)).toThrow(SetupError);
    const fw = await createFirewall({ setup: "echo SELINUX=enforcing > /etc/selinux/config\n" });
    fw.replace(dump);
    expect(fw.save("ipv4")).toContain("-A INPUT -j SECMARK --selctx u:r:t:s0");
  });
});

const HOST = `
ip link set eth0 up
ip link set eth1 up
ip addr add 192.0.2.1/24 dev eth0
ip addr add 10.0.0.1/24 dev eth1
sysctl -w net.ipv4.ip_forward=1
sysctl -w net.netfilter.nf_conntrack_events=1
`;
const SELINUX = "echo SELINUX=permissive > /etc/selinux/config\n";
const UNLABELED = "system_u:object_r:unlabeled_t:s0";
const label = (name: string) => `system_u:object_r:${name}_packet_t:s0`;
const mark = (place: string, name: string) =>
  `iptables ${place} -j SECMARK --selctx ${label(name)}\n`;

const there = ["10.0.0.5", "192.0.2.2"] as const;
const back = ["192.0.2.2", "10.0.0.5"] as const;
const wrap = (packet: Uint8Array, to: number) =>
  ethernet(packet, Uint8Array.of(2, 0, 0, 0, 0, to), Uint8Array.of(2, 0, 0, 0, 0, 0xfe));
const datagram = (port = 53) => wrap(ip(...there, PROTOCOL.udp, udp(...there, 4000, port)), 2);
const answer = (port = 53) => wrap(ip(...back, PROTOCOL.udp, udp(...back, port, 4000)), 1);

describe("labels of connections", () => {
  const make = async (rules: string) => {
    const fw = await createFirewall({ setup: HOST + SELINUX + rules });
    fw.events(() => {});
    return fw;
  };

  test("--save gives the connection the packet's label, and conntrack shows it", async () => {
    const fw = await make(
      `${mark("-t mangle -A PREROUTING -p udp --dport 53", "dns")}iptables -t mangle -A PREROUTING -j CONNSECMARK --save\n`,
    );
    const { events } = fw.process(datagram(), { in: "eth1" });
    fw.process(datagram(54), { in: "eth1" });
    expect(fw.conntrack().map((e) => e.secctx)).toEqual([label("dns"), UNLABELED]);
    expect(events.map((e) => eventLine(e, new Set()))).toEqual([
      expect.stringContaining(`secctx=${label("dns")}`),
    ]);
    const lines = fw.runConntrack("-L -p udp --dport 53").output;
    expect(lines).toContain(`mark=0 secctx=${label("dns")} use=`);
    expect(fw.runConntrack("-L -o xml -p udp --dport 53").output).toContain(
      `<mark>0</mark><secctx>${label("dns")}</secctx>`,
    );
  });

  test("what it has stays, whatever label a packet brings", async () => {
    const fw = await make(
      `${mark("-t mangle -A FORWARD -i eth1", "out")}${mark("-t mangle -A FORWARD -i eth0", "in")}iptables -t security -A FORWARD -j CONNSECMARK --save\n`,
    );
    fw.process(datagram(), { in: "eth1" });
    const { events } = fw.process(answer(), { in: "eth0" });
    expect(fw.conntrack().map((e) => e.secctx)).toEqual([label("out")]);
    const changes = events.flatMap((e) => (e.table === "conntrack" ? e.changes : []));
    expect(changes).not.toContain("secmark");
  });

  test("--restore gives it to packets without one", async () => {
    const fw = await make(
      `${mark("-t mangle -A PREROUTING -i eth1", "out")}iptables -t mangle -A PREROUTING -i eth1 -j CONNSECMARK --save
iptables -t mangle -A PREROUTING -i eth0 -j CONNSECMARK --restore
iptables -t mangle -A PREROUTING -i eth0 -p udp --sport 53 -j CONNSECMARK --save
`,
    );
    fw.process(datagram(), { in: "eth1" });
    expect(fw.process(answer(), { in: "eth0" }).verdict).toBe("ACCEPT");
    expect(fw.conntrack().map((e) => e.secctx)).toEqual([label("out")]);
  });

  test("a label saved later is an event of its own", async () => {
    const fw = await make(
      `${mark("-t mangle -A PREROUTING -i eth0", "in")}iptables -t mangle -A PREROUTING -j CONNSECMARK --save\n`,
    );
    const first = fw.process(datagram(), { in: "eth1" }).events;
    expect(first.map((e) => eventLine(e, new Set())).join()).not.toContain("secctx");
    const second = fw.process(answer(), { in: "eth0" }).events;
    const changes = second.flatMap((e) => (e.table === "conntrack" ? e.changes : []));
    expect(changes).toEqual(["reply", "secmark"]);
    expect(second.map((e) => eventLine(e, new Set())).join()).toContain(`secctx=${label("in")}`);
    const gone = fw.runConntrack("-D -p udp").output;
    expect(gone).toContain(`secctx=${label("in")}`);
  });

  test("the label of the last SECMARK counts; a packet without a label saves none", async () => {
    const fw = await make(
      `iptables -t mangle -A PREROUTING -j CONNSECMARK --save
${mark("-t mangle -A PREROUTING", "one")}${mark("-t mangle -A PREROUTING", "two")}iptables -t mangle -A POSTROUTING -p udp --dport 53 -j CONNSECMARK --save
`,
    );
    fw.process(datagram(), { in: "eth1" });
    fw.process(datagram(54), { in: "eth1" });
    expect(fw.conntrack().map((e) => e.secctx)).toEqual([label("two"), UNLABELED]);
  });

  test("what a helper expected has the label of its master", async () => {
    const fw = await make(
      `iptables -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
${mark("-t mangle -A PREROUTING -p tcp --dport 21", "ftp")}iptables -t mangle -A PREROUTING -p tcp --dport 21 -j CONNSECMARK --save
`,
    );
    const segment = (data: string, seq: number, flags: string, ack = 0) => {
      const bytes = new TextEncoder().encode(data);
      return wrap(
        ip(...there, PROTOCOL.tcp, tcp(...there, 4000, 21, { flags, seq, ack, data: bytes })),
        2,
      );
    };
    const reply = (seq: number, flags: string, ack: number) =>
      wrap(
        ip(
          ...back,
          PROTOCOL.tcp,
          tcp(...back, 21, 4000, { flags, seq, ack, data: new Uint8Array() }),
        ),
        1,
      );
    fw.process(segment("", 100, "S"), { in: "eth1" });
    fw.process(reply(500, "SA", 101), { in: "eth0" });
    fw.process(segment("", 101, "A", 501), { in: "eth1" });
    fw.process(segment("USER a\r\n", 101, "PA", 501), { in: "eth1" });
    fw.process(segment("PORT 10,0,0,5,20,0\r\n", 109, "PA", 501), { in: "eth1" });
    const data = ip(...back, PROTOCOL.tcp, tcp(...back, 20, 5120, { flags: "S", seq: 1 }));
    fw.process(wrap(data, 1), { in: "eth0" });
    expect(fw.conntrack().map((e) => [e.master !== null, e.secctx])).toEqual([
      [false, label("ftp")],
      [true, label("ftp")],
    ]);
  });

  test("without a security module nothing of labels is shown", async () => {
    const fw = await createFirewall({
      setup: `${HOST}iptables -t mangle -A PREROUTING -j CONNSECMARK --save\n`,
    });
    fw.process(datagram(), { in: "eth1" });
    expect(fw.conntrack().map((e) => e.secctx)).toEqual([null]);
    expect(fw.runConntrack("-L").output).not.toContain("secctx");
  });
});
