// Plain JavaScript beside its own node_modules: the bundle of the benchmark does not hold the chart library.
import { parse, View } from 'vega';
import { compile } from 'vega-lite';

/** @param {object} specification in the Vega-Lite language; resolves to the text of an SVG */
export async function render(specification) {
  const view = new View(parse(compile(specification).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
