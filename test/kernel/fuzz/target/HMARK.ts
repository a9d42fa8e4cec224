import { type Row, some } from "../row.js";

export const row: Row = {
  weight: 2,
  use(c, s) {
    const prefix = () => (s.six ? c.pick([0, 48, 64, 128]) : c.pick([0, 8, 24, 32]));
    const ports = c.percent(60);
    const options = [
      () => `--hmark-src-prefix ${prefix()}`,
      () => `--hmark-dst-prefix ${prefix()}`,
      () => `--hmark-proto-mask ${c.pick([0, 6, 255])}`,
      ...(ports
        ? [
            () => `--hmark-sport-mask ${c.pick(["0xffff", "0xff00"])}`,
            () => `--hmark-dport-mask ${c.pick(["0xffff", "0x00ff"])}`,
            () => `--hmark-sport ${c.pick([80, 4000])}`,
            () => `--hmark-dport ${c.pick([80, 4000])}`,
          ]
        : [
            () => `--hmark-spi-mask ${c.pick(["0xffffffff", "0xff"])}`,
            () => `--hmark-spi ${c.pick(["5", "0x100"])}`,
          ]),
    ];
    const tuple = c.pick([
      "src,dst",
      "src,dst,sport,dport",
      "ct,src,dst,sport",
      "dport",
      "src,spi",
      "src,proto",
    ]);
    const what = c.percent(50) ? `--hmark-tuple ${tuple}` : some(c, options);
    const offset = c.percent(40) ? ` --hmark-offset ${c.pick([1, 100])}` : "";
    return {
      words: `${what} --hmark-rnd ${c.pick(["1", "0xabcdef"])} --hmark-mod ${c.pick([3, 16, 65536])}${offset}`,
    };
  },
};
