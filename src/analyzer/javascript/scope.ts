import type { Node, Program, SourceFile, Symbol as TsSymbol, TypeChecker } from 'typescript';
import type { UgmFunction, UgmType } from '../../model/ugm.js';
import type { ClassMembers } from './class-members.js';
import type { TypeScript } from './load-typescript.js';
import { Losses } from './losses.js';
import type { NamedTypes } from './named-types.js';

/** What an analysis of one module has at hand, from its beginning to its end. */
export interface Scope {
  readonly ts: TypeScript;
  readonly program: Program;
  readonly checker: TypeChecker;
  /** The name of the module that is analysed. */
  readonly module: string;
  /** Where the declarations of the module stand: a file, or `declare module "fs"`. */
  readonly root: Node;
  /** The interface that `export =` says the module has: its members are those of the model. */
  readonly itself: TsSymbol | undefined;
  readonly names: NamedTypes;
  readonly losses: Losses;
  /** Members of classes, which those that extend them have too. */
  readonly described: Map<TsSymbol, ClassMembers>;
  /** Functions, which may be members of a class and of the module. */
  readonly functions: Map<TsSymbol, UgmFunction>;
}

/** Where in the module a type stands. */
export interface Place {
  /** As losses name it: `Portfolio.add(amount)`. */
  readonly path: string;
  /** What type parameters of an alias stand for where it is used. */
  readonly bindings?: ReadonlyMap<TsSymbol, UgmType>;
  /** The alias whose type this is: that it has this name says nothing about it. */
  readonly alias?: TsSymbol;
  /** Aliases without an entry in the model that are being worked out around this. */
  readonly within?: ReadonlySet<TsSymbol>;
  /** How many types of types this stands in. */
  readonly depth?: number;
}

/** `any`, and an entry in the list of losses. */
export function lost(scope: Scope, at: Place, reason: string | (() => string)): UgmType {
  scope.losses.add(at.path, reason);
  return { kind: 'any' };
}

/** Adds an entry to the list of losses. */
export function note(scope: Scope, path: string, reason: string): void {
  scope.losses.add(path, reason);
}

const nobody = new Losses(false);

/** The same scope, for what does not end in the list of losses. */
export function silenced(scope: Scope): Scope {
  return { ...scope, losses: nobody };
}

/** Whether the file was written by those who wrote the compiler. */
export function isDefaultLibrary(scope: Scope, file: SourceFile): boolean {
  return scope.program.isSourceFileDefaultLibrary(file);
}
