/** A number that tells whether what was remembered of the host still holds. */

/** Another after routes, interfaces, rules, hook functions or settings changed. */
export let hostGeneration: u32 = 1;

/** Says that something changed. */
export function hostChanged(): void {
  hostGeneration++;
}
