// The command line: exit codes, messages, streams. Runs dist/cli.js as people do.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { filler, join } from "../support/bytes.js";
import { Blocks, pcap } from "../capture/build.js";

const directory = mkdtempSync(path(tmpdir(), "sluice-cli-"));
afterAll(() => rmSync(directory, { recursive: true }));
const file = (name: string) => path(directory, name);

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(file(name), content);
  return file(name);
}

function sluice(args: readonly string[], input?: Uint8Array) {
  const run = spawnSync(process.execPath, ["dist/cli.js", ...args], {
    ...(input === undefined ? {} : { input }),
    encoding: "utf8",
    env: { ...process.env, COLUMNS: "80" },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** Runs a line of shell with $SLUICE standing for the command. */
function shell(line: string) {
  const env = { ...process.env, SLUICE: `${process.execPath} dist/cli.js` };
  const run = spawnSync("bash", ["-o", "pipefail", "-c", line], { encoding: "utf8", env });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const ROUTER = ["--setup", "pcaps/router.sh"];
const CAPTURE = "pcaps/router.pcapng";
const whole = readFileSync(CAPTURE);

describe("mistakes in the command line end with 2 and one message", () => {
  const text = put("not-a-setup.sh", "iptables -A INPUT -p tcp --dprt 22 -j ACCEPT\n");
  test.each([
    [[], /^sluice: no command was given/],
    [["repaly"], /unknown command repaly\n {2}hint: did you mean replay\?/],
    [
      ["replay", "--jsnol", "x", CAPTURE],
      /unknown option --jsnol\n {2}hint: did you mean --jsonl\?/,
    ],
    [["replay", "-x", CAPTURE], /unknown option -x/],
    [["replay", ...ROUTER], /no capture was named/],
    [["replay", CAPTURE, "--jsonl"], /--jsonl needs a value: --jsonl FILE/],
    [["replay", "--setup", "--bytes", CAPTURE], /--setup needs a value: --setup FILE/],
    [["replay", "--bytes=yes", CAPTURE], /--bytes takes no value/],
    [["replay", "--jsonl", "a", "--jsonl", "b", CAPTURE], /--jsonl was given twice/],
    [["replay", "--seed", "x", CAPTURE], /--seed x: a number from 0/],
    [
      ["replay", "--seed", "18446744073709551616", CAPTURE],
      /--seed 18446744073709551616: a number/,
    ],
    [["replay", "--in", "a name", CAPTURE], /--in a name: interface names have/],
    [["replay", "--in", "a", "--in", "b", CAPTURE], /--in was given 2 times for 1 captures/],
    [["replay", "--path", "sideways", CAPTURE], /--path sideways: forward, input or output/],
    [["replay", "--path", "forward", "--in", "a", CAPTURE], /--path forward needs --out NAME/],
    [["replay", "--path", "input", "--in", "a", "--out", "b", CAPTURE], /input has no --out/],
    [["replay", "--out", "b", CAPTURE], /--out goes with --path/],
    [["replay", "--jsonl", "-", "-w", "-", CAPTURE], /both want standard output/],
    [["replay", "-", "-"], /standard input can be read once only/],
    [["replay", file("nowhere.pcap")], /nowhere\.pcap: .*no such/i],
    [["replay", "--setup", file("nowhere.sh"), CAPTURE], /nowhere\.sh: .*no such/i],
    [["replay", "--setup", text, CAPTURE], /not-a-setup\.sh:1:\d+: .*dprt/],
    [
      ["replay", "--jsonl", path(directory, "no/dir"), CAPTURE],
      /no\/dir: no such file or directory/,
    ],
    [["replay", "-w", directory, CAPTURE], /is a directory/],
    [["save", CAPTURE], /no setup was named/],
    [["check"], /no setup was named/],
    [["conntrack", ...ROUTER], /no capture was named/],
  ])("%j", (args, message) => {
    const { code, out, err } = sluice(args);
    expect(err).toMatch(message);
    expect(err).toMatch(/^sluice: /);
    expect([code, out]).toEqual([2, ""]);
  });
});

describe("help and version", () => {
  test("every line of help fits 80 columns", () => {
    for (const args of [
      ["help"],
      ["--help"],
      ["-h"],
      ...["replay", "save", "check", "conntrack", "bench"].flatMap((c) => [
        ["help", c],
        [c, "--help"],
      ]),
    ]) {
      const { code, out } = sluice(args);
      expect(code).toBe(0);
      for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
      expect(out).toContain("Exit codes");
    }
  });
  test("the version is the package's", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(sluice(["--version"]).out).toBe(`${version}\n`);
    expect(sluice(["version"]).out).toBe(`${version}\n`);
  });
});

describe("damaged captures end with 3, all before the damage written", () => {
  const cut = put("cut.pcapng", whole.subarray(0, whole.length - 10));
  const bad = put("bad.pcap.gz", gzipSync(readFileSync("pcaps/http.pcap")).subarray(0, 3000));

  test("a capture that ends too early", () => {
    const [jsonl, out] = [file("cut.jsonl"), file("cut.out.pcapng")];
    const state = file("cut.state");
    const run = sluice(["replay", ...ROUTER, "--jsonl", jsonl, "-w", out, "--state", state, cut]);
    expect(run.code).toBe(3);
    expect(run.err).toMatch(/cut\.pcapng: packet 393, byte \d+: the capture ends inside/);
    expect(readFileSync(jsonl, "utf8").trimEnd().split("\n").length).toBe(392);
    expect(run.out).toContain("392 packets");
    expect(statSync(out).size).toBeGreaterThan(whole.length);
    expect(existsSync(path(state, "conntrack.txt"))).toBe(true);
  });

  test("compressed data that ends too early", () => {
    const { code, err } = sluice(["replay", ...ROUTER, bad]);
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(/bad\.pcap\.gz: the gzip data is damaged/),
    ]);
  });

  test("what is no capture at all", () => {
    const { code, err } = sluice(["replay", "package.json"]);
    expect(code).toBe(3);
    expect(err).toMatch(/package\.json: packet 1, byte 0: neither pcap nor pcapng/);
  });

  test("a link type that cannot be read: 2 at the start, 3 in the middle", () => {
    const wifi = put("wifi.pcap", pcap([], { linkType: 105 }));
    expect(sluice(["replay", wifi]).code).toBe(2);
    const b = new Blocks(true);
    const mixed = put(
      "mixed.pcapng",
      join(
        b.section(),
        b.interface("eth0"),
        b.interface("wlan0", { linkType: 127 }),
        b.packet(0, 1n, filler(60)),
        b.packet(1, 2n, filler(60)),
      ),
    );
    const run = sluice(["replay", mixed]);
    expect(run.code).toBe(3);
    expect(run.err).toMatch(/packet 2, byte \d+: link type 127 .* cannot be read; Ethernet/);
  });
});

describe("streams", () => {
  test("standard input, also compressed", () => {
    const expected = sluice(["replay", ...ROUTER, CAPTURE]).out;
    expect(sluice(["replay", ...ROUTER, "-"], whole).out).toBe(expected);
    expect(sluice(["replay", ...ROUTER, "-"], gzipSync(whole)).out).toBe(expected);
    expect(
      shell(`(head -c 100; sleep 0.2; cat) < ${CAPTURE} | $SLUICE replay --setup pcaps/router.sh -`)
        .out,
    ).toBe(expected);
  });

  test("standard output holds what was asked for and nothing else", () => {
    const jsonl = sluice(["replay", ...ROUTER, CAPTURE, "--jsonl", "-"]).out;
    const lines = jsonl.trimEnd().split("\n");
    expect(lines.map((l) => (JSON.parse(l) as { n: number }).n)).toEqual(
      lines.map((_, i) => i + 1),
    );
    const { out } = shell(
      `$SLUICE replay --setup pcaps/router.sh ${CAPTURE} -w - | $SLUICE replay -q -v -`,
    );
    expect(out).toContain("IP 10.0.0.5");
  });

  test("compressed output", () => {
    const [plain, packed] = [file("plain.pcapng"), file("packed.pcapng.gz")];
    sluice(["replay", ...ROUTER, CAPTURE, "-q", "-w", plain]);
    sluice(["replay", ...ROUTER, CAPTURE, "-q", "-w", packed]);
    expect(shell(`zcat ${packed} | cmp - ${plain}`).code).toBe(0);
  });

  test("a pipe that is closed is no reason to complain", () => {
    const run = shell(
      `$SLUICE replay --setup pcaps/router.sh ${CAPTURE} -v ; for i in 1 2 3 4; do :; done`,
    );
    expect(run.code).toBe(0);
    const { code, err } = shell(
      `set +o pipefail; $SLUICE replay ${"pcaps/synflood.pcap ".repeat(5)} --jsonl - | head -1`,
    );
    expect([code, err]).toEqual([0, ""]);
  });

  test.skipIf(!existsSync("/dev/full"))("a full disk ends with 2 and one message", () => {
    for (const option of ["--jsonl", "-w"]) {
      const { code, err } = sluice(["replay", ...ROUTER, CAPTURE, option, "/dev/full"]);
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/^sluice: \/dev\/full: the disk is full/),
      ]);
      expect(err.trimEnd().split("\n").length).toBe(1);
    }
  });

  test("a file that cannot grow holds whole lines only", () => {
    const out = file("limited.jsonl");
    const run = shell(
      `ulimit -f 20; trap '' XFSZ; $SLUICE replay ${"pcaps/synflood.pcap ".repeat(3)} -q --jsonl ${out}`,
    );
    expect(run.code).toBe(2);
    const text = readFileSync(out, "utf8");
    expect(text.endsWith("}\n")).toBe(true);
    for (const line of text.trimEnd().split("\n")) JSON.parse(line);
  });
});

