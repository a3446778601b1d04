import { describe, expect, it } from 'vitest';
import { routeOf, type Placement, type Route } from '../../../../src/hypertube/router/route.js';

const tcp = { kind: 'tcp', hostname: 'pricing', port: 7420 };
const other = { kind: 'tcp', hostname: 'spare', port: 7420 };

describe('the route of a Graft', () => {
  const rows: readonly (readonly [string, Placement, Route])[] = [
    ['is direct where nobody says anything', { runtime: 'nodejs' }, { kind: 'direct', strict: false }],
    ['is local in another runtime', { runtime: 'python' }, { kind: 'local' }],
    [
      'is direct in memory, and strict where that is asked for',
      { runtime: 'nodejs', host: [{ kind: 'inMemory' }], strict: true },
      { kind: 'direct', strict: true },
    ],
    [
      'is not strict in another runtime, which copies anyway',
      { runtime: 'python', strict: true },
      { kind: 'local' },
    ],
    ['is loopback', { runtime: 'nodejs', host: [{ kind: 'loopback' }] }, { kind: 'loopback' }],
    [
      'is local for a loopback to another runtime, where all is encoded already',
      { runtime: 'python', host: [{ kind: 'loopback' }] },
      { kind: 'local' },
    ],
    ['is remote', { runtime: 'python', host: [tcp] }, { kind: 'remote', hosts: [tcp] }],
    [
      'is remote with all hosts to balance between',
      { runtime: 'nodejs', host: [tcp, other] },
      { kind: 'remote', hosts: [tcp, other] },
    ],
    [
      "is a plugin's wherever its host is",
      { runtime: 'nodejs', host: [{ kind: 'plugin' }], plugin: 'graft-nats' },
      { kind: 'plugin', plugin: 'graft-nats', hosts: [{ kind: 'plugin' }] },
    ],
    [
      "is a plugin's without any host",
      { runtime: 'nodejs', plugin: 'graft-nats' },
      { kind: 'plugin', plugin: 'graft-nats', hosts: [] },
    ],
  ];

  it.each(rows)('%s', (_name, placement, route) => {
    expect(routeOf(placement, 'nodejs')).toEqual(route);
  });

  it('is seen from the runtime that calls', () => {
    expect(routeOf({ runtime: 'python' }, 'python')).toEqual({ kind: 'direct', strict: false });
    expect(routeOf({ runtime: 'nodejs' }, 'python')).toEqual({ kind: 'local' });
    expect(routeOf({ runtime: 'python', host: [{ kind: 'loopback' }] }, 'python')).toEqual({
      kind: 'loopback',
    });
  });
});
