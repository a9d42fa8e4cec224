/** What the kernel of this machine makes of network commands: in a network namespace, as root. */
import { spawnSync } from "node:child_process";
import { byPrefix, plain } from "./network-cases.js";

const interfaces = ["eth0", "eth1", "eth2", "ppp0"];
const mark = "=== mark ===";

const prologue = `
set -e
mount --make-rprivate /
mount -t sysfs none /sys
mount -t tmpfs none /etc/iproute2
printf '255 local\\n254 main\\n253 default\\n0 unspec\\n' > /etc/iproute2/rt_tables
ip link set lo up
for i in all default; do
  sysctl -qw net.ipv6.conf.$i.accept_dad=0 net.ipv6.conf.$i.accept_ra=0
  sysctl -qw net.ipv6.conf.$i.router_solicitations=0 net.ipv6.conf.$i.addr_gen_mode=1
done
for i in ${interfaces.join(" ")}; do
  ip link add $i type veth peer name x$i
  sysctl -qw net.ipv6.conf.x$i.disable_ipv6=1
  ip link set x$i up
done
ip link set eth0 address 02:00:00:00:00:01
set +e
`;

/** Why the kernel cannot be asked here, or null when it can. */
export function missingKernel(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
  const script = `${prologue}\nip -j route show table all >/dev/null && uname -r`;
  const found = spawnSync("unshare", ["-nm", "bash"], { input: script, encoding: "utf8" });
  if (found.status !== 0) return "needs ip(8), veth and network namespaces";
  return found.stdout.startsWith("6.18") ? null : "needs Linux 6.18";
}

type Fields = Record<string, unknown>;

/** What the kernel answers, in the words of `askSluiceNetwork`. */
export function askKernel(commands: readonly string[]): string {
  let script = prologue;
  commands.forEach((command, i) => {
    script += `out=$({ ${command}; } 2>&1 >/dev/null </dev/null) || echo "${i + 1}: $out"\n`;
  });
  // IPv6 settles its addresses a moment later.
  script += "sleep 0.4\n";
  for (const show of [
    "addr",
    "-4 route show table all",
    "-6 route show table all",
    "-4 rule",
    "-6 rule",
  ]) {
    script += `echo "${mark}"; ip -N -d -j ${show}\n`;
  }
  const { stdout } = spawnSync("unshare", ["-nm", "bash"], { input: script, encoding: "utf8" });
  const [failed = "", ...shown] = stdout.split(`${mark}\n`);
  const [links = [], four = [], six = [], rules4 = [], rules6 = []] = shown.map(
    (text) => JSON.parse(text === "" ? "[]" : text) as Fields[],
  );
  const failures = failed
    .split("\n")
    .filter((line) => /^\d+: /.test(line))
    .map((line) => line.replace(/^(\d+: )(.*)$/, (_, n: string, m: string) => n + plain(m)));
  const routes = [
    ...four.map((route) => describeRoute("ipv4", route)),
    ...six.map((route) => describeRoute("ipv6", route)),
  ].filter((line) => !/ dev x/.test(line));
  const rules = [
    ...rules4.map((rule) => describeRule("ipv4", rule)),
    ...rules6.map((rule) => describeRule("ipv6", rule)),
  ];
  const addresses = links.flatMap(describeAddresses);
  return [...failures, ...addresses.sort(), ...byPrefix(routes), ...rules].join("\n") + "\n";
}

const scopeNames: Readonly<Record<string, string>> = {
  0: "global",
  200: "site",
  253: "link",
  254: "host",
};

function describeAddresses(link: Fields): string[] {
  const list = (link.addr_info ?? []) as Fields[];
  return list.map((a) => {
    const peer = a.address === undefined ? "" : ` peer ${a.address}`;
    const broadcast = a.broadcast === undefined ? "" : ` brd ${a.broadcast}`;
    const scope = scopeNames[String(a.scope)] ?? String(a.scope);
    const secondary = a.secondary === true ? " secondary" : "";
    return `address ${link.ifname} ${a.local}${peer}/${a.prefixlen}${broadcast} scope ${scope}${secondary}`;
  });
}

/** An address with its prefix length. */
function prefix(family: string, text: string): string {
  if (text === "default") return family === "ipv4" ? "0.0.0.0/0" : "::/0";
  return text.includes("/") ? text : `${text}/${family === "ipv4" ? 32 : 128}`;
}

function describeRoute(family: string, route: Fields): string {
  const type = typeNames[String(route.type)] ?? String(route.type);
  const parts = [
    `route ${family} ${route.table ?? 254} ${prefix(family, String(route.dst))} ${type}`,
  ];
  if (route.tos !== undefined) parts.push(`tos ${Number(route.tos)}`);
  if (route.metric !== undefined && route.metric !== 0) parts.push(`metric ${route.metric}`);
  if (family === "ipv4" && String(route.scope) !== "0") parts.push(`scope ${route.scope}`);
  if (route.prefsrc !== undefined) parts.push(`src ${route.prefsrc}`);
  const metrics = (route.metrics ?? []) as Fields[];
  const mtu = metrics.find((m) => m.mtu !== undefined);
  const locked = metrics.some((m) => Array.isArray(m.mtu) || m.lock !== undefined);
  if (mtu !== undefined) parts.push(`mtu ${locked ? "lock " : ""}${mtu.mtu}`);
  const hops = (route.nexthops ?? []) as Fields[];
  const silent = ["unreachable", "blackhole", "prohibit", "throw"].includes(type);
  const hop = (h: Fields) => {
    const via = (h.via as Fields | undefined)?.host ?? h.gateway;
    return (via === undefined ? "" : ` via ${via}`) + (silent ? "" : ` dev ${h.dev}`);
  };
  const onlink = (route.flags as string[] | undefined)?.includes("onlink") === true;
  const text = hops.map((h) => ` nexthop${hop(h)} weight ${h.weight}`).join("");
  return parts.join(" ") + (hops.length > 0 ? text : `${hop(route)}${onlink ? " onlink" : ""}`);
}

const typeNames: Readonly<Record<string, string>> = {
  1: "unicast",
  2: "local",
  3: "broadcast",
  4: "anycast",
  5: "multicast",
  6: "blackhole",
  7: "unreachable",
  8: "prohibit",
  9: "throw",
};

function describeRule(family: string, rule: Fields): string {
  const size = family === "ipv4" ? 32 : 128;
  const from = rule.src === "all" ? "all" : `${rule.src}/${rule.srclen ?? size}`;
  const parts = [
    `rule ${family} ${rule.priority}:${rule.not === undefined ? "" : " not"} from ${from}`,
  ];
  if (rule.dst !== undefined) parts.push(`to ${rule.dst}/${rule.dstlen ?? size}`);
  if (rule.fwmark !== undefined) {
    parts.push(`fwmark ${Number(rule.fwmark)}/${Number(rule.fwmask ?? 0xffffffff)}`);
  }
  if (rule.iif !== undefined) parts.push(`iif ${rule.iif}`);
  if (rule.oif !== undefined) parts.push(`oif ${rule.oif}`);
  if (rule.goto !== undefined) return `${parts.join(" ")} goto ${rule.goto}`;
  if ("nop" in rule || rule.action === "nop") return `${parts.join(" ")} nop`;
  if (rule.table !== undefined) return `${parts.join(" ")} lookup ${rule.table}`;
  return `${parts.join(" ")} ${ruleActions[String(rule.action)] ?? rule.action}`;
}

const ruleActions: Readonly<Record<string, string>> = {
  3: "nop",
  6: "blackhole",
  7: "unreachable",
  8: "prohibit",
};
