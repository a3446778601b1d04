import { join } from 'node:path';
import { loadAddon } from '../../binding/native-addon.js';
import type { NativeAddon } from '../../binding/native-addon.js';
import { packageFolder } from '../../binding/package-folder.js';
import { GraftError } from '../../errors/graft-error.js';
import { watchCtrlC } from './ctrl-c.js';
import { atExit } from './at-exit.js';
import { discoverPython, passedOverVenv } from './discover.js';
import type { PythonDiscovery } from './discover.js';
import { endWithWorkers, terminateWorkers } from './worker-endings.js';
import { sameInstallation } from './installation.js';
import type { PythonInstallation } from './installation.js';

let running: { readonly addon: NativeAddon; readonly installation: PythonInstallation } | undefined;

/** What can be said about the Python to run. */
export interface PythonOptions {
  /** An interpreter, a virtual environment, or a command on PATH. Default: the search that `discoverPython` describes. */
  readonly python?: string | undefined;
}

/**
 * Starts CPython in this process, at the first call; later ones give the same addon. All threads of a process share one CPython.
 *
 * @throws GraftError what `discoverPython` throws, `addon-not-loadable`, `python-start-failed`, or `python-already-started` where
 *   another interpreter is asked for than the one that runs
 */
export function startPython(options: PythonOptions = {}): NativeAddon {
  if (running !== undefined && (options.python === undefined || asksForRunning(options.python)))
    return running.addon;
  const discovery = discoverPython({ python: options.python });
  warnOfPassedOverVenv(discovery);
  const { chosen } = discovery;
  if (chosen.library === undefined) {
    throw new GraftError(
      'python-not-loadable',
      `Python ${chosen.versionText} at ${chosen.executable} has no shared library.`,
    );
  }
  const addon = loadAddon();
  const failure = addon.startPython({
    library: chosen.library,
    executable: chosen.executable,
    hostFolder: join(packageFolder(), 'python-host'),
  });
  if (failure !== undefined) {
    const { code, message, remedy } = failure;
    throw new GraftError(code, message, remedy === '' ? {} : { remedy });
  }
  running = { addon, installation: chosen };
  endWithWorkers(addon);
  if (addon.isMainThread) {
    watchCtrlC(addon);
    atExit((code) => {
      terminateWorkers(addon);
      addon.stopPython(Number(process.exitCode ?? code));
    });
  }
  return addon;
}

// Workers inherit it from the thread that starts them: what one has said, those that come after need not repeat.
const warned = 'graftwire: warned of a virtual environment';

/** Says once, as a Node warning, that the packages of the project's own environment will be missing. */
function warnOfPassedOverVenv(discovery: PythonDiscovery): void {
  const warning = passedOverVenv(discovery);
  if (warning === undefined) return;
  // Loaded only now: it takes milliseconds, and start-up does without it.
  const { getEnvironmentData, setEnvironmentData } = process.getBuiltinModule('node:worker_threads');
  if (getEnvironmentData(warned) !== undefined) return;
  setEnvironmentData(warned, true);
  process.emitWarning(warning, 'GraftWarning');
}

function asksForRunning(python: string): boolean {
  return running !== undefined && sameInstallation(discoverPython({ python }).chosen, running.installation);
}

/** The CPython that this thread has started, if it has. */
export function runningPython(): PythonInstallation | undefined {
  return running?.installation;
}
