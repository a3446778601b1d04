/** An entry of the index that fits a query. */
export interface Match {
  readonly name: string;
  readonly summary: string;
  readonly where: string;
  readonly score: number;
}

/** search.py, as TypeScript sees it. */
export interface Search {
  readonly build: () => { readonly files: number; readonly entries: number; readonly words: number };
  readonly search: (query: string, options?: { readonly top?: number }) => readonly Match[];
  readonly complete: (prefix: string, limit?: number) => readonly string[];
  readonly frequency: (word: string) => number;
}
