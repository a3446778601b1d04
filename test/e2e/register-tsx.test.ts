import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';

const tsx = join(packageRoot, 'node_modules/tsx/dist/cli.mjs');

function withTsx(): Project {
  const project = new Project({
    'stats.py': 'def mean(values):\n    return sum(values) / len(values)\n',
    // An enum is what stripping types does not do.
    'main.ts':
      "import { mean } from './stats.py';\nenum Size { small = 3 }\nconsole.log(mean([1, Size.small]) as number);\n",
    'main.cts':
      "import { mean } from './stats.py';\nconst again = require('./stats.py');\nenum Size { small = 3 }\nconsole.log(mean([1, Size.small]), again.mean === mean);\n",
  });
  symlinkSync(join(packageRoot, 'node_modules/tsx'), project.path('node_modules/tsx'));
  return project;
}

describe('tsx', () => {
  it.each([
    ['as the command', [tsx, '--import', 'graftwire/register']],
    ['registered first', ['--import', 'tsx', '--import', 'graftwire/register']],
    ['registered last', ['--import', 'graftwire/register', '--import', 'tsx']],
  ])('imports and requires Python files, %s', async (_, nodeArgs) => {
    const project = withTsx();
    expect(await project.run('main.ts', { nodeArgs })).toMatchObject({ out: '2\n', err: '', code: 0 });
    expect(await project.run('main.cts', { nodeArgs })).toMatchObject({ out: '2 true\n', err: '', code: 0 });
  });
});
