import { DateTime, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { imported } from './imported.js';

const email = imported('email');
const { EmailMessage } = imported('email.message');
const policy = imported('email.policy');
const utils = imported('email.utils');

describe('email', () => {
  it('makes messages', () => {
    const message = new EmailMessage();
    message.set('Subject', 'Grüße');
    message.set('To', 'ann@example.org');
    message.set_content('Hällo\n');
    expect(String(message.get('subject'))).toBe('Grüße');
    expect(message.get('no such header')).toBeNull();
    expect([message.has('To'), message.has('Cc'), message.is_multipart()]).toEqual([true, false, false]);
    expect(message.keys()).toContain('Content-Type');
    expect(message.get_content()).toBe('Hällo\n');
    expect(message.as_string()).toContain('Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=');
    expect(message.delete('To')).toBe(true);
    expect(message.has('to')).toBe(false);
  });

  it('attaches bytes, and gives them back', () => {
    const message = new EmailMessage();
    message.set_content('see the file');
    message.add_attachment(
      Buffer.from([1, 2, 255]),
      kw({ maintype: 'application', subtype: 'octet-stream', filename: 'a.bin' }),
    );
    expect(message.get_content_type()).toBe('multipart/mixed');
    const [file] = [...message.iter_attachments()] as any[];
    expect(file.get_filename()).toBe('a.bin');
    expect(file.get_content()).toEqual(new Uint8Array([1, 2, 255]));
    const again = email.message_from_bytes(message.as_bytes(), kw({ policy: policy.default }));
    expect([...again.walk()].map((part: any) => part.get_content_type())).toEqual([
      'multipart/mixed',
      'text/plain',
      'application/octet-stream',
    ]);
    expect(again.get_body().get_content()).toBe('see the file\n');
  });

  it('reads headers as objects', () => {
    const text = 'From: Ann B <ann@example.org>\nDate: Thu, 29 Feb 2024 12:30:00 +0200\n\nhi';
    const message = email.message_from_string(text, kw({ policy: policy.default }));
    const from = message.get('From');
    expect(String(from)).toBe('Ann B <ann@example.org>');
    expect(from.addresses[0].display_name).toBe('Ann B');
    expect(from.addresses[0].domain).toBe('example.org');
    expect(message.get('date').datetime).toEqual(DateTime.from('2024-02-29T12:30:00+02:00'));
  });

  it('takes addresses and dates apart, and puts them together', () => {
    expect(utils.parseaddr('Ann <ann@example.org>')).toEqual(['Ann', 'ann@example.org']);
    expect(utils.formataddr(tuple('Ann', 'ann@example.org'))).toBe('Ann <ann@example.org>');
    expect(utils.format_datetime(DateTime.from('2024-02-29T12:30:00+02:00'))).toBe(
      'Thu, 29 Feb 2024 12:30:00 +0200',
    );
    expect(utils.parsedate_to_datetime('Thu, 29 Feb 2024 12:30:00 +0200').getTime()).toBe(
      Date.UTC(2024, 1, 29, 10, 30),
    );
  });
});
