/** What JSON, YAML and objects of a program have in common: values, and the line at which each stands, counted from 1. */
export type ConfigNode =
  | {
      readonly kind: 'scalar';
      /** Of YAML always a text: what it means is for the key to say, the same for all forms. */
      readonly value: string | number | boolean | null;
      readonly line?: number | undefined;
    }
  | { readonly kind: 'list'; readonly items: readonly ConfigNode[]; readonly line?: number | undefined }
  | {
      readonly kind: 'map';
      /** In the order of the source; a key may come twice. */
      readonly entries: readonly ConfigNodeEntry[];
      readonly line?: number | undefined;
    };

export interface ConfigNodeEntry {
  readonly key: string;
  readonly value: ConfigNode;
  readonly line?: number | undefined;
}

/** How deep lists and maps may stand in each other: more than any configuration needs. */
export const deepestConfigNode = 16;
