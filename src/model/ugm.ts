/**
 * The Unified Graft Model, version 1, as docs/ugm.md and src/model/ugm.schema.json describe it. All of it is JSON; a reader ignores
 * keys that are not here. What is `undefined` here is absent there.
 */
import type { UgmScalar, UgmType, UgmTypeParameter } from './ugm-type.js';

export type { UgmScalar, UgmType, UgmTypeParameter } from './ugm-type.js';

/** The version of the model that this release writes and reads. */
export const ugmVersion = 1;

/** Where a module is published, which is the producer's. */
export type UgmEcosystem = 'pypi' | 'npm';

export type UgmRuntime = 'python' | 'nodejs';

/** How arguments reach a parameter, as in Python. A JavaScript rest parameter is `var-positional`, every other one `positional-only`. */
export type UgmParameterKind =
  'positional-only' | 'positional-or-keyword' | 'var-positional' | 'keyword-only' | 'var-keyword';

export interface UgmDefault {
  /** As one writes it in the module's language, at most 120 characters. */
  readonly text: string;
  /** There only where the default is a scalar. */
  readonly value?: UgmScalar;
}

/** What everything that has a name in a model may say of itself. */
interface Described {
  readonly name: string;
  readonly doc: string | null;
  /** Why it should not be used any more, or `true` where nobody says why. */
  readonly deprecated?: string | true;
}

export interface UgmParameter {
  readonly name: string;
  readonly kind: UgmParameterKind;
  /** Absent where the parameter is required. A JavaScript `?` is the default `{ text: 'undefined' }`. */
  readonly default?: UgmDefault;
  /** Absent where nobody says: `any`. Of a variadic parameter it is the type of one argument. */
  readonly type?: UgmType;
  /** The type as the source has it, at most 500 characters. */
  readonly annotation?: string;
  readonly doc?: string;
}

/** One way to call something. */
export interface UgmSignature {
  readonly typeParameters?: readonly UgmTypeParameter[];
  /** In order, without the one that a method is bound to. */
  readonly parameters: readonly UgmParameter[];
  /** What a caller gets: of an `async` one what the promise gives, of a `generator` what one step gives. Absent: `any`. */
  readonly returns?: UgmType;
  /** The type as the source has it. */
  readonly returnAnnotation?: string;
}

export interface UgmFunction extends Described, UgmSignature {
  /** Calling it gives something to be awaited. */
  readonly async: boolean;
  /** Whether it gives an iterator; with `async`, an async iterator. */
  readonly generator: boolean;
  /** `unknown`: nobody says which parameters there are, and `parameters` are `*args` and `**kwargs`. */
  readonly signature: 'known' | 'unknown';
  /** All ways to call it, where there is more than one; its own `parameters` are those of the implementation. */
  readonly overloads?: readonly UgmSignature[];
  /** Names of exceptions that its documentation says it raises, as `ref` names them. */
  readonly raises?: readonly string[];
}

/** What a class has from one of its bases names the base. */
interface Inheritable {
  readonly inheritedFrom?: string;
}

export interface UgmMethod extends UgmFunction, Inheritable {}

export interface UgmProperty extends Described, Inheritable {
  readonly settable: boolean;
  readonly type?: UgmType;
  readonly annotation?: string;
  /** Of the class rather than of its instances. */
  readonly static?: true;
}

/** An attribute of the class that instances may have their own of (a field of a JavaScript class, an annotated name in Python). */
export interface UgmField extends Described, Inheritable {
  readonly type?: UgmType;
  readonly annotation?: string;
  readonly value?: UgmScalar;
  readonly readonly?: true;
  readonly static?: true;
}

/** What an emitter calls its listeners with. */
export interface UgmEvent extends Described, Inheritable {
  readonly parameters: readonly UgmParameter[];
}

/**
 * What instances can do without a name that one calls it by: a special method of Python (`__len__`, `__iter__`, `__exit__`), or what JavaScript
 * has a symbol for. docs/objects.md says what each is in JavaScript.
 */
export type UgmProtocolName =
  | 'length'
  | 'iterate'
  | 'next'
  | 'iterateAsync'
  | 'nextAsync'
  | 'get'
  | 'set'
  | 'delete'
  | 'has'
  | 'call'
  | 'number'
  | 'exit'
  | 'exitAsync'
  | 'await';

/** Of `iterate` and `next`, asynchronous or not, `returns` is what one step gives; of `exit` what entering gives. */
export interface UgmProtocol extends UgmSignature, Inheritable {
  readonly name: UgmProtocolName;
}

