import { subscribe } from 'node:diagnostics_channel';
import type { GraftModule } from '../index.js';
import { graft } from '../index.js';
import { reloadChannel } from '../graft/reload-channel.js';
import type { Reloaded } from '../graft/reload-channel.js';

/** Gives the value of a member, for an export. */
export type ReadMember = (name: string) => unknown;

/** Sets the exports of an importing module. */
export type BindExports = (module: GraftModule, read: ReadMember) => void;

/** Which state of a file was loaded last. */
const stamps = new Map<string, string>();

/** The exports that stand for a module object. */
const followers = new WeakMap<object, Set<BindExports>>();

/**
 * Loads a Python file for the JavaScript module that stands for it, and has it set its exports, now and after each `graft.reload`. For
 * generated modules only: programs use `graft.load`.
 *
 * @param stamp says which state of the file is wanted: another one than last time runs it again
 * @throws what `graft.load` throws
 */
export function importPython(file: string, bind: BindExports, stamp?: string): void {
  const module = loadPython(file, stamp);
  // Who stamps makes a new importing module of each state, and the old one is nobody's any more.
  if (stamp === undefined) follow(module, bind);
  set(module, bind);
}

/** The module object of a file, run again where it is in another state than last time. */
export function loadPython(file: string, stamp?: string): GraftModule {
  const loaded = graft.loadSync(file);
  const last = stamps.get(file);
  const module = stamp === undefined || last === undefined || last === stamp ? loaded : graft.reload(loaded);
  // Only now: what failed is tried again.
  if (stamp !== undefined) stamps.set(file, stamp);
  return module;
}

let listens = false;

function follow(module: GraftModule, bind: BindExports): void {
  const known = followers.get(module);
  if (known === undefined) followers.set(module, new Set([bind]));
  else known.add(bind);
  if (listens) return;
  listens = true;
  subscribe(reloadChannel, (message) => {
    const { module, renewed } = message as Reloaded;
    const binds = followers.get(module);
    if (binds === undefined) return;
    followers.set(renewed, binds);
    for (const bind of binds) set(renewed as GraftModule, bind);
  });
}

function set(module: GraftModule, bind: BindExports): void {
  bind(module, (name) => {
    try {
      return module[name];
    } catch (error) {
      // An attribute whose value cannot cross does not keep the others from being imported.
      const reason = error instanceof Error ? error.message : String(error);
      process.emitWarning(
        `${name} of ${String(graft.model(module).name)} is exported as undefined: ${reason}`,
        'GraftWarning',
      );
      return undefined;
    }
  });
}
