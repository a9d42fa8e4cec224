/** Which address a mapping changes (enum nf_nat_manip_type). */
export const enum Manip {
  SOURCE = 0,
  DESTINATION = 1,
}
