import type { SpawnSyncReturns } from 'node:child_process';
import { programFault } from './binary-header.js';
import type { Problem } from './problem.js';
import { probeScript } from './probe-script.js';
import { supportedRange } from './supported-versions.js';

/** What an interpreter says of itself. */
export interface ProbeAnswer {
  readonly implementation: string;
  readonly version: readonly [number, number, number];
  readonly versionText: string;
  readonly executable: string;
  readonly basePrefix: string;
  readonly freeThreaded: boolean;
  readonly debugBuild: boolean;
  /** The libpython that the interpreter itself has loaded. */
  readonly loaded: string | undefined;
  readonly soName: string | undefined;
  readonly linkName: string | undefined;
  readonly versionSuffix: string | undefined;
  readonly libraryDirectory: string | undefined;
  readonly configDirectory: string | undefined;
  readonly multiarch: string | undefined;
  readonly frameworkPrefix: string | undefined;
}

/** How {@link probe} runs the interpreter. */
export interface ProbeOptions {
  /** Default: the process's. A version manager's shim chooses by it. */
  readonly cwd?: string | undefined;
  /** Default: the process's. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Default: 10,000. The child is killed then. */
  readonly timeoutMs?: number;
}

/** Runs the interpreter at `path` once, in a child process, and returns its answer, or why there is none. */
export function probe(path: string, options: ProbeOptions = {}): ProbeAnswer | Problem {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const fault = programFault(path);
  if (fault !== undefined) {
    const remedy = `Install ${supportedRange} for ${process.platform} ${process.arch}.`;
    return { code: 'python-not-loadable', message: `${path} ${fault}.`, remedy };
  }
  // Fetched here, not imported: a start with a warm cache never needs it, and loading it takes milliseconds.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const result = spawnSync(path, ['-I', '-S', '-c', probeScript], {
    cwd: options.cwd,
    env: withoutLauncher(options.env ?? process.env),
    encoding: 'utf8',
    input: '',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 20,
    windowsHide: true,
  });
  return readAnswer(result.stdout) ?? failure(path, result, timeoutMs);
}

/** Tells the two results of {@link probe} apart. */
export function isProbeAnswer(result: ProbeAnswer | Problem): result is ProbeAnswer {
  return 'implementation' in result;
}

// macOS: set in the children of a framework build, it would make every Python believe to be that one.
function withoutLauncher(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = { ...env };
  delete rest['__PYVENV_LAUNCHER__'];
  return rest;
}

function readAnswer(stdout: string | null): ProbeAnswer | undefined {
  const line = stdout?.trimEnd().split('\n').at(-1);
  if (line?.startsWith('{') !== true) return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return undefined;
  }
  const answer = raw as Record<string, unknown>;
  const { graftwireProbe, version, versionText, executable, basePrefix, implementation } = answer;
  if (graftwireProbe !== 1 || !isVersion(version)) return undefined;
  if (!isText(versionText) || !isText(executable) || !isText(basePrefix) || !isText(implementation)) {
    return undefined;
  }
  return {
    implementation,
    version,
    versionText,
    executable,
    basePrefix,
    freeThreaded: answer['freeThreaded'] === true,
    debugBuild: answer['debugBuild'] === true,
    loaded: textOrNothing(answer['loaded']),
    soName: textOrNothing(answer['soName']),
    linkName: textOrNothing(answer['linkName']),
    versionSuffix: textOrNothing(answer['versionSuffix']),
    libraryDirectory: textOrNothing(answer['libraryDirectory']),
    configDirectory: textOrNothing(answer['configDirectory']),
    multiarch: textOrNothing(answer['multiarch']),
    frameworkPrefix: textOrNothing(answer['frameworkPrefix']),
  };
}

function isVersion(value: unknown): value is [number, number, number] {
  return Array.isArray(value) && value.length === 3 && value.every((part) => Number.isInteger(part));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOrNothing(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

function failure(path: string, result: SpawnSyncReturns<string>, timeoutMs: number): Problem {
  const remedy = `Check that ${path} starts, or choose another interpreter with GRAFT_PYTHON.`;
  const code = (result.error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ETIMEDOUT') {
    return { code: 'python-not-found', message: `${path} did not answer within ${timeoutMs} ms.`, remedy };
  }
  if (code !== undefined) {
    return { code: 'python-not-found', message: `${path} cannot be run (${code}).`, remedy };
  }
  const stderr = result.stderr.trim();
  if (/unknown option: -I/i.test(stderr)) {
    return {
      code: 'python-version-unsupported',
      message: `${path} is a Python 2, or older than Python 3.4.`,
      remedy: `graftwire runs ${supportedRange}.`,
    };
  }
  const ended =
    result.signal === null ? `ended with code ${String(result.status)}` : `died of ${result.signal}`;
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const said = (lines.find((line) => /error|not found|not installed/i.test(line)) ?? lines[0])?.slice(0, 300);
  return {
    code: 'python-not-found',
    message: `${path} did not answer as a Python would: it ${ended}${said ? `, saying "${said}"` : ''}.`,
    remedy,
  };
}
