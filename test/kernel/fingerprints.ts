// Fingerprints for -m osf in questions to the kernel, which has one list for all namespaces.
import { spawnSync } from "node:child_process";

/** What setups drawn by lot load, always all and in this order. */
export const FUZZED = [
  "S4:64:1:60:M*,S,T,N,W7:Linux:2.6::a",
  "5840:64:1:60:M*,S,T,N,W7:Linux:2.4:.20:b",
  "T4:64:1:60:M*,S,T,N,W7:Linux:mtu::c",
  "%8192:128:1:48:M*,N,N,S:Windows:XP:SP1:d",
  "16384:128:0:48:M*,N,N,S:Windows:2000::e",
  "*:64:0:40:.:@any:1:1:f",
  "S*:64:1:40:.:zero::window:g",
  "1024:64:0:44:M*:*NMAP:syn:scan:h",
  "%3:255:1:44:M*:odd:multiple of:three:i",
].join("\n");

/** Commands that load fingerprints as if nobody had before. */
export function onlyFingerprints(lines: string): string {
  const own = lines.trim();
  return (
    `nfnl_osf -d -f /dev/stdin <<'END'\n${FUZZED}\n${own}\nEND\n` +
    `nfnl_osf -f /dev/stdin <<'END'\n${own}\nEND`
  );
}

/** Takes away what a setup loaded. */
export function forgetFingerprints(setup: string): void {
  for (const [, list] of setup.matchAll(/^nfnl_osf -f \/dev\/stdin <<'END'\n(.*?^)END$/gms)) {
    spawnSync("nfnl_osf", ["-d", "-f", "/dev/stdin"], { input: list });
  }
}
