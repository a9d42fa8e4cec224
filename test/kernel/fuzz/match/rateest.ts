import { not, type Row } from "../row.js";

const ESTIMATORS = ["e1", "e2"];

// rates are those of a kernel's timer, which begins when the rule is made: numbers that none comes near
export const row: Row = {
  use(c) {
    const make = ([name, times]: [string, string]) =>
      `-A PREROUTING -j RATEEST --rateest-name ${name} ${times}`;
    const first = [
      make(["e1", "--rateest-interval 250ms --rateest-ewmalog 500ms"]),
      make(["e2", "--rateest-interval 0.5s --rateest-ewmalog 4s"]),
    ];
    const mode = c.pick(["lt", "gt", "eq"]);
    const one = c.pick(ESTIMATORS);
    const big = c.percent(50) ? "bps" : "pps";
    const many = big === "bps" ? "30gbit" : "4294967295";
    const compare = `${not(c)}--rateest-${mode}`;
    const words = c.pick([
      `--rateest ${one} ${compare} --rateest-${big} ${many}`,
      `--rateest1 ${one} ${compare} --rateest-${big}2 ${many}`,
      `--rateest ${one} --rateest-delta --rateest-${big}1 ${many} ${compare} --rateest-${big}2 1`,
      `--rateest1 ${one} --rateest-${big}1 ${compare} --rateest2 ${one}`,
    ]);
    return { words, first };
  },
};
