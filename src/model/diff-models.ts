import { ChangeLog } from './diff/change-log.js';
import { diffClasses, diffValues } from './diff/diff-classes.js';
import { diffFunctions } from './diff/diff-functions.js';
import { diffAliases, diffEnums, diffRecords } from './diff/diff-types.js';
import { worstVerdict, type ModelChange, type ModelPart, type ModelVerdict } from './diff/model-change.js';
import { nextVersion } from './diff/next-version.js';
import { TypeComparison } from './diff/type-relation.js';
import { usesOfTypes, type TypeUse } from './diff/type-uses.js';
import { ModelIndex } from './model-index.js';
import type { UgmAttribute, UgmModule, UgmModuleMember } from './ugm.js';

export type { ModelChange, ModelChangeKind, ModelVerdict } from './diff/model-change.js';

/** What is different between two models of one module. */
export interface ModelDiff {
  /** The worst of all changes' verdicts. */
  readonly verdict: ModelVerdict;
  readonly changes: readonly ModelChange[];
  /**
   * The semantic version that follows `version` (docs/ugm.md has the rules, those of 0.x included).
   *
   * @throws GraftError `invalid-argument` where it is no semantic version
   */
  nextVersion(version: string): string;
}

type Group = 'functions' | 'classes' | 'records' | 'enums' | 'aliases' | 'attributes' | 'modules';

const parts: Readonly<Record<Group, ModelPart>> = {
  functions: 'function',
  classes: 'class',
  records: 'record',
  enums: 'enum',
  aliases: 'alias',
  attributes: 'attribute',
  modules: 'module',
};

/** Compares two models of a module from the side of those that use it: what `before` promised, and whether `after` keeps it. */
export function diffModels(before: UgmModule, after: UgmModule): ModelDiff {
  const [old, now] = [new ModelIndex(before), new ModelIndex(after)];
  const log = new ChangeLog(new TypeComparison(old, now));
  const uses = usesOfTypes(old);
  const useOf = (name: string): TypeUse => uses.get(name) ?? 'both';

  const moved = movedNames(before, after);

  diffModules(log, before, after);
  for (const [name, [was, is]] of moved) {
    log.add(
      name,
      'kind-changed',
      'breaking',
      `It is of another kind now: ${parts[is]}; before: ${parts[was]}.`,
    );
  }
  const group = <T extends Group>(
    of: T,
    compare: (path: string, was: UgmModule[T][number], is: UgmModule[T][number]) => void,
  ): void => {
    const was = before[of].filter(({ name }) => moved.get(name)?.[0] !== of);
    const is = after[of].filter(({ name }) => moved.get(name)?.[1] !== of);
    log.each<UgmModule[T][number]>(was, is, parts[of], (name) => name, compare);
  };
  group('functions', (path, was, is) => diffFunctions(log, now, path, was, is));
  group('classes', (path, was, is) => diffClasses(log, old, now, path, was, is));
  group('records', (path, was, is) => diffRecords(log, old, now, path, was, is, useOf(was.name)));
  group('enums', (path, was, is) => diffEnums(log, path, was, is));
  group('aliases', (path, was, is) => diffAliases(log, path, was, is, useOf(was.name)));
  group('attributes', (path, was, is) => diffAttributes(log, path, was, is));
  group('modules', (path, was, is) => diffModuleMembers(log, path, was, is));

  const verdict = worstVerdict(log.changes.map((change) => change.verdict));
  return { verdict, changes: log.changes, nextVersion: (version) => nextVersion(version, verdict) };
}

function diffModules(log: ChangeLog, before: UgmModule, after: UgmModule): void {
  log.described(before.name, before, after);
  for (const key of ['name', 'ecosystem', 'runtime'] as const) {
    if (before[key] !== after[key]) {
      log.add(
        before.name,
        'module-changed',
        'breaking',
        `Its ${key} is ${after[key]} now, ${before[key]} before.`,
      );
    }
  }
  const [was, is] = [before.defaultExport, after.defaultExport];
  if (was !== is) {
    const message = `The default export is ${is ?? 'nothing'} now, ${was ?? 'nothing'} before.`;
    log.add(before.name, 'default-export-changed', was === undefined ? 'additive' : 'breaking', message);
  }
}

function diffAttributes(log: ChangeLog, path: string, was: UgmAttribute, is: UgmAttribute): void {
  log.described(path, was, is);
  if (was.readonly !== is.readonly) {
    const isLess = is.readonly === true;
    const message = isLess ? 'It cannot be set any more.' : 'It can be set.';
    log.add(path, 'access-changed', isLess ? 'breaking' : 'additive', message);
  }
  log.typed(path, was, is, was.readonly === true ? 'given' : 'both');
  diffValues(log, path, was.value, is.value, is.readonly === true);
}

function diffModuleMembers(log: ChangeLog, path: string, was: UgmModuleMember, is: UgmModuleMember): void {
  if (was.module !== is.module) {
    log.add(path, 'module-changed', 'breaking', `It is the module ${is.module} now, ${was.module} before.`);
  }
}

/** Names that have left one group and come into another. */
function movedNames(before: UgmModule, after: UgmModule): ReadonlyMap<string, readonly [Group, Group]> {
  const moved = new Map<string, readonly [Group, Group]>();
  const groups = Object.keys(parts) as Group[];
  const namesIn = (model: UgmModule, group: Group): ReadonlySet<string> =>
    new Set(model[group].map(({ name }) => name));
  const sets = groups.map((group) => ({ group, was: namesIn(before, group), is: namesIn(after, group) }));
  for (const { group, was, is } of sets) {
    for (const name of was) {
      if (is.has(name)) continue;
      const other = sets.find((candidate) => candidate.is.has(name) && !candidate.was.has(name));
      if (other !== undefined && !moved.has(name)) moved.set(name, [group, other.group]);
    }
  }
  return moved;
}
