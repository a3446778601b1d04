// Not the global one, which test runners replace.
import { clearTimeout, setTimeout } from 'node:timers';
import type * as WorkerThreads from 'node:worker_threads';
import type { Worker } from 'node:worker_threads';
import type { NativeAddon } from '../../binding/native-addon.js';

/** Of the main thread, started since it uses Python. */
const workers = new Set<Worker>();

/** So long `terminate()` waits for a worker whose Python does not end. */
const graceMs = 2000;
/** What `terminate()` gives, and the exit code of a worker that it has ended. */
const terminatedExitCode = 1;

type Terminate = (this: Worker, ...args: unknown[]) => Promise<number>;
type Terminating = Record<'terminate', Terminate> & Record<symbol, unknown>;

/**
 * Has `terminate()` of this thread's workers interrupt what they do in Python, and wait no longer than the grace time for what cannot be
 * interrupted. Tells the addon which thread this is.
 */
export function endWithWorkers(addon: NativeAddon): void {
  if (!addon.isMainThread) addon.nameThread(workerThreads().threadId);
  // Loading node:worker_threads takes milliseconds, which a program without workers need not wait for.
  if (isLoaded()) watch(addon, workerThreads().Worker.prototype);
  process.on('worker', (worker) => {
    watch(addon, workerThreads().Worker.prototype);
    if (!addon.isMainThread) return;
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
  });
}

/**
 * Ends the workers that have Python under way, as the end of the process would a moment later: JavaScript that Python has called keeps the
 * GIL, without which Python cannot come to its end.
 */
export function terminateWorkers(addon: NativeAddon): void {
  for (const worker of workers) {
    if (worker.threadId > 0 && addon.endThread(worker.threadId)) void worker.terminate();
  }
}

function workerThreads(): typeof WorkerThreads {
  return process.getBuiltinModule('node:worker_threads');
}

/** Whether workers may have been started before. */
function isLoaded(): boolean {
  const { moduleLoadList } = process as { readonly moduleLoadList?: readonly string[] };
  return moduleLoadList?.includes('NativeModule internal/worker') ?? true;
}

function watch(addon: NativeAddon, prototype: Worker): void {
  const watched = prototype as unknown as Terminating;
  // A process may have several, each with lanes of its own.
  const mark = Symbol.for(`graftwire: ${addon.id}`);
  if (watched[mark] === true) return;
  Object.defineProperty(watched, mark, { value: true });
  const { terminate } = watched;
  watched.terminate = function (...args) {
    // Gone with the end of the worker.
    const { threadId } = this;
    const ended = terminate.apply(this, args);
    return threadId > 0 && addon.endThread(threadId) ? withinGraceTime(this, ended) : ended;
  };
}

/** What `terminate()` gives where the worker's thread may be in Python, and not to be had out of there. */
function withinGraceTime(worker: Worker, ended: Promise<number>): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // Whenever it comes back it ends; nothing waits for that.
      worker.unref();
      resolve(terminatedExitCode);
    }, graceMs);
    ended.then((code) => {
      clearTimeout(timer);
      resolve(code);
    }, reject);
  });
}
