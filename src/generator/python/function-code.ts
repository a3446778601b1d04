import type { UgmFunction, UgmSignature } from '../../model/ugm.js';
import { callbackConversions, resultConversion } from './conversion.js';
import { optionsObject } from './options-object.js';
import type { PackagePlan } from './package-plan.js';
import { pythonString } from './python-text.js';

/** What a function is made with beside its name, as keyword arguments of the Graft's own `function`, `method` and `static`. */
export function functionArguments(fn: UgmFunction, plan: PackagePlan): readonly string[] {
  const ways: readonly UgmSignature[] = [fn, ...(fn.overloads ?? [])];
  const options = optionsText(ways, plan);
  const callbacks = new Map(ways.flatMap(({ parameters }) => callbackConversions(parameters, plan)));
  const listed = [...callbacks].map(([place, text]) => `${place}: ${text}`);
  return [
    ...(options === undefined ? [] : [`options=${options}`]),
    ...(listed.length > 0 ? [`arguments={${listed.join(', ')}}`] : []),
    ...(fn.async && !fn.generator ? ['promise=True'] : []),
    ...resultText(ways, fn, plan),
  ];
}

function resultText(ways: readonly UgmSignature[], fn: UgmFunction, plan: PackagePlan): readonly string[] {
  // Overloads may give different things; only what all of them agree on is made of what comes.
  const texts = ways.slice(ways.length > 1 ? 1 : 0).map(({ returns }) => {
    if (!fn.generator || returns === undefined) return resultConversion(returns, plan);
    return resultConversion({ kind: fn.async ? 'asyncIterator' : 'iterator', of: returns }, plan);
  });
  const once = new Set(texts);
  const [text] = texts;
  return once.size === 1 && text !== undefined ? [`result=${text}`] : [];
}

/** Where keyword arguments go: `_graft.Options(1)`. */
export function optionsText(ways: readonly UgmSignature[], plan: PackagePlan): string | undefined {
  const found = ways.flatMap((way) => optionsObject(way, plan.model) ?? []);
  if (found.length === 0) return undefined;
  const places = [...new Set(found.map(({ place }) => place))].sort((a, b) => a - b);
  const renamed = new Map(
    found.flatMap(({ keywords }) => [...keywords].filter(([name, keyword]) => name !== keyword)),
  );
  const names = [...renamed].map(([name, keyword]) => `${pythonString(keyword)}: ${pythonString(name)}`);
  return `_graft.Options(${[
    ...places,
    ...(found.some(({ always }) => always) ? ['always=True'] : []),
    ...(names.length > 0 ? [`names={${names.join(', ')}}`] : []),
  ].join(', ')})`;
}
