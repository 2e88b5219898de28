import { bytesAtMost, mediaTypeOf } from '../../server/evidence/kinds.ts'

const starting = (start: string | number[], length = 200): Buffer => {
  const bytes = Buffer.alloc(length)
  Buffer.from(start as string, 'latin1').copy(bytes)
  return bytes
}

test.each([
  ['image/jpeg', starting([0xff, 0xd8, 0xff, 0xe0])],
  [
    'image/png',
    starting([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, ...Buffer.from('IHDR')]),
  ],
  ['image/webp', starting('RIFF\x20\0\0\0WEBPVP8 ')],
  ['application/pdf', starting('%PDF-1.7\n')],
])('%s is taken', async (type, sent) => {
  expect(await mediaTypeOf(sent)).toBe(type)
})

test.each([
  ['nothing at all', Buffer.alloc(0), 'empty-file'],
  ['one byte too many', Buffer.alloc(bytesAtMost + 1, '%PDF-1.7\n'), 'file-too-large'],
  ['an iPhone photo', starting('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'heic-refused'],
  ['an AVIF', starting('\0\0\0\x18ftypavif\0\0\0\0mif1avif'), 'heic-refused'],
  ['a Windows program', starting('MZ\x90\0'), 'file-type-refused'],
  ['a Linux program', starting('\x7fELF\x02\x01\x01'), 'file-type-refused'],
  ['a shell script', starting('#!/bin/sh\n'), 'file-type-refused'],
  ['an SVG', starting('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'file-type-refused'],
  ['an SVG with a prolog', starting('<?xml version="1.0"?><svg/>'), 'file-type-refused'],
  ['HTML', starting('<!doctype html><script>alert(1)</script>'), 'file-type-refused'],
  ['a GIF', starting('GIF89a'), 'file-type-refused'],
  ['a BMP', starting('BM'), 'file-type-refused'],
  ['a TIFF', starting('II*\0'), 'file-type-refused'],
  ['a ZIP', starting('PK\x03\x04'), 'file-type-refused'],
  ['a gzip', starting([0x1f, 0x8b, 8]), 'file-type-refused'],
  ['a 7z', starting([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), 'file-type-refused'],
  ['an old Word document', starting([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file-type-refused'],
  ['PostScript', starting('%!PS-Adobe-3.0'), 'file-type-refused'],
  ['a video', starting('\0\0\0\x18ftypmp42'), 'file-type-refused'],
  ['a PDF that starts late', starting('<html>%PDF-1.7\n'), 'file-type-refused'],
  ['text', starting('Serial number PF2ABC12'), 'file-type-refused'],
  ['two bytes of a JPEG', Buffer.from([0xff, 0xd8]), 'file-type-refused'],
])('%s is refused, whatever its name', async (_what, sent, code) => {
  expect(await mediaTypeOf(sent)).toMatchObject({ code })
})
