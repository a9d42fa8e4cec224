/** Short cuts: ways through the engine that most packets can take and that change nothing. Tests
 * switch them off and hold both answers against each other. */

export let shortcuts: bool = true;

/** Switches them on or off. */
export function setShortcuts(on: bool): void {
  shortcuts = on;
}
