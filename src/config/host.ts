import { nearest } from './nearest.js';
import { isSecretName, masked } from './secrets.js';

/** What addresses of all kinds may have. */
interface Address {
  readonly user?: string;
  readonly password?: string;
  /** The query, decoded; absent where there is none. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Where calls run. */
export type Host =
  /** In this process: directly where the module is of this runtime. */
  | { readonly kind: 'inMemory' }
  /** In this process, but everything is encoded and decoded as for a remote one. */
  | { readonly kind: 'loopback' }
  /** `port` is 7420 where the text names none. An IPv6 `hostname` has no brackets. */
  | (Address & { readonly kind: 'tcp' | 'tcps'; readonly hostname: string; readonly port: number })
  /** `port` is 80 or 443 where the text names none, `path` is `/`. */
  | (Address & {
      readonly kind: 'ws' | 'wss';
      readonly hostname: string;
      readonly port: number;
      readonly path: string;
    })
  /** A Unix socket; a relative path is relative to the file that it stands in, or to the working directory. */
  | (Address & { readonly kind: 'ipc'; readonly path: string })
  /** Whatever the plugin of the same configuration understands. */
  | { readonly kind: 'plugin'; readonly address: string };

export type HostKind = Host['kind'];

/** What a configuration may write, without what only a plugin knows. */
export const hostForms = ['inMemory', 'loopback', 'tcp://', 'tcps://', 'ws://', 'wss://', 'ipc://'] as const;

const defaultPorts = { tcp: 7420, tcps: 7420, ws: 80, wss: 443 } as const;

/** What is wrong with an address. It never quotes more than the scheme: anything behind it may be a part of a password. */
export class HostFault extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Reads one host. With `isOfPlugin`, addresses of other schemes are the plugin's.
 *
 * @throws HostFault
 */
export function parseHost(text: string, isOfPlugin = false): Host {
  if (text === 'inMemory' || text === 'loopback') return { kind: text };
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
  switch (scheme) {
    case 'tcp':
    case 'tcps':
    case 'ws':
    case 'wss':
      return parseNetwork(scheme, rest);
    case 'ipc':
      return parseSocket(rest);
    default:
      if (isOfPlugin && scheme !== '') return { kind: 'plugin', address: text };
      throw unknownForm(text, scheme);
  }
}

function unknownForm(text: string, scheme: string): HostFault {
  const isWord = /^[A-Za-z]+$/.test(text);
  const shown = scheme === '' ? (isWord ? text : 'this') : `${scheme}://`;
  const near = nearest(scheme === '' ? text : `${scheme}://`, hostForms);
  const remedy = near === undefined ? `Write one of ${hostForms.join(', ')}.` : `Did you mean ${near}?`;
  return new HostFault(
    `There is no host ${shown === 'this' ? 'of this form' : shown}.`,
    scheme === '' || near !== undefined ? remedy : `${remedy} Other schemes need a plugin.`,
  );
}

const networkForm =
  /^(?:([^/?#]*)@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?(\/[^?#\s]*)?(?:\?([^#\s]*))?$/;

function parseNetwork(kind: 'tcp' | 'tcps' | 'ws' | 'wss', rest: string): Host {
  const found = networkForm.exec(rest);
  const port = found?.[3] === undefined ? defaultPorts[kind] : Number(found[3]);
  if (found === null || port < 1 || port > 65535) {
    throw new HostFault(
      `This is no address of ${kind}://.`,
      `Write ${kind}://host:port, with a port from 1 to 65535; escape other characters than letters, digits, . _ - as %XX.`,
    );
  }
  const [, userInfo, bracketed = '', , path = '', query] = found;
  const address = {
    hostname: bracketed.replace(/^\[|\]$/g, ''),
    port,
    ...readUserInfo(userInfo),
    ...readQuery(query),
  };
  if (kind === 'ws' || kind === 'wss') return { kind, ...address, path: path === '' ? '/' : path };
  if (path !== '' && path !== '/') {
    throw new HostFault(
      `An address of ${kind}:// has no path.`,
      'Take away what stands behind the port, or use ws:// or wss://.',
    );
  }
  return { kind, ...address };
}

function parseSocket(rest: string): Host {
  const [, userInfo, path = '', query] = /^(?:([^/?#]*)@)?([^?#\s]*)(?:\?([^#\s]*))?$/.exec(rest) ?? [];
  if (path === '') {
    throw new HostFault(
      'This is no address of ipc://.',
      'Write ipc:// and the path of a socket: ipc:///run/pricing.sock. Write %20 for a space.',
    );
  }
  return { kind: 'ipc', path: decode(path), ...readUserInfo(userInfo), ...readQuery(query) };
}

function readUserInfo(text: string | undefined): Pick<Address, 'user' | 'password'> {
  if (text === undefined) return {};
  const colon = text.indexOf(':');
  if (colon < 0) return { user: decode(text) };
  return { user: decode(text.slice(0, colon)), password: decode(text.slice(colon + 1)) };
}

function readQuery(text: string | undefined): Pick<Address, 'parameters'> {
  if (text === undefined || text === '') return {};
  const pairs = text.split('&').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
  });
  const parameters = Object.fromEntries(pairs);
  if (Object.keys(parameters).length < pairs.length) {
    throw new HostFault('The query of this address has a parameter twice.', 'Write each one once.');
  }
  return { parameters };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HostFault('This address has an escape that is none.', 'Write %25 for a percent sign.');
  }
}

/** A host as it may be shown: user information and secret parameters masked. */
export function formatHost(host: Host): string {
  switch (host.kind) {
    case 'inMemory':
    case 'loopback':
      return host.kind;
    case 'plugin':
      // What a plugin's addresses mean is not known here: nothing behind the place can be trusted to be none of anybody's secrets.
      return formatPluginAddress(host.address);
    case 'ipc':
      return `ipc://${formatUser(host)}${host.path}${formatQuery(host)}`;
    default: {
      const name = host.hostname.includes(':') ? `[${host.hostname}]` : host.hostname;
      const path = 'path' in host && host.path !== '/' ? host.path : '';
      return `${host.kind}://${formatUser(host)}${name}:${host.port}${path}${formatQuery(host)}`;
    }
  }
}

function formatPluginAddress(address: string): string {
  const [, scheme = '', rest = ''] = /^([^:]*:\/\/)(.*)$/s.exec(address) ?? [];
  const place = rest.slice(rest.lastIndexOf('@') + 1);
  const end = place.search(/[?#]/);
  const user = rest.includes('@') ? `${masked}@` : '';
  return `${scheme}${user}${end < 0 ? place : `${place.slice(0, end)}?${masked}`}`;
}

function formatUser({ user }: Address): string {
  return user === undefined ? '' : `${masked}@`;
}

function formatQuery({ parameters = {} }: Address): string {
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${name}=${isSecretName(name) ? masked : value}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
