import type { UgmModule } from '../../model/ugm.js';
import { graftNames } from '../graft-names.js';
import { pythonString } from './python-text.js';

/** `pyproject.toml` of a Graft. graftwire itself is no dependency that pip could install: it comes with the npm package. */
export function projectFile(model: UgmModule, version: string): string {
  const { python, pythonImport } = graftNames(model);
  return `[build-system]
requires = ["setuptools>=64"]
build-backend = "setuptools.build_meta"

[project]
name = ${pythonString(python)}
version = ${pythonString(pythonVersion(version))}
description = ${pythonString(descriptionOf(model))}
readme = "README.md"
requires-python = ">=3.9"
dependencies = []
keywords = ["graft", "graftwire", ${pythonString(model.ecosystem)}]
classifiers = ["Typing :: Typed"]

[tool.setuptools]
packages = [${pythonString(pythonImport)}]

[tool.setuptools.package-data]
${pythonImport} = ["*.pyi", "py.typed", "model.json"]
`;
}

/** One line. */
export function descriptionOf({ name, runtime, doc }: UgmModule): string {
  const [first = ''] = (doc ?? '').trim().split(/\n\s*\n/);
  const sentence = first.replace(/\s+/g, ' ').slice(0, 200);
  const module = `${runtime === 'python' ? 'Python' : 'JavaScript'} module ${name}`;
  return sentence === '' ? `A Graft of the ${module}` : `A Graft of the ${module}: ${sentence}`;
}

const stages: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', rc: 'rc' };

/** A semantic version as PEP 440 writes it: `1.2.0-beta.3` is `1.2.0b3`; what has no other form is a local version. */
export function pythonVersion(version: string): string {
  const parts = /^(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/.exec(version);
  if (parts === null) return version;
  const [, release = '', before, build] = parts;
  const staged = /^(alpha|beta|rc)(?:\.?(\d+))?$/.exec(before ?? '');
  const stage = staged === null ? '' : `${stages[staged[1]!]!}${staged[2] ?? '0'}`;
  const local = [
    ...(before !== undefined && staged === null ? [before] : []),
    ...(build === undefined ? [] : [build]),
  ];
  const plain = local
    .join('.')
    .toLowerCase()
    .replace(/[^0-9a-z]+/g, '.');
  // What has not come yet is older than the release, as in a semantic version.
  const unknown = before !== undefined && staged === null ? '.dev0' : '';
  return `${release}${stage}${unknown}${plain === '' ? '' : `+${plain}`}`;
}
