import { Decimal, Fraction, float, graft, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const statistics = imported('statistics');
const decimal = imported('decimal');
const fractions = imported('fractions');

describe('statistics', () => {
  it('takes numbers, and decimals without rounding them', () => {
    expect(statistics.median([3, 1, 2, 10])).toBe(2.5);
    expect(statistics.mode(['a', 'b', 'a'])).toBe('a');
    expect(statistics.pvariance([1, 2, 3, 4])).toBe(1.25);
    expect(String(statistics.mean([new Decimal('1.1'), new Decimal('2.2')]))).toBe('1.65');
    expect(statistics.mean([new Fraction(1n, 3n), new Fraction(2n, 3n)])).toEqual(new Fraction(1n, 2n));
  });

  it('takes numbers from a generator, keyword arguments, and a set', () => {
    function* numbers(): Generator<number> {
      for (let number = 1; number <= 5; number++) yield number;
    }
    expect(statistics.fmean(numbers())).toBe(3);
    expect(statistics.quantiles([1, 2, 3, 4, 5], { n: 4 })).toEqual([1.5, 3, 4.5]);
    expect(statistics.mode(kw({ data: [80, 90, 90] }))).toBe(90);
    expect(statistics.mean(new Set([2, 4]))).toBe(3);
  });

  it('has a class of normal distributions: constructor, properties, methods and class methods', () => {
    const scores = new statistics.NormalDist(100, 15);
    expect([scores.mean, scores.stdev, scores.variance]).toEqual([100, 15, 225]);
    expect(scores.cdf(100)).toBe(0.5);
    expect(scores.zscore(130)).toBe(2);
    expect(scores.samples(3, { seed: 1 })).toHaveLength(3);
    expect(scores.samples(3, { seed: 1 })).toEqual(scores.samples(3, { seed: 1 }));
    expect(statistics.NormalDist.from_samples([1, 2, 3]).mean).toBe(2);
    expect(String(scores)).toBe('NormalDist(mu=100.0, sigma=15.0)');
    expect(scores.equals(new statistics.NormalDist(float(100), float(15)))).toBe(true);
    const sum = graft.python.eval('a + b', { a: scores, b: new statistics.NormalDist(20, 8) });
    expect(sum).toBeInstanceOf(statistics.NormalDist);
    expect((sum as { stdev: number }).stdev).toBe(17);
  });

  // Since Python 3.10.
  it.skipIf(!('linear_regression' in statistics))(
    'gives a named tuple that has names, an order and JSON',
    () => {
      const line = statistics.linear_regression([1, 2, 3], [3, 5, 7]);
      const [slope, intercept] = line;
      expect([slope, intercept]).toEqual([2, 1]);
      expect({ ...line }).toEqual({ slope: 2, intercept: 1 });
      expect(JSON.stringify(line)).toBe('{"slope":2,"intercept":1}');
      expect(graft.python.eval('line._replace(slope=9).slope', { line })).toBe(9);
    },
  );

  it('says what it does not like in the class of its own errors', () => {
    const error = failure(() => statistics.mean([]));
    expect(error).toMatchObject({
      name: 'StatisticsError',
      message: 'mean requires at least one data point',
    });
    expect(error).toMatchObject({ remote: { type: 'statistics.StatisticsError' } });
  });
});

describe('decimal', () => {
  it('makes decimals that are those of JavaScript, exactly', () => {
    const made = new decimal.Decimal('3.140');
    expect(made).toBeInstanceOf(Decimal);
    expect(String(made)).toBe('3.140');
    expect(String(decimal.Decimal.from_float(0.1))).toBe(
      '0.1000000000000000055511151231257827021181583404541015625',
    );
  });

  it('computes in a context whose precision is set and restored', () => {
    const context = decimal.getcontext();
    const before = context.prec;
    const manager = decimal.localcontext();
    {
      const local = graft.enter(manager) as { prec: number; divide(a: unknown, b: unknown): Decimal };
      local.prec = 5;
      expect(String(local.divide(1, 3))).toBe('0.33333');
    }
    manager[Symbol.dispose]();
    expect(decimal.getcontext().prec).toBe(before);
  });

  it('rounds as it is told to', () => {
    const cent = new Decimal('0.01');
    const value = new Decimal('2.675');
    expect(String(decimal.Decimal.quantize(value, cent, decimal.ROUND_HALF_UP))).toBe('2.68');
    expect(String(decimal.Decimal.quantize(value, cent, kw({ rounding: decimal.ROUND_DOWN })))).toBe('2.67');
  });

  it('raises its signals as errors that are told apart by their classes', () => {
    const error = failure(() => decimal.getcontext().divide(1, 0));
    expect(error).toMatchObject({ name: 'DivisionByZero', remote: { type: 'decimal.DivisionByZero' } });
    const { remote } = error as unknown as { remote: { mro: readonly string[] } };
    expect(remote.mro).toContain('ZeroDivisionError');
  });
});

describe('fractions and math', () => {
  it('take and give fractions', () => {
    const third = new fractions.Fraction(1, 3);
    expect(third).toEqual(new Fraction(1n, 3n));
    expect(fractions.Fraction.from_float(0.75)).toEqual(new Fraction(3n, 4n));
    expect(imported('math').floor(new Fraction(7n, 2n))).toBe(3);
  });

  it('count beyond what a number holds', () => {
    const math = imported('math');
    expect(math.factorial(25)).toBe(15511210043330985984000000n);
    expect(math.gcd(2n ** 80n, 2n ** 70n)).toBe(2n ** 70n);
    expect(math.frexp(8)).toEqual(tuple(0.5, 4));
  });
});