describe("the same inputs give the same outputs", () => {
  test("byte for byte, in one piece and in two captures", () => {
    const one = ["--jsonl", file("1.jsonl"), "-w", file("1.pcapng")];
    const two = ["--jsonl", file("2.jsonl"), "-w", file("2.pcapng")];
    sluice(["replay", ...ROUTER, CAPTURE, "--bytes", ...one]);
    sluice(["replay", ...ROUTER, CAPTURE, "--bytes", ...two]);
    for (const kind of ["jsonl", "pcapng"]) {
      expect(readFileSync(file(`1.${kind}`)).equals(readFileSync(file(`2.${kind}`)))).toBe(true);
    }
  });

  test("--split parts the packets, none lost", () => {
    const prefix = file("part");
    sluice(["replay", ...ROUTER, CAPTURE, "-q", "--split", prefix]);
    const read = (name: string) =>
      sluice(["replay", `${prefix}.${name}.pcapng`, "-q", "--jsonl", "-"])
        .out.trimEnd()
        .split("\n");
    const { out } = sluice(["replay", ...ROUTER, CAPTURE, "-q", "--jsonl", "-"]);
    const results = out
      .trimEnd()
      .split("\n")
      .map((l) => JSON.parse(l) as { verdict: string });
    const dropped = results.filter((r) => r.verdict !== "ACCEPT").length;
    expect(read("dropped").length).toBeGreaterThanOrEqual(dropped);
    expect(read("accepted").length).toBeGreaterThanOrEqual(results.length - dropped);
  });
});

