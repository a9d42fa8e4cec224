/**
 * What a match or target may ask besides the packet: the kernel's xt_action_param. One per nested
 * traversal, reused.
 */
@unmanaged
export class Context {
  /** Hook, Table, Family. */
  hook: u32;
  table: u32;
  family: u32;
  /** Interface indexes as the hook sees them: outside their hooks 0 (PREROUTING has no out). */
  inInterface: u32;
  outInterface: u32;
  /** Set by a match that cannot read the packet: it is dropped at once, inverted or not. */
  hotdrop: u32;
  /** The rule being evaluated: pointer to RuleImage, and its id. */
  rule: usize;
  ruleId: u32;
  /** The chain it stands in: pointer to ChainImage; number counts from 1. */
  chain: usize;
  ruleNumber: u32;
}
