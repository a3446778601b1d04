import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Yaml from 'yaml';
import type { Node } from 'yaml';
import { configFault } from '../../config/config-fault.js';
import { deepestConfigNode, type ConfigNode } from '../../config/config-node.js';
import type { YamlReader } from '../../config/config-source.js';
import { GraftError } from '../../errors/graft-error.js';

type YamlPackage = Pick<
  typeof Yaml,
  'LineCounter' | 'parseDocument' | 'isAlias' | 'isMap' | 'isScalar' | 'isSeq'
>;

let loaded: YamlPackage | undefined;

/**
 * Reads YAML with the package `yaml`, which is loaded at the first use: from where graftwire is installed, or from the program's folder.
 * Every scalar is a text, as in connection strings, so that all readers of YAML agree on it (`no` is false for some).
 *
 * @throws GraftError `package-not-installed`, `invalid-configuration`
 */
export const readYaml: YamlReader = (text, source) => {
  loaded ??= load(source);
  const lines = new loaded.LineCounter();
  const document = loaded.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // That a key comes twice is said in the same words for all forms.
    uniqueKeys: false,
    schema: 'failsafe',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    throw configFault(
      { source, line: lines.linePos(error.pos[0]).line },
      `This is no YAML (${error.code}).`,
      'Look at the indentation and the quotes of this line and the one before; there is one document, several configurations are a list.',
    );
  }
  const yaml = loaded;
  const lineOf = (node: Node): number | undefined =>
    node.range == null ? undefined : lines.linePos(node.range[0]).line;

  function convert(value: unknown, depth: number): ConfigNode {
    if (value === null || value === undefined) return { kind: 'scalar', value: '' };
    const node = value as Node;
    if (depth === 0) {
      throw configFault(
        { source, line: lineOf(node) },
        'Lists and maps stand in each other too deep.',
        'Flatten it.',
      );
    }
    if (yaml.isAlias(node)) return convert(node.resolve(document), depth - 1);
    const line = lineOf(node);
    if (yaml.isSeq(node))
      return { kind: 'list', items: node.items.map((item) => convert(item, depth - 1)), line };
    if (yaml.isMap(node)) {
      return {
        kind: 'map',
        line,
        entries: node.items.map(({ key, value }) => {
          const name = convert(key, depth - 1);
          return {
            key: name.kind === 'scalar' ? String(name.value) : '',
            value: convert(value, depth - 1),
            line: name.line,
          };
        }),
      };
    }
    // By its schema no scalar is anything but a text.
    return { kind: 'scalar', value: yaml.isScalar<string>(node) ? node.value : '', line };
  }
  return document.contents === null ? undefined : convert(document.contents, deepestConfigNode);
};

function load(source: string): YamlPackage {
  let last: unknown;
  for (const base of [import.meta.filename, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(base)('yaml') as YamlPackage;
    } catch (error) {
      last = error;
    }
  }
  throw new GraftError(
    'package-not-installed',
    'This is YAML, and the package that reads it is not installed.',
    {
      path: source,
      remedy: 'Install it (npm install yaml), or write the configuration as JSON or as connection strings.',
      cause: last,
    },
  );
}
