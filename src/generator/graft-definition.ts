import type { UgmModule } from '../model/ugm.js';

/** What a Graft is loaded from where nobody says otherwise: the module by its name. */
export function graftSource({ name, runtime }: Pick<UgmModule, 'name' | 'runtime'>): string {
  if (runtime === 'python') return `python:${name}`;
  return /^(\.{0,2}\/|node:|file:)/.test(name) ? name : `npm:${name}`;
}

/** A value of a Graft Connection String, in quotes where it has to be. */
export function connectionValue(value: string): string {
  return /^["']|;|(^|[ \t])#/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
