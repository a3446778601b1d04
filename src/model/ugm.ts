/**
 * The Unified Graft Model, version 0, as docs/ugm.md describes it. All of it is JSON; a reader ignores keys that
 * are not here.
 */

/** The version of the model that this release writes and reads. */
export const ugmVersion = 0;

/** How arguments reach a parameter, as in Python. */
export type UgmParameterKind =
  'positional-only' | 'positional-or-keyword' | 'var-positional' | 'keyword-only' | 'var-keyword';

/** A scalar that JSON and JavaScript hold without loss. */
export type UgmScalar = string | number | boolean | null;

export interface UgmDefault {
  /** As one writes it in the module's language, at most 120 characters. */
  readonly text: string;
  /** There only where the default is a scalar. */
  readonly value?: UgmScalar;
}

export interface UgmParameter {
  readonly name: string;
  readonly kind: UgmParameterKind;
  /** Absent where the parameter is required. */
  readonly default?: UgmDefault;
  /** The type as the source has it. */
  readonly annotation?: string;
}

export interface UgmFunction {
  readonly name: string;
  readonly doc: string | null;
  /** In order, without the one that a method is bound to. */
  readonly parameters: readonly UgmParameter[];
  /** The type as the source has it. */
  readonly returns?: string;
  readonly async: boolean;
  /** Whether it gives an iterator; with `async`, an async iterator. */
  readonly generator: boolean;
  /** `unknown`: nobody says which parameters there are, and `parameters` are `*args` and `**kwargs`. */
  readonly signature: 'known' | 'unknown';
}

/** What a class has from one of its bases names the base. */
interface Inheritable {
  readonly inheritedFrom?: string;
}

export interface UgmMethod extends UgmFunction, Inheritable {}

export interface UgmProperty extends Inheritable {
  readonly name: string;
  readonly doc: string | null;
  readonly settable: boolean;
  readonly annotation?: string;
}

export interface UgmClassAttribute extends Inheritable {
  readonly name: string;
  readonly annotation?: string;
  readonly value?: UgmScalar;
}

export interface UgmClass {
  readonly name: string;
  readonly doc: string | null;
  /** Full names; those of built-in classes without a module. */
  readonly bases: readonly string[];
  /** Whether it has methods that a subclass must define. */
  readonly abstract: boolean;
  readonly constructor: UgmFunction;
  readonly methods: readonly UgmMethod[];
  readonly staticMethods: readonly UgmMethod[];
  readonly classMethods: readonly UgmMethod[];
  readonly properties: readonly UgmProperty[];
  readonly attributes: readonly UgmClassAttribute[];
}

export interface UgmAttribute {
  readonly name: string;
  /** The full name of its value's class at the time of describing. */
  readonly type: string;
  readonly annotation?: string;
  readonly value?: UgmScalar;
}

/** A module that is a member of another one. */
export interface UgmModuleMember {
  readonly name: string;
  /** The name to load it by. */
  readonly module: string;
}

export interface UgmModule {
  readonly ugm: typeof ugmVersion;
  /** Its stable name: what members' full names begin with. */
  readonly name: string;
  readonly ecosystem: string;
  readonly runtime: string;
  readonly doc: string | null;
  readonly file?: string;
  readonly functions: readonly UgmFunction[];
  readonly classes: readonly UgmClass[];
  readonly attributes: readonly UgmAttribute[];
  readonly modules: readonly UgmModuleMember[];
}

export type UgmFunctionKind =
  'function' | 'async-function' | 'generator-function' | 'async-generator-function';

/** One member described by itself. */
export type UgmMember =
  | (UgmFunction & { readonly kind: UgmFunctionKind })
  | (UgmClass & { readonly kind: 'class' })
  | (UgmAttribute & { readonly kind: 'attribute' })
  | (UgmModuleMember & { readonly kind: 'module' });

/** `lazy`: a member that the module only announces; describing it makes it. */
export type UgmOutlineKind = UgmMember['kind'] | 'lazy';

/** What a module has, without describing any of it. */
export interface UgmOutline {
  readonly name: string;
  readonly file: string | null;
  readonly doc: string | null;
  /** In the order of definition. */
  readonly members: Readonly<Record<string, UgmOutlineKind>>;
}
