import type { UgmParameter, UgmScalar, UgmType } from './ugm.js';

/** A type as a short text for people, which is of no language: `map<string, list<int>> | none`. Absent: `any`. */
export function formatType(type: UgmType | undefined): string {
  if (type === undefined) return 'any';
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'frozenset':
    case 'iterable':
    case 'iterator':
    case 'asyncIterable':
    case 'asyncIterator':
    case 'awaitable':
    case 'class':
      return `${type.kind}<${formatType(type.of)}>`;
    case 'map':
      return `map<${formatType(type.key)}, ${formatType(type.value)}>`;
    case 'tuple': {
      const rest = type.rest === undefined ? [] : [`...${formatType(type.rest)}`];
      return `tuple<${[...type.items.map(formatType), ...rest].join(', ')}>`;
    }
    case 'optional':
      return `${inUnion(type.of)} | none`;
    case 'union':
      return type.of.map(inUnion).join(' | ');
    case 'literal':
      return type.values.map(formatScalar).join(' | ');
    case 'array':
      return `array<${type.dtype ?? 'any'}>`;
    case 'ref': {
      const name = type.module === undefined ? type.name : `${type.module}:${type.name}`;
      return type.args === undefined || type.args.length === 0
        ? name
        : `${name}<${type.args.map(formatType).join(', ')}>`;
    }
    case 'var':
      return type.name;
    case 'callback': {
      const parameters = type.parameters?.map(formatParameter).join(', ') ?? '...';
      return `${type.async === true ? 'async ' : ''}(${parameters}) => ${formatType(type.returns)}`;
    }
    case 'shape': {
      const fields = type.fields.map(
        ({ name, optional, type: of }) => `${name}${optional === true ? '?' : ''}: ${formatType(of)}`,
      );
      return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
    }
    default:
      return type.kind;
  }
}

/** One parameter as {@link formatType} writes it: `limit?: int`, `...rest: any`. */
export function formatParameter({ name, kind, default: fallback, type }: UgmParameter): string {
  const dots = kind === 'var-positional' ? '...' : kind === 'var-keyword' ? '**' : '';
  return `${dots}${name}${fallback === undefined ? '' : '?'}: ${formatType(type)}`;
}

function inUnion(type: UgmType): string {
  const text = formatType(type);
  return type.kind === 'callback' ? `(${text})` : text;
}

function formatScalar(value: UgmScalar): string {
  return value === null ? 'none' : JSON.stringify(value);
}
