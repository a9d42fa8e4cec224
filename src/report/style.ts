/** How text is set off, and how wide it may be. */

export interface Style {
  /** Columns that lines should keep to. */
  readonly width: number;
  good(text: string): string;
  bad(text: string): string;
  dim(text: string): string;
  strong(text: string): string;
}

/** No colours, 80 columns. */
export const plain: Style = {
  width: 80,
  good: (text) => text,
  bad: (text) => text,
  dim: (text) => text,
  strong: (text) => text,
};
