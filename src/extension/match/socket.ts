/** socket: an open socket waits for the packet (iptables-extensions(8), socket). */
import { SocketFlag, SocketInfo } from "../../generated/layout/match/socket.js";
import { onlyHooks } from "../checks.js";
import { match } from "../extension.js";

interface SocketOptions {
  /** SocketFlag bits. */
  flags: number;
}

const FLAGS: readonly (readonly [name: string, flag: SocketFlag])[] = [
  ["transparent", SocketFlag.TRANSPARENT],
  ["nowildcard", SocketFlag.NOWILDCARD],
  ["restore-skmark", SocketFlag.RESTORE_MARK],
];

const words = ({ flags }: SocketOptions) =>
  FLAGS.filter(([, flag]) => (flags & flag) !== 0).map(([name]) => `--${name}`);

export const extension = match<SocketOptions>({
  name: "socket",
  about: "an open socket waits for the packet: `socket=`, `skmark=`",
  decidedBy: ["fact"],
  families: ["ipv4", "ipv6"],
  options: FLAGS.map(([name]) => ({ name, value: "none" as const })),
  create: () => ({ flags: 0 }),
  option(info, use) {
    info.flags |= FLAGS.find(([name]) => name === use.id)![1];
  },
  check: (_info, context) => onlyHooks(context, "socket", ["PREROUTING", "INPUT"]),
  save: (info) => words(info).join(" "),
  list: (info) => ["socket", ...words(info)].join(" "),
  encode(info, record) {
    record.reserve(SocketInfo.size);
    record.u8(SocketInfo.flags, info.flags);
  },
  needs: () => ["defrag"],
});
