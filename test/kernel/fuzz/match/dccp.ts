import { not, type Row, some } from "../row.js";

/** A header: ports 4000 to 80, so many words of 32 bits, type, long sequence number or not. */
function header(words: number, type: number, long: number): string {
  const hex = (n: number) => n.toString(16).padStart(2, "0");
  return `0fa00050${hex(words)}000000${hex((type << 1) | long)}000001`;
}

export const row: Row = {
  use(c, s) {
    const { way, from, to } = s.ends(c);
    const ports = () =>
      `${not(c)}--${c.pick(["sport", "dport", "source-port", "destination-port"])} ${s.ports(c)}`;
    const bytes = header(c.pick([3, 6, 7, 12]), c.between(0, 11), c.between(0, 1));
    const rest = c.pick(["", "0000000100000002", "000000010000000201020504".padEnd(60, "0")]);
    return {
      words: some(c, [
        ports,
        () => `${not(c)}--dccp-types ${c.pick(["REQUEST", "DATA,ACK", "INVALID,RESET", "CLOSE"])}`,
        () => `${not(c)}--dccp-option ${c.pick([1, 2, 5, 32])}`,
      ]),
      protocol: "dccp",
      packets: [`${way} ip ${from} > ${to} proto=33 hex=${bytes}${rest}`],
    };
  },
};
