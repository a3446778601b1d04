import type { ModelIndex } from '../model-index.js';
import type { UgmFunction, UgmSignature } from '../ugm.js';
import type { ChangeLog } from './change-log.js';
import { diffKeywordPlaces, diffParameters } from './diff-parameters.js';

type Names = ReadonlyMap<string, string>;

/**
 * Compares two functions, methods or constructors.
 *
 * @param ofClass type parameters of the class that have other names
 */
export function diffFunctions(
  log: ChangeLog,
  index: ModelIndex,
  path: string,
  before: UgmFunction,
  after: UgmFunction,
  ofClass: Names = new Map(),
): void {
  log.described(path, before, after);
  if (before.async !== after.async) {
    const message = after.async ? 'It has to be awaited now.' : 'It is not to be awaited any more.';
    log.add(path, 'async-changed', 'breaking', message);
  }
  if (before.generator !== after.generator) {
    const message = after.generator ? 'It gives an iterator now.' : 'It does not give an iterator any more.';
    log.add(path, 'generator-changed', 'breaking', message);
  }
  diffRaises(log, index, path, before, after);
  if (before.signature !== after.signature) {
    const message =
      after.signature === 'known'
        ? 'Which arguments it takes is known now.'
        : 'Nobody says which arguments it takes.';
    return log.add(path, 'signature-changed', 'breaking', message);
  }
  if (before.signature === 'unknown') return;
  diffKeywordPlaces(log, path, before, after);
  if (before.overloads === undefined && after.overloads === undefined) {
    return diffSignatures(log, path, before, after, ofClass);
  }
  diffOverloads(log, path, waysToCall(before), waysToCall(after), ofClass);
}

function diffSignatures(
  log: ChangeLog,
  path: string,
  before: UgmSignature,
  after: UgmSignature,
  ofClass: Names,
): void {
  const own = log.typeParameters(path, before.typeParameters, after.typeParameters, true);
  const renamed = new Map([...ofClass, ...own]);
  diffParameters(log, path, before.parameters, after.parameters, renamed);
  const result = `${path}() returns`;
  log.typed(result, resultOf(before), resultOf(after), 'given', renamed);
}

/** What is the same on both sides drops out; the rest belongs together in order, where it is as many. */
function diffOverloads(
  log: ChangeLog,
  path: string,
  before: readonly UgmSignature[],
  after: readonly UgmSignature[],
  ofClass: Names,
): void {
  const texts = (ways: readonly UgmSignature[]): ReadonlySet<string> =>
    new Set(ways.map((way) => JSON.stringify(way)));
  const [olds, news] = [texts(before), texts(after)];
  const gone = before.filter((way) => !news.has(JSON.stringify(way)));
  const added = after.filter((way) => !olds.has(JSON.stringify(way)));
  if (gone.length === added.length) {
    return gone.forEach((way, index) =>
      diffSignatures(log, path, way, added[index] as UgmSignature, ofClass),
    );
  }
  const place = (way: UgmSignature, ways: readonly UgmSignature[]): string =>
    `${path} overload ${ways.indexOf(way) + 1}`;
  for (const way of gone) log.removed(place(way, before), 'overload');
  for (const way of added) log.added(place(way, after), 'overload');
}

function waysToCall(of: UgmFunction): readonly UgmSignature[] {
  if (of.overloads !== undefined && of.overloads.length > 0) return of.overloads;
  const { typeParameters, parameters, returns, returnAnnotation } = of;
  return [
    {
      ...(typeParameters === undefined ? {} : { typeParameters }),
      parameters,
      ...(returns === undefined ? {} : { returns }),
      ...(returnAnnotation === undefined ? {} : { returnAnnotation }),
    },
  ];
}

/** An exception more is nothing that a program does not compile with; one of a class that is raised already is caught, too. */
function diffRaises(
  log: ChangeLog,
  index: ModelIndex,
  path: string,
  before: UgmFunction,
  after: UgmFunction,
): void {
  const [was, is] = [new Set(before.raises), new Set(after.raises)];
  for (const name of was) {
    if (!is.has(name))
      log.add(path, 'exception-removed', 'compatible', `It does not raise ${name} any more.`);
  }
  for (const name of is) {
    if (was.has(name)) continue;
    const isCaught = index.ancestorsOf({ bases: [name] }).some((ancestor) => was.has(ancestor));
    log.add(path, 'exception-added', isCaught ? 'compatible' : 'additive', `It may raise ${name}.`);
  }
}

function resultOf({ returns, returnAnnotation }: UgmSignature): Parameters<ChangeLog['typed']>[1] {
  return {
    ...(returns === undefined ? {} : { type: returns }),
    ...(returnAnnotation === undefined ? {} : { annotation: returnAnnotation }),
  };
}
