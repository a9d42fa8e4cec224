/** Commands that administrators know and a setup does not take, with what to write instead. */
import { SetupError } from "./error.js";
import type { Word } from "./language.js";

const hints: Readonly<Record<string, string>> = {
  ifconfig: "use ip addr add ADDRESS/LENGTH dev NAME and ip link set NAME up",
  route: "use ip route add NETWORK via ROUTER",
  modprobe: "the modules of netfilter are all there: leave this line away",
  insmod: "the modules of netfilter are all there: leave this line away",
  nft: "sluice reads iptables; iptables-nft-save prints what nft holds in its words",
  tc: "queueing disciplines are not part of netfilter",
  brctl: "bridges are not supported",
  bridge: "bridges are not supported",
  arptables: "ARP is not filtered by sluice",
  ebtables: "bridges are not supported",
  export: "write NAME=value on a line of its own",
  local: "write NAME=value on a line of its own",
  readonly: "write NAME=value on a line of its own",
  source: "give sluice the other file as well",
  ".": "give sluice the other file as well",
  cat: "give the file's name to the command that reads it: < NAME",
  sleep: "a setup has no duration: leave this line away",
  service: "a setup runs no programs",
  systemctl: "a setup runs no programs",
  printf: "use a here-document: iptables-restore <<'EOF'",
};

/** The refusal of a command. */
export function refusal(command: Word): SetupError {
  const name = command.text;
  return new SetupError(
    command.position,
    `${name}: not a command of a setup`,
    (Object.hasOwn(hints, name) ? hints[name] : undefined) ??
      "a setup takes iptables, ip6tables, iptables-restore, ip addr|link|route|rule, ipset, conntrack, nfct and sysctl",
  );
}
