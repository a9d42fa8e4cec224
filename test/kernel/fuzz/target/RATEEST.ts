import { words } from "../row.js";

// a name has one interval and one weight
export const row = words((c) => {
  const [name, interval, average] = c.pick([
    ["e1", "250ms", "500ms"],
    ["e2", "0.5s", "4s"],
    ["e3", "8s", "64s"],
  ]);
  return `--rateest-name ${name} --rateest-interval ${interval} --rateest-ewmalog ${average}`;
});
