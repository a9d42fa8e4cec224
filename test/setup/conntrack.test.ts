// conntrack in a setup: what is there before the first packet.
import { expect, test } from "vitest";
import { createFirewall } from "../../src/index.js";
import { connectionLine } from "../../src/report/conntrack-text.js";

const lines = async (setup: string): Promise<string[]> => {
  using firewall = await createFirewall({ setup });
  return firewall.conntrack().map(connectionLine);
};
const UDP = "-s 10.0.0.1 -d 10.0.0.2 -p udp --sport 1 --dport 2 -t 60";
const LINE =
  "ipv4     2 udp      17 60 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 [UNREPLIED] " +
  "src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 mark=0 use=1";

test("commands make, change and delete connections", async () => {
  expect(await lines(`conntrack -I ${UDP}`)).toEqual([LINE]);
  const changed = `conntrack -I ${UDP}\nconntrack -U -s 10.0.0.1 -m 7`;
  expect(await lines(changed)).toEqual([LINE.replace("mark=0", "mark=7")]);
  expect(await lines(`conntrack -I ${UDP}\nconntrack -D -p udp`)).toEqual([]);
  expect(await lines(`conntrack -I ${UDP}\nconntrack -F`)).toEqual([]);
  expect(await lines("conntrack -D -p udp")).toEqual([]);
});

test("-R reads what -o save printed", async () => {
  using firewall = await createFirewall({ setup: `conntrack -I ${UDP} -w 5 -u ASSURED` });
  const saved = firewall.runConntrack("-L -o save").output;
  const before = firewall.conntrack().map(connectionLine);
  expect(await lines(`conntrack -R - <<'EOF'\n# comment\n${saved}EOF`)).toEqual(before);
});

test("counters and times are kept where the sysctl was on before the command", async () => {
  const on = "sysctl -w net.netfilter.nf_conntrack_acct=1";
  const other = UDP.replace("--sport 1", "--sport 9");
  const [, second] = await lines(`conntrack -I ${UDP}\n${on}\nconntrack -I ${other}`);
  expect(second).toContain("sport=9 dport=2 packets=0 bytes=0");
});

test("timeouts begin with the first packet", async () => {
  using firewall = await createFirewall({ setup: `conntrack -I ${UDP}` });
  const clock = (seconds: bigint) => firewall.engine.exports.clockSet(seconds * 1_000_000_000n);
  clock(1_700_000_000n);
  expect(firewall.conntrack().map((e) => e.timeout)).toEqual([60]);
  clock(1_700_000_050n);
  expect(firewall.conntrack().map((e) => e.timeout)).toEqual([10]);
  clock(1_700_000_060n);
  expect(firewall.conntrack()).toEqual([]);
});

test.each([
  [`conntrack -I ${UDP}\nconntrack -I ${UDP}`, 2, "Operation failed: Such conntrack exists"],
  ["conntrack -I -s 10.0.0.1 -p udp", 1, "You need to supply the `--timeout' option"],
  ["conntrack -L", 1, "conntrack works with -I, -A, -U, -D, -F and -R in a setup"],
  ["conntrack -R -", 1, "conntrack -R has nothing to read"],
  ["conntrack -I -p foo", 1, "`foo' unsupported protocol"],
])("%s is refused", async (setup, line, message) => {
  await expect(createFirewall({ setup })).rejects.toMatchObject({
    name: "SetupError",
    line,
    message: expect.stringContaining(message) as string,
  });
});