describe("results of two captures of this repository, kept as files", () => {
  const golden: [string, string[]][] = [
    ["mailroute", ["--setup", "pcaps/mailroute.sh", "pcaps/mailroute.pcapng", "--trace"]],
    ["dns", ["--setup", "pcaps/router.sh", "--in", "eth1", "pcaps/dns.pcap", "--bytes"]],
  ];
  test.each(golden)("%s", async (name, args) => {
    const { out, err } = sluice(["replay", ...args, "--jsonl", "-"]);
    expect(err).toBe("");
    await expect(out).toMatchFileSnapshot(`golden/${name}.jsonl`);
  });
});

describe("--in", () => {
  test("is told when a capture names its interfaces itself", () => {
    const { code, err } = sluice(["replay", ...ROUTER, "--in", "eth7", CAPTURE, "-q"]);
    expect(code).toBe(0);
    expect(err).toMatch(/warning: --in eth7 is not used for pcaps\/router\.pcapng: it names/);
  });
});

describe("save, check, conntrack", () => {
  test("save prints what save reads", () => {
    const { out, code } = sluice(["save", ...ROUTER]);
    expect(code).toBe(0);
    const again = put("saved.rules", out);
    const v4 = sluice(["save", "-4", ...ROUTER]).out;
    const v6 = sluice(["save", "-6", ...ROUTER]).out;
    expect(v4 + v6).toBe(out);
    const only = put("v4.rules", v4);
    expect(sluice(["save", "-4", "--setup", only]).out).toBe(v4);
    expect(existsSync(again)).toBe(true);
  });

  test("save -c counts what a capture hit", () => {
    const { out } = sluice(["save", "-c", ...ROUTER, CAPTURE]);
    expect(out).toMatch(/^\[[1-9]\d*:\d+\] -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED/m);
  });

  test("check tells every mistake and ends with 2", () => {
    const setup = put(
      "wrong.sh",
      "iptables -A INPUT -p tcp --dport 99999 -j DROP\nfoo\niptables -A NOWHERE -j DROP\n",
    );
    const { code, err, out } = sluice(["check", setup]);
    expect(code).toBe(2);
    expect(err).toMatch(/wrong\.sh:1:[\s\S]*wrong\.sh:2:[\s\S]*wrong\.sh:3:/);
    expect(out).toMatch(/^3 mistakes/);
    expect(sluice(["check", "pcaps/router.sh"])).toMatchObject({ code: 0, err: "" });
  });

  test("conntrack prints the table", () => {
    const { out } = sluice(["conntrack", ...ROUTER, CAPTURE, "-4"]);
    expect(out).toMatch(/^ipv4 {5}2 tcp {6}6 \d+ TIME_WAIT src=10\.0\.0\.5/m);
    expect(out).not.toContain("ipv6");
    const json = sluice(["conntrack", ...ROUTER, CAPTURE, "--json"])
      .out.trimEnd()
      .split("\n");
    for (const line of json) expect(JSON.parse(line)).toHaveProperty("original.source");
  });

  test("a state goes over between runs", () => {
    const first = file("first");
    const [kept, packed] = [file("state.bin"), file("state.gz")];
    const one = ["replay", ...ROUTER, CAPTURE, "-q"];
    expect(sluice([...one, "--state", first, "--snapshot", kept]).code).toBe(0);
    const again = sluice([...one, "--state", first, "--resume", kept, "--snapshot", packed]);
    expect(again).toMatchObject({ code: 0, err: "" });
    expect(readFileSync(packed).length * 4).toBeLessThan(readFileSync(kept).length);
    const seen = sluice(["conntrack", ...ROUTER, "--resume", packed, "-C"]).out;
    expect(Number(seen)).toBeGreaterThan(0);
    const saved = sluice(["save", "-c", "-4", ...ROUTER, "--resume", packed]).out;
    const counters = readFileSync(path(first, "iptables-save.txt"), "utf8");
    expect(saved.replace(/^#.*\n/gm, "")).toBe(counters);
  });

  test("a state that does not fit is refused", () => {
    const kept = file("kept.bin");
    sluice(["replay", ...ROUTER, CAPTURE, "-q", "--snapshot", kept]);
    const other = put("other.sh", "iptables -A INPUT -j DROP\n");
    const refused = sluice(["replay", "--setup", other, CAPTURE, "-q", "--resume", kept]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/kept\.bin: the snapshot is of another setup: \S+.* differ/);
    const text = put("text.bin", "no snapshot\n");
    expect(sluice(["conntrack", ...ROUTER, "--resume", text]).err).toContain("no snapshot");
    expect(sluice(["conntrack", ...ROUTER, "--resume", file("none")]).err).toContain(
      "no such file",
    );
  });

  test("conntrack -E tells events as they happen", () => {
    const { out, err, code } = sluice([
      "conntrack",
      ...ROUTER,
      CAPTURE,
      ..."-E -p tcp -e NEW -o timestamp,id".split(" "),
    ]);
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    for (const line of lines) expect(line).toMatch(/^\[\d+\.\d{6}\]\t {4}\[NEW\] tcp .* id=\d+$/);
    expect(err).toContain(`${lines.length} flow events have been shown.`);
  });

  test("conntrack runs commands as the tool does", () => {
    const one = ["conntrack", ...ROUTER, CAPTURE, "-D", "-p", "tcp", "-s", "10.0.0.5"];
    const { out, err, code } = sluice(one);
    expect(code).toBe(0);
    expect(out).toMatch(/^tcp {6}6 \d+ TIME_WAIT src=10\.0\.0\.5/m);
    expect(err).toMatch(
      /^conntrack v1\.4\.7 \(conntrack-tools\): \d+ flow entries have been deleted\.$/m,
    );
    const none = sluice(["conntrack", ...ROUTER, CAPTURE, "-D", "-p", "99"]);
    expect(none).toMatchObject({ code: 1, out: "" });
    expect(sluice(["conntrack", ...ROUTER, CAPTURE, "-L", "--foo"]).code).toBe(2);
    expect(sluice(["conntrack", ...ROUTER, CAPTURE, "-C"]).out).toMatch(/^\d+\n$/);
  });
});
