import { NDArray, graft, kw, tuple } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';
import { scientific } from './scientific-environment.js';

const Image = await scientific('PIL.Image');

describe.skipIf(Image === undefined)('pillow', () => {
  it('makes and converts images', () => {
    const red = Image.new('RGB', tuple(4, 3), 'red');
    expect([red.size, red.width, red.mode]).toEqual([[4, 3], 4, 'RGB']);
    expect(red.getpixel(tuple(0, 0))).toEqual([255, 0, 0]);
    expect(red.convert('L').getpixel(tuple(0, 0))).toBe(76);
    expect(red.resize(tuple(2, 2)).size).toEqual([2, 2]);
    expect(red.crop(tuple(1, 1, 3, 2)).size).toEqual([2, 1]);
    expect(red.rotate(90, kw({ expand: true })).size).toEqual([3, 4]);
    expect(red.transpose(Image.Transpose.ROTATE_90).size).toEqual([3, 4]);
    expect(red).toBeInstanceOf(Image.Image);
  });

  it('gives and takes bytes', () => {
    const two = Image.frombytes('L', tuple(2, 1), new Uint8Array([5, 6]));
    expect(two.tobytes()).toEqual(new Uint8Array([5, 6]));
    two.putpixel(tuple(0, 0), 9);
    expect(two.getpixel(tuple(0, 0))).toBe(9);
    expect(two.point((value: number) => value * 2).tobytes()).toEqual(new Uint8Array([18, 12]));
  });

  it('writes and reads files of either language', () => {
    const { BytesIO } = imported('io');
    const file = new BytesIO();
    Image.new('RGBA', tuple(4, 3), tuple(1, 2, 3, 4)).save(file, 'PNG');
    const again = Image.open(new BytesIO(file.getvalue()));
    expect([again.format, again.size, again.getpixel(tuple(3, 2))]).toEqual(['PNG', [4, 3], [1, 2, 3, 4]]);
    class Parts {
      readonly parts: Uint8Array[] = [];
      write(bytes: Uint8Array): number {
        this.parts.push(bytes);
        return bytes.length;
      }
      flush(): void {}
    }
    const own = new Parts();
    Image.new('L', tuple(1, 1)).save(own, 'BMP');
    expect(Buffer.concat(own.parts).subarray(0, 2).toString()).toBe('BM');
  });

  it('draws', () => {
    const image = Image.new('1', tuple(3, 3));
    const draw = imported('PIL.ImageDraw').Draw(image);
    draw.line([tuple(0, 0), tuple(2, 2)], kw({ fill: 1 }));
    expect([image.getpixel(tuple(1, 1)), image.getpixel(tuple(0, 1))]).toEqual([1, 0]);
    const { GaussianBlur } = imported('PIL.ImageFilter');
    expect(image.convert('L').filter(new GaussianBlur(1)).size).toEqual([3, 3]);
  });

  it('is closed when its block is left', () => {
    const image = graft.enter(Image.new('L', tuple(1, 1))) as any;
    expect(image.size).toEqual([1, 1]);
    expect(() => image[Symbol.dispose]()).not.toThrow();
  });

  it('shows its pixels as arrays of numpy', () => {
    const pixels = imported('numpy').asarray(Image.new('L', tuple(3, 2), 7));
    expect(pixels).toBeInstanceOf(NDArray);
    expect([pixels.shape, pixels.dtype, pixels.get(1, 2)]).toEqual([[2, 3], 'uint8', 7]);
    expect(Image.fromarray(pixels).size).toEqual([3, 2]);
  });

  it('says what is no image', () => {
    const { BytesIO } = imported('io');
    expect(failure(() => Image.open(new BytesIO(new Uint8Array([1, 2, 3]))))).toMatchObject({
      name: 'UnidentifiedImageError',
      remote: { type: 'PIL.UnidentifiedImageError' },
    });
  });
});
