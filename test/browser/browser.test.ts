// The built library in a browser: on the page's own thread and in a module worker.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outgoing, ROUTER } from "../api/host.js";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((f) => existsSync(f));
const SECONDS = 90;

const packet = JSON.stringify([...outgoing()]);
const setup = JSON.stringify(`${ROUTER}iptables -A FORWARD -p udp -j MARK --set-mark 7
iptables -t raw -A PREROUTING -p udp -j CT --helper talk
`);

/** What both threads do: one packet through a router and a helper, and a mistake in a setup. */
const WORK = `
import { createFirewall, SetupError } from "/index.js";
export async function work() {
  const help = (p) => (p.expect({ destination: "10.0.0.5", destinationPort: 5000 }), "ACCEPT");
  const helpers = [{ name: "talk", protocols: ["udp"], help }];
  const fw = await createFirewall({ setup: ${setup}, helpers });
  const result = fw.process(new Uint8Array(${packet}), { in: "eth1", linkType: 101, time: 0n });
  const wrong = await createFirewall({ setup: "iptables -A INPUT --nonsense" }).catch((e) => e);
  return {
    verdict: result.verdict,
    out: result.emits[0].out,
    ttl: result.emits[0].packet[8],
    mark: result.mark,
    expected: fw.expectations()[0].helper,
    wrong: wrong instanceof SetupError ? wrong.column : String(wrong),
  };
}
`;
const WORKER = `import { work } from "/work.js";
work().then(postMessage, (error) => postMessage(String(error)));
`;
const PAGE = `<!doctype html><title>sluice</title><script type="module">
const tell = (what) => fetch("/result", { method: "POST", body: JSON.stringify(what) });
try {
  const { work } = await import("/work.js");
  const page = await work();
  const worker = new Worker("/worker.js", { type: "module" });
  worker.onerror = (event) => tell({ error: event.message });
  worker.onmessage = (event) => tell({ page, worker: event.data });
} catch (error) {
  tell({ error: String(error.stack) });
}
</script>`;

/** Serves the page on 127.0.0.1; `result` is what the page posts. */
function serve(): Promise<{ server: Server; port: number; result: Promise<unknown> }> {
  const files: Record<string, [string, string | Buffer]> = {
    "/": ["text/html", PAGE],
    "/work.js": ["text/javascript", WORK],
    "/worker.js": ["text/javascript", WORKER],
    "/index.js": ["text/javascript", readFileSync("dist/index.js")],
  };
  return new Promise((ready) => {
    let done!: (value: unknown) => void;
    const result = new Promise<unknown>((resolve) => {
      done = resolve;
    });
    const server = createServer((request, response) => {
      if (request.method === "POST") {
        let body = "";
        request.on("data", (chunk) => {
          body += String(chunk);
        });
        request.on("end", () => {
          response.end();
          done(JSON.parse(body));
        });
        return;
      }
      const file = files[request.url ?? ""];
      response.writeHead(file ? 200 : 404, { "content-type": file?.[0] ?? "text/plain" });
      response.end(file?.[1]);
    });
    server.listen(0, "127.0.0.1", () => {
      ready({ server, port: (server.address() as AddressInfo).port, result });
    });
  });
}

async function inBrowser(browser: string): Promise<unknown> {
  const dir = mkdtempSync(join(tmpdir(), "sluice-browser-"));
  const { server, port, result } = await serve();
  const child = spawn(
    browser,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--user-data-dir=${dir}`,
      `http://127.0.0.1:${port}/`,
    ],
    { stdio: "ignore", detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ error: `nothing in ${SECONDS} s` }), SECONDS * 1000);
  });
  const early = ended.then(() => ({ error: "the browser ended by itself" }));
  try {
    return await Promise.race([result, late, early]);
  } finally {
    clearTimeout(timer);
    // the browser and its children are a process group of their own
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

describe("the library in headless Chromium", () => {
  const name = "answers on the page and in a module worker";
  if (CHROMIUM === undefined) {
    it.skip(`${name} (skipped: no /usr/bin/chromium; Debian's package is called chromium)`, () => {});
    return;
  }
  it(name, { timeout: (SECONDS + 20) * 1000 }, async () => {
    const answer = {
      verdict: "ACCEPT",
      out: "eth0",
      ttl: 63,
      mark: 7,
      expected: "talk",
      wrong: 19,
    };
    expect(await inBrowser(CHROMIUM)).toEqual({ page: answer, worker: answer });
  });
});
