// What npm would publish: its contents, its installation into an empty project, its types.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const own = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, unknown>;
const tsc = resolve("node_modules/typescript/bin/tsc");
let dir = "";
let project = "";
let packed: { filename: string; files: { path: string }[]; size: number };

/** Runs a program in the project; its standard output. */
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "sluice-package-"));
  project = join(dir, "project");
  mkdirSync(project);
  // what is packed was built by the test run; prepack would build it under the other tests' feet
  const options = ["--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", dir];
  const said = execFileSync("npm", ["pack", ...options], { encoding: "utf8" });
  [packed] = JSON.parse(said) as [typeof packed];
  writeFileSync(join(project, "package.json"), '{ "name": "consumer", "type": "module" }\n');
  run(
    "npm",
    "install",
    "--offline",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    join(dir, packed.filename),
  );
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("the package", () => {
  it("holds what people use, and nothing they do not", () => {
    const files = packed.files.map((f) => f.path);
    const needed = [
      "package.json",
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
      "dist/index.js",
      "dist/cli.js",
    ];
    expect(files).toEqual(expect.arrayContaining([...needed, "dist/types/src/index.d.ts"]));
    const strange = files.filter(
      (f) => !/^(dist\/|docs\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(f),
    );
    expect(strange).toEqual([]);
    expect(files.filter((f) => /\.test\.|\.pcap|node_modules/.test(f))).toEqual([]);
  });

  it("depends on nothing and runs nothing when installed", () => {
    const manifest = JSON.parse(
      readFileSync(join(project, "node_modules/sluice/package.json"), "utf8"),
    ) as { dependencies?: object; scripts?: Record<string, string> };
    expect(manifest.dependencies).toBeUndefined();
    const scripts = Object.keys(manifest.scripts ?? {});
    expect(scripts.filter((s) => /^(pre|post)?install$|^prepare$/.test(s))).toEqual([]);
    expect(run("npm", "ls", "--all", "--parseable").trim().split("\n")).toHaveLength(2);
  });

  it("is imported by its name", () => {
    writeFileSync(
      join(project, "main.js"),
      `import { createFirewall } from "sluice";
const fw = await createFirewall({ setup: "iptables -A INPUT -j DROP" });
console.log(fw.save("ipv4").split("\\n")[4]);
`,
    );
    expect(run("node", "main.js")).toBe("[0:0] -A INPUT -j DROP\n");
  });

  it("brings the command", () => {
    expect(run("npx", "--offline", "sluice", "--version")).toBe(`${String(own.version)}\n`);
    expect(run("node_modules/.bin/sluice", "help")).toContain("replay");
  });

  it("says what changed, under its version", () => {
    expect(readFileSync("CHANGELOG.md", "utf8")).toContain(`## ${String(own.version)}`);
  });
});

const CONSUMER = `import { createFirewall, SetupError, type HookAnswer, type PacketView } from "sluice";

export async function main(): Promise<string> {
  try {
    using fw = await createFirewall({ setup: "iptables -P FORWARD DROP", seed: 1n });
    const place = { family: "ipv4", hook: "FORWARD", priority: -10 } as const;
    const remove = fw.hook(place, (packet: PacketView): HookAnswer => (packet.mark ? "DROP" : "ACCEPT"));
    fw.queue(0, async (packet) => ({ verdict: "ACCEPT", mark: packet.length }));
    const result = fw.process(new Uint8Array(60), { in: "eth0", time: 0n, direction: "in" });
    remove();
    const out: string | null | undefined = result.emits[0]?.out;
    return out ?? result.verdict;
  } catch (error) {
    if (error instanceof SetupError) return \`\${error.file}:\${error.line}:\${error.column}\`;
    throw error;
  }
}
`;

describe("the types", () => {
  it.each([
    ["nodenext", "nodenext", ["ESNext"], false],
    ["bundler", "esnext", ["ESNext", "DOM"], false],
    ["bundler", "esnext", ["ES2022", "ESNext.Disposable"], true],
  ])("resolve with moduleResolution %s, module %s, lib %s", (resolution, module, lib, skip) => {
    writeFileSync(join(project, "main.ts"), CONSUMER);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: "es2022",
      module,
      moduleResolution: resolution,
      lib,
      types: [],
      skipLibCheck: skip,
      isolatedModules: true,
    };
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["main.ts"] }),
    );
    let said = "";
    try {
      run("node", tsc, "-p", "tsconfig.json");
    } catch (error) {
      said = String((error as { stdout?: string }).stdout);
    }
    expect(said).toBe("");
  });
});
