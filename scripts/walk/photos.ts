/** Labels as a camera in a warehouse sees them: printed, lying askew on cardboard, blurred, with light on the tape. */
import sharp, { type Sharp } from 'sharp'

export const frame = { width: 1920, height: 1080 } as const

/** What is wrong with a picture. Angles in degrees, blur in pixels (sigma), the rest from 0 to 1. */
export type Spoiling = {
  readonly angle: number
  readonly blur: number
  /** Where the light falls, and how much of what is below it is left to see. */
  readonly glare: { readonly x: number; readonly y: number; readonly strength: number }
  /** Height of the label beside that of the picture. */
  readonly size: number
}

const cardboard = { r: 176, g: 141, b: 98 }

/** One frame with the label on it, as JPEG. */
export async function photographed(label: Sharp, { angle, blur, glare, size }: Spoiling): Promise<Buffer> {
  const { width, height } = frame
  const paper = await label
    .resize({ height: Math.round(height * size) })
    .toColourspace('srgb')
    .png()
    .toBuffer()
  const askew = await sharp(paper).rotate(angle, { background: cardboard }).png().toBuffer()
  const whole = await sharp({
    create: { width: 2 * width, height: 2 * height, channels: 3, background: cardboard },
  })
    .composite([{ input: askew, gravity: 'centre' }])
    .png()
    .toBuffer()
  const light = glareOn({ width, height }, glare)
  const seen = await sharp(whole)
    .extract({ left: width / 2, top: height / 2, width, height })
    .composite([{ input: light, raw: { width, height, channels: 4 } }])
    .png()
    .toBuffer()
  const blurred = blur > 0.3 ? sharp(seen).blur(blur) : sharp(seen)
  return blurred.jpeg({ quality: 80 }).toBuffer()
}

/** A lamp in the paper's gloss, as raw RGBA; no SVG, because the server's process reads none. */
function glareOn(
  { width, height }: { readonly width: number; readonly height: number },
  { x, y, strength }: { readonly x: number; readonly y: number; readonly strength: number },
): Buffer {
  const pixels = Buffer.alloc(width * height * 4, 255)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const away = Math.hypot((column - x * width) / (width / 6), (row - y * height) / (height / 6))
      pixels[(row * width + column) * 4 + 3] = Math.round(255 * strength * Math.max(0, 1 - away))
    }
  return pixels
}
