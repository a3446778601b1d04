import type { PipelinedPromise } from '../hypertube/pipelined-promise.js';

/** Goes on with what a promise gives. */
interface Continue {
  callMember(before: PipelinedPromise, name: string, args: readonly unknown[]): PipelinedPromise;
  readMember(before: PipelinedPromise, name: string): PipelinedPromise;
}

/** Names that are found under another one, since JavaScript means something by them: see `member-name.ts`. */
const escaped =
  /^(then|toJSON|constructor|__proto__|toString|name|length|prototype|caller|arguments|catch|finally)_+$/;

/** Python's name of a member. */
export function pythonName(shown: string): string {
  return escaped.exec(shown)?.[1] ?? shown;
}

/**
 * What stands for a member of something that has not come yet: nobody knows whether it is a method, which is called, or an attribute,
 * which is awaited or gone on with.
 */
export function pipelinedMember(graft: Continue, before: PipelinedPromise, name: string): unknown {
  const call = (...args: readonly unknown[]): PipelinedPromise => graft.callMember(before, name, args);
  let read: PipelinedPromise | undefined;
  return new Proxy(call, {
    get(target, key) {
      if (key === 'call' || key === 'apply' || key === 'bind') return Reflect.get(target, key) as unknown;
      read ??= graft.readMember(before, name);
      const value = Reflect.get(read, key) as unknown;
      return typeof value === 'function' && isOfPromises(key)
        ? (value as (...args: never[]) => unknown).bind(read)
        : value;
    },
  });
}

function isOfPromises(key: string | symbol): boolean {
  return key === 'then' || key === 'catch' || key === 'finally' || key === Symbol.asyncIterator;
}
