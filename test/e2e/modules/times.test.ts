import { DateTime, PlainDate, PlainTime, TimeDelta, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const { datetime, date, time, timedelta, timezone } = imported('datetime');

describe('datetime', () => {
  it('makes times that are those of JavaScript', () => {
    const leap = new datetime(2024, 2, 29, 12, 30);
    expect(leap).toBeInstanceOf(DateTime);
    expect(leap).toBeInstanceOf(Date);
    expect(leap.toString()).toBe('2024-02-29T12:30:00');
    expect(new date(2024, 2, 29)).toEqual(PlainDate.from('2024-02-29'));
    expect(new time(12, 30)).toEqual(PlainTime.from('12:30'));
    expect(new timedelta(kw({ days: 1, hours: 2 }))).toBeInstanceOf(TimeDelta);
    expect(String(new timedelta(kw({ days: 1, hours: 2 })))).toBe('1 day, 2:00:00');
  });

  it('parses and writes times by its class methods', () => {
    const parsed = datetime.fromisoformat('2024-02-29T12:30:00+02:00');
    expect(parsed.getTime()).toBe(Date.UTC(2024, 1, 29, 10, 30));
    expect(datetime.strptime('2 Mar 2024', '%d %b %Y').toString()).toBe('2024-03-02T00:00:00');
    expect(datetime.strftime(parsed, '%j of %Y')).toBe('060 of 2024');
    expect(date.fromisocalendar(2024, 9, 4)).toEqual(PlainDate.from('2024-02-29'));
    expect(date.isoweekday(PlainDate.from('2024-02-29'))).toBe(4);
  });

  it('takes a Date for an aware time', () => {
    expect(datetime.isoformat(new Date(0))).toBe('1970-01-01T00:00:00+00:00');
    expect(graft.python.eval('when + step', { when: new Date(0), step: new timedelta(1) })).toEqual(
      datetime.fromisoformat('1970-01-02T00:00:00+00:00'),
    );
  });

  it('reckons from one offset to another', () => {
    const parsed = datetime.fromisoformat('2024-02-29T12:30:00+02:00');
    expect(datetime.astimezone(parsed, timezone.utc).toString()).toBe('2024-02-29T10:30:00+00:00');
    const india = new timezone(new timedelta(kw({ hours: 5, minutes: 30 })));
    expect(datetime.astimezone(parsed, india).toString()).toBe('2024-02-29T16:00:00+05:30');
    expect(datetime.now(timezone.utc).getTime()).toBeGreaterThan(Date.UTC(2024, 0));
  });

  it('refuses a day that there is not', () => {
    expect(failure(() => new date(2023, 2, 29))).toMatchObject({
      message: expect.stringContaining('day'),
      remote: { type: 'ValueError' },
    });
  });
});

const { ZoneInfo, available_timezones: availableTimezones } = imported('zoneinfo');
const hasZones = availableTimezones().has('Europe/Berlin');

describe('zoneinfo', () => {
  it.skipIf(!hasZones)('makes zones that stay with the times they are given to', () => {
    const berlin = new ZoneInfo('Europe/Berlin');
    expect(berlin.key).toBe('Europe/Berlin');
    expect(new ZoneInfo('Europe/Berlin')).toBe(berlin);
    const epoch = datetime.fromtimestamp(0, berlin);
    expect(epoch.zone).toBe('Europe/Berlin');
    expect(epoch.toString()).toContain('1970-01-01T01:00:00+01:00');
    expect(epoch.getTime()).toBe(0);
  });

  it.skipIf(!hasZones)('reckons over a change to summer time', () => {
    const berlin = new ZoneInfo('Europe/Berlin');
    const before = new datetime(2024, 3, 30, 12, kw({ tzinfo: berlin }));
    const after = graft.python.eval('before + day', { before, day: new timedelta(1) }) as DateTime;
    expect(after.getTime() - before.getTime()).toBe(23 * 3_600_000);
    const tokyo = datetime.astimezone(after, new ZoneInfo('Asia/Tokyo'));
    expect(tokyo.toString()).toContain('2024-03-31T19:00:00+09:00');
  });

  it.skipIf(!hasZones)('tells the two hours apart that a change to winter time makes of one', () => {
    const at = (fold: number): DateTime =>
      new datetime(2024, 10, 27, 2, 30, kw({ fold, tzinfo: new ZoneInfo('Europe/Berlin') }));
    expect(at(1).getTime() - at(0).getTime()).toBe(3_600_000);
  });

  it('has an error of its own for a zone that is unknown', () => {
    expect(failure(() => new ZoneInfo('No/Where'))).toMatchObject({
      name: 'ZoneInfoNotFoundError',
      remote: { type: 'zoneinfo._common.ZoneInfoNotFoundError' },
    });
  });
});
