import type { ConfigNode } from './config-node.js';
import { configFault } from './config-fault.js';

/** One configuration of a source, before its keys mean anything. */
export interface RawConfiguration {
  readonly line?: number | undefined;
  readonly fields: readonly RawField[];
}

export interface RawField {
  readonly key: string;
  readonly value: ConfigNode;
  readonly line?: number | undefined;
}

/** The key of an object that holds several configurations: a list, or an object with their names as keys. */
const listKey = 'configurations';

/**
 * The configurations in a value of JSON or YAML: an object is one, a list several, and so is `{ configurations: … }`.
 *
 * @throws GraftError `invalid-configuration`
 */
export function rawConfigurations(node: ConfigNode, source: string): readonly RawConfiguration[] {
  if (node.kind === 'list') return node.items.map((item) => oneOf(item, source));
  const only = node.kind === 'map' && node.entries.length === 1 ? node.entries[0] : undefined;
  if (only?.key !== listKey) return [oneOf(node, source)];
  if (only.value.kind === 'list') return only.value.items.map((item) => oneOf(item, source));
  if (only.value.kind === 'map') {
    return only.value.entries.map(({ key, value, line }) => {
      const { fields } = oneOf(value, source);
      const name: ConfigNode = { kind: 'scalar', value: key, line };
      return { line, fields: [{ key: 'name', value: name, line }, ...fields] };
    });
  }
  throw configFault(
    { source, line: only.line, key: listKey },
    'The configurations are a list, or an object with the names of Grafts as keys.',
    'Write configurations: [{ name: …, host: … }].',
  );
}

function oneOf(node: ConfigNode, source: string): RawConfiguration {
  if (node.kind === 'map') return { line: node.line, fields: node.entries };
  throw configFault(
    { source, line: node.line },
    `A configuration is an object, not ${node.kind === 'list' ? 'a list' : 'a single value'}.`,
    'Write keys and values, such as { "name": "graft.pypi.stats", "host": "tcp://pricing:7420" }.',
  );
}
