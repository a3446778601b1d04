import type { UgmModule, UgmScalar } from '../model/ugm.js';

/** What a Graft package says of its Graft. */
export interface GraftDefinition {
  /** `graft.<ecosystem>.<module>`. */
  readonly name: string;
  /** What is loaded where no configuration says otherwise: `python:statistics`, `./shop.py`, `npm:lodash`. */
  readonly source: string;
  /** The package's own file (`import.meta.url`), which a relative source is relative to; bundles of CommonJS do not know it. */
  readonly from?: string | undefined;
  /** Where the module is in its project, from the folder of package.json: for bundles, which stand elsewhere than the package. */
  readonly projectPath?: string;
  readonly runtime: 'python' | 'nodejs';
  /** The Graft's own configuration (a Graft Connection String), below all others. */
  readonly config?: string;
  /** Hash of the model that the package was made of. */
  readonly model?: string;
  /** The module's names for its members, without those that it has only types of. */
  readonly members: readonly string[];
  /** Which of the members the module has only as its default export. */
  readonly defaultExport?: string;
  /** Of members that are constants, what they are until the Graft is bound. */
  readonly constants?: Readonly<Record<string, UgmScalar>>;
}

/** The members of a bound Graft, by the module's names for them. */
export type BoundMembers = Readonly<Record<string, unknown>>;

/** What a Graft package exports its members with. */
export interface GeneratedGraft {
  /** What stands for a member until the Graft is bound, at the first use of any of them. */
  member(name: string): never;
  /** All members as one object, each read where it is. */
  readonly module: never;
}

/** What a definition stands for where its configuration says. */
export interface OpenedGraft {
  readonly module: object;
  /** Whether a member of it costs something to be read. */
  readonly isLazy: (member: string) => boolean;
  /** The model that the package was made of; undefined where that has been lost. */
  readonly model: () => UgmModule | undefined;
}

/** Loads what a definition says, by its configuration. */
export type ModuleOpener = (definition: GraftDefinition) => OpenedGraft;
