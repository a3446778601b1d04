import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../places.js';
import type { SubjectName } from '../subjects/subject.js';
import { runQuietly } from './command.js';
import { environmentFor, type Python } from './python.js';
import { isUpToDate, markUpToDate } from './stamp.js';

export const peerNames = [
  'node-calls-python',
  'pymport',
  'pyodide',
  'pythonia',
] as const satisfies SubjectName[];
export type PeerName = (typeof peerNames)[number];

// The addons that must be compiled against the CPython in use.
const compiled: readonly PeerName[] = ['node-calls-python', 'pymport'];

/** Why each peer that is wanted cannot be measured; a peer that is ready has no entry. */
export function installPeers(
  wanted: readonly PeerName[],
  python: Python | undefined,
  say: (line: string) => void,
): ReadonlyMap<PeerName, string> {
  const missing = new Map<PeerName, string>();
  if (wanted.length === 0) return missing;
  const whyNot = download(say);
  for (const peer of wanted) {
    const why = whyNot ?? (compiled.includes(peer) ? compile(peer, python, say) : undefined);
    if (why !== undefined) missing.set(peer, why);
    else if (peer === 'pythonia' && python === undefined) missing.set(peer, 'no python3 on the PATH');
  }
  return missing;
}

/** The version that is installed, or undefined. */
export function peerVersion(peer: PeerName): string | undefined {
  const manifest = join(places.peers, 'node_modules', peer, 'package.json');
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
}

// Without install scripts: one peer that cannot be compiled must not take the others with it.
function download(say: (line: string) => void): string | undefined {
  const facts = { lock: readFileSync(join(places.peers, 'package-lock.json'), 'utf8') };
  const stamp = join(places.peers, 'node_modules', 'peers-stamp.json');
  if (isUpToDate(stamp, facts)) return undefined;
  say('installing the peers into bench/peers (once)');
  const why = runQuietly('npm', ['ci', '--ignore-scripts'], {
    directory: places.peers,
    environment: process.env,
  });
  if (why === undefined) markUpToDate(stamp, facts);
  return why;
}

function compile(
  peer: PeerName,
  python: Python | undefined,
  say: (line: string) => void,
): string | undefined {
  if (python === undefined) return 'no python3 on the PATH';
  if (!python.shared) return `CPython ${python.version} was built without a shared library`;
  const facts = { python: python.version, library: python.libraryDirectory, node: process.version };
  const stamp = join(places.peers, 'node_modules', peer, 'compiled-stamp.json');
  if (isUpToDate(stamp, facts)) return undefined;
  say(`compiling ${peer} against CPython ${python.version} (once)`);
  const why = runQuietly('npm', ['rebuild', peer], {
    directory: places.peers,
    environment: {
      ...environmentFor(python),
      // For pymport: no download of a binary, this CPython's headers and library, and where to find it when loaded.
      npm_config_build_from_source: 'true',
      PKG_CONFIG_PATH: join(python.libraryDirectory, 'pkgconfig'),
      LDFLAGS: `-Wl,-rpath,${python.libraryDirectory}`,
    },
  });
  if (why === undefined) markUpToDate(stamp, facts);
  return why;
}
