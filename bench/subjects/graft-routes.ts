import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { places } from '../places.js';
import type { RouteCalls } from './subject.js';

type Total = RouteCalls['plain'];

/**
 * The same loop over the same add by every route to it, each in a module of its own, as programs have them: what V8 knows of one call must not
 * help or hinder another. Undefined where the checkout generates no Grafts.
 *
 * @param workload workload.py
 */
export async function openRoutes(checkout: string, workload: string): Promise<RouteCalls | undefined> {
  const command = join(checkout, 'dist', 'cli.cjs');
  if (!existsSync(join(checkout, 'dist', 'generated.cjs'))) return undefined;
  const folder = join(places.cache, 'routes', String(process.pid));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  symlinkSync(checkout, join(folder, 'node_modules', 'graftwire'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  copyFileSync(join(places.routes, 'workload.mjs'), join(folder, 'workload.mjs'));
  copyFileSync(workload, join(folder, 'workload.py'));
  // A module of its own, since one Graft has one route in a process.
  copyFileSync(join(places.routes, 'workload.mjs'), join(folder, 'looped.mjs'));
  for (const [source, name] of [
    ['./workload.mjs', 'npm-workload'],
    ['./looped.mjs', 'npm-looped'],
    ['./workload.py', 'pypi-workload'],
  ] as const) {
    const target = join('node_modules', '@graft', name);
    const args = [command, 'generate', source, '--for', 'npm', '--out', target];
    execFileSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  }
  writeFileSync(
    join(folder, 'loaded.mjs'),
    "import { graft } from 'graftwire';\nexport const { add } = graft.loadSync('./workload.py', { from: import.meta.url });\n",
  );
  const template = readFileSync(join(places.routes, 'calls.mjs'), 'utf8');
  const open = async (name: string, specifier: string): Promise<Total> => {
    const file = join(folder, `${name}-calls.mjs`);
    writeFileSync(file, template.replace('./workload.mjs', specifier));
    return ((await import(pathToFileURL(file).href)) as { readonly total: Total }).total;
  };
  process.env['GRAFT_NPM_LOOPED_CONFIG'] = 'host=loopback';
  return {
    plain: await open('plain', './workload.mjs'),
    direct: await open('direct', '@graft/npm-workload'),
    loaded: await open('loaded', './loaded.mjs'),
    generated: await open('generated', '@graft/pypi-workload'),
    loopback: await open('loopback', '@graft/npm-looped'),
  };
}
