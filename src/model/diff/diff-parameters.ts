import { keywordPlaces } from '../keyword-places.js';
import type { UgmFunction, UgmParameter } from '../ugm.js';
import type { ChangeLog } from './change-log.js';

type Callable = Pick<UgmFunction, 'parameters' | 'signature'>;
type Names = ReadonlyMap<string, string>;

/** Compares what a call may pass. A parameter's path is `mean(values)`. */
export function diffParameters(
  log: ChangeLog,
  path: string,
  before: readonly UgmParameter[],
  after: readonly UgmParameter[],
  renamed: Names,
): void {
  const pairs = matched(before, after);
  const used = new Set(pairs.values());
  const places = after.filter(isPositional);
  before.forEach((was) => {
    const is = pairs.get(was);
    if (is === undefined) log.removed(`${path}(${was.name})`, 'parameter');
    else diffParameter(log, `${path}(${is.name})`, was, is, renamed);
  });
  for (const is of after) if (!used.has(is)) addedParameter(log, path, is, before, after, pairs);
  // Positional arguments that are given in the order of before, to parameters that are in another order now.
  const order = before.filter(isPositional).flatMap((was) => {
    const is = pairs.get(was);
    return is !== undefined && isPositional(is) ? [places.indexOf(is)] : [];
  });
  if (order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0))) {
    log.add(path, 'order-changed', 'breaking', 'The parameters have another order.');
  }
}

/** Compares where a plain object stands for keyword arguments, which is what programs in JavaScript write. */
export function diffKeywordPlaces(log: ChangeLog, path: string, before: Callable, after: Callable): void {
  const [was, is] = [keywordPlaces(before), keywordPlaces(after)];
  if (was === undefined || (is !== undefined && is.from <= was.from && is.to >= was.to)) return;
  const message = 'A plain object of keyword arguments has another place behind the positional arguments.';
  log.add(path, 'keywords-moved', 'breaking', message);
}

/** Parameters of one name belong together; then those at one place of which neither has a partner. */
function matched(
  before: readonly UgmParameter[],
  after: readonly UgmParameter[],
): ReadonlyMap<UgmParameter, UgmParameter> {
  const pairs = new Map<UgmParameter, UgmParameter>();
  const used = new Set<UgmParameter>();
  const pair = (was: UgmParameter, is: UgmParameter | undefined): void => {
    if (is === undefined || pairs.has(was) || used.has(is)) return;
    pairs.set(was, is);
    used.add(is);
  };
  for (const was of before) {
    if (isVariadic(was))
      pair(
        was,
        after.find(({ kind }) => kind === was.kind),
      );
  }
  for (const was of before) {
    if (!isVariadic(was))
      pair(
        was,
        after.find((is) => !isVariadic(is) && is.name === was.name),
      );
  }
  const places = after.filter(isPositional);
  before.filter(isPositional).forEach((was, place) => pair(was, places[place]));
  return pairs;
}

function diffParameter(
  log: ChangeLog,
  path: string,
  was: UgmParameter,
  is: UgmParameter,
  renamed: Names,
): void {
  if (was.name !== is.name && was.kind === 'positional-or-keyword') {
    log.add(path, 'parameter-renamed', 'breaking', `Who names it writes ${was.name}.`);
  } else if (was.name !== is.name) {
    log.add(path, 'parameter-renamed', 'none', `It was called ${was.name}, which no call can write.`);
  }
  if (was.kind !== is.kind) {
    const isWider = is.kind === 'positional-or-keyword';
    const message = `It is ${is.kind} now, ${was.kind} before.`;
    log.add(path, 'kind-changed', isWider ? 'additive' : 'breaking', message);
  }
  if (!isVariadic(is)) diffDefault(log, path, was, is);
  log.typed(path, was, is, 'taken', renamed);
  log.described(path, { doc: was.doc ?? null }, { doc: is.doc ?? null });
}

function diffDefault(log: ChangeLog, path: string, was: UgmParameter, is: UgmParameter): void {
  if (was.default === undefined && is.default !== undefined) {
    log.add(path, 'optional', 'additive', `It can be left out: ${is.default.text} is the default.`);
  } else if (was.default !== undefined && is.default === undefined) {
    log.add(path, 'required', 'breaking', 'It cannot be left out any more.');
  } else if (was.default?.text !== is.default?.text || was.default?.value !== is.default?.value) {
    const message = `Who leaves it out gets ${is.default?.text}, and got ${was.default?.text}.`;
    log.add(path, 'default-changed', 'compatible', message);
  }
}

function addedParameter(
  log: ChangeLog,
  path: string,
  is: UgmParameter,
  before: readonly UgmParameter[],
  after: readonly UgmParameter[],
  pairs: ReadonlyMap<UgmParameter, UgmParameter>,
): void {
  const own = `${path}(${is.name})`;
  if (isVariadic(is)) return log.added(own, 'parameter');
  if (is.default === undefined) {
    return log.add(own, 'parameter-added', 'breaking', 'The parameter is new and must be given.');
  }
  // Positional arguments for what stands behind it, *args included, come to it now.
  const behind = new Set(after.slice(after.indexOf(is)));
  const isBefore = before.some((was) => {
    const partner = pairs.get(was);
    return (
      (isPositional(was) || was.kind === 'var-positional') && partner !== undefined && behind.has(partner)
    );
  });
  if (isPositional(is) && isBefore) {
    return log.add(own, 'parameter-added', 'breaking', 'The parameter is new and stands before older ones.');
  }
  log.added(own, 'parameter');
}

function isPositional({ kind }: UgmParameter): boolean {
  return kind === 'positional-only' || kind === 'positional-or-keyword';
}

function isVariadic({ kind }: UgmParameter): boolean {
  return kind === 'var-positional' || kind === 'var-keyword';
}
