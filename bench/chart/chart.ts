import { formatShare } from '../report/quantity.js';
import { starters, titles } from '../report/titles.js';
import type { Results } from '../results.js';
import { type Bar, barsOf } from './bars.js';

const ink = '#1f2933';
const faint = '#7b8794';
const grid = '#e4e7eb';
const colours: Readonly<Record<Bar['kind'], string>> = {
  floor: '#cbd2d9',
  graftwire: '#e8590c',
  peer: '#8aa1bd',
};
const font = 'Inter, "Helvetica Neue", Helvetica, Arial, sans-serif';

const panelWidth = 380;
const lineHeight = 17;
const columns = 2;

/**
 * The chart in the Vega-Lite language: a panel for each row, in it a bar for each subject that begins at the reference
 * (1x) and is as long as its multiple, on one logarithmic axis for all panels.
 */
export function describeChart(results: Results): object {
  const bars = barsOf(results);
  const panels = [...new Set(bars.map((bar) => bar.panel))];
  const subjects = starters
    .map((starter) => titles[starter])
    .filter((title) => bars.some((bar) => bar.subject === title));
  const ratios = bars.flatMap((bar) => (bar.ratio === null ? [] : [bar.ratio]));
  // Room on the right for the label of the longest bar.
  const domain = [Math.min(0.5, ...ratios), Math.max(10, ...ratios) * 5];
  const x = {
    field: 'ratio',
    type: 'quantitative',
    scale: { type: 'log', domain, nice: false },
    axis: {
      title: null,
      values: [0.1, 1, 10, 100, 1000].filter(
        (value) => value >= domain[0]! && value <= Math.max(10, ...ratios),
      ),
      labelExpr: "format(datum.value, '~r') + 'x'",
    },
  };
  const y = {
    field: 'subject',
    type: 'nominal',
    sort: subjects,
    title: null,
    axis: {
      labelPadding: 8,
      labelFontWeight: isGraftwire(700, 400),
      labelColor: isGraftwire(colours.graftwire, ink),
    },
  };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    padding: 24,
    title: titleOf(results),
    data: { values: bars },
    facet: {
      field: 'panel',
      type: 'nominal',
      sort: panels,
      title: null,
      header: {
        labelAnchor: 'start',
        labelFontSize: 12,
        labelFontWeight: 600,
        labelColor: ink,
        labelPadding: 8,
      },
    },
    columns,
    spacing: { row: 26, column: 32 },
    resolve: { axis: { x: 'independent' } },
    spec: {
      width: panelWidth,
      height: { step: lineHeight },
      layer: [
        {
          mark: { type: 'bar', height: 11, cornerRadius: 2 },
          encoding: {
            x,
            x2: { datum: 1 },
            y,
            color: {
              field: 'kind',
              type: 'nominal',
              scale: { domain: Object.keys(colours), range: Object.values(colours) },
              legend: null,
            },
          },
        },
        { mark: { type: 'rule', color: faint, strokeWidth: 1 }, encoding: { x: { datum: 1 } } },
        {
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: 10 },
          encoding: {
            x: { ...x, field: 'labelAt' },
            y,
            text: { field: 'label' },
            color: { condition: { test: "datum.kind === 'graftwire'", value: ink }, value: faint },
          },
        },
      ],
    },
    config: {
      font,
      view: { stroke: null },
      axis: { labelColor: ink, labelFontSize: 10.5, domain: false, ticks: false },
      axisX: { grid: true, gridColor: grid, labelColor: faint },
      axisY: { grid: false },
    },
  };
}

/** A property of an axis label: one value for graftwire's, another for all others. */
function isGraftwire<Value>(then: Value, otherwise: Value): object {
  return { condition: { test: "datum.value === 'graftwire'", value: then }, value: otherwise };
}

function titleOf({ machine, plan, date, noise }: Results): object {
  return {
    text: 'Calling Python from Node.js: how many times the floor',
    // Without a canvas Vega guesses the width of a text generously: long lines would widen the whole picture.
    subtitle: [
      'The floor is the same call in a hand-written addon; for start and memory it is bare Node.',
      `Logarithmic; shorter is better. A ${plan} run of ${date.slice(0, 10)}, in which the floor varied by ${formatShare(noise.range)}.`,
      `${machine.cpu}, ${machine.cores} cores · Node ${machine.node} · CPython ${machine.cpython}`,
    ],
    anchor: 'start',
    fontSize: 20,
    fontWeight: 700,
    color: ink,
    subtitleColor: faint,
    subtitleFontSize: 12,
    subtitleLineHeight: 17,
    subtitlePadding: 8,
    offset: 26,
  };
}
