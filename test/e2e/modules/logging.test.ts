import { graft, kw } from 'graftwire';
import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const logging = imported('logging');
const { StringIO } = imported('io');

const log = logging.getLogger('graftwire.tests');
log.propagate = false;
log.setLevel(logging.INFO);

afterEach(() => {
  for (const handler of log.handlers) log.removeHandler(handler);
});

describe('logging', () => {
  it('writes records as it is told to', () => {
    const file = new StringIO();
    const handler = new logging.StreamHandler(file);
    handler.setFormatter(new logging.Formatter('%(levelname)s %(name)s: %(message)s'));
    log.addHandler(handler);
    log.info('%s has %d', 'the box', 3);
    log.debug('not this');
    log.warning('%(what)s', { what: 'by name' });
    expect(file.getvalue()).toBe('INFO graftwire.tests: the box has 3\nWARNING graftwire.tests: by name\n');
    expect(log.handlers).toHaveLength(1);
    expect(log.handlers[0]).toBe(handler);
    expect(logging.getLogger('graftwire.tests')).toBe(log);
    expect(log.isEnabledFor(logging.DEBUG)).toBe(false);
    expect(log.parent.name).toBe('root');
  });

  it('writes onto an object of JavaScript', () => {
    class Stream {
      text = '';
      write(text: string): void {
        this.text += text;
      }
      flush(): void {}
    }
    const stream = new Stream();
    log.addHandler(new logging.StreamHandler(stream));
    log.error('onto it');
    expect(stream.text).toBe('onto it\n');
  });

  it('hands records to an object of JavaScript', () => {
    class Handler {
      readonly level = logging.WARNING;
      readonly records: unknown[] = [];
      handle(record: any): void {
        this.records.push([record.levelname, record.getMessage(), graft.get(record, 'order')]);
      }
    }
    const handler = new Handler();
    log.addHandler(handler);
    log.info('below its level');
    log.error('number %d', 5, kw({ extra: { order: 'A1' } }));
    expect(handler.records).toEqual([['ERROR', 'number 5', 'A1']]);
    expect(log.handlers[0]).toBe(handler);
  });

  it('asks a function of JavaScript what to leave out', () => {
    const file = new StringIO();
    const handler = new logging.StreamHandler(file);
    const loud = (record: any): boolean => record.levelno >= logging.ERROR;
    handler.addFilter(loud);
    log.addHandler(handler);
    log.warning('quiet');
    log.error('loud');
    expect(file.getvalue()).toBe('loud\n');
    handler.removeFilter(loud);
    log.warning('now too');
    expect(file.getvalue()).toBe('loud\nnow too\n');
  });

  it('is configured by a plain object', () => {
    imported('logging.config').dictConfig({
      version: 1,
      formatters: { short: { format: '%(message)s' } },
      handlers: { err: { class: 'logging.StreamHandler', formatter: 'short', level: 'ERROR' } },
      loggers: { 'graftwire.configured': { handlers: ['err'], level: 'DEBUG', propagate: false } },
      disable_existing_loggers: false,
    });
    const configured = logging.getLogger('graftwire.configured');
    expect(configured.level).toBe(logging.DEBUG);
    expect(configured.handlers[0].level).toBe(logging.ERROR);
    expect(configured.handlers[0].formatter).toBeInstanceOf(logging.Formatter);
  });

  it('writes an exception of JavaScript', () => {
    const file = new StringIO();
    log.addHandler(new logging.StreamHandler(file));
    log.error('failed', kw({ exc_info: new RangeError('mine') }));
    expect(file.getvalue()).toMatch(/^failed\n.*RangeError: mine/s);
  });

  it('writes an exception of Python that JavaScript caught, with its traceback', () => {
    const file = new StringIO();
    log.addHandler(new logging.StreamHandler(file));
    const error = failure(() => imported('json').loads('{'));
    log.error('failed', kw({ exc_info: error }));
    expect(file.getvalue()).toMatch(
      /^failed\nTraceback .*\njson.decoder.JSONDecodeError: Expecting property/s,
    );
  });
});
