import type { PipelinedPromise } from '../hypertube/pipelined-promise.js';
import { isProbed, probedName } from '../hypertube/probed-names.js';

type Call = (...args: unknown[]) => unknown;

/** Goes on with what a promise gives. */
interface Continue {
  callMember(before: PipelinedPromise, name: string, args: readonly unknown[]): PipelinedPromise;
  readMember(before: PipelinedPromise, name: string): PipelinedPromise;
}

/** Names that are found under another one, since JavaScript means something by them: see `member-name.ts`. */
const escaped =
  /^(then|constructor|__proto__|toString|name|length|prototype|caller|arguments|catch|finally)_+$/;

/** Python's name of a member. */
export function pythonName(shown: string): string {
  return escaped.exec(shown)?.[1] ?? probedName(shown) ?? shown;
}

/**
 * What stands for a member of something that has not come yet: nobody knows whether it is a method, which is called, or an attribute,
 * which is awaited or gone on with. Nothing is sent before one of these is done: a member that is only looked at cannot fail.
 *
 * @param before gives the promise whose result it is a member of, which is made when it is first needed
 */
export function pipelinedMember(graft: Continue, before: () => PipelinedPromise, name: string): unknown {
  const call = (...args: readonly unknown[]): PipelinedPromise => graft.callMember(before(), name, args);
  let made: PipelinedPromise | undefined;
  const read = (): PipelinedPromise => (made ??= graft.readMember(before(), name));
  return new Proxy(call, {
    get(target, key) {
      if (isOfPromises(key))
        return (...args: readonly unknown[]): unknown => {
          const promise = read();
          return Reflect.apply(Reflect.get(promise, key) as Call, promise, args);
        };
      if (typeof key === 'symbol' || key === 'call' || key === 'apply' || key === 'bind')
        return Reflect.get(target, key) as unknown;
      if (key in Promise.prototype) return Reflect.get(Promise.prototype, key) as unknown;
      return isProbed(key) ? undefined : pipelinedMember(graft, read, pythonName(key));
    },
  });
}

function isOfPromises(key: string | symbol): boolean {
  return key === 'then' || key === 'catch' || key === 'finally' || key === Symbol.asyncIterator;
}
