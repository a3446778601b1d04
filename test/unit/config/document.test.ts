import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigPriority } from '../../../src/config/config-priority.js';
import { configurationKeys } from '../../../src/config/graft-configuration.js';
import { hostForms } from '../../../src/config/host.js';
import { parseConfigurations } from '../../../src/config/parse-configurations.js';
import {
  fileEndings,
  globalFiles,
  globalVariables,
  graftVariables,
  rootMarks,
} from '../../../src/config/source-names.js';
import { readYaml } from '../../../src/runtime/configuration/yaml-reader.js';
import { vectors } from './vectors.js';

const document = readFileSync(
  fileURLToPath(new URL('../../../docs/connection-string.md', import.meta.url)),
  'utf8',
);

function blocks(language: string): readonly string[] {
  return [...document.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, text]) => text!,
  );
}

describe('docs/connection-string.md', () => {
  it('has examples that are configurations', () => {
    for (const language of ['gcs', 'json', 'yaml']) {
      expect(blocks(language)).not.toHaveLength(0);
      for (const content of blocks(language)) {
        const source = {
          name: language,
          content,
          priority: ConfigPriority.UserCode,
          variables: () => 'x',
          readYaml,
        };
        expect(parseConfigurations(source).length).toBeGreaterThan(1);
      }
    }
  });

  it('explains every key, in the order in which they are shown', () => {
    const table = document.slice(document.indexOf('## Keys'), document.indexOf('## Hosts'));
    expect([...table.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key)).toEqual(configurationKeys);
  });

  it('names every host, level, variable and file', () => {
    const names = [...hostForms, ...Object.keys(ConfigPriority), ...graftVariables('graft.pypi.stats')];
    for (const name of [...names, ...globalVariables, ...globalFiles, ...fileEndings, ...rootMarks]) {
      expect(document).toContain(`\`${name}`);
    }
  });

  it('has the table of what wins that the vectors have', () => {
    const { rows } = vectors<{ readonly rows: readonly (readonly [string, string, string])[] }>('precedence');
    const table = document.slice(document.indexOf('| | own 1 |')).split('\n\n')[0]!.split('\n');
    const cells = table.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    const kindOf = (heading: string): string =>
      /inMemory/.test(heading)
        ? 'openDefault'
        : (/(own|all) \d|default/.exec(heading)?.[0] ?? '').replace(' ', '');
    const [heads = [], , ...body] = cells;
    expect(body).toHaveLength(10);
    for (const [head = '', ...verdicts] of body) {
      for (const [index, verdict] of verdicts.entries()) {
        const [row, column] = [kindOf(head), kindOf(heads[index + 1]!)];
        const winner = rows.find(([first, second]) => first === row && second === column)?.[2] ?? '';
        const words = {
          '': '',
          first: row === column ? 'first' : 'row',
          second: row === column ? 'last' : 'column',
        };
        expect(verdict, `${row} and ${column}`).toBe(words[winner as keyof typeof words]);
      }
    }
  });
});
