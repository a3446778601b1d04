import { GraftError } from '../errors/graft-error.js';
import { allocate } from '../hypertube/allocated.js';
import type { UgmMember, UgmModule } from '../model/ugm.js';
import type { GraftModule } from './graft-module.js';
import type { AsyncInterface } from './async-types.js';
import { checkCallOptions } from './call-options.js';
import type { CallOptions } from './call-options.js';
import { callbackTimeoutMs, setCallbackTimeoutMs } from './callback-timeout.js';
import { helpText } from './help.js';
import { isOfImport, throughNamespace } from './namespace.js';
import { knownModel } from './known-model.js';
import type { LoadOptions } from './load-options.js';
import type { GraftStats } from './objects.js';
import { originOf } from './origin.js';
import { reloadChannel } from './reload-channel.js';
import type { Reloaded } from './reload-channel.js';
import { isOnLoopback, noteOnLoopback } from './loopback.js';
import { openSession as open, sessionOf } from './python-session.js';
import { guardOf, isOfPython, withOptions } from './with.js';
import { isAsyncInterface } from './async-method.js';
import { asyncOfDirect } from './direct/direct-async.js';
import { directGuards } from './direct/direct-guards.js';
import { isDirectTarget } from './direct/direct-target.js';
import { renewGrafts, unbindGrafts } from './bound-graft.js';
import { load, loadSync } from './loading.js';
import { resolved } from './placeholder.js';
import { forgetConfiguration } from '../runtime/configuration/graft-config.js';

/** Names that code for {@link GraftPython.exec} and {@link GraftPython.eval} finds, for this one time, beside those of `__main__`. */
export type PythonVariables = Readonly<Record<string, unknown>>;

/** Python itself, without a module of your own. State is kept in Python's `__main__`. */
export interface GraftPython {
  /** Runs statements. */
  exec(code: string, variables?: PythonVariables): void;
  /** Gives the value of an expression. */
  eval(expression: string, variables?: PythonVariables): unknown;
  /** Imports a module by its dotted name, like `graft.loadSync('python:…')`. */
  import(name: string): GraftModule;
}

