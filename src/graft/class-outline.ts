import type { UgmFunctionKind } from '../model/ugm.js';

/** What a class is made from; see `class_outline` in python-host. The classes in it have been received, and are classes here. */
export interface ClassOutline {
  readonly name: string;
  /** `module:qualname`: what its members' full names begin with. */
  readonly fullName: string;
  /** Of a class of exceptions: its name in `remote.mro`. */
  readonly exception: string | null;
  /** What the class itself can do, as an enum can be iterated over. */
  readonly classProtocols: readonly string[];
  /** Its objects are functions. */
  readonly isFunction: boolean;
  /** All but `object`. */
  readonly bases: readonly RemoteClass[];
  /** All of its bases, nearest first, where it has more than one of its own; otherwise empty. */
  readonly mro: readonly RemoteClass[];
  readonly methods: Readonly<Record<string, UgmFunctionKind>>;
  readonly statics: Readonly<Record<string, UgmFunctionKind | 'class' | 'attribute'>>;
  /** By name whether it can be set. */
  readonly fields: Readonly<Record<string, boolean>>;
  readonly protocols: readonly string[];
}

/** A class of JavaScript that stands for one of Python. */
export type RemoteClass = abstract new (...args: never[]) => object;
