/** Connections by their original source, for mappings that are used again (nf_nat_bysource). */
import { Connection } from "../connection";

/** The connection is about to be freed: it leaves its chain (nf_nat_cleanup_conntrack). */
export function natRemoved(c: Connection): void {
  c.bySourceBucket = 0;
}
