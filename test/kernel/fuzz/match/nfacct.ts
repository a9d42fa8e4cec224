import type { Row } from "../row.js";

const ACCOUNTS = ["acc1", "acc2 packet 3", "acc3 byte 500", "acc4 packet 0"];

export const row: Row = {
  use(c) {
    const account = c.pick(ACCOUNTS);
    return { words: `--nfacct-name ${account.split(" ")[0]}`, setup: [`nfacct add ${account}`] };
  },
};