/** Everything that graftwire does with Python. */
export interface Graft {
  /**
   * Loads a module where its configuration says (docs/connection-string.md), which is this process by default. Of Python: a `.py` file, a
   * package's directory, an importable module as `python:statistics`. Of JavaScript, whose own exports it gives in this process: a `.js` or
   * `.ts` file, a package as `npm:lodash`, a module of Node's as `node:path`. Paths are relative to the working directory or to
   * `options.from`, or `file:` URLs. Loading the same module again gives the same object.
   *
   * `T` says what the module has; nothing checks it. Without it every member can be called, and gives `unknown`.
   *
   * @throws GraftError `invalid-source`, `module-not-found`, `invalid-configuration`, `unimplemented` for hosts that cannot be reached yet, or what
   *   starting Python throws (docs/errors.md); an exception of the module's own code arrives as the nearest native error
   */
  load<T extends object = GraftModule>(source: string | URL, options?: LoadOptions): Promise<T>;
  /** Like {@link Graft.load}, at once. */
  loadSync<T extends object = GraftModule>(source: string | URL, options?: LoadOptions): T;
  /**
   * Runs a loaded module again, after its source has changed, and gives it with what it has now: the same object, unless there are names that
   * are new. Functions and classes that were taken out of it before stay the old ones, and so do objects; names that the new source does not
   * define any more stay, as with Python's importlib.reload. For development; other threads get the new members when they load or reload it.
   *
   * @throws GraftError `invalid-argument`; what the module raises, after which the module is as it was
   */
  reload<T extends object>(module: T): T;
  /** Has every Graft find out anew where it runs, at its next use: after `GraftConfig.setConfig`, or a change of the environment. */
  reload(): void;
  /** Runs Python without a module of your own. */
  readonly python: GraftPython;
  /**
   * The same module, function, class or object with every method asynchronous: called on another thread, beside JavaScript, and giving a
   * promise. Promises of objects have the members of the object: `graft.async(shop).customer(7).orders().first()` is one frame there and
   * one back.
   */
  async<T extends object>(graft: T): AsyncInterface<T>;
  /** The model (UGM) of a module, or of one of its functions or classes. */
  model(graft: object): UgmMember | UgmModule;
  /** What a module, function or class says of itself, its signature and documentation; or what Python's help() says of any other object. */
  help(graft: object): string;
  /** An attribute of an object of Python, also one that its class does not tell of, or whose name begins with `_`. */
  get(object: object, name: string): unknown;
  /** Sets an attribute of an object of Python. */
  set(object: object, name: string, value: unknown): void;
  /** The names of all attributes of an object of Python, as Python's dir() gives them. */
  dir(object: object): readonly string[];
  /**
   * Calls anything of Python that can be called: an object with `__call__`, or a class whose instances are values, which `new` cannot give
   * (`graft.call(np.float64, 3.5)` is a number).
   */
  call(callee: object, ...args: readonly unknown[]): unknown;
  /**
   * The same interface as that of a module, function, class or object of Python, whose calls have options: `timeoutMs` ends a call with
   * GraftError `timeout`, `signal` with its reason. Either says only that the call is over here: it may have run. docs/threading.md tells
   * where Python can be interrupted; where it cannot, the error is thrown when the call returns.
   *
   * Methods, static ones too, and members of a module have the options; objects that calls give have not. One such interface can be
   * kept and used for many calls.
   *
   * @throws GraftError `invalid-argument` for options that are none
   */
  with<T extends object>(target: T, options: CallOptions): T;
  /**
   * How many milliseconds a thread of Python's waits for JavaScript's thread to come to a function that it calls there, before GraftError
   * `callback-timeout` is raised. Default: 30,000, or what `GRAFT_CALLBACK_TIMEOUT_MS` says; Infinity: no limit. It counts for the whole
   * process, and for calls that begin afterwards. Setting it throws GraftError `invalid-argument` for what is no positive number.
   */
  callbackTimeoutMs: number;
  /**
   * What an awaitable of Python gives that is no coroutine, such as a Future, a Task or any object with `__await__`: it is awaited on this
   * thread's loop. (What a coroutine gives is a promise already.)
   */
  await(awaitable: object): Promise<unknown>;
  /** Enters a context manager, and gives what `with` would name: `using lock = graft.enter(manager)`. `Symbol.dispose` leaves it. */
  enter(manager: object): unknown;
  /** The same for an asynchronous one: `await using lock = await graft.enterAsync(manager)`. `Symbol.asyncDispose` leaves it. */
  enterAsync(manager: object): Promise<unknown>;
  /**
   * Zeroed memory that typed arrays over it share with Python without a copy, to be read and written: also in a worker, where other memory is
   * copied, and after the call, for as long as Python keeps a view of it. It cannot be posted to another thread.
   *
   * @param bytes its length
   * @throws GraftError `invalid-argument`, `too-large`, `out-of-memory`
   */
  alloc(bytes: number): ArrayBuffer;
  /** Gives an object of Python back at once, rather than when V8 collects it. It cannot be used any more. */
  release(object: object): void;
  /**
   * What the two languages hold of each other, to find what is never let go of.
   *
   * @param options `places: true` records from now on where objects come from, which makes receiving them slower; `false` stops it
   */
  stats(options?: { readonly places?: boolean }): GraftStats;
}

function reload(module: object): object {
  const origin = originOf(module);
  if (origin?.kind !== 'module') {
    throw new GraftError('invalid-argument', 'This is no module that graft.load gave.', {
      remedy: 'Give the module object itself, not one of its members.',
    });
  }
  const { host, modules, classes } = sessionOf(module);
  const outline = host.reload(origin.module);
  classes.forget(outline.name);
  const renewed = modules.renewed(module as GraftModule, outline);
  const reloaded: Reloaded = { module, renewed };
  // Loaded only now: few programs reload.
  process.getBuiltinModule('node:diagnostics_channel').channel(reloadChannel).publish(reloaded);
  renewGrafts(module);
  return renewed;
}

/** Without a module: all Grafts find out anew where they run. */
function reloadAny(module?: object): object | undefined {
  if (module === undefined) {
    forgetConfiguration();
    unbindGrafts();
    return undefined;
  }
  const actual = resolved(module);
  const renewed = reload(actual);
  // What stands for a module stands for the one that has the new members, too.
  return actual === module ? renewed : module;
}

function notOfGraft(name: string): GraftError {
  return new GraftError('invalid-argument', `graft.${name} is given nothing that can be called elsewhere.`, {
    remedy: 'Give a loaded module, the namespace of an import, or a function, class or object of one.',
  });
}

