/** A file of a generated package. The Generator writes nothing itself: who asks for a package decides where it goes. */
export interface GeneratedFile {
  /** From the package's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** In the order of their paths, by code units: the same on every machine. */
export function sortedFiles(files: Iterable<GeneratedFile>): readonly GeneratedFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
