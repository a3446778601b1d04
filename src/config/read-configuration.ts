import { configFault, type ConfigPlace } from './config-fault.js';
import type { ConfigNode } from './config-node.js';
import { expandVariables, VariableFault, type Variables } from './expand-variables.js';
import {
  configurationKeys,
  configuredRuntimes,
  type ConfigurationKey,
  type GraftConfiguration,
} from './graft-configuration.js';
import { isGraftName } from './graft-name.js';
import { HostFault, parseHost, type Host } from './host.js';
import { nearest } from './nearest.js';
import type { RawConfiguration } from './raw-configuration.js';

/** A configuration, and the line of each of its keys. */
export interface LocatedConfiguration {
  readonly line?: number | undefined;
  readonly configuration: GraftConfiguration;
  readonly lines: Readonly<Partial<Record<ConfigurationKey, number>>>;
}

/** A value, and what is to be said of it. */
interface Given {
  readonly node: ConfigNode;
  readonly place: ConfigPlace;
  readonly variables: Variables;
  readonly hasPlugin: boolean;
}

/**
 * Says what the keys of a configuration mean.
 *
 * @throws GraftError `invalid-configuration`
 */
export function readConfiguration(
  raw: RawConfiguration,
  source: string,
  variables: Variables,
): LocatedConfiguration {
  const found = new Map<ConfigurationKey, unknown>();
  const lines: Partial<Record<ConfigurationKey, number>> = {};
  // Which hosts there are depends on it, wherever it stands.
  const hasPlugin = raw.fields.some(({ key }) => key === 'plugin');
  for (const { key, value: node, line } of raw.fields) {
    const place = { source, line, key };
    if (!isKey(key)) throw unknownKey(key, { source, line });
    if (found.has(key)) throw configFault(place, 'This key is given twice.', 'Give each key once.');
    found.set(key, readers[key]({ node, place, variables, hasPlugin }));
    if (line !== undefined) lines[key] = line;
  }
  if (found.size === 0) {
    throw configFault(
      { source, line: raw.line },
      'This configuration is empty.',
      'Give a key, or take it away.',
    );
  }
  return { line: raw.line, configuration: Object.fromEntries(found), lines };
}

const keys: ReadonlySet<string> = new Set(configurationKeys);

function isKey(key: string): key is ConfigurationKey {
  return keys.has(key);
}

function unknownKey(key: string, place: ConfigPlace): Error {
  if (isGraftName(key.toLowerCase())) {
    return configFault(
      { ...place, key },
      'This is the name of a Graft, where a key of one configuration stands.',
      `Put it under configurations: { "configurations": { "${key}": { … } } }.`,
    );
  }
  const near = nearest(key, configurationKeys);
  // What has the place of a key may be anything, if it does not look like one.
  const shown = near !== undefined || /^[A-Za-z]{1,24}$/.test(key) ? ` ${key}` : ' of this name';
  const remedy = near === undefined ? '' : `Did you mean ${near}? `;
  return configFault(
    { ...place, ...(shown === ` ${key}` ? { key } : {}) },
    `There is no key${shown}.`,
    `${remedy}There are ${configurationKeys.join(', ')}.`,
  );
}

const readers: {
  readonly [key in ConfigurationKey]-?: (given: Given) => NonNullable<GraftConfiguration[key]>;
} = {
  name: readName,
  runtime: readRuntime,
  host: readHosts,
  modules: readList,
  plugin: readText,
  token: readText,
  connectTimeoutMs: readMilliseconds,
  stateless: readBoolean,
  python: readText,
  timeoutMs: readMilliseconds,
  strict: readBoolean,
};

function readText(given: Given): string {
  const { node, place } = given;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    throw configFault(place, `This is a text, not ${kindOf(node)}.`, 'Write it as a text.');
  }
  const text = expanded(node.value, given).trim();
  if (text === '') {
    throw configFault(place, 'There is no value.', 'Give one, or take the key away.');
  }
  return text;
}