/** A member of an asynchronous interface: what is no code is promised. */
function laterMember(value: unknown): unknown {
  const member = resolved(value);
  return isOfPython(member) || isDirectTarget(member) ? asyncOf(member) : Promise.resolve(member);
}

/** Of one that `graft.with` has given, one with the same options. */
function asyncOf(given: object): object {
  const graft = resolved(given);
  if (isAsyncInterface(graft)) return graft;
  if (!isOfPython(graft)) {
    if (isDirectTarget(graft)) return asyncOfDirect(graft);
    if (isOfImport(graft)) return throughNamespace(graft, laterMember);
    throw notOfGraft('async');
  }
  const guarded = guardOf(graft);
  const { later } = sessionOf(graft);
  const original = guarded === undefined ? graft : (guarded.original(graft) as object);
  const made = later.of(original);
  if (isOnLoopback(original)) noteOnLoopback(made);
  return guarded === undefined ? made : guarded.of(made);
}

function limited<T extends object>(given: T, options: CallOptions): T {
  const target = resolved(given);
  if (isOfPython(target)) return withOptions(sessionOf(target).guards, target, options, asyncOf);
  if (isDirectTarget(target)) return withOptions(directGuards, target, options, asyncOf);
  if (isOfImport(target)) {
    checkCallOptions(options);
    const given = { ...options };
    return throughNamespace(target, (value) => limitedMember(value, given));
  }
  throw notOfGraft('with');
}

function limitedMember(value: unknown, options: CallOptions): unknown {
  const member = resolved(value);
  return isOfPython(member) || isDirectTarget(member) ? limited(member, options) : member;
}

function modelOf(graft: object): UgmMember | UgmModule {
  const known = knownModel(resolved(graft));
  if (known !== undefined) return known;
  throw new GraftError('invalid-argument', 'This does not come from graft.load.', {
    remedy: 'Give a loaded module, or one of its functions or classes.',
  });
}

function helpOf(graft: object): string {
  const known = knownModel(resolved(graft));
  return known === undefined ? sessionOf(graft).objects.help(graft) : helpText(known);
}

function checkCode(code: unknown, name: string): void {
  if (typeof code === 'string') return;
  throw new GraftError(
    'invalid-argument',
    `graft.python.${name} takes a string of Python, not ${typeof code}.`,
  );
}

const python: GraftPython = {
  exec(code, variables) {
    checkCode(code, 'exec');
    open().host.exec(code, variables);
  },
  eval(expression, variables) {
    checkCode(expression, 'eval');
    return open().host.eval(expression, variables);
  },
  import(name) {
    return loadSync(`python:${name}`) as GraftModule;
  },
};

/** Everything that graftwire does with Python; see {@link Graft}. */
export const graft: Graft = {
  // Asynchronous functions: what is thrown rejects the promise. The result is no thenable: `then` has another name in a module.
  load: async <T extends object>(source: string | URL, options?: LoadOptions) =>
    (await load(source, options)) as T,
  loadSync: <T extends object>(source: string | URL, options?: LoadOptions) => loadSync(source, options) as T,
  reload: (module?: object) => reloadAny(module),
  python,
  async: <T extends object>(graft: T) => asyncOf(graft) as AsyncInterface<T>,
  model: modelOf,
  help: helpOf,
  get: (object, name) => sessionOf(object).objects.get(object, name),
  set: (object, name, value) => {
    sessionOf(object).objects.set(object, name, value);
  },
  dir: (object) => sessionOf(object).objects.dir(object),
  call: (callee, ...args) => sessionOf(callee).objects.call(callee, args),
  with: limited,
  get callbackTimeoutMs() {
    return callbackTimeoutMs();
  },
  set callbackTimeoutMs(timeoutMs) {
    setCallbackTimeoutMs(timeoutMs);
  },
  // Asynchronous functions: what is thrown rejects the promise.
  await: async (awaitable) => sessionOf(awaitable).objects.await(awaitable),
  enter: (manager) => sessionOf(manager).objects.enter(manager),
  enterAsync: async (manager) => sessionOf(manager).objects.enterAsync(manager),
  alloc: allocate,
  release: (object) => {
    sessionOf(object).objects.release(object);
  },
  stats: (options = {}) => open().objects.stats(options.places),
};
