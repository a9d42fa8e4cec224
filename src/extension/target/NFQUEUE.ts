/** NFQUEUE: hands the packet to a numbered queue (iptables-extensions(8), NFQUEUE). */
import { NfqueueInfo } from "../../generated/layout/target/NFQUEUE.js";
import { kernelAsks } from "../checks.js";
import { OptionError, target } from "../extension.js";
import { numberOption, rangeOption, U16_MAX } from "../values.js";

interface NfqueueTarget {
  first: number;
  /** How many queues share the flows, from `first` on: 1 unless balanced. */
  count: number;
  bypass: boolean;
  fanout: boolean;
}

export const extension = target<NfqueueTarget>({
  name: "NFQUEUE",
  about: "hands the packet to a queue, whose handler decides",
  decidedBy: ["packet"],
  spares: true,
  families: ["ipv4", "ipv6"],
  options: [
    { name: "queue-num", value: "required", excludes: ["queue-balance"] },
    { name: "queue-balance", value: "required", excludes: ["queue-num"] },
    { name: "queue-bypass", value: "none" },
    { name: "queue-cpu-fanout", value: "none" },
  ],
  create: () => ({ first: 0, count: 1, bypass: false, fanout: false }),
  option(info, use) {
    if (use.id === "queue-num") info.first = numberOption(use, "NFQUEUE", 0, U16_MAX);
    else if (use.id === "queue-balance") {
      const { from, to } = rangeOption(use, "NFQUEUE", U16_MAX);
      if (!use.value.includes(":")) {
        throw new OptionError(`NFQUEUE: bad range "${use.value}"`, "write first:last");
      }
      if (from >= to) throw new OptionError(`NFQUEUE: ${from} should be less than ${to}`);
      info.first = from;
      info.count = to - from + 1;
    } else if (use.id === "queue-bypass") info.bypass = true;
    else info.fanout = true;
  },
  check(info, context, given) {
    if (info.fanout && !given.has("queue-balance")) {
      throw new OptionError('NFQUEUE: option "--queue-cpu-fanout" also requires "--queue-balance"');
    }
    if (info.count <= U16_MAX || !kernelAsks(context)) return;
    throw new OptionError(`NFQUEUE: at most ${U16_MAX} queues can share the packets`);
  },
  save: (info) => words(info, "--queue-").join(" "),
  list: (info) => ["NFQUEUE", ...words(info, "")].join(" "),
  encode(info, record) {
    record.reserve(NfqueueInfo.size);
    record.u16(NfqueueInfo.first, info.first);
    record.u16(NfqueueInfo.count, info.count);
    record.u8(NfqueueInfo.bypass, info.bypass ? 1 : 0);
    record.u8(NfqueueInfo.fanout, info.fanout ? 1 : 0);
  },
});

function words({ first, count, bypass, fanout }: NfqueueTarget, dashes: string): string[] {
  const out =
    count > 1 ? [`${dashes}balance ${first}:${first + count - 1}`] : [`${dashes}num ${first}`];
  if (bypass) out.push(`${dashes}bypass`);
  if (fanout) out.push(`${dashes}cpu-fanout`);
  return out;
}
