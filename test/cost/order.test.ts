import { describe, expect, test } from "vitest";
import { betterOrder } from "../../src/cost/order.js";

const always = () => true;
const never = () => false;

describe("the order of rules", () => {
  test.each([
    ["by weight, where all may pass all", [1, 5, 3], always, [1, 2, 0]],
    ["equal ones stay", [2, 2, 2], always, [0, 1, 2]],
    ["nothing may pass", [1, 5, 9], never, [0, 1, 2]],
    ["none", [], always, []],
    [
      "a rule takes along what it must stand behind",
      [0, 1, 9],
      (a: number, b: number) => !(a === 1 && b === 2),
      [1, 2, 0],
    ],
    [
      "but not where both together weigh less",
      [6, 1, 9],
      (a: number, b: number) => !(a === 1 && b === 2),
      [0, 1, 2],
    ],
  ])("%s", (_, weights, commute, order) => {
    expect(betterOrder(weights, commute)).toEqual(order);
  });

  test("the rest stays when too much was asked", () => {
    expect(betterOrder([0, 1, 2, 3], always, 1)).toHaveLength(4);
  });
});
