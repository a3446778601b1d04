import { createRequire } from 'node:module';

/** Whether the native addon is there and loads. */
export interface AddonCheck {
  readonly path: string | null;
  readonly loads: boolean;
  /** Why it does not. */
  readonly error: string | null;
  readonly remedy: string | null;
}

interface NodeGypBuild {
  path(directory: string): string;
}

const remedy =
  'Install the package again with its install scripts allowed (npm rebuild graftwire), or in a checkout run npm run build:native.';

/** Looks for the addon of the package at `directory` as the library does, and loads it. */
export function checkAddon(directory: string): AddonCheck {
  const require = createRequire(import.meta.filename);
  let path: string;
  try {
    path = (require('node-gyp-build') as NodeGypBuild).path(directory);
  } catch (error) {
    return { path: null, loads: false, error: firstLine(error), remedy };
  }
  try {
    require(path);
    return { path, loads: true, error: null, remedy: null };
  } catch (error) {
    return { path, loads: false, error: firstLine(error), remedy };
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
