import { packageFolder } from '../../binding/package-folder.js';
import { GraftError } from '../../errors/graft-error.js';
import { discoverPython, passedOverVenv } from '../../runtime/python/discover.js';
import type { PythonDiscovery } from '../../runtime/python/discover.js';
import type { CandidateSource } from '../../runtime/python/candidates.js';
import { cacheFile } from '../../runtime/python/discovery-cache.js';
import { installedPythons } from '../../runtime/python/installed-pythons.js';
import type { InstalledPython } from '../../runtime/python/installed-pythons.js';
import { sameInstallation } from '../../runtime/python/installation.js';
import type { PythonInstallation } from '../../runtime/python/installation.js';
import { packageVersion } from '../package-version.js';
import { checkAddon } from './addon-check.js';
import type { AddonCheck } from './addon-check.js';
import { checkStart } from './start-check.js';
import type { StartCheck } from './start-check.js';

/** A failure in plain data. */
export interface Fault {
  readonly code: string;
  /** Without the remedy. */
  readonly message: string;
  readonly remedy: string | null;
}

/** One Python of the machine. */
export interface PythonFinding {
  readonly source: InstalledPython['source'];
  readonly path: string;
  readonly installation: PythonInstallation | null;
  readonly chosen: boolean;
  /** Null when it can be used. */
  readonly fault: Fault | null;
}

/** Which Python a program started here would get. */
export interface Choice {
  readonly installation: PythonInstallation;
  readonly source: CandidateSource;
  readonly because: string;
  /** What a program that expects its project's virtual environment would want to know. */
  readonly warning: string | null;
}

/** Everything that `graftwire doctor` says; with `--json` it is what is printed. */
export interface Diagnosis {
  readonly graftwire: { readonly version: string; readonly directory: string };
  readonly node: {
    readonly version: string;
    readonly abi: string;
    readonly nodeApi: string;
    readonly platform: string;
    readonly arch: string;
  };
  readonly addon: AddonCheck;
  /** The file of the discovery cache; null when it is turned off. */
  readonly cache: string | null;
  readonly pythons: readonly PythonFinding[];
  readonly choice: Choice | null;
  /** Why there is no choice. */
  readonly fault: Fault | null;
  /** Null when there is nothing to start, or nothing to start it with. */
  readonly start: StartCheck | null;
  readonly usable: boolean;
}

const reasons: Readonly<Record<CandidateSource, string>> = {
  option: 'the --python option names it',
  GRAFT_PYTHON: 'GRAFT_PYTHON names it',
  VIRTUAL_ENV: 'it is the active virtual environment (VIRTUAL_ENV)',
  'local venv': 'it is the virtual environment of this project',
  PATH: 'it is the first usable Python on PATH',
};

/** Looks at everything that running Python in Node needs, here and now. */
export function diagnose(python: string | undefined): Diagnosis {
  const directory = packageFolder();
  const addon = checkAddon(directory);
  const { choice, fault } = choose(python);
  const start =
    choice !== null && addon.loads ? checkStart(directory, choice.installation, process.cwd()) : null;
  return {
    graftwire: { version: packageVersion(), directory },
    node: {
      version: process.version,
      abi: process.versions.modules,
      nodeApi: process.versions['napi'] ?? 'none',
      platform: process.platform,
      arch: process.arch,
    },
    addon,
    cache: cacheFile(undefined, process.env) ?? null,
    pythons: installedPythons({ python }).map((found) => finding(found, choice)),
    choice,
    fault,
    start,
    usable: start?.ok === true,
  };
}

function choose(python: string | undefined): { choice: Choice | null; fault: Fault | null } {
  let discovery: PythonDiscovery;
  try {
    discovery = discoverPython({ python });
  } catch (error) {
    if (!(error instanceof GraftError)) throw error;
    return { choice: null, fault: faultOf(error) };
  }
  const { chosen, source } = discovery;
  const warning = passedOverVenv(discovery) ?? null;
  return { choice: { installation: chosen, source, because: reasons[source], warning }, fault: null };
}

function finding(
  { source, path, installation, error }: InstalledPython,
  choice: Choice | null,
): PythonFinding {
  const chosen =
    choice !== null && installation !== undefined && sameInstallation(installation, choice.installation);
  return {
    source,
    path,
    installation: installation ?? null,
    chosen,
    fault: error === undefined ? null : faultOf(error),
  };
}

function faultOf({ code, message, remedy }: GraftError): Fault {
  const plain =
    remedy !== undefined && message.endsWith(remedy) ? message.slice(0, -remedy.length).trim() : message;
  return { code, message: plain, remedy: remedy ?? null };
}