/** A text has its items between commas. */
function readList(given: Given): readonly string[] {
  const { node, place } = given;
  const items: readonly ConfigNode[] =
    node.kind === 'list'
      ? node.items
      : readText(given)
          .split(',')
          // The variables have been put in: what they hold is not looked through again.
          .map((item) => ({ kind: 'scalar', value: item }));
  const variables = node.kind === 'list' ? given : undefined;
  if (items.length === 0) {
    throw configFault(place, 'This list is empty.', 'Give an item, or take the key away.');
  }
  return items.map((item, index) => {
    const at = { ...place, key: `${place.key}[${index}]` };
    if (variables !== undefined) return readText({ ...given, node: item, place: at });
    const text = String((item as { readonly value: string }).value).trim();
    if (text !== '') return text;
    throw configFault(at, 'There is no value.', 'Take away the comma that is too many.');
  });
}

function readName(given: Given): string {
  const name = readText(given).toLowerCase();
  if (isGraftName(name)) return name;
  throw configFault(
    given.place,
    'This is no name of a Graft.',
    'Write graft.<ecosystem>.<module>, such as graft.pypi.stats; leave the name out where all Grafts are meant.',
  );
}

function readRuntime(given: Given): (typeof configuredRuntimes)[number] {
  const text = readText(given);
  const runtime = configuredRuntimes.find((name) => name === text);
  if (runtime !== undefined) return runtime;
  const near = nearest(text, configuredRuntimes);
  throw configFault(
    given.place,
    `There is no runtime ${shown(text, given)}.`,
    near === undefined ? `There are ${configuredRuntimes.join(' and ')}.` : `Did you mean ${near}?`,
  );
}

function readHosts(given: Given): readonly Host[] {
  const texts = readList(given);
  const hosts = texts.map((text, index) => {
    try {
      return parseHost(text, given.hasPlugin);
    } catch (error) {
      if (!(error instanceof HostFault)) throw error;
      const key = texts.length === 1 ? given.place.key : `${given.place.key}[${index}]`;
      throw configFault({ ...given.place, key }, error.message, error.remedy);
    }
  });
  if (hosts.length > 1 && hosts.some(({ kind }) => kind === 'inMemory' || kind === 'loopback')) {
    throw configFault(
      given.place,
      'inMemory and loopback stand alone.',
      'Give one of them, or a list of remote hosts to balance between.',
    );
  }
  return hosts;
}

function readBoolean(given: Given): boolean {
  const { node, place } = given;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? readText(given) : undefined;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw configFault(
    place,
    `This is true or false, not ${text === undefined ? kindOf(node) : shown(text, given)}.`,
    'Write true or false.',
  );
}

function readMilliseconds(given: Given): number {
  const { node, place } = given;
  const isNumber = node.kind === 'scalar' && typeof node.value === 'number';
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? readText(given) : undefined;
  const isWritten = text !== undefined && /^[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text);
  const value = isNumber ? Number(node.value) : isWritten ? Number(text) : NaN;
  if (Number.isFinite(value) && value > 0) return value;
  const given_ = isNumber ? String(node.value) : text === undefined ? kindOf(node) : shown(text, given);
  throw configFault(
    place,
    `This is a positive number of milliseconds, not ${given_}.`,
    'Leave the key out where there is no limit.',
  );
}

function expanded(text: string, { place, variables }: Given): string {
  try {
    return expandVariables(text, variables);
  } catch (error) {
    if (!(error instanceof VariableFault)) throw error;
    throw configFault(place, error.message, error.remedy);
  }
}

/** What a variable holds is not shown: it may be a secret that has come to the wrong place. */
function shown(text: string, { node }: Given): string {
  const written = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  if (written.includes('${')) return 'what the variable holds';
  return /^[\w.+-]{1,24}$/.test(text) ? text : 'this';
}

function kindOf(node: ConfigNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'an object';
  return node.value === null ? 'null' : `a ${typeof node.value}`;
}
