import type { UgmModule } from '../../model/ugm.js';
import { graftNames } from '../graft-names.js';

/** `package.json` of a Graft. */
export function packageManifest(model: UgmModule, version: string, graftwire: string): string {
  const manifest = {
    name: graftNames(model).npm,
    version,
    description: descriptionOf(model),
    keywords: ['graft', 'graftwire', model.ecosystem],
    type: 'module',
    engines: { node: '>=20.19' },
    sideEffects: false,
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './model.json': './model.json',
      './package.json': './package.json',
    },
    types: './index.d.ts',
    files: ['index.js', 'index.d.ts', 'model.json'],
    peerDependencies: { graftwire },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** One line. */
export function descriptionOf({ name, runtime, doc }: UgmModule): string {
  const [first = ''] = (doc ?? '').trim().split(/\n\s*\n/);
  const sentence = first.replace(/\s+/g, ' ').slice(0, 200);
  const module = `${runtime === 'python' ? 'Python' : 'JavaScript'} module ${name}`;
  return sentence === '' ? `A Graft of the ${module}` : `A Graft of the ${module}: ${sentence}`;
}
