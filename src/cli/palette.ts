import { styleText } from 'node:util';

/** How a word is set off. */
export type Shade = 'good' | 'bad' | 'strong' | 'faint';

/** Sets words off, or leaves them as they are. */
export type Palette = (shade: Shade, text: string) => string;

const formats = { good: 'green', bad: 'red', strong: 'bold', faint: 'dim' } as const;

/** Colours for a terminal that shows them, unless the user has said NO_COLOR. */
export function paletteFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Palette {
  const coloured = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return coloured
    ? (shade, text) => styleText(formats[shade], text, { validateStream: false })
    : (_, text) => text;
}
