import { GraftError } from '../errors/graft-error.js';
import { configFault } from './config-fault.js';
import type { ConfigEntry, ConfigFormat, ConfigSource } from './config-source.js';
import { readJson } from './json-node.js';
import { readObject } from './object-node.js';
import { rawConfigurations, type RawConfiguration } from './raw-configuration.js';
import { readConfiguration } from './read-configuration.js';
import { environmentName } from './source-names.js';
import { readConnectionStrings } from './text-form.js';

/**
 * Reads the configurations of a source, in their order: connection strings, JSON or YAML.
 *
 * @throws GraftError `invalid-configuration`, whose path is the source, the line and the key; `package-not-installed` for YAML that nothing
 *   here can read
 */
export function parseConfigurations(source: ConfigSource): readonly ConfigEntry[] {
  const { name, priority, graft, folder, variables = () => undefined } = source;
  return readRaw(source).map((raw) => {
    const { configuration, line, lines } = readConfiguration(raw, name, variables);
    if (graft !== undefined && configuration.name !== undefined)
      checkName(configuration.name, source, lines.name);
    const isNameImplied = configuration.name === undefined && graft !== undefined;
    return {
      configuration: isNameImplied ? { name: graft, ...configuration } : configuration,
      priority,
      source: name,
      ...(folder === undefined ? {} : { folder }),
      ...(line === undefined ? {} : { line }),
      isNameImplied,
      lines,
    };
  });
}

/** Other Grafts that share the variable may stand beside it. */
function checkName(name: string, { name: source, graft = '' }: ConfigSource, line: number | undefined): void {
  if (name === graft || environmentName(name) === environmentName(graft)) return;
  throw configFault(
    { source, line, key: 'name' },
    `This is a source of ${graft}, and the configuration is of ${name}.`,
    `Take the name away, or move the configuration to GRAFT_CONFIG or graft.config.json.`,
  );
}

function readRaw(source: ConfigSource): readonly RawConfiguration[] {
  const { name, content } = source;
  if (typeof content === 'string') return readText(content, source);
  if (!Array.isArray(content)) return rawConfigurations(readObject(content, name), name);
  return (content as readonly unknown[]).flatMap((item) =>
    typeof item === 'string' ? readText(item, source) : rawConfigurations(readObject(item, name), name),
  );
}

function readText(content: string, source: ConfigSource): readonly RawConfiguration[] {
  const text = content.replace(/^\uFEFF/, '');
  switch (source.format ?? detectFormat(text)) {
    case 'json':
      return rawConfigurations(readJson(text, source.name), source.name);
    case 'yaml': {
      const node = (source.readYaml ?? noYaml)(text, source.name);
      return node === undefined ? [] : rawConfigurations(node, source.name);
    }
    case 'text':
      return readConnectionStrings(text, source.name);
  }
}

/**
 * JSON begins with `{` or `[`. YAML's first line that is no comment begins with `---`, `- `, `%`, or with a key and a colon that white space or
 * the end of the line follows. All else are connection strings.
 */
export function detectFormat(text: string): ConfigFormat {
  // What packages say of themselves is such a text, and V8 takes its time to compile the others.
  if (/^\w+=/.test(text)) return 'text';
  if (/^[ \t\r\n]*[{[]/.test(text)) return 'json';
  const first = text.split(/\r\n|\r|\n/).find((line) => !/^[ \t]*(#|$)/.test(line)) ?? '';
  return /^[ \t]*(---([ \t]|$)|-([ \t]|$)|%|["']?[\w.@/-]+["']?[ \t]*:([ \t]|$))/.test(first)
    ? 'yaml'
    : 'text';
}

function noYaml(_text: string, source: string): never {
  throw new GraftError('package-not-installed', 'This is YAML, which nothing here can read.', {
    path: source,
    remedy: 'Write it as JSON or as connection strings.',
  });
}
