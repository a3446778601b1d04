import { execFileSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/** The CPython that every subject in this process, and every floor, is measured with. */
export interface Python {
  readonly version: string;
  readonly executable: string;
  readonly includeDirectory: string;
  readonly libraryDirectory: string;
  /** For the linker: `python3.11`. */
  readonly libraryName: string;
  readonly shared: boolean;
}

const question = `
import json, platform, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    "version": platform.python_version(),
    "executable": sys.executable,
    "includeDirectory": sysconfig.get_path("include"),
    "libraryDirectory": get("LIBDIR"),
    "libraryName": f"python{get('LDVERSION') or get('VERSION')}",
    "shared": bool(get("Py_ENABLE_SHARED") or get("PYTHONFRAMEWORK")),
}))
`;

/** Asks `python3` on the PATH, or what GRAFT_PYTHON names. Undefined when there is none. */
export function findPython(): Python | undefined {
  try {
    const output = execFileSync(process.env['GRAFT_PYTHON'] ?? 'python3', ['-c', question], {
      encoding: 'utf8',
    });
    return JSON.parse(output) as Python;
  } catch {
    return undefined;
  }
}

// Settings of Node that cost time or memory at its start (extra certificates alone: 100 ms) belong to no subject.
const startUpSettings = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_V8_COVERAGE'];

/**
 * The environment in which all is built and measured: the interpreter itself stands first on the PATH, so that no
 * version manager's launcher is timed in its stead and all subjects find the same one.
 */
export function environmentFor(python: Python | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !startUpSettings.includes(name));
  const environment = Object.fromEntries(kept);
  if (python === undefined) return environment;
  return { ...environment, PATH: `${dirname(python.executable)}${delimiter}${process.env['PATH'] ?? ''}` };
}
