// Puts the results of the suites that ran (build/bench/*.json) into docs/performance.md.
//
//   npm run bench report
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Results, RESULTS, type Row } from "./lib/suite.js";

const DOCUMENT = "docs/performance.md";

const number = (n: number) => n.toLocaleString("en");
const ns = (row: Row | undefined) => (row === undefined ? "" : `${number(Math.round(row.ns))} ns`);
const mpps = (row: Row | undefined) => (row === undefined ? "" : (1e3 / row.ns).toFixed(2));
const over = (row: Row | undefined, base: Row | undefined) =>
  row === undefined || base === undefined ? "" : `${(row.ns / base.ns).toFixed(1)} x`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---:").join("|")}|`, ...rows.map(line)].join("\n");
}

/** The rows of one value of the first columns, by who ran. */
function grouped(rows: readonly Row[], keys: readonly string[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keys.map((k) => row.about[k]).join(" ");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

const cell = (row: Row, key: string) => {
  const value = row.about[key] ?? "";
  return typeof value === "number" ? number(value) : value;
};

const writers: Readonly<Record<string, (results: Results) => string>> = {
  pipeline({ rows }) {
    const head = [
      "rules",
      "conntrack",
      "64-byte frames",
      "Mpps",
      "550-byte frames",
      "C, the same rules",
      "pcap-parser and JavaScript",
      "over sluice",
    ];
    return table(
      head,
      grouped(rows, ["rules", "conntrack"]).map((group) => {
        const find = (who: string, frames?: string) =>
          group.find((r) => r.about.who === who && (frames ?? r.about.frames) === r.about.frames);
        const small = find("sluice", "small");
        const js = find("pcap-parser");
        const first = group[0]!;
        return [
          cell(first, "rules"),
          cell(first, "conntrack"),
          ns(small),
          mpps(small),
          ns(find("sluice", "large")),
          ns(find("C")),
          ns(js),
          over(js, small),
        ];
      }),
    );
  },
  shapes({ rows }) {
    return table(
      ["rules", "kind", "sluice", "Mpps", "one rule after the other", "over sluice"],
      grouped(rows, ["kind", "rules"]).map((group) => {
        const [own, linear] = ["sluice", "linear"].map((w) => group.find((r) => r.about.who === w));
        const first = group[0]!;
        const places = [cell(first, "rules"), cell(first, "kind")];
        return [...places, ns(own), mpps(own), ns(linear), over(linear, own)];
      }),
    );
  },
  classify({ rows }) {
    return table(
      ["rules", "shape", "classifier", "scan", "evaluated", "classifier's memory"],
      grouped(rows, ["shape", "rules"]).map((group) => {
        const [own, scan] = ["classifier", "scan"].map((w) => group.find((r) => r.about.who === w));
        const first = group[0]!;
        const places = [cell(first, "rules"), cell(first, "shape")];
        const { evaluated, KiB } = own?.facts ?? {};
        return [...places, ns(own), ns(scan), `${evaluated}`, `${number(Number(KiB))} KiB`];
      }),
    );
  },
  connections({ rows }) {
    return table(
      ["connections", "who", "a packet", "Mpps", "begun", "engine memory"],
      rows.map((row) => [
        cell(row, "connections"),
        cell(row, "who"),
        ns(row),
        mpps(row),
        number(Number(row.facts.connections ?? 0)),
        row.facts.megabytes === undefined ? "" : `${row.facts.megabytes} MB`,
      ]),
    );
  },
  stages({ rows }) {
    return table(
      ["a run with", "a packet", "more than the one before"],
      rows.map((row, i) => {
        const less = rows[i - 1]?.ns ?? 0;
        return [cell(row, "stage"), ns(row), `${(row.ns - less).toFixed(0)} ns`];
      }),
    );
  },
  pauses({ rows }) {
    const facts = ["usual ns", "longest us", "times the usual packet"];
    return table(
      ["while", "a packet", "longest pause", "packets' time"],
      rows.map((row) => {
        const [usual, longest, times] = facts.map((f) => number(Number(row.facts[f] ?? 0)));
        return [cell(row, "what"), `${usual} ns`, `${longest} us`, `${times} x`];
      }),
    );
  },
  outputs({ rows }) {
    return table(
      ["output", "processors' time a packet", "time a packet", "Mpps"],
      rows.map((row) => {
        const elapsed = Number(row.facts.elapsed);
        return [cell(row, "output"), ns(row), `${number(elapsed)} ns`, (1e3 / elapsed).toFixed(2)];
      }),
    );
  },
  jobs({ rows }) {
    return table(
      ["replay", "one thread", "--jobs 2", "times as fast", "processors' time of both"],
      grouped(rows, ["what"]).map((group) => {
        const [one, two] = [1, 2].map((jobs) => group.find((r) => r.about.jobs === jobs)!);
        const times = `${(one!.ns / two!.ns).toFixed(2)} x`;
        const threads = `${number(Number(one!.facts.threads))} and ${number(Number(two!.facts.threads))} ns`;
        return [cell(one!, "what"), ns(one), ns(two), times, threads];
      }),
    );
  },
  kernel({ rows }) {
    return table(
      ["rules", "conntrack", "sluice", "Linux", "over sluice"],
      grouped(rows, ["rules", "conntrack"]).map((group) => {
        const [own, linux] = ["sluice", "kernel"].map((w) => group.find((r) => r.about.who === w));
        const first = group[0]!;
        const places = [cell(first, "rules"), cell(first, "conntrack")];
        return [...places, ns(own), ns(linux), over(linux, own)];
      }),
    );
  },
  load({ rows }) {
    const facts = ["ms in all", "ms reading", "engine MB", "index MB", "process MB"];
    return table(
      ["rules", "kind", ...facts],
      rows.map((row) => [
        cell(row, "rules"),
        cell(row, "kind"),
        ...facts.map((f) => number(Number(row.facts[f] ?? 0))),
      ]),
    );
  },
};

let text = readFileSync(DOCUMENT, "utf8");
for (const [suite, write] of Object.entries(writers)) {
  const file = `${RESULTS}/${suite}.json`;
  if (!existsSync(file)) {
    console.log(`${suite}: not run (npm run bench ${suite})`);
    continue;
  }
  const [begin, end] = [`<!-- ${suite}: npm run bench ${suite} -->`, `<!-- /${suite} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    console.error(`bench: ${DOCUMENT} has no place for it: ${begin} ... ${end}`);
    process.exit(2);
  }
  const results = JSON.parse(readFileSync(file, "utf8")) as Results;
  text = `${before}${begin}\n\n${write(results)}\n\n${end}${after}`;
  console.log(`${suite}: in ${DOCUMENT}`);
}
writeFileSync(DOCUMENT, text);
