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
  const light = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><radialGradient id="g"><stop offset="0" stop-color="#fff" stop-opacity="${glare.strength}"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient><ellipse cx="${glare.x * width}" cy="${glare.y * height}" rx="${width / 6}" ry="${height / 6}" fill="url(#g)"/></svg>`,
  )
  const seen = await sharp(whole)
    .extract({ left: width / 2, top: height / 2, width, height })
    .composite([{ input: light }])
    .png()
    .toBuffer()
  const blurred = blur > 0.3 ? sharp(seen).blur(blur) : sharp(seen)
  return blurred.jpeg({ quality: 80 }).toBuffer()
}
