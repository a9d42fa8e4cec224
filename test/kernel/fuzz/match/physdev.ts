import { not, type Row, some, within } from "../row.js";

export const row: Row = {
  use(c, _s, place) {
    const port = () => c.pick(["eth0", "eth1", "br+", "+"]);
    const inward = [
      () => `${not(c)}--physdev-in ${port()}`,
      () => `${not(c)}--physdev-is-in`,
      () => `${not(c)}--physdev-is-bridged`,
    ];
    const outward = [() => `${not(c)}--physdev-out ${port()}`, () => `${not(c)}--physdev-is-out`];
    const free = within(place, "PREROUTING", "INPUT", "FORWARD", "POSTROUTING");
    return { words: some(c, free ? [...inward, ...outward] : inward) };
  },
};
