/** A type of h323.schema. */
export interface SchemaType {
  readonly name?: string;
  readonly kind: keyof typeof KIND;
  readonly size?: number;
  readonly least?: number;
  readonly most?: number;
  readonly flags?: number;
  /** Whether there may be more fields than are known, and how many there are in the root. */
  readonly more?: boolean;
  readonly root?: number;
  readonly fields?: readonly SchemaField[];
}
export interface SchemaField {
  readonly field: string;
  /** FLAG bits. */
  readonly flags: number;
  /** It is none of the root. */
  readonly late: boolean;
  /** Its type is known. */
  readonly read: boolean;
  readonly type: SchemaType;
}
export const KIND: Readonly<
  Record<
    | "null"
    | "bool"
    | "oid"
    | "int"
    | "bits"
    | "digits"
    | "octets"
    | "chars"
    | "seq"
    | "list"
    | "choice",
    number
  >
>;
export const SIZE: Readonly<Record<"fixed" | "byte" | "word" | "cons" | "semi" | "unco", number>>;
export const FLAG: Readonly<Record<"stop" | "keep" | "more" | "open" | "missing", number>>;
export function parseSchema(text: string): ReadonlyMap<string, SchemaType>;
export function typeOf(types: ReadonlyMap<string, SchemaType>, type: SchemaType): SchemaType;
export function choiceBits(type: SchemaType): number;
