import { configFault } from './config-fault.js';
import { deepestConfigNode, type ConfigNode } from './config-node.js';

/**
 * What a program gives as a configuration. Keys whose value is undefined are not there.
 *
 * @throws GraftError `invalid-configuration`
 */
export function readObject(value: unknown, source: string, depth = deepestConfigNode): ConfigNode {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return { kind: 'scalar', value };
    case 'object':
      if (value === null) return { kind: 'scalar', value };
      if (depth === 0) break;
      if (Array.isArray(value)) {
        return { kind: 'list', items: value.map((item) => readObject(item, source, depth - 1)) };
      }
      return {
        kind: 'map',
        entries: Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => ({ key, value: readObject(item, source, depth - 1) })),
      };
    default:
  }
  throw configFault(
    { source },
    typeof value === 'object' ? 'This object is nested too deep.' : `A ${typeof value} configures nothing.`,
    'Give a connection string, or an object such as { name, host }, or an array of them.',
  );
}