export interface UgmClass extends Described {
  readonly typeParameters?: readonly UgmTypeParameter[];
  /** Full names (`module:Name`); those of built-in classes without a module. */
  readonly bases: readonly string[];
  /** Its nearest ancestor among the exceptions of the language, where it is one: `LookupError`, `TypeError`. */
  readonly exception?: string;
  /** There is only the type: the module has no value of this name, so that nobody can make one or call what is static. */
  readonly typeOnly?: true;
  /** Whether it has methods that a subclass must define. */
  readonly abstract: boolean;
  readonly constructor: UgmFunction;
  readonly methods: readonly UgmMethod[];
  readonly staticMethods: readonly UgmMethod[];
  readonly classMethods: readonly UgmMethod[];
  readonly properties: readonly UgmProperty[];
  readonly attributes: readonly UgmField[];
  readonly events?: readonly UgmEvent[];
  readonly protocols?: readonly UgmProtocol[];
}

/** One named part of a record. */
export interface UgmRecordField {
  readonly name: string;
  readonly doc?: string;
  readonly deprecated?: string | true;
  readonly type?: UgmType;
  readonly annotation?: string;
  /** May be left out. */
  readonly optional?: true;
  readonly default?: UgmDefault;
}

/** What is passed by value: a dataclass without methods, TypedDict, NamedTuple, a TypeScript interface without methods. */
export interface UgmRecord extends Described {
  readonly typeParameters?: readonly UgmTypeParameter[];
  readonly form: 'dataclass' | 'typed-dict' | 'named-tuple' | 'interface';
  readonly bases: readonly string[];
  readonly fields: readonly UgmRecordField[];
}

export interface UgmEnumMember {
  readonly name: string;
  /** Absent where it is no scalar. */
  readonly value?: UgmScalar;
  readonly doc?: string;
}

export interface UgmEnum extends Described {
  /** Members are values of that kind, too: IntEnum, StrEnum, a TypeScript enum. */
  readonly mixedWith?: 'int' | 'string';
  /** Members can be combined. */
  readonly flag: boolean;
  readonly members: readonly UgmEnumMember[];
}

/** A name for a type. */
export interface UgmAlias extends Described {
  readonly typeParameters?: readonly UgmTypeParameter[];
  readonly type: UgmType;
}

export interface UgmAttribute extends Described {
  /** Absent where nobody says: `any`. Inferred from the value where there is no annotation. */
  readonly type?: UgmType;
  readonly annotation?: string;
  /** A sample of what it was when described; where `readonly`, the value. */
  readonly value?: UgmScalar;
  readonly readonly?: true;
}

/** A module that is a member of another one. */
export interface UgmModuleMember {
  readonly name: string;
  /** The name to load it by. */
  readonly module: string;
}

/** What a module has that a model cannot say, and what became of it. */
export interface UgmLoss {
  /** `Portfolio.add(amount)`, `mean() returns`. */
  readonly path: string;
  /** One sentence. */
  readonly reason: string;
}

export interface UgmModule {
  readonly ugm: typeof ugmVersion;
  /** Its stable name: what members' full names begin with. */
  readonly name: string;
  readonly ecosystem: UgmEcosystem;
  readonly runtime: UgmRuntime;
  /** Of the package that it comes in, where there is one. */
  readonly version?: string;
  readonly doc: string | null;
  readonly deprecated?: string | true;
  readonly functions: readonly UgmFunction[];
  readonly classes: readonly UgmClass[];
  readonly records: readonly UgmRecord[];
  readonly enums: readonly UgmEnum[];
  readonly aliases: readonly UgmAlias[];
  readonly attributes: readonly UgmAttribute[];
  readonly modules: readonly UgmModuleMember[];
  /** Classes, records, enums and aliases of other modules that types here name, by their full names (`decimal:Context`). */
  readonly foreign?: readonly UgmForeignType[];
  /** The name under which a JavaScript module exports its default, which has its own entry under that name. */
  readonly defaultExport?: string;
}

/** A type of another module that is named here; an opaque handle where its model is not at hand. */
export interface UgmForeignType {
  readonly name: string;
  readonly module: string;
  readonly kind: 'class' | 'record' | 'enum' | 'alias';
}

export type UgmFunctionKind =
  'function' | 'async-function' | 'generator-function' | 'async-generator-function';

/** One member described by itself; a record or an enum as the class that it is. */
export type UgmMember =
  | (UgmFunction & { readonly kind: UgmFunctionKind })
  | (UgmClass & { readonly kind: 'class' })
  | (UgmAttribute & { readonly kind: 'attribute' })
  | (UgmModuleMember & { readonly kind: 'module' });

/** `lazy`: a member that the module only announces; describing it makes it. */
export type UgmOutlineKind = UgmFunctionKind | 'class' | 'attribute' | 'module' | 'lazy';

/** What a module has, without describing any of it. */
export interface UgmOutline {
  readonly name: string;
  readonly file: string | null;
  readonly doc: string | null;
  /** In the order of definition. */
  readonly members: Readonly<Record<string, UgmOutlineKind>>;
  /** A module of JavaScript may be a function or a class itself: the name that this is called by, and what it is. */
  readonly callable?: { readonly name: string; readonly kind: UgmFunctionKind | 'class' };
  /** What functions of JavaScript have of their own, by the names of the functions. */
  readonly ofFunctions?: Readonly<Record<string, readonly string[]>>;
}
