import type { Node, Program, SourceFile, Symbol as TsSymbol, TypeChecker } from 'typescript';
import type { UgmLoss, UgmType } from '../../model/ugm.js';
import type { ClassMembers } from './class-members.js';
import type { TypeScript } from './load-typescript.js';
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
  readonly names: NamedTypes;
  readonly losses: UgmLoss[];
  /** Members of classes, which those that extend them have too. */
  readonly described: Map<TsSymbol, ClassMembers>;
}

/** Where in the module a type stands. */
export interface Place {
  /** As losses name it: `Portfolio.add(amount)`. */
  readonly path: string;
  /** What type parameters of a base class stand for in the class that has it. */
  readonly bindings?: ReadonlyMap<TsSymbol, UgmType>;
  /** Aliases that are being resolved: what they give has their name, which says nothing about it. */
  readonly within?: ReadonlySet<TsSymbol>;
  /** How many types of types this stands in. */
  readonly depth?: number;
}

/** `any`, and an entry in the list of losses. */
export function lost(scope: Scope, at: Place, reason: string): UgmType {
  note(scope, at.path, reason);
  return { kind: 'any' };
}

/** Adds an entry to the list of losses. */
export function note(scope: Scope, path: string, reason: string): void {
  if (!scope.losses.some((loss) => loss.path === path && loss.reason === reason))
    scope.losses.push({ path, reason });
}

/** Whether the file was written by those who wrote the compiler. */
export function isDefaultLibrary(scope: Scope, file: SourceFile): boolean {
  return scope.program.isSourceFileDefaultLibrary(file);
}
