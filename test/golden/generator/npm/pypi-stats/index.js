// Made by graftwire from python:stats. What is changed here is lost when it is made again.
import { defineGraft } from 'graftwire/generated';

const graft = /* @__PURE__ */ defineGraft(
  {
    name: 'graft.pypi.stats',
    source: '../stats.py',
    from: import.meta.url,
    runtime: 'python',
    config: 'name=graft.pypi.stats;runtime=python;host=inMemory;modules=../stats.py',
    model: 'sha256-6Kt_GQDPfb27Ksd47kbYkgktegXiPNHM9cNuwOSpyEQ',
    members: [
      'mean',
      'scale',
      'total',
      'tag',
      'order',
      'fetch_rate',
      'walk',
      'follow',
      'each',
      'first',
      'double',
      'convert',
      'newest',
      'bucket',
      'middle',
      'precision',
      'context',
      'kinds',
      'memory',
      'old',
      'log',
      'AuditedLedger',
      'Ledger',
      'LooseLedger',
      'Countdown',
      'Scaler',
      'StatsError',
      'InsufficientFunds',
      'Point',
      'Span',
      'Currency',
      'Access',
      'RATE',
      'LIMIT',
      'counter',
      'path',
    ],
    constants: { RATE: 1.25, LIMIT: null, counter: 0 },
  },
  (members) => {
    ({
      mean,
      scale,
      total,
      tag,
      order,
      fetch_rate,
      walk,
      follow,
      each,
      first,
      double,
      convert,
      newest,
      bucket,
      middle,
      precision,
      context,
      kinds,
      memory,
      old,
      log,
      AuditedLedger,
      Ledger,
      LooseLedger,
      Countdown,
      Scaler,
      StatsError,
      InsufficientFunds,
      Point,
      Span,
      Currency,
      Access,
      RATE,
      LIMIT,
      counter,
      path,
    } = members);
  },
);

export let mean = /* @__PURE__ */ graft.member('mean');
export let scale = /* @__PURE__ */ graft.member('scale');
export let total = /* @__PURE__ */ graft.member('total');
export let tag = /* @__PURE__ */ graft.member('tag');
export let order = /* @__PURE__ */ graft.member('order');
export let fetch_rate = /* @__PURE__ */ graft.member('fetch_rate');
export let walk = /* @__PURE__ */ graft.member('walk');
export let follow = /* @__PURE__ */ graft.member('follow');
export let each = /* @__PURE__ */ graft.member('each');
export let first = /* @__PURE__ */ graft.member('first');
export let double = /* @__PURE__ */ graft.member('double');
export let convert = /* @__PURE__ */ graft.member('convert');
export let newest = /* @__PURE__ */ graft.member('newest');
export let bucket = /* @__PURE__ */ graft.member('bucket');
export let middle = /* @__PURE__ */ graft.member('middle');
export let precision = /* @__PURE__ */ graft.member('precision');
export let context = /* @__PURE__ */ graft.member('context');
export let kinds = /* @__PURE__ */ graft.member('kinds');
export let memory = /* @__PURE__ */ graft.member('memory');
export let old = /* @__PURE__ */ graft.member('old');
export let log = /* @__PURE__ */ graft.member('log');
export let AuditedLedger = /* @__PURE__ */ graft.member('AuditedLedger');
export let Ledger = /* @__PURE__ */ graft.member('Ledger');
export let LooseLedger = /* @__PURE__ */ graft.member('LooseLedger');
export let Countdown = /* @__PURE__ */ graft.member('Countdown');
export let Scaler = /* @__PURE__ */ graft.member('Scaler');
export let StatsError = /* @__PURE__ */ graft.member('StatsError');
export let InsufficientFunds = /* @__PURE__ */ graft.member('InsufficientFunds');
export let Point = /* @__PURE__ */ graft.member('Point');
export let Span = /* @__PURE__ */ graft.member('Span');
export let Currency = /* @__PURE__ */ graft.member('Currency');
export let Access = /* @__PURE__ */ graft.member('Access');
export let RATE = /* @__PURE__ */ graft.member('RATE');
export let LIMIT = /* @__PURE__ */ graft.member('LIMIT');
export let counter = /* @__PURE__ */ graft.member('counter');
export let path = /* @__PURE__ */ graft.member('path');
export default graft.module;
