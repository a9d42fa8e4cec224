/** Short cuts: ways through the engine that most packets can take and that change nothing. Tests
 * switch them off and hold both answers against each other. */

export let shortcuts: bool = true;
/** The courses of packets among them (course/course.ts), and whether these are noted for each packet
 * that could leave one, even where few follow. */
export let courses: bool = true;
export let eager: bool = false;

/** 0 switches all off, 1 all but courses on, 2 all, 3 notes courses eagerly. */
export function setShortcuts(level: u32): void {
  shortcuts = level != 0;
  courses = level > 1;
  eager = level > 2;
}
