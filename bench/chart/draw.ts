import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runQuietly } from '../install/command.js';
import { places } from '../places.js';
import type { Results } from '../results.js';
import { describeChart } from './chart.js';

interface Renderer {
  readonly render: (specification: object) => Promise<string>;
}

/** The chart as SVG; installs the chart library first where it is missing. Throws an Error that says why it cannot. */
export async function drawChart(results: Results): Promise<string> {
  if (!existsSync(join(places.chart, 'node_modules', 'vega-lite'))) {
    process.stderr.write('bench: installing the chart library into bench/chart (once)\n');
    const why = runQuietly('npm', ['ci'], { directory: places.chart, environment: process.env });
    if (why !== undefined) throw new Error(`the chart library cannot be installed: ${why}`);
  }
  const { render } = (await import(pathToFileURL(join(places.chart, 'render.mjs')).href)) as Renderer;
  return render(describeChart(results));
}
