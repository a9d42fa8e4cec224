/** What a conversation starts from. */
export interface Opening {
  interfaces: string[];
  /** Lines of a script, one packet each. */
  packets: string[];
  /** No more lines than this. */
  limit: number;
  /** How often time passes on the way; never unless given. */
  pauses?: number;
}
