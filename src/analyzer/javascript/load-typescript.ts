import { createRequire } from 'node:module';
import { GraftError } from '../../errors/graft-error.js';

/** The TypeScript compiler, as `import ts from 'typescript'` gives it. */
export type TypeScript = typeof import('typescript');

const oldest = 5;

/**
 * The compiler that the project at `from` has, or the one beside graftwire. It is an optional peer and takes a quarter of a second to load,
 * so that only an analysis asks for it.
 *
 * @param from a file, or a folder with a `/` at its end
 * @throws GraftError `module-not-found` where there is none, `version-mismatch` where it is too old
 */
export async function loadTypeScript(from: string): Promise<TypeScript> {
  const ts = fromProject(from) ?? (await besideGraftwire());
  if (Number.parseInt(ts.versionMajorMinor, 10) >= oldest) return ts;
  throw new GraftError('version-mismatch', `TypeScript ${ts.version} is older than what graftwire reads.`, {
    remedy: `Install TypeScript ${oldest} or later: npm install --save-dev typescript.`,
  });
}

function fromProject(from: string): TypeScript | undefined {
  try {
    const require = createRequire(from);
    return require('typescript') as TypeScript;
  } catch {
    return undefined;
  }
}

async function besideGraftwire(): Promise<TypeScript> {
  try {
    return (await import('typescript')).default;
  } catch (cause) {
    throw new GraftError('module-not-found', 'TypeScript, which reads the types of JavaScript, is not installed.', {
      remedy: 'Install it: npm install --save-dev typescript.',
      cause,
    });
  }
}
