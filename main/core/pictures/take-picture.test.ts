import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_THUMBNAIL_BYTES } from '../../../contract/picture.ts';
import { readImageFile } from './image-file.ts';
import { chunk, dataUrl, sampleJpeg, samplePicture, samplePng, segment } from './sample-images.ts';
import { takePicture } from './take-picture.ts';

const size = { width: 640, height: 480 };
const { thumbnail } = samplePicture();
const png = dataUrl('image/png', samplePng(size));
const jpeg = dataUrl('image/jpeg', sampleJpeg(size));

function refusal(image: string, small = thumbnail): string {
  try {
    takePicture({ image, thumbnail: small });
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('a picture that a page shows', () => {
  it('is taken when it is a small PNG or JPEG, with its true size', () => {
    expect(takePicture({ image: png, thumbnail }).view).toEqual({ thumbnail, ...size });
    expect(takePicture({ image: jpeg, thumbnail }).view).toEqual({ thumbnail, ...size });
    const coloured = sampleJpeg(size, [segment(0xe2, Buffer.from('ICC_PROFILE\0'))]);
    expect(refusal(dataUrl('image/jpeg', coloured))).toBe('taken');
  });

  it('is refused when it is no data URL of a picture', () => {
    const svg = `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`;
    for (const url of [
      '',
      'https://example.org/a.png',
      svg,
      `${png} `,
      png.slice(0, -1),
      'data:image/png;base64,',
    ]) {
      expect(refusal(url)).toMatch(/is not a picture/);
    }
  });

  it('is refused when it is another thing than it says', () => {
    expect(refusal(dataUrl('image/png', sampleJpeg(size)))).toMatch(/neither/);
    expect(refusal(dataUrl('image/jpeg', samplePng(size)))).toMatch(/neither/);
    expect(refusal(dataUrl('image/png', Buffer.from('GIF89a, it says.')))).toMatch(/neither/);
  });

  it('is refused when it is cut off, or something hangs behind it', () => {
    const whole = samplePng(size);
    expect(refusal(dataUrl('image/png', whole.subarray(0, -5)))).toMatch(/neither/);
    expect(refusal(dataUrl('image/png', Buffer.concat([whole, whole])))).toMatch(/neither/);
    expect(refusal(dataUrl('image/jpeg', sampleJpeg(size).subarray(0, -1)))).toMatch(/neither/);
    const script = Buffer.concat([sampleJpeg(size), Buffer.from('<script>')]);
    expect(refusal(dataUrl('image/jpeg', script))).toMatch(/neither/);
  });

  it('is refused when it is a bomb, or nothing', () => {
    for (const bad of [
      { width: 65_535, height: 65_535 },
      { width: 0, height: 9 },
    ]) {
      expect(refusal(dataUrl('image/jpeg', sampleJpeg(bad)))).toMatch(/pixels/);
      expect(refusal(dataUrl('image/png', samplePng(bad)))).toMatch(/pixels/);
    }
  });

  it('is refused when it still says where it was taken', () => {
    const notes = [
      sampleJpeg(size, [segment(0xe1, Buffer.from('Exif\0\0GPS'))]),
      sampleJpeg(size, [segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/'))]),
      sampleJpeg(size, [segment(0xfe, Buffer.from('by me'))]),
    ];
    for (const note of notes) expect(refusal(dataUrl('image/jpeg', note))).toMatch(/still says/);
    for (const name of ['eXIf', 'tEXt', 'iTXt']) {
      const noted = samplePng(size, [chunk(name, Buffer.from('x'))]);
      expect(refusal(dataUrl('image/png', noted))).toMatch(/still says/);
    }
  });

  it('is refused with a thumbnail that is too large, or none', () => {
    const heavy = samplePng({ width: 10, height: 10 }, [
      chunk('IDAT', Buffer.alloc(MOST_THUMBNAIL_BYTES)),
    ]);
    expect(refusal(png, dataUrl('image/png', heavy))).toMatch(/bytes/);
    expect(refusal(png, dataUrl('image/png', samplePng({ width: 900, height: 9 })))).toMatch(
      /pixels/,
    );
    expect(refusal(png, 'data:image/png;base64,AAAA')).toMatch(/neither/);
  });
});

describe('reading a file that may be anything', () => {
  it('never throws, and knows no size but that of a whole file', () => {
    const whole = fc.constantFrom(samplePng(size), sampleJpeg(size));
    const meddled = fc.tuple(whole, fc.nat(), fc.nat(255)).map(([bytes, at, value]) => {
      const copy = Buffer.from(bytes);
      copy[at % copy.length] = value;
      return copy;
    });
    const cut = fc
      .tuple(whole, fc.nat())
      .map(([bytes, at]) => bytes.subarray(0, at % bytes.length));
    const any = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(meddled, cut, any), (bytes) => {
        const file = readImageFile(bytes);
        if (file !== null) expect(file.width >= 0 && file.height >= 0).toBe(true);
      }),
    );
    fc.assert(
      fc.property(cut, (bytes) => {
        expect(readImageFile(bytes)).toBeNull();
      }),
    );
  });
});
